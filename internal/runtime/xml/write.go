package xml

import (
	"bytes"
	"encoding/xml"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// namespace is one that a document uses under a prefix.
type namespace struct{ prefix, uri string }

// namespaces gathers what must be declared on the outermost element, each once, in the order of the
// fields.
func namespaces(f Field, have []namespace, seen map[*Type]bool) []namespace {
	if f.Prefix != "" && f.Namespace != "" {
		known := false
		for _, n := range have {
			known = known || n.prefix == f.Prefix
		}
		if !known {
			have = append(have, namespace{f.Prefix, f.Namespace})
		}
	}
	if f.Elem != nil {
		have = namespaces(*f.Elem, have, seen)
	}
	// a description is made anew each time, so recursion ends by its depth
	if f.Kind != Object || f.Type == nil || len(seen) > 100 {
		return have
	}
	t := f.Type()
	seen[t] = true
	for _, field := range t.Fields {
		have = namespaces(field, have, seen)
	}
	return have
}

// writer writes elements.
type writer struct {
	buf     bytes.Buffer
	declare []namespace // what the next element must declare
}

// document writes what encode writes as JSON as one element.
func (w *writer) document(root Field, encode func(*json.Writer)) error {
	data, err := json.MarshalFunc(encode)
	if err != nil {
		return err
	}
	w.declare = namespaces(root, nil, map[*Type]bool{})
	w.element(&root, data)
	return nil
}

// name writes the name of an element or attribute.
func (w *writer) name(f *Field) {
	if f.Prefix != "" {
		w.buf.WriteString(f.Prefix + ":")
	}
	w.buf.WriteString(f.Name)
}

// element writes a value as an element, or as several when it is a list without an element of its
// own. Null writes none.
func (w *writer) element(f *Field, value []byte) {
	switch {
	case len(value) == 0 || value[0] == 'n':
		return
	case f.Kind == List && !f.Wrapped:
		item := *f.Elem
		item.Name, item.Namespace, item.Prefix = f.Name, f.Namespace, f.Prefix
		for _, v := range elements(value) {
			w.element(&item, v)
		}
		return
	}
	w.buf.WriteByte('<')
	w.name(f)
	for _, n := range w.declare {
		w.attribute("xmlns:"+n.prefix, n.uri)
	}
	w.declare = nil
	if f.Namespace != "" && f.Prefix == "" {
		w.attribute("xmlns", f.Namespace)
	}
	if f.Kind == Object {
		w.attributes(f, value)
	}
	w.buf.WriteByte('>')
	w.content(f, value)
	w.buf.WriteString("</")
	w.name(f)
	w.buf.WriteByte('>')
}

func (w *writer) attribute(name, value string) {
	w.buf.WriteString(" " + name + `="`)
	_ = xml.EscapeText(&w.buf, []byte(value)) // a Buffer does not fail
	w.buf.WriteByte('"')
}

// attributes writes the properties of an object that are attributes.
func (w *writer) attributes(f *Field, object []byte) {
	t := f.Type()
	members(object, func(name string, v []byte) {
		field := t.field(name)
		if field.Place == Attribute && v[0] != 'n' {
			prefix := ""
			if field.Prefix != "" {
				prefix = field.Prefix + ":"
			}
			w.attribute(prefix+field.Name, text(v))
		}
	})
}

// content writes what stands inside an element.
func (w *writer) content(f *Field, value []byte) {
	switch {
	case f.Kind == List:
		for _, v := range elements(value) {
			w.element(f.Elem, v)
		}
	case f.Kind == Object:
		t := f.Type()
		members(value, func(name string, v []byte) {
			switch field := t.field(name); field.Place {
			case Content:
				w.text(v)
			case Element:
				w.element(field, v)
			}
		})
	case value[0] == '{':
		members(value, func(name string, v []byte) {
			entry := Field{Kind: Any}
			if f.Elem != nil {
				entry = *f.Elem
			}
			if entry.Name = name; validName(name) {
				w.element(&entry, v)
			}
		})
	case value[0] == '[':
		for _, v := range elements(value) {
			w.element(&Field{Name: "item", Kind: Any}, v)
		}
	default:
		w.text(value)
	}
}

func (w *writer) text(value []byte) { _ = xml.EscapeText(&w.buf, []byte(text(value))) }

// field finds a property; one that is not known becomes an element of its own name.
func (t *Type) field(name string) *Field {
	for i := range t.Fields {
		if t.Fields[i].JSON == name {
			return &t.Fields[i]
		}
	}
	rest := Field{Kind: Any}
	if t.Rest != nil {
		rest = *t.Rest
	}
	if rest.JSON, rest.Name = name, name; !validName(name) {
		rest.Place = Place(255) // nowhere
	}
	return &rest
}

// validName reports whether a name that the document does not declare can be that of an element.
func validName(name string) bool {
	for i, r := range name {
		letter := r == '_' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r >= 0x80
		if !letter && (i == 0 || r != '-' && r != '.' && (r < '0' || r > '9')) {
			return false
		}
	}
	return name != ""
}

// elements returns the elements of a JSON array, members calls f for each member of a JSON object,
// and text is the text of a JSON scalar. What they read was written by the codec, hence valid.
func elements(array []byte) [][]byte {
	var out [][]byte
	_ = json.DecodeFunc(array, func(r *json.Reader) { json.ReadList(&out, r, json.ReadRaw) })
	return out
}

// noKeys: every member is visited by its name.
var noKeys json.Keys

func members(object []byte, f func(name string, v []byte)) {
	_ = json.DecodeFunc(object, func(r *json.Reader) {
		var c json.Cursor
		for c.Open(r, &noKeys, nil); c.Next(r); {
			name := r.Name()
			if v := r.Raw(); len(v) > 0 {
				f(name, v)
			}
		}
	})
}

func text(v []byte) string {
	if v[0] != '"' {
		return string(v)
	}
	var s string
	_ = json.DecodeFunc(v, func(r *json.Reader) { json.ReadString(&s, r) })
	return s
}
