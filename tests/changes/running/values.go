package running

import (
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// deepest is how many objects may stand inside one another before only what must be there is.
const deepest = 4

// maker makes values of a document's schemas: of each schema one of every sort that it allows. It
// reads the document as kin-openapi does, so that it owes nothing to the model.
type maker struct {
	doc  *openapi3.T
	sent bool // the values go to the service: what it alone sets is left out
}

// values returns the values of a schema, the plainest first.
func (m maker) values(ref *openapi3.SchemaRef, depth int) []any {
	if ref == nil || ref.Value == nil {
		return anything
	}
	s := ref.Value
	if depth > 2*deepest {
		return nil
	}
	var out []any
	for _, v := range m.candidates(s, depth) {
		if m.allows(s, v) {
			out = append(out, v)
		}
	}
	if nullable(s) {
		out = append(out, nil)
	}
	return out
}

// anything are values of every sort of JSON.
var anything = []any{"text", 1.0, 1.5, true, map[string]any{"a": 1.0}, []any{"a"}}

func nullable(s *openapi3.Schema) bool {
	return s.Nullable || s.Type.IncludesNull() || slices.Contains(s.Enum, nil) && len(s.Enum) > 0
}

// allows asks kin-openapi whether a value is one of a schema.
func (m maker) allows(s *openapi3.Schema, v any) bool {
	options := []openapi3.SchemaValidationOption{openapi3.VisitAsResponse()}
	if m.sent {
		options[0] = openapi3.VisitAsRequest()
	}
	if m.doc.IsOpenAPI31OrLater() {
		options = append(options, openapi3.EnableJSONSchema2020())
	}
	return s.VisitJSON(v, options...) == nil
}

// candidates are values that a schema may allow.
func (m maker) candidates(s *openapi3.Schema, depth int) []any {
	switch {
	case s.Const != nil:
		return []any{s.Const}
	case len(s.Enum) > 0:
		return slices.DeleteFunc(slices.Clone(s.Enum), func(v any) bool { return v == nil })
	case len(s.OneOf)+len(s.AnyOf) > 0:
		return m.alternatives(s, depth)
	case s.Discriminator != nil:
		if all := m.children(s, depth); all != nil {
			return all
		}
	}
	types := s.Type.Slice()
	if len(types) == 0 {
		types = []string{m.kind(s)}
	}
	var out []any
	for _, t := range types {
		out = append(out, m.ofType(t, s, depth)...)
	}
	return out
}

// kind is the type that a schema without one is of, by its keywords.
func (m maker) kind(s *openapi3.Schema) string {
	switch {
	case len(s.Properties) > 0 || s.AdditionalProperties.Schema != nil:
		return "object"
	case s.Items != nil:
		return "array"
	}
	for _, part := range s.AllOf {
		if types := part.Value.Type.Slice(); len(types) > 0 {
			return types[0]
		}
		if k := m.kind(part.Value); k != "" {
			return k
		}
	}
	return ""
}

func (m maker) ofType(t string, s *openapi3.Schema, depth int) []any {
	switch t {
	case "object":
		return m.objects(s, depth)
	case "array":
		return m.lists(s, depth)
	case "string":
		return texts(s)
	case "integer", "number":
		return numbers(s)
	case "boolean":
		return []any{true, false}
	case "":
		return anything
	}
	return nil
}

// whole is an object schema with what it is composed of.
type whole struct {
	properties map[string]*openapi3.SchemaRef
	required   map[string]bool
	others     *openapi3.SchemaRef // what members that are not declared hold
	closed     bool
}

func (w *whole) add(s *openapi3.Schema) {
	maps.Copy(w.properties, s.Properties)
	for _, name := range s.Required {
		w.required[name] = true
	}
	if a := s.AdditionalProperties; a.Schema != nil {
		w.others = a.Schema
	} else if a.Has != nil && !*a.Has {
		w.closed = true
	}
	for _, part := range s.AllOf {
		w.add(part.Value)
	}
}

// objects returns an object with everything, one with what is required alone, and one for each
// further value of each property.
func (m maker) objects(s *openapi3.Schema, depth int) []any {
	w := &whole{properties: map[string]*openapi3.SchemaRef{}, required: map[string]bool{}}
	w.add(s)
	full, least := map[string]any{}, map[string]any{}
	further := map[string][]any{}
	for _, name := range slices.Sorted(maps.Keys(w.properties)) {
		p := w.properties[name]
		if m.sent && p.Value.ReadOnly || !m.sent && p.Value.WriteOnly || depth >= deepest && !w.required[name] {
			continue
		}
		values := m.values(p, depth+1)
		if len(values) == 0 {
			continue
		}
		full[name], further[name] = values[0], values[1:]
		if w.required[name] {
			least[name] = values[0]
		}
	}
	out := []any{full}
	with := func(name string, v any) {
		one := maps.Clone(full)
		one[name] = v
		out = append(out, one)
	}
	for _, name := range slices.Sorted(maps.Keys(further)) {
		for _, v := range further[name] {
			with(name, v)
		}
		if !w.required[name] {
			one := maps.Clone(full)
			delete(one, name)
			out = append(out, one)
		}
	}
	if !w.closed {
		for _, v := range m.values(w.others, depth+1) {
			with("undeclared", v)
		}
	}
	return append(out, least)
}

// lists returns lists of one item, of each further item, of several and of none.
func (m maker) lists(s *openapi3.Schema, depth int) []any {
	items := m.values(s.Items, depth+1)
	var out []any
	if len(items) > 0 {
		for _, item := range items {
			out = append(out, []any{item})
		}
		for _, n := range []int{2, 3, 20} {
			out = append(out, slices.Repeat([]any{items[0]}, n))
		}
		out = append(out, items)
	}
	return append(out, []any{})
}

// alternatives returns the values of all that a union consists of.
func (m maker) alternatives(s *openapi3.Schema, depth int) []any {
	var own map[string]any
	if len(s.Properties)+len(s.AllOf) > 0 {
		outer := *s
		outer.OneOf, outer.AnyOf = nil, nil
		own, _ = m.objects(&outer, depth)[0].(map[string]any)
	}
	var out []any
	for _, part := range slices.Concat(s.OneOf, s.AnyOf) {
		keys := keysOf(s.Discriminator, part.Ref)
		for _, v := range m.values(part, depth+1) {
			object, ok := v.(map[string]any)
			if !ok {
				out = append(out, v)
				continue
			}
			out = append(out, told(object, own, s.Discriminator, keys)...)
		}
	}
	return out
}

// children returns the values of the schemas that extend one with a discriminator.
func (m maker) children(s *openapi3.Schema, depth int) []any {
	var out []any
	for _, name := range slices.Sorted(maps.Keys(m.doc.Components.Schemas)) {
		child := m.doc.Components.Schemas[name]
		extends := slices.ContainsFunc(child.Value.AllOf, func(part *openapi3.SchemaRef) bool { return part.Value == s })
		if !extends {
			continue
		}
		keys := keysOf(s.Discriminator, "#/components/schemas/"+name)
		for _, v := range m.values(child, depth+1) {
			if object, ok := v.(map[string]any); ok {
				out = append(out, told(object, nil, s.Discriminator, keys)...)
			}
		}
	}
	return out
}

// told returns an object as each value of the discriminator makes it.
func told(object, own map[string]any, d *openapi3.Discriminator, keys []string) []any {
	base := maps.Clone(own)
	if base == nil {
		base = map[string]any{}
	}
	maps.Copy(base, object)
	if d == nil {
		return []any{base}
	}
	var out []any
	for _, key := range keys {
		one := maps.Clone(base)
		one[d.PropertyName] = key
		out = append(out, one)
	}
	return out
}

// keysOf lists the values of a discriminator that tell a schema.
func keysOf(d *openapi3.Discriminator, ref string) []string {
	if d == nil {
		return nil
	}
	name := ref[strings.LastIndex(ref, "/")+1:]
	var keys []string
	for _, key := range slices.Sorted(maps.Keys(d.Mapping)) {
		if target := d.Mapping[key].Ref; target == ref || target == name {
			keys = append(keys, key)
		}
	}
	if keys == nil {
		keys = []string{name}
	}
	return keys
}
