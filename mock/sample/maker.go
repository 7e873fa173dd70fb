// Package sample makes up values that a schema allows: what a service answers of which the document
// has no example. The same seed gives the same values, each of which depends on its place alone.
package sample

import (
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

const (
	// objects inside one another that get their optional members too
	optionalDepth = 4
	// beyond, a schema cannot be had without a value of itself
	requiredDepth = 24
	// values inside one another that have optional members, all together
	optionalValues = 2000
	// tried before a schema is given up
	triedValues = 50000
)

// Maker makes values of the schemas of a document, as encoding/json reads them. It may be used by
// several goroutines.
type Maker struct {
	Seed uint64
	// the values go to the service: what only that sets is left out; otherwise what it only takes
	Request bool
	// examples and defaults of schemas are not used
	NoExamples bool

	judge    Judge
	children map[*openapi3.Schema][]string // those that extend a schema, by name
	schemas  openapi3.Schemas
}

// Judge decides whether a schema allows a value.
type Judge func(s *openapi3.Schema, v any) bool

// NewMaker returns a maker for a document. The judge may be nil: then everything is allowed.
func NewMaker(doc *openapi3.T, judge Judge) Maker {
	if judge == nil {
		judge = func(*openapi3.Schema, any) bool { return true }
	}
	m := Maker{judge: judge, children: map[*openapi3.Schema][]string{}}
	if doc.Components != nil {
		m.schemas = doc.Components.Schemas
	}
	for _, name := range sorted(m.schemas) {
		for _, part := range m.schemas[name].Value.AllOf {
			m.children[part.Value] = append(m.children[part.Value], name)
		}
	}
	return m
}

// Value returns a value of a schema for the place that a text names, which may be any; false when
// there is none to be had, since each would have to hold another of the same schema.
func (m Maker) Value(ref *openapi3.SchemaRef, place string) (any, bool) {
	return m.value(ref, at{name: place, luck: luckOf(m.Seed).of(place), made: new(int)})
}

// at is where a value is made.
type at struct {
	name  string // of the member
	luck  luck
	depth int
	bare  bool // with what must be there alone
	more  int  // objects inside one another that get their optional members besides the usual
	made  *int // values tried for the same whole
}

// in returns the place of a member, or an item.
func (a at) in(name, key string) at {
	return at{name: name, luck: a.luck.of(key), depth: a.depth + 1, bare: a.bare, more: a.more, made: a.made}
}

// inner returns the place of the same value by another schema.
func (a at) inner() at {
	a.depth++
	return a
}

// scarce reports whether what need not be there is left out.
func (a at) scarce() bool {
	return a.bare || a.depth >= optionalDepth+a.more || *a.made > optionalValues
}

func (m Maker) value(ref *openapi3.SchemaRef, a at) (any, bool) {
	if ref == nil || ref.Value == nil {
		return "any", true
	}
	if *a.made++; a.depth > requiredDepth || *a.made > triedValues {
		return nil, false
	}
	s := ref.Value
	if v, ok := m.example(s); ok {
		return v, true
	}
	if s.Discriminator != nil && len(s.OneOf)+len(s.AnyOf) == 0 {
		if v, ok := m.child(s, a); ok {
			return v, true
		}
	}
	return m.made(flat(s), s, a)
}

// example returns the example that a schema has, if it allows that.
func (m Maker) example(s *openapi3.Schema) (any, bool) {
	if m.NoExamples {
		return nil, false
	}
	all := s.Examples
	if s.Example != nil {
		all = append([]any{s.Example}, all...)
	}
	if s.Default != nil {
		all = append(all[:len(all):len(all)], s.Default)
	}
	for _, v := range all {
		if m.judge(s, v) {
			return v, true
		}
	}
	return nil, false
}

// made returns a value of a schema without allOf, which is whole by another name.
func (m Maker) made(s, whole *openapi3.Schema, a at) (any, bool) {
	if s.Const != nil {
		return s.Const, true
	}
	if v, ok := choose(s.Enum, a.luck); ok {
		return v, true
	}
	if len(s.OneOf)+len(s.AnyOf) > 0 {
		return m.union(s, whole, a)
	}
	switch kind(s) {
	case openapi3.TypeObject:
		return m.object(s, a)
	case openapi3.TypeArray:
		return m.list(s, a)
	case openapi3.TypeString:
		return text(s, a), true
	case openapi3.TypeInteger:
		return number(s, true, a.luck), true
	case openapi3.TypeNumber:
		return number(s, strings.HasPrefix(s.Format, "int"), a.luck), true
	case openapi3.TypeBoolean:
		return a.luck.n(2) == 0, true
	case openapi3.TypeNull:
		return nil, true
	}
	return "any", true
}

// choose returns one of an enumeration's values that is not null.
func choose(enum []any, l luck) (any, bool) {
	var out []any
	for _, v := range enum {
		if v != nil {
			out = append(out, v)
		}
	}
	if len(out) == 0 {
		return nil, len(enum) > 0
	}
	return out[l.n(len(out))], true
}

// kind returns the type that a value of a schema has: the first that is not null or, for a schema
// without types, the one that its keywords speak of; "" for any.
func kind(s *openapi3.Schema) string {
	for _, t := range s.Type.Slice() {
		if t != openapi3.TypeNull {
			return t
		}
	}
	switch {
	case len(s.Type.Slice()) > 0:
		return openapi3.TypeNull
	case len(s.Properties) > 0 || len(s.Required) > 0 || s.AdditionalProperties.Schema != nil || s.AdditionalProperties.Has != nil:
		return openapi3.TypeObject
	case s.Items != nil || len(s.PrefixItems) > 0:
		return openapi3.TypeArray
	case s.Format != "" || s.Pattern != "" || s.MinLength > 0 || s.MaxLength != nil:
		return openapi3.TypeString
	case s.Min != nil || s.Max != nil || s.MultipleOf != nil:
		return openapi3.TypeNumber
	}
	return ""
}
