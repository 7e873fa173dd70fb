package plan

import (
	"cmp"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

// xmlOf is how a schema's own element is written: its XML Object, and its name when that gives
// none.
func (b *builder) xmlOf(s schema) *model.XML {
	x := readXML(s.get("xml"))
	x.Name = cmp.Or(x.Name, s.written())
	return x
}

// xmlOfProperty is how a property is written (OpenAPI 3, XML Object). The element of an object
// property bears the property's name; a list without an element of its own is written as elements
// with the name of its items.
func (b *builder) xmlOfProperty(wire string, def schema) *model.XML {
	target := b.target(def)
	list := b.merge(target).kinds == model.JSONArray
	own := def.get("xml")
	if own == nil && (list || target.component() == "") {
		own = target.get("xml")
	}
	x := readXML(own)
	named := x.Name
	x.Name = cmp.Or(x.Name, wire)
	if list {
		items := b.merge(target).items
		item := b.target(items)
		x.Item = cmp.Or(items.get("xml").Get("name").Str(), item.get("xml").Get("name").Str())
		if x.Wrapped && item.component() != "" {
			// inside an element of the list's own, an object goes by its own name
			x.Item = cmp.Or(x.Item, item.written())
		}
		x.Item = cmp.Or(x.Item, named, wire)
		if !x.Wrapped {
			x.Name = x.Item
		}
	}
	return x
}

func readXML(n *node.Node) *model.XML {
	return &model.XML{
		Name: n.Get("name").Str(), Namespace: n.Get("namespace").Str(), Prefix: n.Get("prefix").Str(),
		Attribute: n.Get("attribute").True(), Wrapped: n.Get("wrapped").True(), Text: n.Get("x-ms-text").True(),
	}
}
