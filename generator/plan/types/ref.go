package types

import (
	"reflect"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// Presence tells how a field or parameter of a type says that there is no value, and adds the
// pointer that an optional struct needs to the type.
func Presence(r model.Ref, required bool) (model.Ref, model.Presence) {
	structure := IsStruct(r)
	switch {
	case r.Nullable:
		r.Pointer = structure
		return r, model.Optional
	case required:
		return r, model.Plain
	case structure || isNilable(r):
		r.Pointer = structure
		return r, model.Nilable
	}
	return r, model.Optional
}

// FieldPresence is Presence for a property of an object. One that may be null and has a nil in Go
// is plain all the same: nil is that there is no value, and the object's Extra says when it is
// null.
func FieldPresence(r model.Ref, required bool) (model.Ref, model.Presence) {
	if r.Nullable && (IsStruct(r) || isNilable(r)) {
		r.Pointer = IsStruct(r)
		return r, model.Nilable
	}
	return Presence(r, required)
}

// IsStruct reports whether a type is a struct.
func IsStruct(r model.Ref) bool { return r.Kind == model.Named && r.Type.Kind == model.KindStruct }

// isNilable reports whether the Go type is a slice, map or interface, whose nil says that there is
// no value, or one whose zero value does.
func isNilable(r model.Ref) bool {
	switch r.Kind {
	case model.List, model.Map, model.Expandable, model.Any, model.Dynamic, model.Bytes, model.Stream:
		return true
	case model.Named:
		switch r.Type.Kind {
		case model.KindUnion:
			return true
		case model.KindNamed:
			return r.Type.Target == nil || isNilable(*r.Type.Target)
		}
	}
	return false
}

// IsScalar reports whether a value of the type is written as one text, as far as is known of types
// that are not generated.
func IsScalar(r model.Ref) bool {
	if r.Kind == model.Named {
		return r.Type != nil && r.Type.Kind == model.KindEnum
	}
	return r.Kind == model.Foreign || r.Kind < model.Any && r.Kind != model.Bytes
}

// IsFile reports whether a field carries a file, or several.
func IsFile(r model.Ref) bool {
	for r.Kind == model.List && r.Elem != nil {
		r = *r.Elem
	}
	return r.Kind == model.File || r.Kind == model.Bytes && r.Wire == model.WireRaw
}

// Same reports whether two uses are of the same type.
func Same(a, b model.Ref) bool {
	if a.Kind != b.Kind || a.Wire != b.Wire || a.Type != b.Type || a.Foreign != b.Foreign || a.Nullable != b.Nullable || (a.Elem == nil) != (b.Elem == nil) {
		return false
	}
	return a.Elem == nil || Same(*a.Elem, *b.Elem)
}

// either returns the use of what is one of two of the same type. Of its values only that is known
// which both say.
func either(a, b model.Ref) model.Ref {
	if a.Only == nil || b.Only == nil || a.Only.JSON != b.Only.JSON {
		a.Only = nil
	}
	if !reflect.DeepEqual(a.Checks, b.Checks) {
		a.Checks = nil
	}
	if a.Elem != nil {
		elem := either(*a.Elem, *b.Elem)
		a.Elem = &elem
	}
	return a
}

// Underlying looks through named lists, maps and scalars.
func Underlying(r model.Ref) model.Ref {
	for range source.MaxRefs {
		if r.Kind != model.Named || r.Type == nil || r.Type.Kind != model.KindNamed || r.Type.Target == nil {
			break
		}
		r = *r.Type.Target
	}
	return r
}

// Fields returns the fields of a struct; none of anything else.
func Fields(r model.Ref) []*model.Field {
	r = Underlying(r)
	if r.Kind != model.Named || r.Type.Kind != model.KindStruct {
		return nil
	}
	return r.Type.Fields
}
