package plan

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

// option is one alternative of a oneOf or anyOf without a discriminator.
type option struct {
	schema schema // references followed
	name   schema // as written: a reference is called by what it refers to
	m      *merged
	kinds  model.JSONKinds
	ref    model.Ref
	typed  bool   // ref is known
	words  string // what its wrapper is called when the Go type does not say
}

// choice makes the type of a schema with alternatives. Most that documents hold are no unions to a
// person: a value or null, a string with some known values, the same type under several
// constraints. What remains is an interface.
func (b *builder) choice(e *entry, m *merged) model.Ref {
	groups := b.realGroups(m)
	if len(groups) == 0 {
		return b.plain(e, m)
	}
	options, null := b.options(e, m, groups[0])
	if len(groups) > 1 || len(options) > 0 && b.objectOfParts(m, options) {
		return nullable(b.superset(e, m, groups), null)
	}
	var ref model.Ref
	switch {
	case len(options) == 0:
		ref = b.plain(e, m)
	case slices.ContainsFunc(options, func(o *option) bool { return o.kinds == 0 }):
		return model.Ref{Kind: model.Any}
	default:
		ref = b.fewest(e, m, options)
	}
	return nullable(ref, null || ref.Nullable)
}

// realGroups returns the alternatives that are more than constraints on what the schema says
// anyway.
func (b *builder) realGroups(m *merged) []alternatives {
	var out []alternatives
	for _, g := range m.alts {
		if slices.ContainsFunc(g.members, func(s schema) bool { return !b.constraint(m, s) }) {
			out = append(out, g)
		}
	}
	return out
}

// constraint reports whether an alternative only narrows the schema it stands in: it requires some
// of its properties, or limits a scalar.
func (b *builder) constraint(m *merged, s schema) bool {
	if s.ref() != "" || m.kinds == 0 {
		return false
	}
	for _, keyword := range []string{"allOf", "oneOf", "anyOf", "items", "enum", "const", "additionalProperties", "discriminator"} {
		if s.n.Has(keyword) {
			return false
		}
	}
	if k := s.declared() &^ model.JSONNull; k != 0 && k&m.kinds == 0 || onlyNull(s) {
		return false
	}
	for name := range s.get("properties").Each() {
		if m.byName[name] == nil {
			return false
		}
	}
	return m.kinds != model.JSONObject || len(m.props) > 0
}

// options lists the alternatives, those of inline alternatives among them in their place. Null is
// told apart, and so is the schema itself.
func (b *builder) options(e *entry, m *merged, g alternatives) (out []*option, null bool) {
	var add func(members []schema, depth int)
	add = func(members []schema, depth int) {
		for _, s := range members {
			target := b.target(s)
			switch {
			case !target.exists() || target.ptr == e.schema.ptr || depth > maxNesting:
				b.defectIn(s)
				continue
			case onlyNull(target):
				null = true
				continue
			}
			om := b.merge(target)
			null = null || om.nullable || b.saysNull(s)
			if target.component() == "" && discriminator(target) == "" && len(om.props) == 0 && len(om.alts) == 1 && om.kinds == 0 {
				add(om.alts[0].members, depth+1)
				continue
			}
			out = append(out, &option{schema: target, name: s, m: om, kinds: b.kindsOf(om, m)})
		}
	}
	add(g.members, 0)
	return out, null
}

// maxNesting bounds alternatives within alternatives.
const maxNesting = 16

// saysNull reports whether null is allowed beside a reference.
func (b *builder) saysNull(s schema) bool {
	v, _ := s.nullable()
	return v
}

// kindsOf is the JSON types an alternative allows, given those of the schema around it.
func (b *builder) kindsOf(om, outer *merged) model.JSONKinds {
	kinds := om.kinds &^ model.JSONNull
	if kinds == 0 {
		for _, v := range om.values() {
			kinds |= kindOf(v.value)
		}
	}
	if kinds == 0 {
		for _, g := range om.alts {
			for _, s := range g.members {
				if t := b.target(s); t.exists() && t.ptr != om.schema.ptr {
					kinds |= b.merge(t).kinds
				}
			}
		}
	}
	if kinds == 0 && len(om.props) == 0 && len(om.alts) == 0 {
		kinds = outer.kinds &^ model.JSONNull
	}
	return kinds
}

// objectOfParts reports whether the alternatives are parts of one object rather than whole ones:
// they stand beside properties, and do not repeat any of them.
func (b *builder) objectOfParts(m *merged, options []*option) bool {
	if !m.isObject() || len(m.props) == 0 {
		return false
	}
	return !slices.ContainsFunc(options, func(o *option) bool { return o.kinds != model.JSONObject })
}

// superset makes one struct of a schema and all its alternatives: which properties go together is
// left to the service.
func (b *builder) superset(e *entry, m *merged, groups []alternatives) model.Ref {
	parts := slices.Clone(m.parts)
	for _, g := range groups {
		for _, s := range g.members {
			if t := b.target(s); t.exists() && t.ptr != m.schema.ptr && b.merge(t).kinds&^model.JSONNull == model.JSONObject {
				parts = append(parts, b.merge(t).parts...)
			}
		}
	}
	all := &merged{schema: m.schema, required: m.required, extra: m.extra,
		patterns: m.patterns, kinds: model.JSONObject, nullable: m.nullable, parts: parts, parents: m.parents}
	for _, part := range parts {
		for name := range part.get("properties").Each() {
			if p := all.byName[name]; p == nil || !slices.ContainsFunc(p.defs, func(d schema) bool { return d.ptr == part.under("properties", name).ptr }) {
				all.define(name, part.under("properties", name))
			}
		}
	}
	return b.object(e, all)
}

// fewest makes the simplest type that holds all options.
func (b *builder) fewest(e *entry, m *merged, options []*option) model.Ref {
	if len(options) == 1 {
		return b.use(options[0].schema, nameHint{})
	}
	if b.sharedConst(options) != "" {
		return b.toldByConst(e, options)
	}
	options = b.mergeScalars(e, options)
	var distinct []*option
	for _, o := range options {
		b.refOption(e, o, options)
		if o.ref.Kind == model.Any {
			return o.ref
		}
		o.ref.Nullable = false
		if !slices.ContainsFunc(distinct, func(d *option) bool { return sameRef(d.ref, o.ref) }) {
			distinct = append(distinct, o)
		}
	}
	if len(distinct) == 1 {
		return distinct[0].ref
	}
	return b.shapeUnion(e, distinct)
}

// refOption makes the type of an option.
func (b *builder) refOption(e *entry, o *option, all []*option) model.Ref {
	if o.typed {
		return o.ref
	}
	o.typed = true
	h := nameHint{}
	switch {
	case o.schema.component() != "":
	case o.m.isObject():
		h = b.optionHint(e, o, all)
	case len(o.m.values()) > 0:
		h = b.outerHint(e)
		h.words = suffixed(h.words, "Value")
	}
	o.ref = b.use(o.schema, h)
	return o.ref
}

// optionHint names an inline alternative: by its constant, its title, what it requires, or as the
// only object among them.
func (b *builder) optionHint(e *entry, o *option, all []*option) nameHint {
	outer := b.outerHint(e)
	h := nameHint{parent: outer.parent}
	for _, w := range outer.words {
		if len(o.words) > 0 {
			h.words = append(h.words, w+namePart(o.words))
		}
		if title := o.schema.get("title").Str(); hasWord(title) && len(title) < 40 {
			h.words = append(h.words, w+namePart(title))
		}
	}
	for _, w := range outer.words {
		h.words = append(h.words, w+o.distinction(all), w+"Option"+itoa(1+optionIndex(o.schema.ptr)))
	}
	return h
}

// distinction is a word for an inline object among other alternatives: Object when it is the only
// one, else a property that only it requires.
func (o *option) distinction(all []*option) string {
	others := slices.DeleteFunc(slices.Clone(all), func(x *option) bool { return x == o || !x.m.isObject() })
	if !slices.ContainsFunc(others, func(x *option) bool { return x.schema.component() == "" }) {
		return "Object"
	}
	for _, p := range o.m.props {
		if o.m.required[p.name] && !slices.ContainsFunc(others, func(x *option) bool { return x.m.required[p.name] }) {
			return namePart(p.name)
		}
	}
	return "Option" + itoa(1+optionIndex(o.schema.ptr))
}

// suffixed returns the words with a suffix each.
func suffixed(words []string, suffix string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w + suffix
	}
	return out
}

// optionIndex reads the position of an alternative from its pointer.
func optionIndex(ptr string) int {
	keys := node.Split(ptr)
	n := 0
	for _, r := range keys[len(keys)-1] {
		if r < '0' || r > '9' {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	return n
}

// outerHint is what an entry's own alternatives are named after.
func (b *builder) outerHint(e *entry) nameHint {
	if e.name != nil {
		return nameHint{parent: e.name, words: []string{"*"}}
	}
	if e.schema.component() != "" && len(e.hint.words) == 0 {
		return nameHint{parent: b.componentName(e.schema.ptr), words: []string{"*"}}
	}
	if len(e.hint.words) > 0 {
		return e.hint
	}
	return b.placeHint(e.schema.ptr)
}

// sharedConst returns a property that all options require and each gives another constant string,
// or "".
func (b *builder) sharedConst(options []*option) string {
	if len(options) < 2 || options[0].m.kinds != model.JSONObject {
		return ""
	}
	for _, p := range options[0].m.props {
		seen := make(map[string]bool)
		told := !slices.ContainsFunc(options, func(o *option) bool {
			c := b.optionConst(o, p.name)
			if c == "" || seen[c] {
				return true
			}
			seen[c] = true
			return false
		})
		if told {
			return p.name
		}
	}
	return ""
}

func (b *builder) optionConst(o *option, property string) string {
	p := o.m.byName[property]
	if p == nil || !o.m.required[property] || o.m.kinds != model.JSONObject || len(o.m.alts) > 0 || b.isUnion(o.schema) {
		return ""
	}
	c := b.constIn(p.defs[len(p.defs)-1])
	if c == nil || kindOfLiteral(c) != model.JSONString {
		return ""
	}
	return c.Text
}

// toldByConst makes a union that is discriminated in all but name.
func (b *builder) toldByConst(e *entry, options []*option) model.Ref {
	property := b.sharedConst(options)
	t := b.allocUnion(e)
	t.Union.Discriminator = property
	t.Union.FieldName = notRaw(goName(property))
	b.later(e, func() {
		for _, o := range options {
			o.words = b.optionConst(o, property)
			ref := b.refOption(e, o, options)
			ref.Nullable = false
			t.Union.Variants = append(t.Union.Variants, &model.Variant{Values: []string{o.words}, Type: ref, Doc: docText(o.name.n)})
		}
		t.Union.Variants = b.distinct(e.schema, t.Union.Variants)
	})
	return model.Ref{Kind: model.Named, Type: t}
}

// shapeUnion makes a union whose variants are told apart by what they look like.
func (b *builder) shapeUnion(e *entry, options []*option) model.Ref {
	t := b.allocUnion(e)
	lists := 0
	for _, o := range options {
		if o.ref.Kind == model.List {
			lists++
		}
	}
	for i, o := range options {
		v := &model.Variant{Type: o.ref, Doc: docText(o.name.n), Shape: b.shape(o.m, o.ref)}
		if v.Shape.JSON == 0 {
			v.Shape.JSON = o.kinds
		}
		t.Union.Variants = append(t.Union.Variants, v)
		if !isVariantType(o.ref) {
			word := o.words
			if word == "" {
				word = wrapperWord(o.ref, t)
			}
			n := &name{key: e.schema.ptr + "#wrap" + itoa(i), rank: rankHelper, parent: e.name, owner: t,
				candidates: []string{"*" + word, "*" + word + "Value"}}
			if o.ref.Kind == model.List && lists == 1 {
				// the only one: of what need not be said
				n.candidates = slices.Insert(n.candidates, 0, "*List")
			}
			b.names.declare(n).to(&v.Wrapper)
		}
	}
	return model.Ref{Kind: model.Named, Type: t}
}

// isVariantType reports whether values of a type can be variants themselves, without something to
// carry them.
func isVariantType(r model.Ref) bool {
	return r.Kind == model.Named && (r.Type.Kind == model.KindStruct || r.Type.Kind == model.KindUnion)
}

// wrapperWord says what a type is in the name of what carries it.
func wrapperWord(r model.Ref, union *model.Type) string {
	words := map[model.RefKind]string{model.Bool: "Bool", model.Int32: "Int", model.Int64: "Int", model.Uint64: "Uint",
		model.Float64: "Float", model.Number: "Number", model.String: "String", model.Secret: "Secret", model.Bytes: "Bytes",
		model.Time: "Time", model.Date: "Date", model.TimeOfDay: "TimeOfDay", model.Duration: "Duration"}
	switch r.Kind {
	case model.List:
		return wrapperWord(*r.Elem, union) + "List"
	case model.Map:
		return wrapperWord(*r.Elem, union) + "Map"
	case model.Named:
		switch {
		case r.Type == union:
			return ""
		case r.Type.Kind == model.KindEnum:
			return "Enum"
		}
		parts := strings.Split(r.Type.Schema, "/")
		return namePart(parts[len(parts)-1])
	}
	if w := words[r.Kind]; w != "" {
		return w
	}
	return "Any"
}
