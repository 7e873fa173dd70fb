package example

import (
	"regexp"
	"slices"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// use writes the call, what it prints, and what that is:
//
//	result, err := client.Tasks.Get(context.Background(), ...)
//	if err != nil {
//		log.Fatal(err)
//	}
//	fmt.Println(result.Body.ID.Or(""))
//	// Output:
//	// taskId
func (c *call) use(method *jen.Statement) []jen.Code {
	if c.op.Paging != nil && c.op.LRO == nil {
		return c.pages(method)
	}
	var out []jen.Code
	if c.op.LRO != nil {
		out = []jen.Code{jen.List(jen.Id("poller"), jen.Id("err")).Op(":=").Add(method), fatal()}
		method = jen.Id("poller").Dot("Wait").Call(jen.Qual("context", "Background").Call())
	}
	shown, lines := c.shown()
	switch {
	case c.op.LRO == nil && c.op.Result.Kind == model.ResultNone:
		failed := jen.If(jen.Id("err").Op(":=").Add(method), gocode.NotNil(jen.Id("err")))
		out = append(out, failed.Block(jen.Qual("log", "Fatal").Call(jen.Id("err"))))
	case shown == nil:
		failed := jen.If(jen.List(jen.Id("_"), jen.Id("err")).Op(":=").Add(method), gocode.NotNil(jen.Id("err")))
		out = append(out, failed.Block(jen.Qual("log", "Fatal").Call(jen.Id("err"))))
	default:
		out = append(out, jen.List(jen.Id("result"), jen.Id("err")).Op(":=").Add(method), fatal(), printing(shown))
		return append(out, output(lines...)...)
	}
	return append(append(out, printing(jen.Lit("done"))), output("done")...)
}

func printing(v jen.Code) jen.Code { return jen.Qual("fmt", "Println").Call(v) }

// output writes the comment by which the go command knows what an example prints.
func output(lines ...string) []jen.Code {
	out := []jen.Code{jen.Comment("Output:")}
	for _, line := range lines {
		out = append(out, jen.Comment(line))
	}
	return out
}

// pages writes a loop over the items of a list.
func (c *call) pages(method *jen.Statement) []jen.Code {
	loop := jen.For(jen.List(jen.Id("item"), jen.Id("err")).Op(":=").Range().Add(method).Dot("All").Call())
	if shown, lines := c.item(); shown != nil {
		return append([]jen.Code{loop.Block(fatal(), printing(shown))}, output(lines...)...)
	}
	var items []string
	for _, f := range c.op.Paging.Items {
		items = append(items, f.Wire)
	}
	list, _ := at(c.answer, items)
	n := 1 // the page itself is the item
	if len(items) > 0 {
		values, _ := list.([]any)
		n = len(values)
	}
	count := jen.For(jen.List(jen.Id("_"), jen.Id("err")).Op(":=").Range().Add(method).Dot("All").Call())
	return append([]jen.Code{gocode.Define("count", jen.Lit(0)), count.Block(fatal(), jen.Id("count").Op("++")), printing(jen.Id("count"))},
		output(strconv.Itoa(n))...)
}

// item returns what is printed of each item, and the lines that gives.
func (c *call) item() (*jen.Statement, []string) {
	p := c.op.Paging
	var names []string
	for _, f := range p.Items {
		names = append(names, f.Wire)
	}
	list, _ := at(c.answer, names)
	values, _ := list.([]any)
	if len(names) == 0 || len(values) == 0 || !p.Item.IsHeldStruct() {
		return nil, nil
	}
	var lines []string
	f := plainText(p.Item.Type, values[0])
	for _, v := range values {
		text, ok := textAt(v, f)
		if f == nil || !ok {
			return nil, nil
		}
		lines = append(lines, text)
	}
	return gocode.FieldText(jen.Id("item"), f), lines
}

// shown returns what is printed of the result, and the line that gives; nil for nothing.
func (c *call) shown() (*jen.Statement, []string) {
	content, result := c.op.Result.Body, jen.Id("result")
	switch {
	case c.op.LRO != nil && c.op.Paging != nil:
		return nil, nil // the result is a pager
	case c.op.LRO != nil:
		content = c.op.LRO.Result
	case c.op.Result.Kind == model.ResultBool:
		return result, []string{"true"}
	case c.op.Result.Kind == model.ResultStruct:
		b := c.resultBody()
		if b == nil {
			return nil, nil
		}
		content = b.Content
		result.Dot(b.Name)
	}
	if content == nil || !gocode.IsStruct(&content.Type) {
		return nil, nil
	}
	f := plainText(content.Type.Type, c.answer)
	if f == nil {
		return nil, nil
	}
	text, _ := textAt(c.answer, f)
	return gocode.FieldText(result, f), []string{text}
}

// telling are the properties that tell an object from others, the best first.
var telling = []string{"name", "id", "displayName", "title", "status"}

// plainText returns the property of an object that an example prints: a text that the object has;
// nil for none.
func plainText(t *model.Type, v any) *model.Field {
	var first *model.Field
	best := len(telling)
	for _, f := range t.Fields {
		if _, ok := textAt(v, f); !ok || f.Type.Kind != model.String || f.Type.Nullable && f.Presence != model.Optional || f.Told {
			continue
		}
		if i := slices.Index(telling, f.Wire); i >= 0 && i < best {
			best, first = i, f
		}
		if first == nil {
			first = f
		}
	}
	return first
}

// printable is a text that a comment can show as it is.
var printable = regexp.MustCompile(`^[A-Za-z0-9]([ -~]*[!-~])?$`)

// textAt returns the text of a field in an object, if it has one that a comment can show.
func textAt(v any, f *model.Field) (string, bool) {
	if f == nil {
		return "", false
	}
	value, _ := at(v, append(slices.Clone(f.Flatten), f.Wire))
	text, ok := value.(string)
	return text, ok && printable.MatchString(text)
}
