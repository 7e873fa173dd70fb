package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

// typeOf returns the Go type of a use of a type, where a value is always there:
//
//	string  []byte  Time  []Sku  map[string]*Sku  *ErrorDetail  AssetReference
func (e *emitter) typeOf(r *model.Ref) *jen.Statement {
	switch r.Kind {
	case model.List:
		return slice(e.elemOf(r.Elem))
	case model.Map:
		return mapOf(e.elemOf(r.Elem))
	case model.Named:
		if r.Pointer && isStruct(r) {
			return ptr(e.own(r.Type.Name))
		}
		return e.own(r.Type.Name)
	default:
		return e.scalar(r.Kind)
	}
}

// scalar returns the Go type of a kind that has no parts.
func (e *emitter) scalar(k model.RefKind) *jen.Statement {
	switch k {
	case model.Bool:
		return jen.Bool()
	case model.Int32:
		return jen.Int32()
	case model.Int64:
		return jen.Int64()
	case model.Uint64:
		return jen.Uint64()
	case model.Float64:
		return jen.Float64()
	case model.Number:
		return jen.Qual("encoding/json", "Number")
	case model.Bytes:
		return slice(jen.Byte())
	case model.Any:
		return jen.Qual("encoding/json", "RawMessage")
	case model.Stream:
		return jen.Qual("io", "ReadCloser")
	case model.Secret:
		return e.own("Secret")
	case model.Time:
		return e.own("Time")
	case model.Date:
		return e.own("Date")
	case model.TimeOfDay:
		return e.own("TimeOfDay")
	case model.ETag:
		return e.own("ETag")
	case model.Duration:
		return e.own("Duration")
	case model.File:
		return e.own("File")
	default:
		return jen.String()
	}
}

// elemOf returns the Go type of an element of a list or map. Where null is a value, a struct is
// held by pointer, what has a nil of its own stays as it is, and a scalar becomes Optional[T].
func (e *emitter) elemOf(r *model.Ref) *jen.Statement {
	if !r.Nullable {
		return e.typeOf(r)
	}
	if isStruct(r) {
		return ptr(e.own(r.Type.Name))
	}
	if hasNil(r) {
		return e.typeOf(r)
	}
	return e.optional(e.typeOf(r))
}

// fieldOf returns the Go type of a field or parameter: the type itself, Optional[T], or what has a
// nil that means absent.
func (e *emitter) fieldOf(r *model.Ref, p model.Presence) *jen.Statement {
	t := e.typeOf(r)
	if p != model.Plain && isStruct(r) {
		t = ptr(e.own(r.Type.Name))
	}
	if p == model.Optional {
		return e.optional(t)
	}
	return t
}

// optional returns Optional[t].
func (e *emitter) optional(t jen.Code) *jen.Statement { return e.own("Optional").Types(t) }

// isStruct reports whether a use is of a struct.
func isStruct(r *model.Ref) bool { return r.Kind == model.Named && r.Type.Kind == model.KindStruct }

// isUnion reports whether a use is of a union.
func isUnion(r *model.Ref) bool { return r.Kind == model.Named && r.Type.Kind == model.KindUnion }

// hasNil reports whether the Go type of a use has a nil of its own.
func hasNil(r *model.Ref) bool {
	r = under(r)
	switch r.Kind {
	case model.List, model.Map, model.Bytes, model.Any, model.Stream:
		return true
	case model.Named:
		return r.Type.Kind == model.KindUnion || r.Pointer
	default:
		return false
	}
}

// under follows named lists, maps and scalars to what they are made of.
func under(r *model.Ref) *model.Ref {
	for r.Kind == model.Named && r.Type.Kind == model.KindNamed && r.Type.Target != nil {
		r = r.Type.Target
	}
	return r
}
