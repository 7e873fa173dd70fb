package operation

import (
	"cmp"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// paged reports whether the operation answers in pages: a rule says so, or x-ms-pageable.
func (p *found) paged() bool { return p.paging != nil || p.Get("x-ms-pageable").Is(node.Map) }

// page reads how the lists of all operations go on, which is only known when all of them are made.
func (o *operations) page(r reader, tolerate bool) {
	r.account = nil
	for _, p := range o.all {
		switch {
		case p.m.paging != nil:
			p.op.Paging = r.pageByRule(p.m, p.op, tolerate)
		case p.m.paged():
			p.op.Paging = pager{r, o}.of(p.m, p.op)
		}
	}
}

// pager reads x-ms-pageable.
type pager struct {
	reader
	made *operations
}

func (o pager) of(m *method, op *model.Operation) *model.Paging {
	ext := m.To("x-ms-pageable")
	giveUp := func(why string) *model.Paging {
		o.doc.Warn(ext.Ptr, m.what+" cannot be paged: "+why+"; its method returns one answer", "correct x-ms-pageable or the schema of the page")
		return nil
	}
	if op.Result.Kind != model.ResultBody {
		return giveUp("it documents no page")
	}
	if kind := op.Result.Body.Kind; kind != model.BodyJSON && kind != model.BodyXML {
		return giveUp("its pages are neither JSON nor XML")
	}
	page := op.Result.Body.Type
	p, why := itemsOf(page, ext)
	if why != "" {
		return giveUp(why)
	}
	if link := ext.Get("nextLinkName").Str(); link != "" {
		if p.NextLink = pagePath(page, link); p.NextLink == nil {
			o.doc.Warn(ext.Ptr, "the page of "+m.what+" has no property "+source.Quote(link)+" to lead to the next one; it is a single page",
				"correct nextLinkName")
		} else if !holdsToken(p.NextLink[len(p.NextLink)-1].Type) {
			return giveUp("the property " + source.Quote(link) + ", which leads to the next page, is not a string")
		}
	}
	if next := ext.Get("operationName").Str(); next != "" {
		if p.Next = o.made.named(next, m.found); p.Next == nil {
			o.doc.Warn(ext.Ptr, "no operation "+source.Quote(next)+" fetches the next page of "+m.what+"; the link is followed with GET",
				"correct operationName")
		}
	}
	if p.Next == op && !goesOnInPath(p, op) {
		p.Next = nil
		asksItself(p, op)
	}
	if link := ext.Get("nextLinkName").Str(); p.Next == nil && p.Turn == nil && namesToken(link) {
		o.doc.Warn(ext.Ptr, "the property "+source.Quote(link)+" of the page of "+m.what+" is named like a token, and x-ms-pageable says that it is a link; a value that is no URL ends the list with an error",
			"if it is a token, say so by a rule: paging: [{operations: ["+m.id+"], cursor: {param: ..., from: "+link+"}}]")
	}
	return p
}

// goesOnInPath reports whether an operation takes what leads to its next page in its path.
func goesOnInPath(p *model.Paging, op *model.Operation) bool {
	return op.Params != nil && slices.ContainsFunc(op.Params.Params, func(param *model.Param) bool {
		return param.In == model.InPath && p.Carries(param)
	})
}

// asksItself makes the list of an operation that is its own next one: what the page has for it goes
// into the parameter, or the property of the body, that is named like it. Where there is none the
// link is followed, which is that operation again.
func asksItself(p *model.Paging, op *model.Operation) {
	if op.LRO != nil || len(p.NextLink) == 0 {
		return
	}
	t, name := turner{op: op}, p.NextLink[len(p.NextLink)-1].Wire
	places := []string{"body:" + name}
	if op.Params != nil {
		for _, param := range op.Params.Params {
			if strings.EqualFold(param.Wire, name) {
				places = append(places, param.Wire)
			}
		}
	}
	for _, place := range places {
		turn := &model.Turn{Kind: model.TurnToken, Token: p.NextLink}
		if t.asks(turn, place) == "" {
			p.Turn, p.NextLink = turn, nil
			return
		}
	}
}

// itemsOf finds what a page holds: the list that the document names, "value" unless it says
// otherwise. A page that goes on and has no such list holds its only one, else itself. The text
// says why nothing is found.
func itemsOf(page model.Ref, ext source.At) (*model.Paging, string) {
	stated := ext.Get("itemName").Str()
	itemName := cmp.Or(stated, "value")
	items := pagePath(page, itemName)
	if items == nil && stated == "" {
		items = onlyList(page)
	}
	if items == nil {
		if stated == "" && len(types.Fields(page)) > 0 && ext.Get("nextLinkName").Str() != "" {
			return &model.Paging{Item: page}, ""
		}
		return nil, "the page has no property " + source.Quote(itemName)
	}
	list := types.Underlying(items[len(items)-1].Type)
	if list.Kind != model.List {
		return nil, "the property " + source.Quote(itemName) + " is not a list"
	}
	return &model.Paging{Items: items, Item: *list.Elem}, ""
}

// onlyList finds the items of a page that nobody names: its only list of objects, or its only list;
// nil when that leaves a doubt.
func onlyList(page model.Ref) []*model.Field {
	var lists, ofObjects []*model.Field
	for _, f := range types.Fields(page) {
		list := types.Underlying(f.Type)
		if list.Kind != model.List {
			continue
		}
		lists = append(lists, f)
		if item := types.Underlying(*list.Elem); item.Kind == model.Named && item.Type.Kind != model.KindEnum {
			ofObjects = append(ofObjects, f)
		}
	}
	switch {
	case len(ofObjects) == 1:
		return ofObjects
	case len(lists) == 1:
		return lists
	}
	return nil
}

// namesToken reports whether a property that should hold a link is called like a token.
func namesToken(property string) bool {
	token := false
	for _, word := range name.Words(name.Go(property)) {
		switch strings.ToLower(word) {
		case "link", "url", "uri", "href":
			return false
		case "cursor", "token", "marker", "continuation":
			token = true
		}
	}
	return token
}

// named finds an operation by its identifier, with or without its group.
func (o *operations) named(id string, from *found) *model.Operation {
	if op := o.byID[id]; op != nil {
		return op
	}
	if group, _, ok := strings.Cut(from.id, "_"); ok && !strings.Contains(id, "_") {
		return o.byID[group+"_"+id]
	}
	return nil
}

// pagePath finds a property of a page by its path, or, when the page itself has none of that name,
// in the only object in it that has one: Azure's emitters write only the last name of a nested
// property.
func pagePath(page model.Ref, path string) []*model.Field {
	if found := fieldPath(page, path); found != nil {
		return found
	}
	var only []*model.Field
	for _, f := range types.Fields(page) {
		if inner := fieldNamed(f.Type, path); inner != nil {
			if only != nil {
				return nil
			}
			only = []*model.Field{f, inner}
		}
	}
	return only
}

// holdsText reports whether a value is a string, of an enum or not.
func holdsText(r model.Ref) bool {
	r = types.Underlying(r)
	if r.Kind == model.Named && r.Type.Kind == model.KindEnum {
		return r.Type.Enum.Base == model.String
	}
	return r.Kind == model.String || r.Kind == model.Secret
}

// holdsToken reports whether a value is a string, or of a type of the owner's, that may lead to
// another page.
func holdsToken(r model.Ref) bool {
	return holdsText(r) || types.Underlying(r).Kind == model.Foreign
}

// fieldPath follows a property name into a type: a property of just that name, or else, where it
// holds dots, one property after another. Each step must be a struct. It returns nil when the way
// ends.
func fieldPath(r model.Ref, path string) []*model.Field {
	if f := fieldNamed(r, path); f != nil {
		return []*model.Field{f}
	}
	head, tail, ok := strings.Cut(path, ".")
	if !ok {
		return nil
	}
	f := fieldNamed(r, head)
	if f == nil {
		return nil
	}
	if rest := fieldPath(f.Type, tail); rest != nil {
		return append([]*model.Field{f}, rest...)
	}
	return nil
}

// fieldNamed returns the field of a struct that holds a property.
func fieldNamed(r model.Ref, wire string) *model.Field {
	for _, f := range types.Fields(r) {
		if f.Wire == wire && len(f.Flatten) == 0 {
			return f
		}
	}
	return nil
}
