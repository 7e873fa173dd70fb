package conformance

import (
	"bytes"
	stdxml "encoding/xml"
	"fmt"
	"reflect"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/xml"
)

// A generated model knows where its properties stand in XML (its XMLType method); what a whole body is called stands with the
// operation. So the driver takes the outermost name from the text at hand, and the client's own shows when it sends.

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
		item := xml.Field{Name: names[1].Local, Namespace: names[1].Space, Kind: xml.Object, Type: xmlType(t.Elem())}
		return xml.Field{Name: names[0].Local, Namespace: names[0].Space, Kind: xml.List, Wrapped: true, Elem: &item}, nil
	}
	root := xml.Field{Name: names[0].Local, Namespace: names[0].Space, Kind: xml.Object, Type: xmlType(t)}
	if root.Namespace != "" {
		root.Prefix = "root" // else it would be the default, which parts without a namespace must not inherit
	}
	if root.Type == nil {
		return root, fmt.Errorf("%s does not know its XML", t)
	}
	return root, nil
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
