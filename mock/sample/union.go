package sample

import (
	"maps"
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
	for _, other := range a.otherwise() {
		if allowed {
			break
		}
		var v any
		if v, _, allowed = m.alternative(s, whole, own, other); allowed {
			return v, true
		}
	}
	return first, ok
}

// otherwise returns how else a value may be made that looks like one of another schema: what need
// not be there may be what makes it so, or it may be what would tell the two apart.
func (a at) otherwise() []at {
	if a.bare {
		return nil
	}
	bare, rich := a, a
	bare.bare = true
	if a.more > 0 {
		return []at{bare}
	}
	rich.more = max(a.depth+3-optionalDepth, 1)
	return []at{bare, rich}
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
		readings := []any{v}
		if object, is := v.(map[string]any); is {
			readings = told(merged(own, object), s.Discriminator, part)
		}
		for _, v := range readings {
			if m.judge(whole, v) {
				return v, true, true
			}
		}
		if !ok {
			first, ok = readings[0], true
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
			part := &openapi3.SchemaRef{Ref: "#/components/schemas/" + name, Value: m.schemas[name].Value}
			return told(merged(nil, object), s.Discriminator, part)[0], true
		}
	}
	return nil, false
}

// told returns how an object may tell its schema, the likeliest way first: by what the mapping
// says, by what the schema itself says of that member, or by its name where the mapping says
// nothing.
func told(object map[string]any, d *openapi3.Discriminator, part *openapi3.SchemaRef) []any {
	if d == nil || part.Ref == "" {
		return []any{object}
	}
	var out []any
	called := func(name string) {
		one := maps.Clone(object)
		one[d.PropertyName] = name
		out = append(out, one)
	}
	for _, value := range sorted(d.Mapping) {
		if d.Mapping[value].Ref == part.Ref {
			called(value)
		}
	}
	mapped := len(out) > 0
	if p := flat(part.Value).Properties[d.PropertyName]; p != nil && p.Value != nil && object[d.PropertyName] != nil {
		if s := flat(p.Value); s.Const != nil || len(s.Enum) > 0 {
			out = append(out, object)
		}
	}
	if !mapped {
		called(part.Ref[strings.LastIndex(part.Ref, "/")+1:])
	}
	return out
}
