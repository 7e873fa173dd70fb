package operations

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// This file writes how a list goes on whose pages are asked for by what the request says: a token
// that the page before has, the number of the page, or how many items to leave out.

// turn writes the fields of a PageSpec that say what the next request says, and make it.
func (m pages) turn() []jen.Code {
	t := m.op.Paging.Turn
	var out []jen.Code
	switch {
	case t.Kind != model.TurnToken:
		out = append(out, jen.Line().Id("After").Op(":").Add(m.after()))
	case len(t.Token) > 0:
		out = append(out, jen.Line().Id(nextField(t.Token)).Op(":").Add(m.token()))
	}
	return append(out, jen.Line().Id("NextRequest").Op(":").Add(m.turnRequest()))
}

// token writes the function that finds the token of the next page:
//
//	func(page *ChargeList) string {
//		if !page.HasMore {
//			return ""
//		}
//		if len(page.Data) == 0 {
//			return ""
//		}
//		return page.Data[len(page.Data)-1].ID
//	}
func (m pages) token() jen.Code {
	t, from := m.op.Paging.Turn, jen.Id("page")
	result, none := m.nextResult(t.Token)
	body := m.while(none)
	if t.Last {
		list, guards := m.items(none)
		body = append(guard(body, guards), jen.If(jen.Len(list).Op("==").Lit(0)).Block(jen.Return(none)))
		from = jen.Add(list).Index(jen.Len(list).Op("-").Lit(1))
	}
	field, guards := walkFrom(from, t.Token, none)
	return m.pageFunc(result, append(guard(body, guards), m.textOf(field, t.Token[len(t.Token)-1])...)...)
}

// after writes the function that counts:
//
//	func(page *Page, here string) string {
//		if len(page.Items) == 0 {
//			return ""
//		}
//		at := runtime.PageAt(here, int64(params.Page.Or(1))) + 1
//		if total, ok := page.Pages.Get(); ok && at-1 >= int64(total) {
//			return ""
//		}
//		return runtime.FormatInt(at)
//	}
func (m pages) after() jen.Code {
	t := m.op.Paging.Turn
	list, guards := m.items(jen.Lit(""))
	body := m.while(jen.Lit(""))
	if body == nil {
		body = append(guards, jen.If(jen.Len(list).Op("==").Lit(0)).Block(jen.Return(jen.Lit(""))))
	} else if t.Kind == model.TurnOffset {
		body = guard(body, guards)
	}
	step, before := jen.Lit(1), jen.Id("at") // how many pages, or items, come before the next one
	switch {
	case t.Kind == model.TurnOffset:
		step = jen.Int64().Parens(jen.Len(list))
	case t.First != 0:
		before = jen.Id("at").Op("-").Lit(int(t.First))
	}
	body = append(body, gocode.Define("at", m.pkg.RT("PageAt").Call(jen.Id("here"), m.asked()).Op("+").Add(step)))
	if len(t.Total) > 0 {
		// a total that is not there says nothing: the list ends with an empty page
		last := t.Total[len(t.Total)-1]
		field, guards := walkFrom(jen.Id("page"), t.Total, m.pkg.RT("FormatInt").Call(jen.Id("at")))
		check := jen.If(jen.Add(before).Op(">=").Int64().Parens(field))
		if last.Presence == model.Optional {
			check = jen.If(jen.List(jen.Id("total"), jen.Id("ok")).Op(":=").Add(field).Dot("Get").Call(),
				jen.Id("ok").Op("&&").Add(before).Op(">=").Int64().Parens(jen.Id("total")))
		}
		body = append(guard(body, guards), check.Block(jen.Return(jen.Lit(""))))
	}
	body = append(body, jen.Return(m.pkg.RT("FormatInt").Call(jen.Id("at"))))
	page := jen.Id("page").Op("*").Add(gocode.ContentType(m.pkg, m.op.Result.Body))
	return jen.Func().Params(page, jen.Id("here").String()).String().Block(body...)
}

// guard adds guards to statements, except for those whose condition is asked there already.
func guard(body, guards []jen.Code) []jen.Code {
	condition := func(c jen.Code) string {
		before, _, _ := strings.Cut(fmt.Sprintf("%#v", c), "{")
		return before
	}
	for _, g := range guards {
		if !slices.ContainsFunc(body, func(c jen.Code) bool { return condition(c) == condition(g) }) {
			body = append(body, g)
		}
	}
	return body
}

// while writes the statements that end the list where the page says that nothing follows; nil when
// a page does not say it.
func (m pages) while(none jen.Code) []jen.Code {
	path := m.op.Paging.Turn.While
	if len(path) == 0 {
		return nil
	}
	field, guards := walkFrom(jen.Id("page"), path, none)
	cond := jen.Op("!").Add(field)
	if path[len(path)-1].Presence == model.Optional {
		cond = jen.Op("!").Add(field).Dot("Or").Call(jen.False())
	}
	return append(guards, jen.If(cond).Block(jen.Return(none)))
}

// items writes the list of a page: page.Data, or *page.
func (m pages) items(missing jen.Code) (*jen.Statement, []jen.Code) {
	if m.op.Paging.IsList(&m.op.Result.Body.Type) {
		return jen.Parens(jen.Op("*").Id("page")), nil
	}
	return walkFrom(jen.Id("page"), m.op.Paging.Items, missing)
}

// asked writes where the caller has the list begin: int64(params.Page.Or(1)).
func (m pages) asked() jen.Code {
	t := m.op.Paging.Turn
	first := jen.Lit(int(t.First))
	at, presence := jen.Id("params"), model.Plain
	if t.Param != nil {
		at, presence = at.Dot(t.Param.Name), t.Param.Presence
	} else {
		f := t.Body[0]
		at, presence = at.Dot(m.op.Params.Body).Dot(f.Name), f.Presence
	}
	if presence == model.Optional {
		at = at.Dot("Or").Call(first)
	}
	return jen.Int64().Parens(at)
}

// turnRequest writes the function that makes the request for the next page: the first one, which
// says another page.
//
//	func(next string) *runtime.Request {
//		params := params
//		params.StartingAfter = Some(next)
//		req := c.rt.NewRequest(&chargesListOp)
//		params.apply(req)
//		return req
//	}
func (m pages) turnRequest() jen.Code {
	body, request := []jen.Code{gocode.Define("params", jen.Id("params"))}, m.request()
	if t := m.op.Paging.Turn.Type(); gocode.IsForeign(&t) {
		body, request = append(body, request[0]), request[1:] // which fails when the type does not take the token
	}
	body = append(body, m.setTurn()...)
	body = append(append(body, request...), jen.Return(jen.Id("req")))
	return jen.Func().Params(jen.Id("next").String()).Op("*").Add(m.pkg.RT("Request")).Block(body...)
}

// setTurn writes the statements that put the token into a copy of the parameters. What they point
// to is copied as well, for it is the caller's.
func (m pages) setTurn() (out []jen.Code) {
	t := m.op.Paging.Turn
	if t.Param != nil {
		return []jen.Code{gocode.Assign(jen.Id("params").Dot(t.Param.Name), m.turned(t.Param.Presence, &t.Param.Type))}
	}
	at := jen.Id("params").Dot(m.op.Params.Body)
	own := func(ref *model.Ref, pointer bool) {
		if pointer {
			out = append(out, gocode.Assign(at, m.pkg.RT("Copied").Call(at)))
			at = jen.Add(at)
		}
	}
	body := &m.op.Body.Content.Type
	own(body, m.op.Body.Presence == model.Nilable)
	for i, f := range t.Body {
		at = jen.Add(at).Dot(f.Name)
		if i+1 < len(t.Body) {
			own(&f.Type, f.Presence == model.Nilable || f.Type.Pointer)
			continue
		}
		out = append(out, gocode.Assign(at, m.turned(f.Presence, &f.Type)))
	}
	return out
}

// turned writes the token as the value that a parameter takes: Some(next),
// int32(runtime.PageAt(next, 0)), or runtime.Parsed[uuid.UUID](req, next).
func (m pages) turned(presence model.Presence, ref *model.Ref) jen.Code {
	value := jen.Id("next")
	switch under := gocode.Under(ref); {
	case under.Kind == model.Foreign:
		value = m.pkg.RT("Parsed").Types(m.pkg.TypeOf(ref)).Call(jen.Id("req"), value)
	case under.Kind != model.String:
		value = m.pkg.ElemOf(ref).Parens(m.pkg.RT("PageAt").Call(value, jen.Lit(0)))
	case ref.Kind == model.Named:
		value = m.pkg.ElemOf(ref).Parens(value)
	}
	if presence == model.Optional {
		return m.pkg.Own("Some").Call(value)
	}
	return value
}
