package conformance

import (
	"bytes"
	stdxml "encoding/xml"
	"fmt"
	"reflect"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/xml"
)

// A generated model knows where its properties stand in XML (its XMLType method); what a whole body
// is called stands with the operation. So the driver takes the outermost name from the text at
// hand, and the client's own shows when it sends.

// setXML reads an XML body into a model.
func (d decoder) setXML(field reflect.Value, data []byte) error {
	root, err := xmlRoot(field.Type(), data)
	if err != nil {
		return err
	}
	var text []byte
	if err := xml.Unmarshal(root, data, func(r *json.Reader) { json.ReadRaw(&text, r) }); err != nil {
		return fmt.Errorf("XML body does not fit %s: %w", field.Type(), err)
	}
	return d.setJSON(field, text)
}

// encodeXML writes a value as XML that has the outermost names of like.
func encodeXML(v reflect.Value, like []byte) ([]byte, error) {
	root, err := xmlRoot(v.Type(), like)
	if err != nil {
		return nil, err
	}
	text := mustJSON(v.Interface())
	return xml.Marshal(root, func(w *json.Writer) { w.Raw(text) })
}

// xmlRoot describes a body of a type: a model, or a list of models.
func xmlRoot(t reflect.Type, like []byte) (xml.Field, error) {
	names, err := outermostNames(like)
	if err != nil {
		return xml.Field{}, err
	}
	if t.Kind() == reflect.Slice {
		item := xmlField(t.Elem(), names[1])
		return xml.Field{Name: names[0].Local, Namespace: names[0].Space, Kind: xml.List, Wrapped: true, Elem: &item}, nil
	}
	root := xmlField(t, names[0])
	if root.Namespace != "" {
		// else it would be the default, which parts without a namespace must not inherit
		root.Prefix = "root"
	}
	return root, nil
}

// xmlField describes an element that holds a value of a type.
func xmlField(t reflect.Type, name stdxml.Name) xml.Field {
	f := xml.Field{Name: name.Local, Namespace: name.Space, Kind: xml.Any, Type: xmlType(t)}
	switch {
	case f.Type != nil:
		f.Kind = xml.Object
	case t.Kind() == reflect.String:
		f.Kind = xml.Text
	case t.Kind() == reflect.Bool:
		f.Kind = xml.Bool
	case t.Kind() > reflect.Bool && t.Kind() <= reflect.Float64:
		f.Kind = xml.Number
	}
	return f
}

// xmlType finds the XMLType method of a model, which does not look at its receiver.
func xmlType(t reflect.Type) func() *xml.Type {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	model, ok := reflect.Zero(reflect.PointerTo(t)).Interface().(interface{ XMLType() *xml.Type })
	if !ok {
		return nil
	}
	return model.XMLType
}

// outermostNames returns the name of the document's element and that of the first one in it.
func outermostNames(data []byte) ([2]stdxml.Name, error) {
	var names [2]stdxml.Name
	dec := stdxml.NewDecoder(bytes.NewReader(data))
	for i := 0; i < len(names); {
		tok, err := dec.Token()
		if err != nil {
			if i > 0 {
				return names, nil // an empty element
			}
			return names, fmt.Errorf("not XML: %w", err)
		}
		if start, ok := tok.(stdxml.StartElement); ok {
			names[i] = start.Name
			i++
		}
	}
	return names, nil
}
