package gocode

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

// IsFile reports whether a use is of a stream, which JSON has no form for: it is a part of a
// multipart body.
func IsFile(r *model.Ref) bool {
	// a named list may hold itself: its elements are not looked behind
	for r = Under(r); r.Kind == model.List; r = r.Elem {
	}
	return r.Kind == model.File || r.Kind == model.Stream
}

// TypeOf returns the Go type of a use of a type, where a value is always there:
//
//	string  []byte  Time  []Sku  map[string]*Sku  *ErrorDetail  AssetReference  Expandable[*Sku]
func (pkg *Package) TypeOf(r *model.Ref) *jen.Statement {
	switch r.Kind {
	case model.List:
		return Slice(pkg.ElemOf(r.Elem))
	case model.Map:
		return MapOf(pkg.ElemOf(r.Elem))
	case model.Expandable:
		return pkg.Own("Expandable").Types(pkg.TypeOf(r.Elem))
	case model.Foreign:
		return jen.Qual(r.Foreign.Path, r.Foreign.Name)
	case model.Named:
		if r.Pointer && IsStruct(r) {
			return Ptr(pkg.Own(r.Type.Name))
		}
		return pkg.Own(r.Type.Name)
	default:
		return pkg.Scalar(r.Kind)
	}
}

// Scalar returns the Go type of a kind that has no parts.
func (pkg *Package) Scalar(k model.RefKind) *jen.Statement { return scalars[k].goType(pkg) }

// ElemOf returns the Go type of an element of a list or map. Where null is a value, a struct is
// held by pointer, what has a nil of its own stays as it is, and a scalar becomes Optional[T].
func (pkg *Package) ElemOf(r *model.Ref) *jen.Statement {
	if !r.Nullable {
		return pkg.TypeOf(r)
	}
	if IsStruct(r) {
		return Ptr(pkg.Own(r.Type.Name))
	}
	if HasNil(r) {
		return pkg.TypeOf(r)
	}
	return pkg.optional(pkg.TypeOf(r))
}

// FieldOf returns the Go type of a field or parameter: the type itself, Optional[T], or what has a
// nil that means absent.
func (pkg *Package) FieldOf(r *model.Ref, p model.Presence) *jen.Statement {
	t := pkg.TypeOf(r)
	if p != model.Plain && IsStruct(r) {
		t = Ptr(pkg.Own(r.Type.Name))
	}
	if p == model.Optional {
		return pkg.optional(t)
	}
	return t
}

// optional returns Optional[t].
func (pkg *Package) optional(t jen.Code) *jen.Statement { return pkg.Own("Optional").Types(t) }

// IsStruct reports whether a use is of a struct.
func IsStruct(r *model.Ref) bool { return r.Kind == model.Named && r.Type.Kind == model.KindStruct }

// IsUnion reports whether a use is of a union.
func IsUnion(r *model.Ref) bool { return r.Kind == model.Named && r.Type.Kind == model.KindUnion }

// IsExpandable reports whether a use is of an object of which the identifier may stand in its
// place.
func IsExpandable(r *model.Ref) bool { return Under(r).Kind == model.Expandable }

// IsForeign reports whether a use is of a type that is not generated, or of a list of such.
func IsForeign(r *model.Ref) bool {
	if r = Under(r); r.Kind == model.List {
		r = Under(r.Elem)
	}
	return r.Kind == model.Foreign
}

// HasNil reports whether the Go type of a use has a value of its own for what is not there: nil or,
// of an Expandable, its zero value. See IsThere and Nil.
func HasNil(r *model.Ref) bool {
	r = Under(r)
	switch r.Kind {
	case model.List, model.Map, model.Expandable:
		return true
	case model.Named:
		return r.Type.Kind == model.KindUnion || r.Pointer
	default:
		return scalars[r.Kind].Missing == MissingNil
	}
}

// IsThere writes the condition that a value whose type has a nil is there:
//
//	p.Select != nil
//	p.Customer != (Expandable[*Customer]{})
func (pkg *Package) IsThere(r *model.Ref, v jen.Code) *jen.Statement {
	if IsExpandable(r) {
		return jen.Add(v).Op("!=").Parens(pkg.Nil(r))
	}
	return NotNil(v)
}

// Nil writes the nil of a type that has one: nil, Expandable[*Customer]{}.
func (pkg *Package) Nil(r *model.Ref) *jen.Statement {
	if IsExpandable(r) {
		return pkg.TypeOf(r).Values()
	}
	return jen.Nil()
}

// Under follows named lists, maps and scalars to what they are made of.
func Under(r *model.Ref) *model.Ref {
	for r.Kind == model.Named && r.Type.Kind == model.KindNamed && r.Type.Target != nil {
		r = r.Type.Target
	}
	return r
}

// Original returns the type that a name stands for.
func Original(t *model.Type) *model.Type {
	if t.Same != nil {
		return t.Same
	}
	return t
}

// IsMany reports whether a value is several.
func IsMany(r *model.Ref) bool {
	kind := Under(r).Kind
	return kind == model.List || kind == model.Map
}

// BodyOf returns the Go type of the field of an operation's parameters that carries a body.
func (pkg *Package) BodyOf(b *model.Body) *jen.Statement {
	if b.Content.Kind.IsSequence() {
		return Slice(pkg.ElemOf(&b.Content.Type))
	}
	return pkg.FieldOf(&b.Content.Type, b.Presence)
}
