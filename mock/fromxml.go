package mock

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// deepestXML is how many elements may be inside one another.
const deepestXML = 200

// fromXML reads XML as its schema says (OpenAPI, XML Object), into a value as encoding/json reads
// it. What does not look like its schema stays the text that it is, for a judge to find.
func fromXML(data []byte, schema schemaRef) (any, error) {
	in := xml.NewDecoder(bytes.NewReader(data))
	in.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("XML is read in UTF-8") }
	for {
		token, err := in.Token()
		if err != nil {
			return nil, err
		}
		if start, is := token.(xml.StartElement); is {
			root, err := readElement(in, start, 0)
			if err != nil {
				return nil, err
			}
			return root.value(schema), nil
		}
	}
}

// element is an element of XML.
type element struct {
	name     string
	attrs    []xml.Attr
	children []*element
	text     strings.Builder
}

func readElement(in *xml.Decoder, start xml.StartElement, depth int) (*element, error) {
	if depth > deepestXML {
		return nil, errors.New("too many elements are inside one another")
	}
	e := &element{name: start.Name.Local, attrs: start.Attr}
	for {
		token, err := in.Token()
		switch t := token.(type) {
		case xml.StartElement:
			child, err := readElement(in, t, depth+1)
			if err != nil {
				return nil, err
			}
			e.children = append(e.children, child)
		case xml.CharData:
			e.text.Write(t)
		case xml.EndElement:
			return e, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// all returns the children of a name.
func (e *element) all(name string) []*element {
	var out []*element
	for _, child := range e.children {
		if child.name == name {
			out = append(out, child)
		}
	}
	return out
}

// value returns an element as a value of a schema.
func (e *element) value(schema schemaRef) any {
	for _, a := range e.attrs {
		if a.Name.Local == "nil" && a.Value == "true" {
			return nil
		}
	}
	known := map[string]schemaRef{}
	for _, s := range parts(schema) {
		for name, p := range s.Properties {
			known[name] = p
		}
	}
	switch {
	case len(known) > 0 || isOf(schema, openapi3.TypeObject) || len(e.children) > 0 && itemsOf(schema) == nil:
		return e.object(known)
	case itemsOf(schema) != nil:
		return valuesOf(e.children, itemsOf(schema))
	}
	return textOf(e.text.String(), schema)
}

func valuesOf(children []*element, items schemaRef) []any {
	out := []any{}
	for _, child := range children {
		out = append(out, child.value(items))
	}
	return out
}

// object returns an element as an object of which these members are known.
func (e *element) object(known map[string]schemaRef) map[string]any {
	out, taken := map[string]any{}, map[string]bool{}
	for key, p := range known {
		x := xmlOf(p)
		name := xmlName(nameFor(key, x))
		if x.Attribute {
			for _, a := range e.attrs {
				if a.Name.Local == name {
					out[key] = textOf(a.Value, p)
				}
			}
			continue
		}
		items := itemsOf(p)
		if items != nil && !x.Wrapped {
			name = xmlName(nameFor(nameFor(key, x), xmlOf(items)))
		}
		found := e.all(name)
		taken[name] = true
		switch {
		case len(found) == 0:
		case items != nil && x.Wrapped:
			out[key] = valuesOf(found[0].children, items)
		case items != nil:
			out[key] = valuesOf(found, items)
		default:
			out[key] = found[0].value(p)
		}
	}
	for _, child := range e.children {
		if !taken[child.name] {
			out[child.name] = child.value(nil)
		}
	}
	return out
}

// textOf returns a text as the scalar that its schema makes of it.
func textOf(text string, schema schemaRef) any {
	trimmed := strings.TrimSpace(text)
	switch {
	case isOf(schema, openapi3.TypeString):
	case isOf(schema, openapi3.TypeInteger), isOf(schema, openapi3.TypeNumber):
		if _, err := strconv.ParseFloat(trimmed, 64); err == nil && json.Valid([]byte(trimmed)) {
			return json.Number(trimmed)
		}
	case isOf(schema, openapi3.TypeBoolean):
		if v, err := strconv.ParseBool(trimmed); err == nil {
			return v
		}
	}
	return text
}
