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

// XMLOfBody is how a body's outermost element is written. That of a list is around its items,
// wrapped or not, since there is one.
func XMLOfBody(schemas *schema.Reader, s schema.Schema) *model.XML {
	target := schemas.Target(s)
	x := xmlOf(target)
	if own := s.Get("xml"); own != nil {
		name := x.Name
		x = readXML(own)
		x.Name = cmp.Or(x.Name, name)
	}
	if m := schemas.Merge(target); m.Kinds == model.JSONArray {
		x.Wrapped = true
		x.Item = xmlOfItem(schemas, schemas.Items(m), true)
	}
	return x
}

// xmlOfProperty is how a property is written (OpenAPI 3, XML Object). The element of an object
// property bears the property's name; a list without an element of its own is written as elements
// with the name of its items.
func xmlOfProperty(schemas *schema.Reader, wire string, def schema.Schema) *model.XML {
	target := schemas.Target(def)
	m := schemas.Merge(target)
	list := m.Kinds == model.JSONArray
	own := def.Get("xml")
	if own == nil && (list || target.Component() == "") {
		own = target.Get("xml")
	}
	x := readXML(own)
	named := x.Name
	x.Name = cmp.Or(x.Name, wire)
	if list {
		x.Item = xmlOfItem(schemas, schemas.Items(m), x.Wrapped)
		x.Item.Name = cmp.Or(x.Item.Name, named, wire)
		if !x.Wrapped {
			x.Name = x.Item.Name
			if x.Namespace == "" {
				x.Namespace, x.Prefix = x.Item.Namespace, cmp.Or(x.Prefix, x.Item.Prefix)
			}
		}
	}
	return x
}

// xmlOfItem is the name of the elements of a list. Inside an element of the list's own, an object
// goes by its own name.
func xmlOfItem(schemas *schema.Reader, items schema.Schema, wrapped bool) model.XMLName {
	target := schemas.Target(items)
	x, general := readXMLName(items.Get("xml")), readXMLName(target.Get("xml"))
	x.Name = cmp.Or(x.Name, general.Name)
	x.Namespace, x.Prefix = cmp.Or(x.Namespace, general.Namespace), cmp.Or(x.Prefix, general.Prefix)
	if wrapped && target.Component() != "" {
		x.Name = cmp.Or(x.Name, target.Written())
	}
	return x
}

func readXML(n *node.Node) *model.XML {
	return &model.XML{
		XMLName: readXMLName(n), Attribute: n.Get("attribute").True(), Wrapped: n.Get("wrapped").True(), Text: n.Get("x-ms-text").True(),
	}
}

func readXMLName(n *node.Node) model.XMLName {
	return model.XMLName{Name: n.Get("name").Str(), Namespace: n.Get("namespace").Str(), Prefix: n.Get("prefix").Str()}
}
