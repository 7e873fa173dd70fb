package schema

import (
	"slices"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// Option is one alternative of a oneOf or anyOf.
type Option struct {
	Schema  Schema // references followed
	Written Schema // as written: a reference is called by what it refers to
	Merged  *Merged
	Kinds   model.JSONKinds
}

// Groups returns the alternatives of a schema that are more than constraints on what it says
// anyway.
func Groups(m *Merged) []Alternatives {
	var out []Alternatives
	for _, g := range m.Alts {
		if slices.ContainsFunc(g.Members, func(s Schema) bool { return !isConstraint(m, s) }) {
			out = append(out, g)
		}
	}
	return out
}

// isConstraint reports whether an alternative only narrows the schema it stands in: it requires
// some of its properties, or limits a scalar.
func isConstraint(m *Merged, s Schema) bool {
	if s.Ref() != "" || m.Kinds == 0 {
		return false
	}
	for _, keyword := range []string{"allOf", "oneOf", "anyOf", "items", "enum", "const", "additionalProperties", "discriminator"} {
		if s.Has(keyword) {
			return false
		}
	}
	if k := s.Declared() &^ model.JSONNull; k != 0 && k&m.Kinds == 0 || s.OnlyNull() {
		return false
	}
	for name := range s.Get("properties").Each() {
		if m.ByName[name] == nil {
			return false
		}
	}
	return m.Kinds != model.JSONObject || len(m.Props) > 0
}

// maxNesting bounds alternatives within alternatives.
const maxNesting = 16

// Options lists a group of alternatives, those of inline alternatives among them in their place.
// Null is told apart, and so is the schema itself. What load could make nothing of comes back in
// broken.
func Options(r *Reader, m *Merged, g Alternatives) (out []*Option, null bool, broken []Schema) {
	var add func(members []Schema, depth int)
	add = func(members []Schema, depth int) {
		for _, s := range members {
			target := r.Target(s)
			switch {
			case !target.There() || target.Ptr == m.Schema.Ptr || depth > maxNesting:
				broken = append(broken, s)
				continue
			case target.OnlyNull():
				null = true
				continue
			}
			om := r.Merge(target)
			beside, _ := s.Nullable()
			null = null || om.Nullable || beside
			if target.Component() == "" && target.Discriminator() == "" && len(om.Props) == 0 && len(om.Alts) == 1 && om.Kinds == 0 {
				add(om.Alts[0].Members, depth+1)
				continue
			}
			out = append(out, &Option{Schema: target, Written: s, Merged: om, Kinds: r.KindsOf(om, m)})
		}
	}
	add(g.Members, 0)
	return out, null, broken
}

// ArePartsOfOne reports whether alternatives are parts of one object rather than whole ones: they
// are objects, and stand beside properties.
func ArePartsOfOne(m *Merged, options []*Option) bool {
	if !m.IsObject() || len(m.Props) == 0 {
		return false
	}
	return !slices.ContainsFunc(options, func(o *Option) bool { return o.Kinds != model.JSONObject })
}

// Beside returns the schema of an alternative together with what stands beside the alternatives:
// the members that all variants share. The alternatives stand in the part of the schema at a
// pointer.
func Beside(s Schema, in string, alternative, written Schema) Schema {
	return Schema{At: source.At{Ptr: written.Ptr + "#beside", Node: alternative.Node}, parts: []Schema{s, alternative}, less: in}
}

// Superset lays a schema and all its alternatives together: which properties go together is left to
// the service.
func Superset(r *Reader, m *Merged, groups []Alternatives) *Merged {
	parts := slices.Clone(m.Parts)
	for _, g := range groups {
		for _, s := range g.Members {
			t := r.Target(s)
			if t.There() && t.Ptr != m.Schema.Ptr && r.Merge(t).Kinds&^model.JSONNull == model.JSONObject {
				parts = append(parts, r.Merge(t).Parts...)
			}
		}
	}
	all := &Merged{Schema: m.Schema, Required: m.Required, extra: m.extra, Patterns: m.Patterns,
		Kinds: model.JSONObject, Nullable: m.Nullable, Parts: parts, Parents: m.Parents}
	for _, part := range parts {
		for name := range part.Get("properties").Each() {
			def := part.Under("properties", name)
			p := all.ByName[name]
			if p == nil || !slices.ContainsFunc(p.Defs, func(d Schema) bool { return d.Ptr == def.Ptr }) {
				all.Define(name, def)
			}
		}
	}
	return all
}

// SharedConst returns a property that all options require and each gives another constant string,
// or "".
func SharedConst(r *Reader, options []*Option) string {
	if len(options) < 2 || options[0].Merged.Kinds != model.JSONObject {
		return ""
	}
	for _, p := range options[0].Merged.Props {
		seen := make(map[string]bool)
		told := !slices.ContainsFunc(options, func(o *Option) bool {
			c := OptionConst(r, o, p.Name)
			if c == "" || seen[c] {
				return true
			}
			seen[c] = true
			return false
		})
		if told {
			return p.Name
		}
	}
	return ""
}

// OptionConst returns the constant string that an option gives a property it requires, or "".
func OptionConst(r *Reader, o *Option, property string) string {
	m := o.Merged
	p := m.ByName[property]
	if p == nil || !m.Required[property] || m.Kinds != model.JSONObject || len(m.Alts) > 0 || r.Unions.Is(o.Schema) {
		return ""
	}
	text, ok := r.PropertyConst(p)
	if !ok {
		return ""
	}
	return text
}
