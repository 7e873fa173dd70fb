package plan

import (
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

// paged reports whether the operation says that it answers in pages (x-ms-pageable).
func (p *plan) paged() bool { return p.Get("x-ms-pageable").Is(node.Map) }

// paging reads x-ms-pageable. What pages look like is only known when all types are finished, and
// the operation for the next page when all operations are, so most of it waits until then.
func (o *operations) paging(m *method, op *model.Operation) {
	if !m.paged() || m.lro {
		return
	}
	o.later = append(o.later, func() { op.Paging = o.pagingOf(m, op) })
}

func (o *operations) pagingOf(m *method, op *model.Operation) *model.Paging {
	ext := m.to("x-ms-pageable")
	giveUp := func(why string) *model.Paging {
		o.warn(ext.ptr, m.what+" cannot be paged: "+why+"; its method returns one answer", "correct x-ms-pageable or the schema of the page")
		return nil
	}
	if op.Result.Kind != model.ResultBody {
		return giveUp("it documents no page")
	}
	if kind := op.Result.Body.Kind; kind != model.BodyJSON && kind != model.BodyXML {
		return giveUp("its pages are neither JSON nor XML")
	}
	itemName := ext.Get("itemName").Str()
	if itemName == "" {
		itemName = "value"
	}
	page := op.Result.Body.Type
	items := pagePath(page, itemName)
	if items == nil {
		return giveUp("the page has no property " + quote(itemName))
	}
	list := underlying(items[len(items)-1].Type)
	if list.Kind != model.List {
		return giveUp("the property " + quote(itemName) + " is not a list")
	}
	p := &model.Paging{Items: items, Item: *list.Elem}
	// the list's elements as their use has settled them
	o.afterNames(func() { p.Item = *underlying(items[len(items)-1].Type).Elem })
	if link := ext.Get("nextLinkName").Str(); link != "" {
		if p.NextLink = pagePath(page, link); p.NextLink == nil {
			o.warn(ext.ptr, "the page of "+m.what+" has no property "+quote(link)+" to lead to the next one; it is a single page",
				"correct nextLinkName")
		} else if !holdsText(p.NextLink[len(p.NextLink)-1].Type) {
			return giveUp("the property " + quote(link) + ", which leads to the next page, is not a string")
		}
	}
	if next := ext.Get("operationName").Str(); next != "" {
		if p.Next = o.operationNamed(next, m.plan); p.Next == nil {
			o.warn(ext.ptr, "no operation "+quote(next)+" fetches the next page of "+m.what+"; the link is followed with GET",
				"correct operationName")
		}
	}
	return p
}

// operationNamed finds an operation by its identifier, with or without its group.
func (o *operations) operationNamed(id string, from *plan) *model.Operation {
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
	for _, f := range fieldsOf(page) {
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
	r = underlying(r)
	if r.Kind == model.Named && r.Type.Kind == model.KindEnum {
		return r.Type.Enum.Base == model.String
	}
	return r.Kind == model.String || r.Kind == model.Secret
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
	for _, f := range fieldsOf(r) {
		if f.Wire == wire && len(f.Flatten) == 0 {
			return f
		}
	}
	return nil
}

// fieldsOf returns the fields of a struct; none of anything else.
func fieldsOf(r model.Ref) []*model.Field {
	r = underlying(r)
	if r.Kind != model.Named || r.Type.Kind != model.KindStruct {
		return nil
	}
	return r.Type.Fields
}

// underlying looks through named lists, maps and scalars.
func underlying(r model.Ref) model.Ref {
	for range maxRefs {
		if r.Kind != model.Named || r.Type == nil || r.Type.Kind != model.KindNamed || r.Type.Target == nil {
			break
		}
		r = *r.Type.Target
	}
	return r
}
