package plan

import (
	"slices"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

// merged is a schema with everything it is composed of (allOf) laid together.
type merged struct {
	schema   schema
	parts    []schema // what was laid together, the inherited first, the schema itself last
	kinds    model.JSONKinds
	nullable bool
	format   string
	secret   bool

	props    []*property
	byName   map[string]*property
	required map[string]bool

	extra    schema   // schema of additional properties, when they are typed
	patterns []schema // schemas of pattern properties
	closed   bool     // no additional properties
	items    schema
	alts     []alternatives
	parents  []string // components laid in through allOf, nearest first, each once
	reach    reach
}

// property is one property of a merged schema. Several parts may define it.
type property struct {
	name string
	defs []schema // in the order of the parts
}

// alternatives is one oneOf or anyOf, with the part it stands in.
type alternatives struct {
	in      schema
	members []schema
}

// keyword returns the last part's value of a keyword: what stands nearest to the use is the most
// specific.
func (m *merged) keyword(keyword string) *node.Node {
	for i := len(m.parts) - 1; i >= 0; i-- {
		if n := m.parts[i].get(keyword); n != nil {
			return n
		}
	}
	return nil
}

// merge lays a schema and all it is composed of together. The result is shared: do not change it.
func (b *builder) merge(s schema) *merged {
	return b.mergeAll(s, s.ptr, s)
}

// mergeAll is merge for several schemas that hold at once. The key stands for them; s is the one
// they belong to.
func (b *builder) mergeAll(s schema, key string, parts ...schema) *merged {
	m := b.types.merged[key]
	if m == nil {
		m = &merged{schema: s}
		b.types.merged[key] = m
		b.onAccount(&m.reach, func() {
			c := composer{b: b, m: m}
			for _, part := range parts {
				c.add(part)
			}
			m.finish()
		})
	}
	b.uses(&m.reach)
	return m
}

// composer lays parts into a merged schema.
type composer struct {
	b *builder
	m *merged
	// pointers of the schemas being laid in, outermost first: a schema cannot be composed of itself
	path []string
}

// add lays in one schema: what it is composed of first, so that inherited properties come first.
func (c *composer) add(s schema) {
	if slices.Contains(c.path, s.ptr) {
		c.b.badSchema(s, "is composed of itself")
		return
	}
	c.path = append(c.path, s.ptr)
	defer func() { c.path = c.path[:len(c.path)-1] }()
	c.b.defectIn(s)
	if ref := s.ref(); ref != "" {
		c.inherit(ref)
		return
	}
	for _, part := range s.list("allOf") {
		c.add(part)
	}
	c.own(s)
}

// inherit lays in what a reference leads to. A part that several others are composed of counts
// once.
func (c *composer) inherit(ref string) {
	if slices.Contains(c.m.parents, ref) {
		return
	}
	target := c.b.schemaAt(ref)
	if !target.exists() {
		return
	}
	if !slices.Contains(c.path, ref) {
		c.m.parents = append(c.m.parents, ref)
	}
	c.add(target)
}

// own lays in the schema's own keywords.
func (c *composer) own(s schema) {
	m := c.m
	m.parts = append(m.parts, s)
	if k := s.declared() &^ model.JSONNull; k != 0 {
		m.kinds = narrow(m.kinds, k)
	}
	if f := s.get("format").Str(); f != "" {
		m.format = f
	}
	if v, set := s.truth("x-ms-secret"); set {
		m.secret = v
	}
	for name, n := range s.get("properties").Each() {
		m.define(name, schema{s.ptr + node.Join("properties", name), n})
	}
	for _, name := range s.get("required").Strings() {
		if m.required == nil {
			m.required = make(map[string]bool)
		}
		m.required[name] = true
	}
	if s.n.Has("items") {
		m.items = s.under("items")
	}
	c.ownExtra(s)
	c.ownAlternatives(s)
}

// ownExtra reads what the schema says about properties it does not name.
func (c *composer) ownExtra(s schema) {
	m := c.m
	for _, keyword := range []string{"unevaluatedProperties", "additionalProperties"} {
		n := s.get(keyword)
		switch {
		case n.Is(node.Bool):
			m.closed = !n.True()
		case n.Is(node.Map) && !c.b.isAnything(schema{n: n}):
			m.extra, m.closed = s.under(keyword), false
		case n.Is(node.Map):
			m.closed = false
		}
	}
	for pattern := range s.get("patternProperties").Each() {
		m.patterns = append(m.patterns, s.under("patternProperties", pattern))
	}
}

// ownAlternatives keeps the schema's oneOf and anyOf, except for those of a base that list the very
// schema that inherits: they are how the base names its variants, not what a variant looks like.
func (c *composer) ownAlternatives(s schema) {
	for _, keyword := range []string{"oneOf", "anyOf"} {
		members := s.list(keyword)
		if len(members) == 0 || len(c.path) > 1 && c.listsInheritor(s, members) {
			continue
		}
		c.m.alts = append(c.m.alts, alternatives{s, members})
	}
}

func (c *composer) listsInheritor(s schema, members []schema) bool {
	if s.get("discriminator") != nil {
		for _, ref := range s.get("discriminator").Get("mapping").Each() {
			if slices.Contains(c.path, refPointer(ref)) {
				return true
			}
		}
	}
	return slices.ContainsFunc(members, func(member schema) bool {
		return member.ref() != "" && slices.Contains(c.path, member.ref())
	})
}

// define adds a definition of a property.
func (m *merged) define(name string, def schema) {
	p := m.byName[name]
	if p == nil {
		p = &property{name: name}
		if m.byName == nil {
			m.byName = make(map[string]*property)
		}
		m.byName[name] = p
		m.props = append(m.props, p)
	}
	p.defs = append(p.defs, def)
}

// narrow is what two statements about the type allow together; when they exclude each other the
// later one stands.
func narrow(a, b model.JSONKinds) model.JSONKinds {
	if a&b == 0 {
		return b
	}
	return a & b
}

// finish infers what no part stated.
func (m *merged) finish() {
	if m.kinds == 0 {
		for _, s := range m.parts {
			m.kinds = narrow(m.kinds, s.inferred()|m.kinds)
		}
	}
	if m.kinds == 0 && len(m.props) > 0 {
		m.kinds = model.JSONObject
	}
	m.nullable = m.allowsNull()
}

// allowsNull goes by what the schema itself says, or, when it says nothing, by what all its parts
// say.
func (m *merged) allowsNull() bool {
	if v, set := m.schema.nullable(); set {
		return v
	}
	if m.schema.declared() != 0 || len(m.parts) == 0 {
		return listsNull(m.schema)
	}
	for _, s := range m.parts {
		v, _ := s.nullable()
		if !v && !listsNull(s) && (s.ptr != m.schema.ptr || len(m.parts) == 1) {
			return false
		}
	}
	return true
}

// listsNull reports whether null is among a schema's values.
func listsNull(s schema) bool {
	for _, v := range items(s.get("enum")) {
		if v.Kind == node.Null {
			return true
		}
	}
	return s.get("const").Is(node.Null)
}

// onlyNull reports whether a schema allows null and nothing else.
func onlyNull(s schema) bool {
	if s.declared() == model.JSONNull {
		return true
	}
	values := items(s.get("enum"))
	return len(values) == 1 && values[0].Kind == node.Null || s.get("const").Is(node.Null)
}

// items returns a list's elements; of anything else, none.
func items(n *node.Node) []*node.Node {
	if n.Is(node.List) {
		return n.Items
	}
	return nil
}

// isObject reports whether the schema describes objects.
func (m *merged) isObject() bool { return m.kinds == model.JSONObject }

// alias returns the reference that a schema is except for annotations: {$ref}, or an allOf of one
// reference beside which nothing stands that changes the type, such as a choice among the values of
// the enum it refers to. A component written as such an allOf is a type of its own that happens to
// add nothing, unless it was written as $ref with siblings.
func (b *builder) alias(s schema) (schema, bool) {
	if s.ref() != "" {
		return b.schemaAt(s.ref()), true
	}
	members := s.list("allOf")
	if len(members) != 1 {
		return schema{}, false
	}
	target := members[0]
	for _, keyword := range structural {
		if s.n.Has(keyword) && !((keyword == "enum" || keyword == "const") && b.narrows(s, target)) {
			return schema{}, false
		}
	}
	if siblings, _ := s.truth(load.SiblingsExtension); siblings || s.component() == "" || !b.merge(s).isObject() {
		return target, true
	}
	return schema{}, false
}

// structural keywords make a type of their own of the schema they stand in.
var structural = []string{"properties", "required", "additionalProperties", "patternProperties", "unevaluatedProperties",
	"enum", "const", "items", "prefixItems", "oneOf", "anyOf", "discriminator"}

// isAnything reports whether a schema says nothing about the values it allows.
func (b *builder) isAnything(s schema) bool {
	if s.n.Is(node.Bool) {
		return true
	}
	if s.ref() != "" {
		t := b.resolve(s)
		return t.exists() && t.ref() == "" && len(t.list("allOf")) == 0 && b.isAnything(t)
	}
	for _, keyword := range structural {
		if s.n.Has(keyword) {
			return false
		}
	}
	if all := s.list("allOf"); len(all) > 0 {
		return len(all) == 1 && b.isAnything(all[0])
	}
	return s.declared() == 0 && s.inferred() == 0
}
