package schema

import (
	"slices"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// Merged is a schema with everything it is composed of (allOf) laid together.
type Merged struct {
	Schema   Schema
	Parts    []Schema        // what was laid together, the inherited first, the schema itself last
	Stated   model.JSONKinds // what the parts say of the type; 0 for nothing
	Kinds    model.JSONKinds // the same, or what follows from the keywords
	Nullable bool
	Format   string
	Secret   bool

	Props    []*Property
	ByName   map[string]*Property
	Required map[string]bool

	extra    []Schema // schemas of additional properties, where they are typed
	Patterns []Schema // schemas of pattern properties
	Closed   bool     // no additional properties
	items    []Schema
	Alts     []Alternatives
	Parents  []string // components laid in through allOf, nearest first, each once

	Defects []source.Defect // what load or the composition could make nothing of
}

// Property is one property of a merged schema. Several parts may define it.
type Property struct {
	Name string
	Defs []Schema // in the order of the parts
}

// Alternatives is one oneOf or anyOf, with the part it stands in.
type Alternatives struct {
	In      Schema
	Members []Schema
}

// Keyword returns the last part's value of a keyword: what stands nearest to the use is the most
// specific.
func (m *Merged) Keyword(keyword string) *node.Node {
	for i := len(m.Parts) - 1; i >= 0; i-- {
		if n := m.Parts[i].Get(keyword); n != nil {
			return n
		}
	}
	return nil
}

// IsObject reports whether the schema describes objects.
func (m *Merged) IsObject() bool { return m.Kinds == model.JSONObject }

// Define adds a definition of a property.
func (m *Merged) Define(name string, def Schema) {
	p := m.ByName[name]
	if p == nil {
		p = &Property{Name: name}
		if m.ByName == nil {
			m.ByName = make(map[string]*Property)
		}
		m.ByName[name] = p
		m.Props = append(m.Props, p)
	}
	p.Defs = append(p.Defs, def)
}

// Without returns the merged schema less the alternatives that stand in one part.
func (m *Merged) Without(ptr string) *Merged {
	c := *m
	c.Alts = slices.DeleteFunc(slices.Clone(m.Alts), func(a Alternatives) bool { return a.In.Ptr == ptr })
	return &c
}

// Of returns the merged schema as it is for values of some of its JSON types only. The key tells it
// from the whole.
func (m *Merged) Of(kinds model.JSONKinds, key string) *Merged {
	c := *m
	c.Kinds = kinds
	c.Schema = New(m.Schema.Ptr+"#"+key, m.Schema.Node)
	return &c
}

// Items returns the schema of the elements of a list; the zero schema when nothing is said of them.
func (r *Reader) Items(m *Merged) Schema { return r.Together(m.items) }

// Extra returns the schema of properties without a name; the zero schema when they are not typed.
func (r *Reader) Extra(m *Merged) Schema { return r.Together(m.extra) }

// finish infers what no part stated.
func (m *Merged) finish() {
	m.Kinds = m.Stated
	if m.Kinds == 0 {
		for _, s := range m.Parts {
			m.Kinds = narrow(m.Kinds, s.Inferred()|m.Kinds)
		}
	}
	if m.Kinds == 0 && len(m.Props) > 0 {
		m.Kinds = model.JSONObject
	}
	m.Nullable = m.allowsNull()
}

// allowsNull goes by what the schema itself says, or, when it says nothing, by what all its parts
// say.
func (m *Merged) allowsNull() bool {
	if v, set := m.Schema.Nullable(); set {
		return v
	}
	if m.Schema.Declared() != 0 || len(m.Parts) == 0 {
		return listsNull(m.Schema)
	}
	for _, s := range m.Parts {
		v, _ := s.Nullable()
		if !v && !listsNull(s) && (s.Ptr != m.Schema.Ptr || len(m.Parts) == 1) {
			return false
		}
	}
	return true
}
