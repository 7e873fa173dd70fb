package judge

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// Endless reports whether a schema of a document is composed of itself: kin-openapi never comes to
// the end of it.
func Endless(doc *openapi3.T) bool {
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
	for _, ref := range doc.Components.Schemas {
		if visit(ref.Value) {
			return true
		}
	}
	return false
}
