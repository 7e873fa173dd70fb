package judge

import (
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// Endless returns the name of a component whose schema is composed of itself, or of one that is;
// "" for none. kin-openapi never comes to the end of it.
func Endless(doc *openapi3.T) string {
	var within []*openapi3.Schema
	done := map[*openapi3.Schema]bool{}
	var visit func(s *openapi3.Schema) bool
	visit = func(s *openapi3.Schema) bool {
		switch {
		case slices.Contains(within, s):
			return true
		case done[s]:
			return false
		}
		done[s] = true
		within = append(within, s)
		defer func() { within = within[:len(within)-1] }()
		parts := slices.Concat(s.OneOf, s.AnyOf, s.AllOf)
		if s.Not != nil {
			parts = append(parts, s.Not)
		}
		return slices.ContainsFunc(parts, func(part *openapi3.SchemaRef) bool { return visit(part.Value) })
	}
	for _, name := range slices.Sorted(maps.Keys(doc.Components.Schemas)) {
		if visit(doc.Components.Schemas[name].Value) {
			return name
		}
	}
	return ""
}
