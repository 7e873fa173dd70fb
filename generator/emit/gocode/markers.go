package gocode

import (
	"slices"

	"github.com/armsmith/armsmith/generator/model"
)

// unionMarkers finds, for each struct and union by name, the markers of the unions it is a variant
// of. A union that is a variant of another passes the other's marker on to its own variants, so
// that each of those is a variant of both.
func unionMarkers(types []*model.Type) map[string][]string {
	markers := map[string][]string{}
	var spread func(t *model.Type, marker string)
	spread = func(t *model.Type, marker string) {
		for _, v := range t.Union.Variants {
			if v.Wrapper != "" || v.Type.Kind != model.Named {
				continue
			}
			inner := Original(v.Type.Type)
			if slices.Contains(markers[inner.Name], marker) || inner.Kind == model.KindUnion && inner.Union.Marker == marker {
				continue
			}
			markers[inner.Name] = append(markers[inner.Name], marker)
			if inner.Kind == model.KindUnion {
				spread(inner, marker)
			}
		}
	}
	for _, t := range types {
		if t.Kind == model.KindUnion && t.Same == nil {
			spread(t, t.Union.Marker)
		}
	}
	return markers
}
