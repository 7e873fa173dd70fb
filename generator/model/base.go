package model

import (
	"iter"
	"slices"
)

// Base is a struct with the fields that all Go types of a union have, and the method by which each
// of them returns it: what they share is read without a type switch.
type Base struct {
	Name   string // of the struct: "JobBase"
	Method string // of the interface and all its types: "Base"
	// the discriminator by its name, and these of the union's Common
	Fields  []*Field
	Members []Member // all Go types of the union, each once
}

// Member is a Go type that is a value of a union.
type Member struct {
	Name   string
	Struct *Type  // of a variant that is a struct; else nil
	Union  *Type  // whose unknown variant or wrapper it is; else nil
	Value  string // discriminator value that picks it, "" for none
	// of a Base: the member's fields for those of the base, and for the discriminator, nil when it
	// has none; Told is the name of the field of an unknown variant that keeps it instead
	Fields []*Field
	Kind   *Field
	Told   string
}

// Members yields the Go types of a union: its variants, those of unions among them, and the unknown
// variants of all of these.
func (t *Type) Members() iter.Seq[Member] {
	return func(yield func(Member) bool) { t.members("", nil, yield) }
}

func (t *Type) members(value string, within []*Type, yield func(Member) bool) bool {
	if slices.Contains(within, t) {
		return true
	}
	within = append(within, t)
	for _, v := range t.Union.Variants {
		picks := value
		if len(within) == 1 && len(v.Values) > 0 {
			picks = v.Values[0]
		}
		inner := v.Type.Type.Original()
		more := true
		switch {
		case v.Wrapper != "":
			more = yield(Member{Name: v.Wrapper, Union: t, Value: picks})
		case v.Type.Kind != Named:
		case inner.Union != nil:
			more = inner.members(picks, within, yield)
		default:
			more = yield(Member{Name: inner.Name, Struct: inner, Value: picks})
		}
		if !more {
			return false
		}
	}
	return yield(Member{Name: t.Union.Unknown, Union: t, Value: value})
}

// Field returns the field for a property, nil when the type has none.
func (m Member) Field(wire string, flatten []string) *Field {
	switch {
	case m.Struct != nil:
		return fieldOf(m.Struct.Fields, wire, flatten)
	case m.isUnknown():
		return fieldOf(m.Union.Union.Common, wire, flatten)
	}
	return nil
}

func (m Member) isUnknown() bool { return m.Union != nil && m.Union.Union.Unknown == m.Name }

func fieldOf(fields []*Field, wire string, flatten []string) *Field {
	i := slices.IndexFunc(fields, func(f *Field) bool { return f.Wire == wire && slices.Equal(f.Flatten, flatten) })
	if i < 0 {
		return nil
	}
	return fields[i]
}

// ToldBy returns the name of the field of an unknown variant that keeps this discriminator, which
// is no property's field; "" when there is none.
func (m Member) ToldBy(discriminator string) string {
	if m.isUnknown() && m.Union.Union.Discriminator == discriminator {
		return m.Union.Union.FieldName
	}
	return ""
}

// Has reports whether the type has a field of this Go name.
func (m Member) Has(name string) bool {
	named := func(f *Field) bool { return f.Name == name }
	switch {
	case m.Struct != nil:
		return name == m.Struct.AdditionalName || name == m.Struct.ExtraName || slices.ContainsFunc(m.Struct.Fields, named)
	case m.isUnknown():
		u := m.Union.Union
		return name == "Raw" || name == u.FieldName || slices.ContainsFunc(u.Common, named)
	}
	return name == "Value"
}

// Copy is how the value of one field becomes that of another.
type Copy uint8

const (
	NoCopy      Copy = iota // their types differ
	CopyValue               // it is the same
	CopySome                // it is wrapped in Optional
	CopyAddress             // a pointer to it is
)

// CopyTo returns how the value of a field becomes that of another.
func (f *Field) CopyTo(to *Field) Copy {
	from, into := f.Type, to.Type
	isStruct := into.Kind == Named && into.Type.Kind == KindStruct
	byPointer := func(g *Field) bool { return isStruct && (g.Type.Pointer || g.Presence != Plain) }
	switch {
	case !same(&from, &into):
		return NoCopy
	case f.Presence == to.Presence && byPointer(f) == byPointer(to):
		return CopyValue
	case f.Presence != Plain:
		return NoCopy
	case to.Presence == Optional && !isStruct:
		return CopySome
	case to.Presence == Nilable && isStruct && !f.Type.Pointer:
		return CopyAddress
	case to.Presence == Nilable:
		return CopyValue
	}
	return NoCopy
}

// same reports whether two uses have one Go type, apart from pointers and from what is optional.
func same(a, b *Ref) bool {
	if a.Kind != b.Kind || (a.Elem == nil) != (b.Elem == nil) {
		return false
	}
	if a.Elem != nil {
		return a.Elem.Nullable == b.Elem.Nullable && a.Elem.Pointer == b.Elem.Pointer && same(a.Elem, b.Elem)
	}
	return a.Type.Original() == b.Type.Original()
}
