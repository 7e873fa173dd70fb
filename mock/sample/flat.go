package sample

import (
	"maps"
	"reflect"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// flat returns a schema that allows what one with allOf does, as far as values can be made of it.
// Schemas without allOf are returned as they are.
func flat(s *openapi3.Schema) *openapi3.Schema {
	if len(s.AllOf) == 0 {
		return s
	}
	out := &openapi3.Schema{Properties: openapi3.Schemas{}}
	flatten(out, s, nil)
	return out
}

// flatten adds to a schema what another asks for. A schema that is composed of itself is added
// once.
func flatten(out, s *openapi3.Schema, within []*openapi3.Schema) {
	if slices.Contains(within, s) {
		return
	}
	within = append(within, s)
	for _, part := range s.AllOf {
		if part.Value != nil {
			flatten(out, part.Value, within)
		}
	}
	for name, p := range s.Properties {
		if before := out.Properties[name]; before != nil && before != p {
			p = &openapi3.SchemaRef{Value: &openapi3.Schema{AllOf: openapi3.SchemaRefs{before, p}}}
		}
		out.Properties[name] = p
	}
	for _, name := range s.Required {
		if !slices.Contains(out.Required, name) {
			out.Required = append(out.Required, name)
		}
	}
	out.OneOf = append(out.OneOf, s.OneOf...)
	out.AnyOf = append(out.AnyOf, s.AnyOf...)
	narrow(out, s)
}

// narrow takes over what else a schema says of its values, the narrower where both say it.
func narrow(out, s *openapi3.Schema) {
	if types := s.Type.Slice(); len(types) > 0 && (out.Type == nil || len(types) < len(out.Type.Slice())) {
		out.Type = s.Type
	}
	out.Enum = common(out.Enum, s.Enum)
	set(&out.Format, s.Format)
	set(&out.Pattern, s.Pattern)
	set(&out.Items, s.Items)
	set(&out.MultipleOf, s.MultipleOf)
	set(&out.Const, s.Const)
	set(&out.ExclusiveMin, s.ExclusiveMin)
	set(&out.ExclusiveMax, s.ExclusiveMax)
	set(&out.Discriminator, s.Discriminator)
	if s.AdditionalProperties.Schema != nil {
		out.AdditionalProperties = s.AdditionalProperties
	}
	if len(s.PrefixItems) > 0 {
		out.PrefixItems = s.PrefixItems
	}
	out.UniqueItems = out.UniqueItems || s.UniqueItems
	out.MinLength, out.MaxLength = max(out.MinLength, s.MinLength), least(out.MaxLength, s.MaxLength)
	out.MinItems, out.MaxItems = max(out.MinItems, s.MinItems), least(out.MaxItems, s.MaxItems)
	out.MinProps, out.MaxProps = max(out.MinProps, s.MinProps), least(out.MaxProps, s.MaxProps)
	out.Max = least(out.Max, s.Max)
	if out.Min == nil || s.Min != nil && *s.Min > *out.Min {
		out.Min = s.Min
	}
}

// common returns the values that two enumerations have, of which an empty one has all. Where they
// have none, nothing is right.
func common(a, b []any) []any {
	if len(a) == 0 || len(b) == 0 {
		return append(slices.Clone(a), b...)
	}
	var out []any
	for _, v := range a {
		if slices.ContainsFunc(b, func(other any) bool { return reflect.DeepEqual(v, other) }) {
			out = append(out, v)
		}
	}
	if out == nil {
		return a
	}
	return out
}

// set takes over a value that says something.
func set[T comparable](to *T, from T) {
	var nothing T
	if from != nothing {
		*to = from
	}
}

func least[T uint64 | float64](a, b *T) *T {
	if a == nil || b != nil && *b < *a {
		return b
	}
	return a
}

// merged returns the members of two objects, those of the second where both have one.
func merged(a, b map[string]any) map[string]any {
	out := maps.Clone(a)
	if out == nil {
		out = map[string]any{}
	}
	maps.Copy(out, b)
	return out
}
