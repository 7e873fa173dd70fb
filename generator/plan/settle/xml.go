package settle

import (
	"encoding/xml"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// checkXML finds what cannot be written as the document says, in a model that stands in a body of
// XML.
func checkXML(doc *source.Document, t *model.Type, s schema.Schema) {
	if t.XML == nil || t.Kind != model.KindStruct {
		return
	}
	checkXMLObject(doc, s, "the schema", t.XML)
	for _, f := range t.Fields {
		at := s.Under("properties", f.Wire)
		if !at.There() {
			at = s // the property is inherited
		}
		if x := f.XML; x != nil && x.Inside && !mayStandInside(&f.Type, t, 0) {
			x.Inside = false
			doc.Warn(at.Ptr, "the property "+source.Quote(f.Wire)+" is no object whose properties could stand without it in XML: it is written as an element",
				"say another nodeType")
		}
		checkXMLObject(doc, at, "the property "+source.Quote(f.Wire), f.XML)
	}
}

// mostInside bounds objects without elements of their own within one another.
const mostInside = 16

// mayStandInside reports whether what a value holds can stand in the element of an object, without
// one of its own: it is an object, and does not hold itself in this way.
func mayStandInside(r *model.Ref, of *model.Type, depth int) bool {
	if r.Kind != model.Named || r.Type.Kind != model.KindStruct || r.Type == of || depth > mostInside {
		return false
	}
	for _, f := range r.Type.Fields {
		if f.XML != nil && f.XML.Inside && !mayStandInside(&f.Type, of, depth+1) {
			return false
		}
	}
	return true
}

func checkXMLObject(doc *source.Document, at schema.Schema, what string, x *model.XML) {
	if x == nil {
		return
	}
	if x.Name != "" && !x.Text && !isXMLName(x.Name) {
		doc.Warn(at.Ptr, what+" is called "+source.Quote(x.Name)+" in XML, which is no name there: it cannot be sent in XML",
			"give it another one by xml.name")
	}
	switch {
	case x.Prefix != "" && x.Namespace == "":
		doc.Warn(at.Ptr, what+" has the XML prefix "+source.Quote(x.Prefix)+" but no namespace: it is written without",
			"say the namespace by xml.namespace")
	case x.Prefix != "" && !isXMLName(x.Prefix):
		doc.Warn(at.Ptr, what+" has the XML prefix "+source.Quote(x.Prefix)+", which is no name: another one is written",
			"give it another one by xml.prefix")
	case x.Attribute && x.Namespace != "" && x.Prefix == "":
		doc.Warn(at.Ptr, what+" is an XML attribute with a namespace but without a prefix, which it must have: one is made up",
			"say the prefix by xml.prefix")
	}
	if x.Item.Name != x.Name {
		checkXMLObject(doc, at, "an item of "+what, &model.XML{XMLName: x.Item})
	}
}

// isXMLName reports whether a name, without a prefix, can be that of an element or an attribute.
func isXMLName(name string) bool {
	token, err := xml.NewDecoder(strings.NewReader("<" + name + "/>")).RawToken()
	start, ok := token.(xml.StartElement)
	return err == nil && ok && start.Name == xml.Name{Local: name} && len(start.Attr) == 0 && !strings.Contains(name, ":")
}
