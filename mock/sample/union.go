package sample

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// union returns a value of one of the schemas that a schema offers: of the first that the whole
// schema allows, since two of them may look alike.
func (m Maker) union(s, whole *openapi3.Schema, a at) (any, bool) {
	var own map[string]any
	if len(s.Properties) > 0 || len(s.Required) > 0 {
		outer := *s
		outer.OneOf, outer.AnyOf = nil, nil
		v, ok := m.object(&outer, a)
		if own, _ = v.(map[string]any); !ok {
			return nil, false
		}
	}
	first, ok, allowed := m.alternative(s, whole, own, a)
	if !allowed && !a.bare { // what need not be there may be what makes it look like another
		a.bare = true
		if v, _, allowed := m.alternative(s, whole, own, a); allowed {
			return v, true
		}
	}
	return first, ok
}

// alternative returns a value of the first schema of a union's, beginning anywhere, of which the
// whole schema allows one, else of the first that has any.
func (m Maker) alternative(s, whole *openapi3.Schema, own map[string]any, a at) (first any, ok, allowed bool) {
	parts := slices.Concat(s.OneOf, s.AnyOf)
	begin := a.luck.n(len(parts))
	for i := range parts {
		part := parts[(begin+i)%len(parts)]
		if part.Value == nil || onlyNull(part.Value) {
			continue
		}
		v, had := m.value(part, a.inner())
		if !had {
			continue
		}
		if object, is := v.(map[string]any); is {
			v = told(merged(own, object), s.Discriminator, part.Ref)
		}
		if m.judge(whole, v) {
			return v, true, true
		}
		if !ok {
			first, ok = v, true
		}
	}
	return first, ok, false
}

func onlyNull(s *openapi3.Schema) bool {
	types := s.Type.Slice()
	return len(types) > 0 && !slices.ContainsFunc(types, func(t string) bool { return t != openapi3.TypeNull })
}

// child returns a value of one of the schemas that extend one with a discriminator.
func (m Maker) child(s *openapi3.Schema, a at) (any, bool) {
	names := m.children[s]
	if len(names) == 0 {
		return nil, false
	}
	begin := a.luck.n(len(names))
	for i := range names {
		name := names[(begin+i)%len(names)]
		v, ok := m.value(m.schemas[name], a.inner())
		if object, is := v.(map[string]any); ok && is {
			return told(merged(nil, object), s.Discriminator, "#/components/schemas/"+name), true
		}
	}
	return nil, false
}

// told puts into an object what tells its schema.
func told(object map[string]any, d *openapi3.Discriminator, ref string) map[string]any {
	if d == nil || ref == "" {
		return object
	}
	key := ref[strings.LastIndex(ref, "/")+1:]
	for _, value := range sorted(d.Mapping) {
		if d.Mapping[value].Ref == ref {
			key = value
			break
		}
	}
	object[d.PropertyName] = key
	return object
}
