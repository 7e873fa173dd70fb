package sample

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// object returns an object with all members or, far inside others, with those that must be there.
func (m Maker) object(s *openapi3.Schema, a at) (any, bool) {
	out := map[string]any{}
	for _, name := range sorted(s.Properties) {
		p := s.Properties[name]
		required := slices.Contains(s.Required, name)
		if p.Value == nil || m.hidden(p.Value) {
			continue
		}
		if !required && (a.scarce() && len(out) >= int(s.MinProps) || full(s, out)) {
			continue
		}
		v, ok := m.value(p, a.in(name, name))
		switch {
		case ok:
			out[name] = v
		case required:
			return nil, false
		}
	}
	return out, m.undeclared(s, out, a)
}

// hidden reports whether a member does not go the way that values go.
func (m Maker) hidden(p *openapi3.Schema) bool {
	other := func(s *openapi3.Schema) bool { return m.Request && s.ReadOnly || !m.Request && s.WriteOnly }
	return other(p) || slices.ContainsFunc(p.AllOf, func(part *openapi3.SchemaRef) bool { return part.Value != nil && other(part.Value) })
}

func full(s *openapi3.Schema, out map[string]any) bool {
	return s.MaxProps != nil && len(out)+1 > int(*s.MaxProps)
}

// undeclared adds the members that an object must have and that the schema does not declare, and
// one to an object that has no other kind; it reports whether they can be had.
func (m Maker) undeclared(s *openapi3.Schema, out map[string]any, a at) bool {
	add := func(name string) bool {
		v, ok := m.value(s.AdditionalProperties.Schema, a.in(name, name))
		if ok {
			out[name] = v
		}
		return ok
	}
	for _, name := range s.Required {
		if s.Properties[name] == nil && !add(name) {
			return false
		}
	}
	if closed := s.AdditionalProperties.Has; closed != nil && !*closed {
		return true
	}
	least := int(s.MinProps)
	if s.AdditionalProperties.Schema != nil && len(s.Properties) == 0 && !a.scarce() {
		least = max(least, 1)
	}
	for i := 1; len(out) < least && i <= most; i++ {
		if !add(m.key(s, i, a)) && len(out) < int(s.MinProps) {
			return false
		}
	}
	return true
}

// key returns the name of a member that is not declared: one that the schema allows, if it says
// what these look like.
func (m Maker) key(s *openapi3.Schema, i int, a at) string {
	name := fmt.Sprintf("key%d", i)
	if s.PropertyNames != nil {
		if v, ok := m.value(s.PropertyNames, a.in(name, name)); ok {
			if text, is := v.(string); is {
				return text
			}
		}
	}
	return name
}

// most bounds how long a list is made, and how many members an object gets, whatever the document
// asks for.
const most = 1000

// list returns a list of two items or, far inside others, of none; of more where there must be.
func (m Maker) list(s *openapi3.Schema, a at) (any, bool) {
	out := []any{}
	for i, ref := range s.PrefixItems {
		v, ok := m.value(ref, a.in(a.name, fmt.Sprint(i)))
		if !ok {
			return nil, false
		}
		out = append(out, v)
	}
	if s.Items == nil && len(out) > 0 {
		return out, true
	}
	wanted := 2
	switch {
	case a.scarce():
		wanted = 0
	case a.depth > 1:
		wanted = 1
	}
	if s.MaxItems != nil {
		wanted = min(wanted, int(min(*s.MaxItems, most)))
	}
	wanted = max(wanted, int(min(s.MinItems, most)))
	met := map[string]bool{}
	for i := 0; len(out) < wanted && i < 4*wanted; i++ {
		v, ok := m.value(s.Items, a.in(singular(a.name), fmt.Sprint(i)))
		if !ok {
			break
		}
		if s.UniqueItems && twice(met, v) {
			continue
		}
		out = append(out, v)
	}
	return out, len(out) >= int(min(s.MinItems, most))
}

func twice(met map[string]bool, v any) bool {
	data, err := json.Marshal(v)
	if err != nil || met[string(data)] {
		return true
	}
	met[string(data)] = true
	return false
}
