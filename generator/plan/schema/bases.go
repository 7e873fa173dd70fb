package schema

import (
	"slices"
	"strconv"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// bases knows, for each schema by its pointer, the discriminated schemas that list it as a variant.
// It is made before any type: what a struct looks like must not depend on which operation asked for
// it first.
type bases map[string][]Link

// Link is one discriminated schema that lists a variant.
type Link struct {
	Base     string // pointer of the discriminated schema
	Variant  string // pointer of the variant
	property string
	// values of the base that no mapping knows are the variant's, and those without one
	otherwise bool
	values    []string // in the order of the mapping
}

func findBases(root *node.Node) bases {
	out := make(bases)
	for _, m := range root.Get("components").Get("schemas").Sorted() {
		name, n := m.Key, m.Value
		out.find(Components+node.Escape(name), n)
	}
	for _, section := range []string{"paths", "webhooks", "x-webhooks"} {
		out.find("/"+section, root.Get(section))
	}
	for _, m := range root.Get("components").Sorted() {
		name, n := m.Key, m.Value
		if name != "schemas" {
			out.find("/components/"+node.Escape(name), n)
		}
	}
	return out
}

// find looks through a subtree for discriminators. Examples are data, whatever they look like.
func (x bases) find(ptr string, n *node.Node) {
	if n == nil {
		return
	}
	for _, m := range n.Sorted() {
		key, value := m.Key, m.Value
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
			x.find(ptr+"/"+strconv.Itoa(i), item)
		}
	}
}

func (x bases) add(ptr string, d *node.Node) {
	property := d.Get("propertyName").Str()
	if property == "" {
		return
	}
	// the first value is the one to write, however they are listed
	for _, m := range d.Get("mapping").Sorted() {
		value, ref := m.Key, m.Value
		variant := source.RefPointer(ref)
		links := x[variant]
		i := slices.IndexFunc(links, func(l Link) bool { return l.Base == ptr && l.property == property })
		if i < 0 {
			i = len(links)
			otherwise := variant == source.RefPointer(d.Get("defaultMapping"))
			links = append(links, Link{Base: ptr, Variant: variant, property: property, otherwise: otherwise})
		}
		links[i].values = append(links[i].values, value)
		x[variant] = links
	}
}
