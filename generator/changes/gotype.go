package changes

import (
	"path"

	"github.com/armsmith/armsmith/generator/model"
)

// This file spells Go types as generated code declares them. The rig tests/changes holds it against
// what the compiler says of generated packages.

// typeOf spells the type of a value that is there.
func typeOf(r *model.Ref) string {
	switch r.Kind {
	case model.List:
		return "[]" + elemOf(r.Elem)
	case model.Map:
		return "map[string]" + elemOf(r.Elem)
	case model.Expandable:
		return "Expandable[" + typeOf(r.Elem) + "]"
	case model.Named:
		if r.Pointer && isStruct(r) {
			return "*" + r.Type.Name
		}
		return r.Type.Name
	case model.Foreign:
		return path.Base(r.Foreign.Path) + "." + r.Foreign.Name
	case model.Any:
		return "json.RawMessage"
	case model.Stream:
		return "io.ReadCloser"
	case model.Bytes:
		return "[]byte"
	}
	row, _ := r.Kind.Scalar()
	return row.Go
}

// elemOf spells the type of an element of a list or map.
func elemOf(r *model.Ref) string {
	switch {
	case !r.Nullable:
		return typeOf(r)
	case isStruct(r):
		return "*" + r.Type.Name
	case hasNil(r):
		return typeOf(r)
	}
	return "Optional[" + typeOf(r) + "]"
}

// fieldOf spells the type of a field or parameter.
func fieldOf(r *model.Ref, p model.Presence) string {
	t := typeOf(r)
	if p != model.Plain && isStruct(r) {
		t = "*" + r.Type.Name
	}
	if p == model.Optional {
		return "Optional[" + t + "]"
	}
	return t
}

// itemOf spells the type of what a pager or a stream yields.
func itemOf(r *model.Ref) string { return pick(r.IsHeldStruct(), "*", "") + elemOf(r) }

// contentOf spells the type that a response's body is read into.
func contentOf(c *model.Content) string {
	switch {
	case isSequence(c):
		return "*Stream[" + itemOf(&c.Type) + "]"
	case isStruct(&c.Type):
		return c.Type.Type.Name
	}
	return elemOf(&c.Type)
}

// resultOf spells the result of a method that is a body: a pointer for a struct.
func resultOf(c *model.Content) string {
	if isStruct(&c.Type) && !isSequence(c) {
		return "*" + contentOf(c)
	}
	return contentOf(c)
}

// bodyOf spells the type of the field that carries a request's body.
func bodyOf(b *model.Body) string {
	if isSequence(&b.Content) {
		return "[]" + elemOf(&b.Content.Type)
	}
	return fieldOf(&b.Content.Type, b.Presence)
}

func isStruct(r *model.Ref) bool { return r.Kind == model.Named && r.Type.Kind == model.KindStruct }

func isSequence(c *model.Content) bool {
	return c.Kind.IsSequence()
}

// hasNil reports whether the Go type of a use has a value of its own for what is not there.
func hasNil(r *model.Ref) bool {
	r = under(r)
	switch r.Kind {
	case model.List, model.Map, model.Expandable, model.Bytes, model.Any, model.Dynamic, model.Stream:
		return true
	case model.Named:
		return r.Type.Kind == model.KindUnion || r.Pointer
	}
	return false
}

// under follows named lists, maps and scalars to what they are made of.
func under(r *model.Ref) *model.Ref {
	for r.Kind == model.Named && r.Type.Kind == model.KindNamed && r.Type.Target != nil {
		r = r.Type.Target
	}
	return r
}

// comparableType reports whether two values of a use can be compared with ==. A struct that can is
// in danger: a field that cannot takes it away from code that does.
func comparableType(r *model.Ref, p model.Presence) bool {
	if isStruct(r) && (p != model.Plain || r.Pointer) {
		return true // a pointer
	}
	switch r = under(r); r.Kind {
	case model.List, model.Map, model.Bytes, model.Any, model.Dynamic:
		return false
	case model.Foreign:
		return r.Foreign.Comparable
	case model.Named:
		return r.Type.Kind != model.KindStruct || comparableStruct(r.Type)
	}
	return true
}

func comparableStruct(t *model.Type) bool {
	return t.ExtraName == "" && t.Additional == nil && comparableFields(t.Fields)
}

func comparableFields(fields []*model.Field) bool {
	for _, f := range fields {
		if !comparableType(&f.Type, f.Presence) {
			return false
		}
	}
	return true
}
