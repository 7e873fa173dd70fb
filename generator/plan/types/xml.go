package types

import (
	"cmp"
	"slices"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// xmlOf is how a schema's own element is written: its XML Object, and its name when that gives
// none.
func xmlOf(s schema.Schema) *model.XML {
	x := readXML(s.Get("xml"), nil)
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
		x = readXML(own, nil)
		x.Name = cmp.Or(x.Name, name)
	}
	if m := schemas.Merge(target); m.Kinds == model.JSONArray {
		x.Wrapped = true
		x.Item = xmlOfItem(schemas, schemas.Items(m), true)
	}
	return x
}

// xml is how a property is written (OpenAPI 3, XML Object): by what is said where it
// stands or, where that says nothing, by what its schema says. Without a name in either, its
// element bears the property's name; a list without an element of its own is written as elements
// with the name of its items.
func (f property) xml(def schema.Schema) *model.XML {
	schemas, wire := f.p.schemas, f.prop.Name
	target := schemas.Target(def)
	m := schemas.Merge(target)
	list := m.Kinds == model.JSONArray
	general := target.Get("xml")
	if !list && target.Component() != "" && (namesRoots(f.p.doc) || f.shares(target)) {
		general = nil
	}
	x := readXML(def.Get("xml"), general)
	named := x.Name
	x.Name = cmp.Or(x.Name, wire)
	if list {
		x.Inside = false
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

// shares reports whether another property is of the same component: one name would not do for both.
func (f property) shares(target schema.Schema) bool {
	return slices.ContainsFunc(f.of.Props, func(other *schema.Property) bool {
		return other != f.prop && slices.ContainsFunc(other.Defs, func(d schema.Schema) bool {
			return f.p.schemas.Target(d).Ptr == target.Ptr && d.Get("xml").Get("name") == nil
		})
	})
}

// namesRoots reports whether the name in XML of a component is meant for whole bodies alone. It is
// in documents made from TypeSpec, where a property's element has the property's name unless the
// property is given another one.
func namesRoots(doc *source.Document) bool {
	return doc.Loaded.Root.Get("info").Has("x-typespec-generated")
}

// xmlOfItem is the name of the elements of a list. Inside an element of the list's own, an object
// goes by its own name.
func xmlOfItem(schemas *schema.Reader, items schema.Schema, wrapped bool) model.XMLName {
	target := schemas.Target(items)
	x := readXMLName(items.Get("xml"), target.Get("xml"))
	if wrapped && target.Component() != "" {
		x.Name = cmp.Or(x.Name, target.Written())
	}
	return x
}

// readXML reads an XML Object, and what it leaves out from a more general one. Both may be missing.
func readXML(own, general *node.Node) *model.XML {
	is := func(key string) bool { return said(own, general, key).True() }
	x := &model.XML{XMLName: readXMLName(own, general)}
	switch said(own, general, "nodeType").Str() { // OpenAPI 3.2, in the place of attribute and wrapped
	case "":
		x.Attribute, x.Wrapped, x.Text = is("attribute"), is("wrapped"), is("x-ms-text")
	case "element":
		x.Wrapped = true // of a list; other elements are their own
	case "attribute":
		x.Attribute = true
	case "text":
		x.Text = true
	case "cdata":
		x.Text, x.CData = true, true
	case "none":
		x.Inside = true
	}
	return x
}

func readXMLName(own, general *node.Node) model.XMLName {
	text := func(key string) string { return said(own, general, key).Str() }
	return model.XMLName{Name: text("name"), Namespace: text("namespace"), Prefix: text("prefix")}
}

func said(own, general *node.Node, key string) *node.Node {
	if own.Has(key) {
		return own.Get(key)
	}
	return general.Get(key)
}
