package schema

import (
	"slices"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// Merge lays a schema and all it is composed of together. The result is shared: do not change it.
func (r *Reader) Merge(s Schema) *Merged {
	if m := r.merged[s.Ptr]; m != nil {
		return m
	}
	m := &Merged{Schema: s}
	r.merged[s.Ptr] = m
	c := composer{r: r, m: m}
	c.less = s.less
	for _, part := range s.parts {
		if part.Component() != "" {
			c.inherit(part.Ptr)
		} else {
			c.add(part)
		}
	}
	if len(s.parts) == 0 {
		c.add(s)
	}
	m.finish()
	r.reportValues(m)
	return m
}

// composer lays parts into a merged schema.
type composer struct {
	r *Reader
	m *Merged
	// pointers of the schemas being laid in, outermost first: a schema cannot be composed of itself
	path []string
	less string // pointer of the part whose alternatives are left out
}

// add lays in one schema: what it is composed of first, so that inherited properties come first.
func (c *composer) add(s Schema) {
	if slices.Contains(c.path, s.Ptr) {
		c.r.doc.Warn(s.Ptr, "the schema is composed of itself", "")
		return
	}
	c.path = append(c.path, s.Ptr)
	defer func() { c.path = c.path[:len(c.path)-1] }()
	if d, found := source.PlaceholderAt(s.At); found {
		c.m.Defects = append(c.m.Defects, d)
	}
	if ref := s.Ref(); ref != "" {
		c.inherit(ref)
		return
	}
	for _, part := range s.All("allOf") {
		c.add(part)
	}
	c.own(s)
}

// inherit lays in what a reference leads to. A part that several others are composed of counts
// once.
func (c *composer) inherit(ref string) {
	if slices.Contains(c.m.Parents, ref) {
		return
	}
	target := c.r.At(ref)
	if !target.There() {
		return
	}
	if !slices.Contains(c.path, ref) {
		c.m.Parents = append(c.m.Parents, ref)
	}
	c.add(target)
}

// own lays in the schema's own keywords.
func (c *composer) own(s Schema) {
	m := c.m
	m.Parts = append(m.Parts, s)
	c.ownKinds(s)
	if f := s.Get("format").Str(); f != "" {
		m.Format = narrowerFormat(m.Format, f)
	}
	if v, set := s.Flag("x-ms-secret"); set {
		m.Secret = v
	}
	for name, n := range s.Get("properties").Each() {
		m.Define(name, New(s.Ptr+"/properties/"+node.Escape(name), n))
	}
	for _, name := range s.Get("required").Strings() {
		if m.Required == nil {
			m.Required = make(map[string]bool)
		}
		m.Required[name] = true
	}
	if s.Has("items") {
		m.items = append(m.items, s.Under("items"))
	}
	c.ownExtra(s)
	c.ownAlternatives(s)
}

// ownKinds narrows the types to those that the schema states as well. When none is left, the later
// statement stands, and both places are told of.
func (c *composer) ownKinds(s Schema) {
	m := c.m
	k := s.Declared() &^ model.JSONNull
	if k == 0 {
		return
	}
	if m.Stated != 0 && m.Stated&k == 0 {
		for _, part := range m.Parts {
			if other := part.Declared() &^ model.JSONNull; other != 0 && other&k == 0 {
				c.r.excludes(part, s, "types")
			}
		}
	}
	m.Stated = narrow(m.Stated, k)
}

// excludes reports that two schemas, of which both hold, leave no value between them.
func (r *Reader) excludes(a, b Schema, what string) {
	for _, s := range []Schema{a, b} {
		r.doc.Warn(s.Ptr, "no value satisfies this schema and another one that holds as well: their "+what+" exclude each other; the later one is used",
			"let the schemas agree")
	}
}

// ownExtra reads what the schema says about properties it does not name.
func (c *composer) ownExtra(s Schema) {
	m := c.m
	for _, keyword := range []string{"unevaluatedProperties", "additionalProperties"} {
		n := s.Get(keyword)
		switch {
		case n.Is(node.Bool):
			m.Closed = !n.True()
		case n.Is(node.Map) && !c.r.IsAnything(New("", n)):
			m.extra, m.Closed = append(m.extra, s.Under(keyword)), false
		case n.Is(node.Map):
			m.Closed = false
		}
	}
	for pattern := range s.Get("patternProperties").Each() {
		m.Patterns = append(m.Patterns, s.Under("patternProperties", pattern))
	}
}

// ownAlternatives keeps the schema's oneOf and anyOf, except for those of a base that list the very
// schema that inherits: they are how the base names its variants, not what a variant looks like.
func (c *composer) ownAlternatives(s Schema) {
	if s.Ptr == c.less {
		return
	}
	for _, keyword := range []string{"oneOf", "anyOf"} {
		members := s.All(keyword)
		if len(members) == 0 || len(c.path) > 1 && c.listsInheritor(s, members) {
			continue
		}
		c.m.Alts = append(c.m.Alts, Alternatives{s, members})
	}
}

func (c *composer) listsInheritor(s Schema, members []Schema) bool {
	if s.Get("discriminator") != nil {
		for _, ref := range s.Get("discriminator").Get("mapping").Each() {
			if slices.Contains(c.path, source.RefPointer(ref)) {
				return true
			}
		}
	}
	return slices.ContainsFunc(members, func(member Schema) bool {
		return member.Ref() != "" && slices.Contains(c.path, member.Ref())
	})
}
