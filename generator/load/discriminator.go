package load

import (
	"fmt"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/shape"
)

const schemaPrefix = "#/components/schemas/"

// family knows which component schemas extend which.
type family struct {
	schemas  *node.Node
	children map[string][]string // by the base's name, in the order of their own names
	left     int                 // how many more values may be mapped
	findings *report
}

// completeDiscriminators gives every discriminator a mapping to all the schemas it tells apart, so
// that the rest of the generator sees one form, whether the document lists variants (oneOf), lets
// them extend a base (allOf, the only way in Swagger 2.0), or both. A mapping that is given stays;
// what it does not map is added.
func completeDiscriminators(root *node.Node, findings *report) {
	f := &family{schemas: root.Get("components").Get("schemas"), children: map[string][]string{}, left: maxMappings, findings: findings}
	for _, m := range f.schemas.Sorted() { // of two that want one value, the first by name has it
		name, schema := m.Key, m.Value
		if schema.Has(SiblingsExtension) {
			continue // another name for its base, not a child of it
		}
		for _, item := range schema.Get("allOf").Elems() {
			if base := f.named(item); base != "" && base != name {
				f.children[base] = append(f.children[base], name)
			}
		}
	}
	for name, schema := range f.schemas.Each() {
		if d := discriminatorOf(schema); d != nil && !f.listsVariants(schema) {
			f.addChildren(d, name)
		}
	}
	shape.Walk(root, shape.OpenAPI3["document"], func(n *node.Node, s *shape.Shape) {
		if s.Name != "schema" {
			return
		}
		if d := discriminatorOf(n); d != nil {
			f.addVariants(d, n)
			f.addDefault(d)
		}
	})
}

func discriminatorOf(schema *node.Node) *node.Node {
	if d := schema.Get("discriminator"); d.Is(node.Map) && d.Get("propertyName").Str() != "" {
		return d
	}
	return nil
}

// named returns the name of the component that a reference leads to in the end: past components
// that are merely other names. It is "" for what is no reference.
func (f *family) named(n *node.Node) string {
	name := ""
	for range node.MaxChain {
		if n.Has(SiblingsExtension) {
			n = n.Get("allOf").Elems()[0]
		}
		escaped, ok := strings.CutPrefix(n.Ref(), schemaPrefix)
		if !ok {
			return name
		}
		name = node.Split("/" + escaped)[0]
		n = f.schemas.Get(name)
	}
	return name
}

// addChildren maps the schemas that extend a base, at any distance. Below one that tells its own
// children apart by another property, this one says nothing more.
func (f *family) addChildren(d *node.Node, base string) {
	property := d.Get("propertyName").Str()
	mapped := f.mapped(d)
	seen := map[string]bool{base: true}
	var add func(base string)
	add = func(base string) {
		for _, name := range f.children[base] {
			if seen[name] || f.left == 0 {
				continue
			}
			seen[name] = true
			child := f.schemas.Get(name)
			f.add(d, mapped, name, f.value(child, property, name))
			if own := discriminatorOf(child); own == nil || own.Get("propertyName").Str() == property {
				add(name)
			}
		}
	}
	implicit := d.Get("mapping") == nil
	add(base)
	if schema := f.schemas.Get(base); f.extended(schema) || implicit && f.left > 0 && f.isNamed(d) && f.allows(schema, property, base) {
		f.add(d, mapped, base, f.value(schema, property, base))
	}
}

// extended reports whether an extension gives a schema a value.
func (f *family) extended(schema *node.Node) bool {
	return slices.ContainsFunc(valueExtensions, func(x string) bool { return schema.Get(x).Str() != "" })
}

// isNamed reports whether the schemas that a discriminator maps go by their names, so that the base
// goes by its name as well.
func (f *family) isNamed(d *node.Node) bool {
	for value, target := range d.Get("mapping").Each() {
		name := f.named(refTo(target))
		if value == name || value == f.schemas.Get(name).Get(NameExtension).Str() {
			return true
		}
	}
	return false
}

// allows reports whether a property may be the text.
func (f *family) allows(schema *node.Node, property, text string) bool {
	p := schema.Get("properties").Get(property)
	if name := f.named(p); name != "" {
		p = f.schemas.Get(name)
	}
	values := p.Get("enum").Strings()
	return len(values) == 0 || slices.Contains(values, text)
}

// listsVariants reports whether a schema lists its variants: then those are all, and a schema that
// extends it without being one of them is one of the variants with something added, or that by
// another name.
func (f *family) listsVariants(schema *node.Node) bool {
	for _, key := range []string{"oneOf", "anyOf"} {
		if slices.ContainsFunc(schema.Get(key).Elems(), func(item *node.Node) bool { return f.named(item) != "" }) {
			return true
		}
	}
	return false
}

// addVariants maps the schemas that a oneOf or anyOf lists. One that is itself a choice has no
// value of its own.
func (f *family) addVariants(d, schema *node.Node) {
	property := d.Get("propertyName").Str()
	mapped := f.mapped(d)
	for _, key := range []string{"oneOf", "anyOf"} {
		for _, item := range schema.Get(key).Elems() {
			name := f.named(item)
			variant := f.schemas.Get(name)
			if name == "" || variant == nil || variant.Has("oneOf") || variant.Has("anyOf") {
				continue
			}
			f.add(d, mapped, name, f.value(variant, property, name))
		}
	}
}

// addDefault maps the schema of what is told by no value (OpenAPI 3.2, defaultMapping), which goes
// by its name as well.
func (f *family) addDefault(d *node.Node) {
	if target := d.Get("defaultMapping"); target.Str() != "" {
		if name := f.named(refTo(target)); name != "" {
			f.add(d, f.mapped(d), name, f.value(f.schemas.Get(name), d.Get("propertyName").Str(), name))
		}
	}
}

// mapped returns the names of the schemas that a discriminator maps.
func (f *family) mapped(d *node.Node) map[string]bool {
	names := map[string]bool{}
	for _, target := range d.Get("mapping").Each() {
		names[f.named(refTo(target))] = true
	}
	return names
}

// add maps a value to a schema, unless the schema is mapped already.
func (f *family) add(d *node.Node, mapped map[string]bool, name, value string) {
	if mapped[name] || f.left == 0 {
		return
	}
	mapped[name] = true
	if f.left--; f.left == 0 {
		f.findings.Add(finding.Warning, d.Place(), fmt.Sprintf("the document's discriminators tell more than %d values apart; the rest is left out", maxMappings), "")
	}
	mapping := d.Get("mapping")
	if mapping == nil {
		mapping = child(d, "mapping")
	}
	if taken := mapping.Get(value); taken != nil {
		f.findings.Add(finding.Warning, f.schemas.Get(name).Place(), fmt.Sprintf(
			"the discriminator value %q of %s already stands for %s", value, name, taken.Text), "give each schema a value of its own")
		return
	}
	mapping.Set(value, node.NewString(schemaPrefix+node.Escape(name), f.schemas.Get(name)))
}

// refTo returns a reference object of a mapping's value.
func refTo(target *node.Node) *node.Node {
	ref := node.NewMap(target)
	ref.Set("$ref", target)
	return ref
}

// valueExtensions say the value of a schema that extends a base, which Swagger 2.0 has no other way
// to say: Azure's, openapi-generator's and go-swagger's.
var valueExtensions = []string{"x-ms-discriminator-value", "x-discriminator-value", "x-class"}

// value returns the value of the discriminating property that stands for a schema: what an
// extension says, or the only value the schema allows the property, or the schema's name (OpenAPI
// 3.0, Discriminator Object).
func (f *family) value(schema *node.Node, property, name string) string {
	for _, extension := range valueExtensions {
		if value := schema.Get(extension); value != nil && value.Text != "" {
			return value.Text
		}
	}
	if value, ok := f.onlyValue(schema, property); ok {
		return value
	}
	if written := schema.Get(NameExtension).Str(); written != "" {
		return written
	}
	return name
}

func (f *family) onlyValue(schema *node.Node, property string) (string, bool) {
	p := schema.Get("properties").Get(property)
	if name := f.named(p); name != "" {
		p = f.schemas.Get(name)
	}
	if c := p.Get("const"); c.Is(node.String) {
		return c.Text, true
	}
	if enum := p.Get("enum").Elems(); len(enum) == 1 && enum[0].Kind == node.String {
		return enum[0].Text, true
	}
	for _, part := range schema.Get("allOf").Elems() {
		if part.Ref() == "" {
			if value, ok := f.onlyValue(part, property); ok {
				return value, true
			}
		}
	}
	return "", false
}
