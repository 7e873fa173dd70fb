package operations

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// chunks writes the method that calls an operation for a list of any length.
type chunks struct{ *method }

// inChunks writes the method itself:
//
//	func (c *TaskClient) AddCollectionInChunks(ctx context.Context, ...) ([]TaskAddResult, error) {
//		return runtime.InChunks(ctx, c.rt, params.Body.Value, runtime.Chunks[...]{
//			Size: 100,
//			Send: func(ctx context.Context, items []TaskAddParameter) ([]TaskAddResult, error) { ... },
//			Item: func(v *TaskAddParameter) string { return v.ID },
//			Result: func(v *TaskAddResult) string { return v.TaskID },
//			Status: func(v *TaskAddResult) string { return string(v.Status) },
//			Done: []string{"success"},
//			Again: []string{"servererror"},
//		}, opts...)
//	}
func (m chunks) inChunks() jen.Code {
	how := m.op.Chunks
	fields := []jen.Code{
		jen.Line().Id("Size").Op(":").Lit(how.Size),
		jen.Line().Id("Send").Op(":").Add(m.send()),
	}
	if how.ItemKey != nil {
		fields = append(fields,
			jen.Line().Id("Item").Op(":").Add(m.text(&how.Item, how.ItemKey)),
			jen.Line().Id("Result").Op(":").Add(m.text(&how.Result, how.ResultKey)))
	}
	if how.Status != nil {
		fields = append(fields, jen.Line().Id("Status").Op(":").Add(m.text(&how.Result, how.Status)))
	}
	fields = append(fields, statuses("Done", how.Done)...)
	fields = append(fields, statuses("Again", how.Again)...)
	spec := m.pkg.RT("Chunks").Types(m.pkg.ElemOf(&how.Item), m.pkg.ElemOf(&how.Result)).Values(append(fields, jen.Line())...)
	items := jen.Id("params").Dot(m.op.Params.Body).Dot(how.Items.Name)
	var lacks []jen.Code
	if m.optional() {
		lacks = []jen.Code{jen.If(jen.Id("params").Dot(m.op.Params.Body).Op("==").Nil()).Block(jen.Return(jen.Nil(), jen.Nil()))}
	}
	return gocode.Doc(m.docText()).Add(m.decl(how.Name, m.results(), jen.Error())).Block(append(lacks,
		jen.Return(m.pkg.RT("InChunks").Call(jen.Id("ctx"), jen.Id("c").Dot("rt"), items, spec, jen.Id("opts").Op("..."))))...)
}

func (m chunks) docText() string {
	how := m.op.Chunks
	list := m.op.Params.Body + "." + how.Items.Name
	text := fmt.Sprintf("%s is %s for a list of any length: %s is sent in as many requests as it takes, with at most %d items in each.",
		how.Name, m.op.Name, list, how.Size)
	if len(how.Again) > 0 {
		text += " What the service says is worth another try is sent again, as WithRetry says."
	}
	text += " The results stand in the order of the items; with an error, they are those that have come."
	if len(how.Done) > 0 {
		text += " Items that were not taken are an error as well."
	}
	return text
}

// optional reports whether the body is held by pointer, which may be nil.
func (m chunks) optional() bool { return m.op.Body.Presence != model.Plain }

func (m chunks) results() jen.Code { return gocode.Slice(m.pkg.ElemOf(&m.op.Chunks.Result)) }

// send writes the function that makes one request:
//
//	func(ctx context.Context, items []TaskAddParameter) ([]TaskAddResult, error) {
//		params.Body.Value = items
//		out, err := c.AddCollection(ctx, params, opts...)
//		if err != nil {
//			return nil, err
//		}
//		return out.Body.Value, nil
//	}
func (m chunks) send() jen.Code {
	how := m.op.Chunks
	body := jen.Id("params").Dot(m.op.Params.Body)
	var code []jen.Code
	if m.optional() {
		code = append(code, gocode.Define("body", jen.Op("*").Add(body)),
			gocode.Assign(jen.Id("body").Dot(how.Items.Name), jen.Id("items")), gocode.Assign(body, jen.Op("&").Id("body")))
	} else {
		code = append(code, gocode.Assign(jen.Add(body).Dot(how.Items.Name), jen.Id("items")))
	}
	code = append(code,
		jen.List(jen.Id("out"), jen.Id("err")).Op(":=").Id("c").Dot(m.op.Name).
			Call(jen.Id("ctx"), jen.Id("params"), jen.Id("opts").Op("...")),
		gocode.IfErr(jen.Nil(), jen.Id("err")))
	out := jen.Id("out")
	if r := &m.op.Result; r.Kind == model.ResultStruct {
		out = out.Dot(r.Bodies[0].Name)
		if gocode.MayLack(m.op, &r.Bodies[0]) && how.Results != nil {
			code = append(code, jen.If(jen.Add(out).Op("==").Nil()).Block(jen.Return(jen.Nil(), jen.Nil())))
		}
	}
	if how.Results != nil {
		out = jen.Add(out).Dot(how.Results.Name)
	}
	code = append(code, jen.Return(out, jen.Nil()))
	return jen.Func().Params(jen.Id("ctx").Qual("context", "Context"), jen.Id("items").Index().Add(m.pkg.ElemOf(&how.Item))).
		Params(m.results(), jen.Error()).Block(code...)
}

// text writes the function that returns the text in a field:
//
//	func(v *TaskAddResult) string { return string(v.Status) }
func (m chunks) text(of *model.Ref, f *model.Field) jen.Code {
	return jen.Func().Params(jen.Id("v").Op("*").Add(m.pkg.ElemOf(of))).String().Add(gocode.Inline(jen.Return(gocode.FieldText(jen.Id("v"), f))))
}

// statuses writes a field of texts; nothing when there are none.
func statuses(name string, texts []string) []jen.Code {
	if len(texts) == 0 {
		return nil
	}
	return []jen.Code{jen.Line().Id(name).Op(":").Add(gocode.TextList(texts))}
}
