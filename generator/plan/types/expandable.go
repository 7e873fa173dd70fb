package types

import (
	"slices"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// idProperty is the property that identifies an object. The runtime takes no other for one.
const idProperty = "id"

// expandable makes an Expandable of alternatives that are a plain string and, besides, objects of
// which each declares a string called id: the string is the identifier of one of those. Several
// objects are a union, which is called what the whole would be. What is a union in the client of a
// lock stays one, for programs name its variants; so does what is alike.
func (c choices) expandable(e *entry, options []*option) (ref model.Ref, ok bool) {
	var objects []*option
	for _, o := range options {
		if o.ref.Kind != model.String {
			objects = append(objects, o)
		}
	}
	if len(objects) == 0 || len(objects)+1 != len(options) || slices.ContainsFunc(objects, func(o *option) bool { return !c.isIdentified(o) }) ||
		c.p.names.HadPart(e.schema.Ptr, e.schema.Identity(), unknownRole) {
		return model.Ref{}, false
	}
	object := objects[0].ref
	if len(objects) > 1 {
		object = c.oneObject(e, objects)
	}
	object.Nullable, object.Pointer = false, IsStruct(object)
	return model.Ref{Kind: model.Expandable, Elem: &object}, true
}

// oneObject makes the type of what is one of several objects.
func (c choices) oneObject(e *entry, objects []*option) model.Ref {
	h := c.p.namer.outer(e)
	if e.name != nil || e.schema.Component() != "" {
		h = h.Suffixed("Object")
	}
	inner := &entry{schema: schema.New(e.schema.Ptr+"#objects", e.schema.Node), done: true, hint: h}
	ref := c.fewest(inner, objects)
	if t := ref.Type; t == inner.typ && t.Kind == model.KindUnion {
		c.p.unfinished = append(c.p.unfinished, commonOf{unions(c), inner, t, new(schema.Merged)})
	}
	e.account.Use(&inner.account)
	return ref
}

// isIdentified reports whether an alternative is an object that declares an identifier, or a union
// of such objects that a property tells apart.
func (c choices) isIdentified(o *option) bool {
	if !isVariantType(o.ref) {
		return false
	}
	schemas := c.p.schemas
	if !schemas.Unions.Is(o.Schema) {
		return c.hasID(o.Merged)
	}
	links := schemas.Unions.Links(o.Schema)
	return len(links) > 0 && !slices.ContainsFunc(links, func(l schema.Link) bool {
		return !c.hasID(schemas.Merge(schemas.Target(schemas.At(l.Variant))))
	})
}

// hasID reports whether a schema is of objects that declare an identifier.
func (c choices) hasID(m *schema.Merged) bool {
	id := m.ByName[idProperty]
	if id == nil || len(m.Alts) > 0 || !m.IsObject() || c.p.propertyConst(id) != nil {
		return false
	}
	typed := c.p.schemas.Together(id.Defs)
	isSecret := slices.ContainsFunc(id.Defs, func(d schema.Schema) bool { return d.IsTrue("x-ms-secret") })
	return !isSecret && c.p.Use(new(source.Account), typed, name.Hint{}).Kind == model.String
}
