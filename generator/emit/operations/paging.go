package operations

import (
	"regexp"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/codec"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// pages writes the methods of lists that come in pages.
type pages struct{ *method }

// list writes the method of a list that comes in pages:
//
//	func (c *TasksClient) List(ctx context.Context, ...) *Pager[Page, *BatchTask] {
//		return runtime.NewPager(ctx, c.rt, runtime.PageSpec[Page, *BatchTask]{
//			Op: &tasksListOp,
//			First: func() *runtime.Request { ... },
//			Decode: func(resp *runtime.Response) (*Page, error) { ... },
//			Item: func(page *Page, at int) (*BatchTask, bool) { return runtime.PointerAt(page.Value, at) },
//			Next: func(page *Page) string { return page.NextLink.Or("") },
//		}, opts...)
//	}
func (m pages) list() jen.Code {
	first := jen.Func().Params().Op("*").Add(m.pkg.RT("Request")).Block(append(m.request(), jen.Return(jen.Id("req")))...)
	return m.doc().Add(m.decl(m.op.Name, gocode.Ptr(m.pager()))).Block(append(m.ownParams(),
		jen.Return(m.pkg.RT("NewPager").Call(jen.Id("ctx"), jen.Id("c").Dot("rt"), m.pageSpec(first), jen.Id("opts").Op("..."))))...)
}

// pager names the type of the pager: Pager[Page, *BatchDeployment].
func (m pages) pager() *jen.Statement { return jen.Id("Pager").Types(m.pageTypes()) }

func (m pages) pageTypes() jen.Code {
	return jen.List(gocode.ContentType(m.pkg, m.op.Result.Body), m.itemType())
}

// itemType writes what the pager yields.
func (m pages) itemType() *jen.Statement { return gocode.ItemOf(m.pkg, &m.op.Paging.Item) }

// pageSpec writes what the runtime must know about the pages. first makes the request for the first
// one; nil when a long-running operation has made it.
func (m pages) pageSpec(first jen.Code) jen.Code {
	fields := []jen.Code{jen.Line().Id("Op").Op(":").Op("&").Id(gocode.OpVar(m.op))}
	if first != nil {
		fields = append(fields, jen.Line().Id("First").Op(":").Add(first))
	}
	fields = append(fields,
		jen.Line().Id("Decode").Op(":").Add(resultDecoder(m.pkg, m.op.Result.Body)),
		jen.Line().Id("Item").Op(":").Add(m.item()))
	if link := m.op.Paging.NextLink; len(link) > 0 {
		fields = append(fields, jen.Line().Id(nextField(link)).Op(":").Add(m.next()))
	}
	if m.op.Paging.Header != "" {
		fields = append(fields, jen.Line().Id("NextHeader").Op(":").Lit(m.op.Paging.Header))
	}
	if m.op.Paging.Turn != nil {
		fields = append(fields, m.turn()...)
	}
	if m.op.Paging.Next != nil && first != nil {
		fields = append(fields, jen.Line().Id("NextRequest").Op(":").Add(m.nextRequest()))
	}
	return m.pkg.RT("PageSpec").Types(m.pageTypes()).Values(append(fields, jen.Line())...)
}

// firstPage writes the function that makes a pager of the result of a long-running operation:
//
//	func(ctx context.Context, resp *runtime.Response, opts []Option) (*Pager[Page, Item], error) {
//		return runtime.PagesOf(ctx, c.rt, runtime.PageSpec[Page, Item]{ ... }, resp, opts)
//	}
func (m pages) firstPage() jen.Code {
	params := []jen.Code{jen.Id("ctx").Qual("context", "Context"), jen.Id("resp").Op("*").Add(m.pkg.RT("Response")), jen.Id("opts").Index().Id("Option")}
	return jen.Func().Params(params...).Params(gocode.Ptr(m.pager()), jen.Error()).Block(jen.Return(m.pkg.RT("PagesOf").Call(
		jen.Id("ctx"), jen.Id("c").Dot("rt"), m.pageSpec(nil), jen.Id("resp"), jen.Id("opts"))))
}

// ownParams writes the statements that copy the parameters which another operation reads for each
// page, so that a caller who changes them later does not change the list:
//
//	params.Tags = slices.Clone(params.Tags)
func (m pages) ownParams() (out []jen.Code) {
	if m.op.Paging.Next == nil && m.op.Paging.Turn == nil || m.op.Params == nil {
		return nil
	}
	for _, p := range m.op.Params.Params {
		field := jen.Id("params").Dot(p.Name)
		switch kind := gocode.Under(&p.Type).Kind; {
		case !p.Asked() || p.Type.Nullable:
		case kind == model.List:
			out = append(out, gocode.Assign(field, jen.Qual("slices", "Clone").Call(field)))
		case kind == model.Map:
			out = append(out, gocode.Assign(field, jen.Qual("maps", "Clone").Call(field)))
		}
	}
	return out
}

// item writes the function that finds an item of a page:
//
//	func(page *Page, at int) (*BatchDeployment, bool) { return runtime.PointerAt(page.Value, at) }
//
// or, where nothing tells which list, makes the page its only item.
func (m pages) item() jen.Code {
	at := jen.Id("at")
	path := m.op.Paging.Items
	if m.op.Paging.IsList(&m.op.Result.Body.Type) {
		return m.itemFunc(jen.Return(m.finder().Call(jen.Op("*").Id("page"), at)))
	}
	if len(path) == 0 {
		page := jen.Id("page")
		if !m.op.Paging.Item.IsHeldStruct() {
			page = jen.Op("*").Add(page)
		}
		return m.itemFunc(jen.Return(page, jen.Add(at).Op("==").Lit(0)))
	}
	field, guards := m.walk(path, m.pkg.RT("ItemAt").Types(m.itemType()).Call(jen.Nil(), at))
	return m.itemFunc(append(guards, jen.Return(m.finder().Call(field, at)))...)
}

// finder names the function that finds an item of a list.
func (m pages) finder() *jen.Statement {
	return m.pkg.RT(gocode.Pick(m.op.Paging.Item.IsHeldStruct(), "PointerAt", "ItemAt"))
}

// arrives reports whether items can be found in the JSON of a page before all of it is there: it
// says where they are, and what follows the page is not said by its items.
func arrives(op *model.Operation) bool {
	p, page := op.Paging, op.Result.Body
	if p == nil || page.Kind != model.BodyJSON || p.Turn != nil && (p.Turn.Last || p.Turn.Kind != model.TurnToken) {
		return false
	}
	return len(p.Items) > 0 || p.IsList(&page.Type)
}

// itemFunc writes func(page *Page, at int) (T, bool) { ... }.
func (m pages) itemFunc(body ...jen.Code) jen.Code {
	page := jen.Id("page").Op("*").Add(gocode.ContentType(m.pkg, m.op.Result.Body))
	return function(jen.Func().Params(page, jen.Id("at").Int()).Params(m.itemType(), jen.Bool()), body)
}

// next writes the function that finds the link to the next page: func(page *Page) string { return
// page.NextLink.Or("") }.
func (m pages) next() jen.Code {
	path := m.op.Paging.NextLink
	result, none := m.nextResult(path)
	field, body := m.walk(path, none)
	return m.pageFunc(result, append(body, m.textOf(field, path[len(path)-1])...)...)
}

// nextField names the field of a PageSpec that finds the link or token at a path.
func nextField(path []*model.Field) string {
	return gocode.Pick(gocode.IsForeign(&path[len(path)-1].Type), "NextValue", "Next")
}

// nextResult is what that field's function returns, and what it does where there is no link or
// token: a text, or, of a type whose text may fail, a runtime.Value.
func (m pages) nextResult(path []*model.Field) (result, none *jen.Statement) {
	if gocode.IsForeign(&path[len(path)-1].Type) {
		return m.pkg.RT("Value"), m.pkg.RT("Value").Values()
	}
	return jen.String(), jen.Lit("")
}

// textOf writes the statements that return a field's value as [pages.nextResult] says.
func (m pages) textOf(value *jen.Statement, f *model.Field) []jen.Code {
	text := func(v *jen.Statement) jen.Code { return jen.Return(gocode.Text(m.pkg, &f.Type, v)) }
	if gocode.IsForeign(&f.Type) {
		text = func(v *jen.Statement) jen.Code { return jen.Return(codec.Placed(m.pkg, gocode.FieldRef(f), v, nil)) }
	}
	_, none := m.nextResult([]*model.Field{f})
	switch {
	case f.Presence == model.Optional && f.Type.Kind == model.String:
		return []jen.Code{jen.Return(value.Dot("Or").Call(jen.Lit("")))}
	case f.Presence == model.Optional:
		return []jen.Code{jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(value).Dot("Get").Call(), jen.Id("ok")).
			Block(text(jen.Id("v"))), jen.Return(none)}
	}
	return []jen.Code{text(value)}
}

// pageFunc writes func(page *Page) result { ... }.
func (m pages) pageFunc(result jen.Code, body ...jen.Code) jen.Code {
	page := jen.Id("page").Op("*").Add(gocode.ContentType(m.pkg, m.op.Result.Body))
	return function(jen.Func().Params(page).Add(result), body)
}

// function writes a function, in one line where it has one statement.
func function(head *jen.Statement, body []jen.Code) jen.Code {
	if len(body) == 1 {
		return head.Add(gocode.Inline(body...))
	}
	return head.Block(body...)
}

// walk follows fields from a page, and writes the statements that return what is given where one is
// missing.
func (m pages) walk(path []*model.Field, missing jen.Code) (*jen.Statement, []jen.Code) {
	return walkFrom(jen.Id("page"), path, missing)
}

func walkFrom(at *jen.Statement, path []*model.Field, missing jen.Code) (*jen.Statement, []jen.Code) {
	var guards []jen.Code
	for i, f := range path {
		at = at.Dot(f.Name)
		if i == len(path)-1 {
			break
		}
		if f.Presence != model.Plain || f.Type.Pointer {
			guards = append(guards, jen.If(jen.Add(at).Op("==").Nil()).Block(jen.Return(missing)))
		}
		at = jen.Add(at)
	}
	return at, guards
}

// nextRequest writes the function that makes the request for a page by another operation:
//
//	func(next string) *runtime.Request {
//		req := c.rt.NewRequest(&batchDeploymentsListNextOp)
//		req.Link(next)
//		return req
//	}
func (m pages) nextRequest() jen.Code {
	body := append(m.nextOperation(m.op.Paging.Next), jen.Return(jen.Id("req")))
	return jen.Func().Params(jen.Id("next").String()).Op("*").Add(m.pkg.RT("Request")).Block(body...)
}

var wholePath = regexp.MustCompile(`^/?\{[^{}]*\}$`)

// nextOperation writes how another operation fetches the next page. It takes the parameters that
// both have, and the link in the one that is named like it, or that the first operation does not
// know. Where none takes it, the request goes to the link itself, with what another operation wants
// in its query besides.
func (m pages) nextOperation(next *model.Operation) []jen.Code {
	known, carried := paramsByName(m.op), false
	link := jen.Id("req").Dot("Link").Call(jen.Id("next"))
	out := m.otherOperation(next, func(p *model.Param, req request) jen.Code {
		named := m.op.Paging.Carries(p)
		if !named && (known[p.Wire] != nil || !p.Required) {
			return nil
		}
		carried = true
		switch {
		case p.In == model.InPath && wholePath.MatchString(next.Path):
			return link
		case p.In == model.InPath:
			return req.call("PathLink", jen.Lit(p.Wire), jen.Id("next"))
		default:
			return sendParam(m.pkg, p, &model.Ref{Kind: model.String}, jen.Id("next"), req)
		}
	})
	if !carried {
		follow := gocode.Pick(next == m.op || next.Params == nil, "Link", "LinkWithQuery")
		out = append(out, jen.Id("req").Dot(follow).Call(jen.Id("next")))
	}
	return out
}
