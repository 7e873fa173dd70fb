package plan

import (
	"slices"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

// bases knows, for each schema, the discriminated schemas that list it as a variant. It is made
// before any type: what a struct looks like must not depend on which operation asked for it first.
type bases struct {
	of map[string][]link
}

// link is one discriminated schema that lists a variant.
type link struct {
	base     string // pointer
	property string
	values   []string // in the order of the mapping
}

func findBases(root *node.Node) *bases {
	out := &bases{of: make(map[string][]link)}
	for name, n := range root.Get("components").Get("schemas").Each() {
		out.find(componentSchemas+node.Escape(name), n)
	}
	for _, section := range []string{"paths", "webhooks"} {
		out.find("/"+section, root.Get(section))
	}
	for name, n := range root.Get("components").Each() {
		if name != "schemas" {
			out.find("/components/"+node.Escape(name), n)
		}
	}
	return out
}

// find looks through a subtree for discriminators. Examples are data, whatever they look like.
func (x *bases) find(ptr string, n *node.Node) {
	if n == nil {
		return
	}
	for key, value := range n.Each() {
		switch key {
		case "example", "examples", "x-ms-examples", "default", "enum":
			continue
		case "discriminator":
			x.add(ptr, value)
		}
		x.find(ptr+"/"+node.Escape(key), value)
	}
	if n.Kind == node.List {
		for i, item := range n.Items {
			x.find(ptr+"/"+itoa(i), item)
		}
	}
}

func (x *bases) add(ptr string, d *node.Node) {
	property := d.Get("propertyName").Str()
	if property == "" {
		return
	}
	for value, ref := range d.Get("mapping").Each() {
		variant := refPointer(ref)
		links := x.of[variant]
		i := slices.IndexFunc(links, func(l link) bool { return l.base == ptr && l.property == property })
		if i < 0 {
			i = len(links)
			links = append(links, link{base: ptr, property: property})
		}
		links[i].values = append(links[i].values, value)
		x.of[variant] = links
	}
}

// isVariant reports whether some discriminated schema lists the schema as a variant.
func (x *bases) isVariant(ptr string) bool { return len(x.of[ptr]) > 0 }

// discriminator returns the property that tells a schema's variants apart, or "".
func discriminator(s schema) string { return s.get("discriminator").Get("propertyName").Str() }

// isUnion reports whether a schema with a discriminator has variants besides itself. One without is
// a struct like others.
func (b *builder) isUnion(s schema) bool {
	if discriminator(s) == "" {
		return false
	}
	for _, ref := range s.get("discriminator").Get("mapping").Each() {
		if v := refPointer(ref); v != s.ptr && b.node(v) != nil {
			return true
		}
	}
	return false
}

// variantValues returns the discriminator values that pick the variant at ptr, the one to write
// first. A value that the variant's own schema fixes stands above one that is only the variant's
// name.
func (b *builder) variantValues(ptr string, l link) []string {
	m := b.merge(b.schemaAt(ptr))
	p := m.byName[l.property]
	values := slices.Clone(l.values)
	if p == nil {
		return values
	}
	fixed := b.constIn(p.defs[len(p.defs)-1])
	if fixed == nil || kindOfLiteral(fixed) != model.JSONString {
		return values
	}
	if i := slices.Index(values, fixed.Text); i >= 0 {
		return append([]string{fixed.Text}, slices.Delete(values, i, i+1)...)
	}
	if len(values) == 1 && values[0] == componentOf(ptr) {
		return []string{fixed.Text}
	}
	return values
}

// discriminatorValue returns what the struct made of the schema at ptr says in a discriminator
// property, or "". A schema that a base does not list itself says what its nearest listed ancestor
// says.
func (b *builder) discriminatorValue(ptr, property string) string {
	for _, p := range append([]string{ptr}, b.merge(b.schemaAt(ptr)).parents...) {
		for _, l := range b.types.bases.of[p] {
			if l.property == property {
				return b.variantValues(p, l)[0]
			}
		}
	}
	return ""
}

// withDiscriminators returns the properties of a struct, with those added by which it is told apart
// as a variant but which its schema forgot to mention.
func (b *builder) withDiscriminators(e *entry, m *merged) []*property {
	props := m.props
	for _, l := range b.types.bases.of[e.schema.ptr] {
		known := slices.ContainsFunc(props, func(p *property) bool { return p.name == l.property })
		if known {
			continue
		}
		def := schema{l.base + "/discriminator/propertyName", stringSchema}
		if p := b.merge(b.schemaAt(l.base)).byName[l.property]; p != nil {
			def = p.defs[len(p.defs)-1]
		}
		props = append([]*property{{name: l.property, defs: []schema{def}}}, props...)
	}
	return props
}

// stringSchema is {type: string}.
var stringSchema = func() *node.Node {
	n := node.NewMap(nil)
	n.SetText("type", "string")
	return n
}()
