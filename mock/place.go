package mock

import (
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/generator/model"
)

// pathOfFields returns the names of members that lead to a field.
func pathOfFields(fields []*model.Field) []string {
	var out []string
	for _, f := range fields {
		out = append(out, f.Wire)
	}
	return out
}

// valueAt returns what members lead to; false where the way ends.
func valueAt(v any, path []string) (any, bool) {
	for _, name := range path {
		object, _ := v.(map[string]any)
		var there bool
		if v, there = object[name]; !there {
			return nil, false
		}
	}
	return v, true
}

// textAt returns the scalar that members lead to, as text; "" for none.
func textAt(v any, path []string) string {
	found, _ := valueAt(v, path)
	return scalar(found)
}

// schemaAt returns the schema of what members lead to; nil for none.
func schemaAt(schema schemaRef, path []string) schemaRef {
	for _, name := range path {
		schema = property(schema, name)
	}
	return schema
}

// itemsOf returns the schema of a list's items; nil for none.
func itemsOf(schema schemaRef) schemaRef {
	for _, s := range parts(schema) {
		if s.Items != nil {
			return s.Items
		}
	}
	return nil
}

// isOf reports whether a schema allows a type.
func isOf(schema schemaRef, kind string) bool {
	return slices.ContainsFunc(parts(schema), func(s *openapi3.Schema) bool { return s.Type.Includes(kind) })
}

// put returns a copy of a value in which what members lead to is another. Objects on the way that
// are not there are made up.
func (s *service) put(v any, schema schemaRef, path []string, value any) any {
	if len(path) == 0 {
		return value
	}
	object, is := v.(map[string]any)
	if !is {
		made, _ := s.maker.Value(schema, "put "+path[0])
		object, _ = made.(map[string]any)
	}
	out := maps.Clone(object)
	if out == nil {
		out = map[string]any{}
	}
	out[path[0]] = s.put(out[path[0]], property(schema, path[0]), path[1:], value)
	return out
}

// cleared returns a copy of a value in which what members lead to is not there or, where it must be,
// is null or says nothing.
func cleared(v any, schema schemaRef, path []string) any {
	object, is := v.(map[string]any)
	if _, there := object[path[0]]; !is || !there && len(path) > 1 {
		return v
	}
	out := maps.Clone(object)
	name, member := path[0], property(schema, path[0])
	if len(path) > 1 {
		out[name] = cleared(object[name], member, path[1:])
		return out
	}
	_, must := setByService(schema, name)
	switch {
	case !must:
		delete(out, name)
	case nullable(member):
		out[name] = nil
	case isOf(member, openapi3.TypeString) || !isOf(member, openapi3.TypeInteger):
		out[name] = ""
	default:
		out[name] = number(0)
	}
	return out
}

// nullable reports whether a schema allows null.
func nullable(schema schemaRef) bool {
	return slices.ContainsFunc(parts(schema), func(s *openapi3.Schema) bool {
		return s.Nullable || s.Type.Includes(openapi3.TypeNull)
	})
}
