// Package xml reads and writes bodies in XML (OpenAPI, XML Object) by way of their JSON: the codec
// of a model knows what a value is, and a [Type] knows where its parts stand in XML. So a client
// that speaks XML needs a description for each of its models, and no second codec. Only such
// clients import this package.
package xml

import (
	"bytes"
	"encoding/xml"
	"fmt"

	"github.com/armsmith/armsmith/internal/runtime"
	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Kind is what a value is in JSON.
type Kind uint8

const (
	Text   Kind = iota // a string, to the last space
	Token              // a string such as a time, around which white space means nothing
	Base64             // a string in which white space means nothing
	Bool
	Number
	Object // a model
	List
	Map
	Any // whatever it looks like
)

// Place is where a property stands.
type Place uint8

const (
	Element   Place = iota
	Attribute       // of the object's own element
	Content         // the character data of the object's own element (x-ms-text, nodeType: text)
	CData           // the same, written as a CDATA section
	Inside          // an Object without an element of its own: what it holds stands beside it
)

// Field is one property, one element of a list or a map, or a whole body.
type Field struct {
	JSON      string // name of the property
	Name      string // local name of the element or attribute
	Namespace string
	Prefix    string
	Kind      Kind
	Place     Place
	// List: inside an element of its own, called Name, with items called Elem.Name
	Wrapped bool
	Elem    *Field       // List, Map
	Type    func() *Type // Object
	// a whole body whose name the document does not say: any is read
	AnyName bool
	Also    []string // other names that a whole body is read under

	bare bool // in no namespace, even where names without a prefix are in one
}

// Type says where the properties of a model stand.
type Type struct {
	Fields []Field
	Rest   *Field // what properties are that Fields does not name; nil: Any
}

// Send makes whatever encode writes as JSON the body of a request, in XML.
func Send(r *runtime.Request, contentType string, root Field, encode func(*json.Writer)) {
	r.Encoded(contentType, func() ([]byte, error) { return Marshal(root, r.Encoding(encode)) })
}

// Read reads the body of a response.
func Read(resp *runtime.Response, root Field, read func(*json.Reader)) error {
	if !resp.HasBody() {
		return resp.JSONFunc(read) // which knows whether a body may be missing
	}
	body := resp.Bytes()
	return resp.Undecodable(unmarshal(root, resp.Charset(), body, resp.Budget(len(body)), read))
}

// Marshal returns in XML what encode writes as JSON.
func Marshal(root Field, encode func(*json.Writer)) ([]byte, error) {
	data, err := new(writer).document(root, encode)
	if err != nil {
		return nil, err
	}
	return append([]byte(`<?xml version="1.0" encoding="UTF-8"?>`), data...), nil
}

// Encode writes an element by an encoder of encoding/xml, for models that are an xml.Marshaler.
func Encode(e *xml.Encoder, root Field, encode func(*json.Writer)) error {
	data, err := new(writer).document(root, encode)
	if err != nil {
		return err
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	token, err := d.RawToken()
	if err != nil {
		return err
	}
	start, ok := token.(xml.StartElement)
	if !ok {
		return errEmpty
	}
	start.Name = written(start.Name)
	for i := range start.Attr {
		start.Attr[i].Name = written(start.Attr[i].Name)
	}
	inner := data[d.InputOffset():bytes.LastIndex(data, []byte("</"))]
	return e.EncodeElement(struct {
		Inner []byte `xml:",innerxml"`
	}{inner}, start)
}

// written is a name as an encoder writes it, prefix and all.
func written(n xml.Name) xml.Name {
	if n.Space != "" {
		n.Space, n.Local = "", n.Space+":"+n.Local
	}
	return n
}

// Decode reads the element that begins with start, for models that are an xml.Unmarshaler. Its name
// is up to the caller.
func Decode(d *xml.Decoder, start xml.StartElement, root Field, read func(*json.Reader)) error {
	from := d.InputOffset()
	p := &parser{d: d}
	n, err := p.element(start)
	if err != nil {
		return err
	}
	return root.decode(n, int(d.InputOffset()-from), p.budget, read)
}

// Unmarshal reads XML: read is given the JSON that it stands for.
func Unmarshal(root Field, data []byte, read func(*json.Reader)) error {
	return unmarshal(root, "", data, json.Budget{}, read)
}

// unmarshal is Unmarshal for a text that came with the name of its character set, or "", and that
// may take so much memory.
func unmarshal(root Field, label string, data []byte, budget json.Budget, read func(*json.Reader)) error {
	p := &parser{budget: budget}
	n, err := p.parse(data, label, &root)
	if err != nil {
		return err
	}
	return root.decode(n, len(data), p.budget, read)
}

// decode reads the outermost element of a document of that many bytes.
func (f *Field) decode(n *node, size int, budget json.Budget, read func(*json.Reader)) error {
	r := newReader(size)
	r.value(f, n, scope{})
	if r.uris < 0 {
		return errURIs
	}
	if err := budget.Take(growth * len(r.out)); err != nil {
		return fmt.Errorf("XML: %w", err)
	}
	return budget.DecodeForXML(r.out, read)
}
