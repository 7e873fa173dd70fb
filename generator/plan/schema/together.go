package schema

import (
	"slices"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// Together returns the schema of the values that several definitions all allow (JSON Schema Core,
// section 10.2.1.1: an instance must satisfy every branch of allOf). It is one of them when the
// others add nothing to its type, such as a limit or a description; else it is composed of them.
func (r *Reader) Together(defs []Schema) Schema { return r.together(defs, 0) }

// together is Together for definitions some steps below others that are compared. The way down
// counts on, for definitions may lead back to themselves.
func (r *Reader) together(defs []Schema, depth int) Schema {
	var telling []Schema
	for _, d := range defs {
		if !r.IsAnything(d) {
			telling = append(telling, d)
		}
	}
	switch len(telling) {
	case 0:
		if len(defs) == 0 {
			return Schema{}
		}
		return defs[len(defs)-1]
	case 1:
		return telling[0]
	}
	n := narrowing{r}
	if n.exclude(telling) {
		return telling[len(telling)-1]
	}
	for _, base := range n.basesFirst(telling) {
		if !slices.ContainsFunc(telling, func(d Schema) bool { return !n.addsNothing(d, base, depth) }) {
			return base
		}
	}
	last := telling[len(telling)-1]
	return Schema{At: source.At{Ptr: last.Ptr + "#and", Node: node.NewMap(last.Node)}, parts: telling}
}

// narrowing compares definitions of which all hold.
type narrowing struct{ r *Reader }

// basesFirst orders definitions by how good they are to stand for all: components, which have a
// name that people know, then what is nearest to the use.
func (n narrowing) basesFirst(defs []Schema) []Schema {
	var components, others []Schema
	for _, d := range slices.Backward(defs) {
		if n.r.Target(d).Component() != "" {
			components = append(components, d)
		} else {
			others = append(others, d)
		}
	}
	return append(components, others...)
}

// exclude reports whether definitions exclude each other by their types, and says so at all of
// them.
func (n narrowing) exclude(defs []Schema) bool {
	var both model.JSONKinds
	for i, d := range defs {
		kinds := n.r.Merge(n.r.Target(d)).Stated &^ model.JSONNull
		switch {
		case both == 0 || kinds == 0:
			both |= kinds
		case both&kinds == 0:
			for _, other := range defs[:i+1] {
				n.r.doc.Warn(other.Ptr, "no value is of the types that this definition and another one of the same property require; the last one is used",
					"let the definitions agree")
			}
			return true
		default:
			both &= kinds
		}
	}
	return false
}

// deepest bounds how far down definitions are compared.
const deepest = 8

// addsNothing reports whether a definition adds nothing to the type of values that the base, which
// holds as well, says already. Limits add nothing: they change what is checked, not the type.
func (n narrowing) addsNothing(def, base Schema, depth int) bool {
	d, b := n.r.Target(def), n.r.Target(base)
	if d.Ptr == b.Ptr || depth > deepest || !d.There() || !b.There() {
		return true
	}
	dm, bm := n.r.Merge(d), n.r.Merge(b)
	switch {
	case slices.Contains(bm.Parents, d.Ptr):
		return true // the base is composed of it
	case len(dm.Alts) > 0 || n.r.Unions.Is(d) || len(dm.Patterns) > 0:
		return false
	case dm.Stated != 0 && (bm.Kinds == 0 || bm.Kinds&^dm.Stated != 0):
		return false
	}
	return addsNoFormat(dm, bm) && addsNoValues(dm, bm) && n.addsNoItems(dm, bm, depth) && n.addsNoMembers(dm, bm, depth)
}

func addsNoFormat(def, base *Merged) bool {
	if def.Keyword("contentEncoding") != nil && base.Keyword("contentEncoding") == nil {
		return false
	}
	return def.Format == "" || narrowerFormat(def.Format, base.Format) == base.Format ||
		def.Kinds&model.JSONNumber != 0 && base.Kinds&model.JSONNumber == 0
}

// addsNoValues goes by the values that are listed. One value picked from a list is a constant of
// the list's type.
func addsNoValues(def, base *Merged) bool {
	values, of := def.Values(), base.Values()
	if len(values) == 0 {
		return true
	}
	if def.IsConst() && len(of) > 1 {
		return true
	}
	if base.IsConst() && len(values) > 1 {
		return false // likewise: the list says the type
	}
	return len(of) > 0 && !slices.ContainsFunc(of, func(v Value) bool { return !lists(values, v) })
}

// lists reports whether a value is among others.
func lists(values []Value, v Value) bool {
	return slices.ContainsFunc(values, func(x Value) bool { return x.Node.Kind == v.Node.Kind && x.Node.Text == v.Node.Text })
}

func (n narrowing) addsNoItems(def, base *Merged, depth int) bool {
	if def.Keyword("prefixItems") != nil && base.Keyword("prefixItems") == nil {
		return false
	}
	items, of := n.r.Items(def), n.r.Items(base)
	if !items.There() || n.r.IsAnything(items) {
		return true
	}
	return of.There() && n.addsNothing(items, of, depth+1)
}

func (n narrowing) addsNoMembers(def, base *Merged, depth int) bool {
	for _, p := range def.Props {
		of := base.ByName[p.Name]
		if of == nil || !n.addsNothing(n.r.together(p.Defs, depth+1), n.r.together(of.Defs, depth+1), depth+1) {
			return false
		}
	}
	// a component is not copied to say that a member of it must be there
	if base.Schema.Component() == "" {
		for name := range def.Required {
			if !base.Required[name] {
				return false
			}
		}
	}
	extra, of := n.r.Extra(def), n.r.Extra(base)
	return !extra.There() || of.There() && n.addsNothing(extra, of, depth+1)
}

// AllowsNull reports whether null is allowed by all definitions that say anything of types.
func (r *Reader) AllowsNull(defs []Schema) bool {
	return !slices.ContainsFunc(defs, func(d Schema) bool {
		m := r.Merge(r.Target(d))
		beside, _ := d.Nullable()
		return m.Stated != 0 && !m.Nullable && !beside
	})
}

// widths are the formats of integers, the narrow ones first.
var widths = []string{"int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"}

// narrowerFormat is the format of what two formats allow together: the narrower integer, or the
// later of two.
func narrowerFormat(a, b string) string {
	i, j := slices.Index(widths, a), slices.Index(widths, b)
	if b == "" || i >= 0 && j >= 0 && i < j {
		return a
	}
	return b
}
