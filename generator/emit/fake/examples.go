package fake

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// mostBytes bounds the JSON of one example: a longer one is more than a test looks at, and clients
// of documents that have many of them would grow by it.
const mostBytes = 16 << 10

// examples writes what answers as the document's examples do; nothing where there are none:
//
//	func FromExamples(groups ...Group) *Transport {
//		var routes []rtfake.Route
//		for _, g := range slices.Concat(groups, []Group{&Tasks{}}) {
//			routes = append(routes, g.routes()...)
//		}
//		return rtfake.FromExamples(routes, []rtfake.Example{
//			{Of: "Tasks.Get",
//				Body: `{"id":"testTask"}`},
//		})
//	}
func examples(pkg *gocode.Package) []jen.Code {
	var entries, all []jen.Code
	for _, g := range pkg.API.Groups {
		all = append(all, gocode.Addr(jen.Id(StructName(pkg, g)).Values()))
		for _, op := range g.Operations {
			if a := answerOf(pkg.API, op); a != nil {
				entries = append(entries, a.entry(g, op))
			}
		}
	}
	if len(entries) == 0 {
		return nil
	}
	groups := jen.Qual("slices", "Concat").Call(jen.Id("groups"), jen.Index().Id("Group").Values(all...))
	return []jen.Code{
		gocode.Doc("FromExamples returns a transport that answers as the document's examples do, but for the functions of groups, which go before them. "+
			"A list has one page, a long-running operation ends well, and what has no example is answered with 501.").
			Func().Id("FromExamples").Params(jen.Id("groups").Op("...").Id("Group")).Op("*").Id("Transport").
			Block(
				jen.Var().Id("routes").Index().Add(pkg.Fake("Route")),
				jen.For(jen.List(jen.Id("_"), jen.Id("g")).Op(":=").Range().Add(groups)).Block(
					gocode.Assign(jen.Id("routes"), jen.Append(jen.Id("routes"), jen.Id("g").Dot("routes").Call().Op("...")))),
				jen.Return(pkg.Fake("FromExamples").Call(jen.Id("routes"), jen.Index().Add(pkg.Fake("Example")).Values(append(entries, jen.Line())...)))),
	}
}

// answer is how an operation answers as an example of it does.
type answer struct {
	status    int
	mediaType string
	headers   map[string]string
	body      string
	// query parameter that asks for a page, "" where there is one page only; its value for the first
	// page, which also comes without it; the body of any other page
	page, first, then string
}

// entry writes an element of the list of examples.
func (a *answer) entry(g *model.Group, op *model.Operation) jen.Code {
	fields := []jen.Code{jen.Id("Of").Op(":").Lit(routeName(g, op))}
	text := func(name, v string) {
		if v != "" {
			fields = append(fields, jen.Id(name).Op(":").Lit(v))
		}
	}
	if op.LRO != nil {
		fields = append(fields, jen.Id("Long").Op(":").True())
	} else if a.status != 200 {
		fields = append(fields, jen.Id("Status").Op(":").Lit(a.status))
	}
	if a.mediaType != "application/json" {
		text("Type", a.mediaType)
	}
	text("Page", a.page)
	text("First", a.first)
	if len(a.headers) > 0 {
		var headers []jen.Code
		for _, name := range slices.Sorted(maps.Keys(a.headers)) {
			headers = append(headers, jen.Lit(name).Op(":").Lit(a.headers[name]))
		}
		fields = append(fields, jen.Id("Header").Op(":").Map(jen.String()).String().Values(headers...))
	}
	if a.body != "" {
		fields = append(fields, jen.Line().Id("Body").Op(":").Add(gocode.RawLit(a.body)))
	}
	if a.page != "" {
		fields = append(fields, jen.Line().Id("Then").Op(":").Add(gocode.RawLit(a.then)))
	}
	return jen.Line().Values(fields...)
}

// answerOf finds the first success among an operation's examples that can be shown as it is; nil
// for none. Where the first success of the document has no body, no example is needed.
func answerOf(api *model.API, op *model.Operation) *answer {
	if op.LRO != nil && op.LRO.Result == nil {
		return &answer{}
	}
	for _, sample := range op.Examples {
		for _, r := range sample.Responses {
			if a := shown(api, op, r); a != nil {
				return a
			}
		}
	}
	i := slices.IndexFunc(op.Responses, isSuccess)
	if i < 0 || op.Responses[i].Content != nil || op.LRO != nil || op.Paging != nil {
		return nil
	}
	return &answer{status: op.Responses[i].Low}
}

func isSuccess(r *model.Response) bool { return !r.Error && r.Low/100 == 2 }

// shown is the answer that a response of an example shows; nil for none.
func shown(api *model.API, op *model.Operation, r model.ExampleResponse) *answer {
	i := slices.IndexFunc(op.Responses, func(doc *model.Response) bool {
		return isSuccess(doc) && doc.Low <= r.Status && r.Status <= doc.High
	})
	if i < 0 {
		return nil
	}
	a := &answer{status: r.Status}
	content := op.Responses[i].Content
	if op.LRO != nil {
		content = op.LRO.Result // headers of the first answer are not those of the last
	} else {
		a.headers = maps.Clone(r.Headers)
	}
	if content == nil {
		return a
	}
	v := parsed(r.Body)
	a.mediaType = gocode.SentType(content)
	switch text, isText := v.(string); {
	case len(r.Body) > mostBytes, r.Body == "":
		return nil
	case content.Kind == model.BodyText && isText:
		a.body = text
		return a
	case content.Kind != model.BodyJSON:
		return nil
	}
	if op.LRO != nil {
		Finish(v)
	}
	endJobs(api, op, v)
	if op.Paging != nil && !a.onePage(op.Paging, v) {
		return nil
	}
	a.body = compact(v)
	return a
}

// parsed reads JSON; nil for anything else.
func parsed(text string) (v any) {
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	if dec.Decode(&v) != nil {
		return nil
	}
	return v
}

// compact writes JSON.
func compact(v any) string {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if enc.Encode(v) != nil {
		return "null"
	}
	return strings.TrimSuffix(out.String(), "\n")
}
