package types

import (
	"cmp"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/schema"
)

// xmlOf is how a schema's own element is written: its XML Object, and its name when that gives
// none.
func xmlOf(s schema.Schema) *model.XML {
	x := readXML(s.Get("xml"))
	x.Name = cmp.Or(x.Name, s.Written())
	return x
}

// xmlOfProperty is how a property is written (OpenAPI 3, XML Object). The element of an object
// property bears the property's name; a list without an element of its own is written as elements
// with the name of its items.
func xmlOfProperty(schemas *schema.Reader, wire string, def schema.Schema) *model.XML {
	target := schemas.Target(def)
	list := schemas.Merge(target).Kinds == model.JSONArray
	own := def.Get("xml")
	if own == nil && (list || target.Component() == "") {
		own = target.Get("xml")
	}
	x := readXML(own)
	named := x.Name
	x.Name = cmp.Or(x.Name, wire)
	if list {
		items := schemas.Merge(target).Items
		item := schemas.Target(items)
		x.Item = cmp.Or(items.Get("xml").Get("name").Str(), item.Get("xml").Get("name").Str())
		if x.Wrapped && item.Component() != "" {
			// inside an element of the list's own, an object goes by its own name
			x.Item = cmp.Or(x.Item, item.Written())
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
