package operation

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/rule"
)

// pagingRule finds the rule that says how the pages of an operation follow one another: the
// owner's, the document's own, or what it tells other generators; nil when there is none.
func (r reader) pagingRule(f *found) *rule.Paging {
	if owners := rule.For(r.rules.Paging, f.id); owners != nil {
		return owners
	}
	for _, dialect := range []struct {
		extension string
		read      func(ext source.At) *rule.Paging
	}{
		{load.PagingExtension, ownPaging}, {"x-speakeasy-pagination", speakeasyPaging}, {"x-fern-pagination", fernPaging},
	} {
		if ext := f.To(dialect.extension); ext.Is(node.Map) {
			p := dialect.read(ext)
			p.Place = r.doc.Place(ext.Ptr)
			return p
		}
	}
	return nil
}

// ownPaging reads x-armsmith-paging, which is what armsmith.yaml says.
func ownPaging(ext source.At) *rule.Paging {
	p := &rule.Paging{Items: ext.Get("items").Str(), Next: ext.Get("next").Str(), Link: ext.Get("link").Str() == "header"}
	if c := ext.Get("cursor"); c.Is(node.Map) {
		p.Cursor = &rule.Cursor{Param: c.Get("param").Str(), From: c.Get("from").Str(), While: c.Get("while").Str()}
	}
	p.Page, p.Offset = count(ext.Get("page"), "size"), count(ext.Get("offset"), "limit")
	return p
}

func count(n *node.Node, size string) *rule.Count {
	if !n.Is(node.Map) {
		return nil
	}
	c := &rule.Count{Param: n.Get("param").Str(), Size: n.Get(size).Str(), While: n.Get("while").Str(), Total: n.Get("total").Str()}
	if size == "size" {
		c.First = 1
	}
	if first := n.Get("first"); first.Is(node.Number) {
		c.First, _ = strconv.ParseInt(first.Text, 10, 64)
	}
	return c
}

// speakeasyPaging reads x-speakeasy-pagination: inputs are parameters with the part that each
// plays, outputs are JSONPath expressions into the page.
func speakeasyPaging(ext source.At) *rule.Paging {
	inputs := map[string]string{} // by the part they play
	for _, in := range ext.Get("inputs").Elems() {
		param := in.Get("name").Str()
		if in.Get("in").Str() == "requestBody" {
			param = "body:" + param
		}
		inputs[in.Get("type").Str()] = param
	}
	out := func(name string) string { return ext.Get("outputs").Get(name).Str() }
	p := &rule.Paging{Items: out("results")}
	switch {
	case out("nextUrl") != "":
		p.Next = out("nextUrl")
	case inputs["cursor"] != "":
		p.Cursor = &rule.Cursor{Param: inputs["cursor"], From: out("nextCursor")}
	case inputs["page"] != "":
		p.Page = &rule.Count{Param: inputs["page"], Size: inputs["limit"], Total: out("numPages"), First: 1}
	case inputs["offset"] != "":
		p.Offset = &rule.Count{Param: inputs["offset"], Size: inputs["limit"]}
	}
	return p
}

// fernPaging reads x-fern-pagination, whose values say $request or $response first.
func fernPaging(ext source.At) *rule.Paging {
	of := func(name string) string {
		text := ext.Get(name).Str()
		return cmp.Or(strings.TrimPrefix(strings.TrimPrefix(text, "$request."), "$response."), text)
	}
	p := &rule.Paging{Items: of("results")}
	switch {
	case of("cursor") != "":
		p.Cursor = &rule.Cursor{Param: of("cursor"), From: of("next_cursor")}
	case of("offset") != "" && of("step") != "":
		p.Offset = &rule.Count{Param: of("offset"), Size: of("step"), While: of("has-next-page")}
	case of("offset") != "":
		p.Page = &rule.Count{Param: of("offset"), While: of("has-next-page"), First: 1}
	case of("next_uri") != "":
		p.Next = of("next_uri")
	}
	return p
}
