package schema

import (
	"slices"
	"strconv"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// Value is one value that a schema lists.
type Value struct {
	Node *node.Node
	Name string // chosen for programs, or ""
	Doc  string
	// where the owner says the Name, so that no other will do; nil: nowhere
	Renamed *finding.Place
}

// Values returns the values that a schema lists, null left out: those that all parts list which
// list any, with the names and in the order of the last of them.
func (m *Merged) Values() []Value {
	var out []Value
	for _, s := range slices.Backward(m.Parts) {
		values := ownValues(s)
		switch {
		case len(out) == 0:
			out = values
		case len(values) > 0:
			if both := slices.DeleteFunc(slices.Clone(out), func(v Value) bool { return !lists(values, v) }); len(both) > 0 {
				out = both
			}
		}
	}
	return out
}

// ownValues returns the values that a part lists itself, null left out.
func ownValues(s Schema) []Value {
	if c := s.Get("const"); c != nil {
		return named(s, []*node.Node{c})
	}
	return named(s, items(s.Get("enum")))
}

// reportValues reports parts that list values of which none is the same.
func (r *Reader) reportValues(m *Merged) {
	var before *Schema
	for i, s := range m.Parts {
		values := ownValues(s)
		if len(values) == 0 {
			continue
		}
		if before != nil && !slices.ContainsFunc(values, func(v Value) bool { return lists(ownValues(*before), v) }) {
			r.excludes(*before, s, "values")
		}
		before = &m.Parts[i]
	}
}

// named joins values with the names and descriptions that x-ms-enum (by value) or x-enum-varnames
// and x-enum-descriptions (by position) give them.
func named(s Schema, list []*node.Node) []Value {
	names, docs := s.Get("x-enum-varnames"), s.Get("x-enum-descriptions")
	if names == nil {
		names = s.Get("x-enumNames")
	}
	var out []Value
	seen := make(map[string]bool)
	for i, n := range list {
		if n.Kind == node.Null || seen[n.Kind.String()+n.Text] {
			continue
		}
		seen[n.Kind.String()+n.Text] = true
		v := Value{Node: n, Name: itemAt(names, i).Str(), Doc: english.Plain(itemAt(docs, i).Str())}
		if docs.Is(node.Map) {
			v.Doc = english.Plain(docs.Get(n.Text).Str())
		}
		for _, known := range items(s.Get("x-ms-enum").Get("values")) {
			if value := known.Get("value"); value != nil && value.Text == n.Text {
				v.Name, v.Doc = known.Get("name").Str(), english.Plain(known.Get("description").Str())
			}
		}
		if renamed := s.Get(load.RenameValuesExtension).Get(strconv.Itoa(i)); renamed != nil {
			v.Name, v.Renamed = renamed.Str(), new(renamed.Place())
		}
		out = append(out, v)
	}
	return out
}

// itemAt returns a list's element, or nil.
func itemAt(list *node.Node, i int) *node.Node {
	if list.Is(node.List) && i < len(list.Items) {
		return list.Items[i]
	}
	return nil
}

// IsConst reports whether the schema allows one value only. An enum of one value that is a
// component, or says that it will grow (modelAsString), is an enum all the same.
func (m *Merged) IsConst() bool {
	if m.Keyword("const") != nil {
		return len(m.Values()) == 1
	}
	ms := m.Keyword("x-ms-enum")
	grows := ms != nil && !ms.Get("modelAsString").Is(node.Bool) || ms.Get("modelAsString").True()
	return len(m.Values()) == 1 && m.Schema.Component() == "" && len(m.Parents) == 0 && !grows
}

// narrows reports whether the values that a schema lists are some of those that an enum lists: a
// field of the enum's type, then, that is not given all its values.
func (r *Reader) narrows(s, enum Schema) bool {
	all := listed(r.Resolve(enum))
	for _, v := range listed(s) {
		same := func(x *node.Node) bool { return x.Kind == v.Kind && x.Text == v.Text }
		if v.Kind == node.Null || !slices.ContainsFunc(all, same) {
			return false
		}
	}
	return len(all) > 0
}

// listed are the values that a schema lists itself: as an enum, or as alternatives of one value
// each.
func listed(s Schema) []*node.Node {
	if !s.There() {
		return nil
	}
	if c := s.Get("const"); c != nil {
		return []*node.Node{c}
	}
	if list := items(s.Get("enum")); len(list) > 0 {
		return list
	}
	var out []*node.Node
	for _, keyword := range []string{"oneOf", "anyOf"} {
		for _, one := range s.All(keyword) {
			values := listed(one)
			if len(values) != 1 {
				return nil
			}
			out = append(out, values[0])
		}
	}
	return out
}

// Const returns the only value that a schema allows, and the JSON types of the schema that says so
// (0 when the value was picked beside a reference); nil when there is no such value.
func (r *Reader) Const(s Schema) (value *node.Node, kinds model.JSONKinds) {
	for range source.MaxRefs {
		next, ok := r.Alias(s)
		if !ok {
			break
		}
		if narrowed := listed(s); len(narrowed) == 1 {
			return narrowed[0], 0
		}
		s = next
	}
	s = r.Target(s)
	if !s.There() || s.IsScalar() {
		return nil, 0
	}
	m := r.Merge(s)
	if !m.IsConst() || len(m.Alts) > 0 || m.Kinds&^model.JSONNull == model.JSONArray {
		return nil, 0 // what an array lists is said of its items
	}
	return m.Values()[0].Node, m.Kinds
}

// PropertyConst returns the only string that a property may be by one of its definitions.
func (r *Reader) PropertyConst(p *Property) (text string, ok bool) {
	for _, def := range slices.Backward(p.Defs) {
		if text, ok := r.ConstText(def); ok {
			return text, true
		}
	}
	return "", false
}

// ConstText returns the only value that a schema allows, when that is a string.
func (r *Reader) ConstText(s Schema) (text string, ok bool) {
	value, kinds := r.Const(s)
	if value == nil {
		return "", false
	}
	// a number in a schema of strings is one
	written := value.Is(node.Number) || value.Is(node.Bool)
	return value.Text, value.Is(node.String) || kinds == model.JSONString && written
}

// Default returns the default of a schema: its own, or that of what it refers to; nil for none.
func (r *Reader) Default(s Schema) *node.Node {
	for range source.MaxRefs {
		if n := s.Get("default"); n != nil {
			return n
		}
		next, ok := r.Alias(s)
		if !ok || !next.There() {
			return nil
		}
		s = next
	}
	return nil
}
