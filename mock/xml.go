package mock

import (
	"bytes"
	"encoding/xml"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// toXML writes a value as its schema says (OpenAPI, XML Object).
func toXML(v any, schema schemaRef) []byte {
	var out bytes.Buffer
	out.WriteString(xml.Header)
	w := xmlWriter{&out}
	name := "root"
	if schema != nil && schema.Ref != "" {
		name = schema.Ref[strings.LastIndex(schema.Ref, "/")+1:]
	}
	x := xmlOf(schema)
	if x.Name != "" {
		name = x.Name
	}
	if list, is := v.([]any); is {
		w.list(name, list, schema, true)
	} else {
		w.element(name, v, schema)
	}
	return out.Bytes()
}

type xmlWriter struct{ *bytes.Buffer }

// xmlOf returns what a schema says of its XML.
func xmlOf(schema schemaRef) openapi3.XML {
	if schema == nil || schema.Value == nil {
		return openapi3.XML{}
	}
	if x := schema.Value.XML; x != nil {
		return *x
	}
	for _, part := range schema.Value.AllOf { // what was written beside a reference
		if part.Value != nil && part.Value.XML != nil {
			return *part.Value.XML
		}
	}
	return openapi3.XML{}
}

// element writes a value as an element.
func (w xmlWriter) element(name string, v any, schema schemaRef) {
	x := xmlOf(schema)
	tag := qualified(name, x)
	w.WriteString("<" + tag)
	if x.Namespace != "" {
		attribute := "xmlns"
		if x.Prefix != "" {
			attribute += ":" + x.Prefix
		}
		w.attribute(attribute, x.Namespace)
	}
	object, is := v.(map[string]any)
	if is {
		for _, key := range slices.Sorted(maps.Keys(object)) {
			if px := xmlOf(property(schema, key)); px.Attribute {
				w.attribute(qualified(nameFor(key, px), px), scalar(object[key]))
			}
		}
	}
	w.WriteByte('>')
	if is {
		w.members(object, schema)
	} else {
		w.text(scalar(v))
	}
	w.WriteString("</" + tag + ">")
}

func (w xmlWriter) members(object map[string]any, schema schemaRef) {
	for _, key := range slices.Sorted(maps.Keys(object)) {
		p := property(schema, key)
		px := xmlOf(p)
		name := nameFor(key, px)
		list, isList := object[key].([]any)
		switch {
		case px.Attribute:
		case isList:
			w.list(name, list, p, px.Wrapped)
		case object[key] != nil:
			w.element(name, object[key], p)
		}
	}
}

// list writes the items of a list, within an element of their own where it is wrapped.
func (w xmlWriter) list(name string, list []any, schema schemaRef, wrapped bool) {
	var items schemaRef
	if schema != nil && schema.Value != nil {
		items = schema.Value.Items
	}
	tag := qualified(name, xmlOf(schema))
	itemName := nameFor(name, xmlOf(items))
	if wrapped {
		w.WriteString("<" + tag + ">")
	}
	for _, item := range list {
		w.element(itemName, item, items)
	}
	if wrapped {
		w.WriteString("</" + tag + ">")
	}
}

func nameFor(key string, x openapi3.XML) string {
	if x.Name != "" {
		return x.Name
	}
	return key
}

func qualified(name string, x openapi3.XML) string {
	name = xmlName(name)
	if x.Prefix != "" {
		return xmlName(x.Prefix) + ":" + name
	}
	return name
}

// xmlName makes a name of what a document calls something, which may be no name in XML.
func xmlName(name string) string {
	out := strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || r == '.' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 0x7f {
			return r
		}
		return '_'
	}, name)
	if out == "" || strings.ContainsRune("-.0123456789", rune(out[0])) {
		out = "_" + out
	}
	return out
}

func (w xmlWriter) attribute(name, value string) {
	w.WriteString(" " + name + `="`)
	w.text(value)
	w.WriteByte('"')
}

func (w xmlWriter) text(s string) { _ = xml.EscapeText(w, []byte(s)) } // a buffer takes it
