package xml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// writer writes elements.
type writer struct {
	buf      bytes.Buffer
	prefixes prefixes
	rootName int               // where in buf the name of the outermost element ends
	attrs    map[xml.Name]bool // of the element whose tag is being written
	err      error
}

// document writes what encode writes as JSON as one element.
func (w *writer) document(root Field, encode func(*json.Writer)) ([]byte, error) {
	data, err := json.MarshalForXML(encode)
	if err != nil {
		return nil, err
	}
	root.Wrapped = true // a document has one outermost element
	w.element(&root, data, "", nil)
	inside := w.buf.Bytes()
	w.buf = *bytes.NewBuffer(make([]byte, 0, len(inside)+256))
	w.buf.Write(inside[:w.rootName])
	// the namespaces that turned out to be used are declared on the outermost element
	for _, n := range w.prefixes.declared {
		w.attribute(xmlnsTag+":"+n.prefix, n.uri)
	}
	w.buf.Write(inside[w.rootName:])
	return w.buf.Bytes(), w.err
}

// fail keeps the first error.
func (w *writer) fail(problem string) {
	if w.err == nil {
		w.err = errors.New("XML: " + problem)
	}
}

// property writes a value as an element, or as several when it is a list without an element of its
// own.
func (w *writer) property(f *Field, value []byte, scope string, held []heldAttribute) {
	item := f // of what has no description
	switch unwrapped := f.Kind == List && !f.Wrapped; {
	case unwrapped && isNull(value):
		return // no element could say it
	case unwrapped:
		item = f.item()
	case f.Kind != Any || value[0] != '[':
		w.element(f, value, scope, held)
		return
	}
	for _, v := range elements(value) {
		w.element(item, v, scope, nil)
	}
}

// element writes a value as one element, with the attributes that are held for it. The scope is the
// namespace that a name without a prefix is in where the element stands.
func (w *writer) element(f *Field, value []byte, scope string, held []heldAttribute) {
	name := w.qualified(f, "")
	w.attrs = nil
	w.buf.WriteString("<" + name)
	if w.rootName == 0 {
		w.rootName = w.buf.Len()
	}
	if f.Prefix == "" && (f.Namespace != "" || f.bare) && f.Namespace != scope {
		w.attribute(xmlnsTag, f.Namespace)
		scope = f.Namespace
	}
	if isNull(value) {
		w.attributeOf(&Field{Name: nilName.Local, Namespace: xsiURI}, "true")
		value = []byte(`""`)
	}
	for _, a := range held {
		w.attributeOf(a.field, a.value)
	}
	if value[0] == '{' && f.Kind != Map {
		w.object(f, value, scope)
	} else {
		w.buf.WriteByte('>')
		w.content(f, value, scope)
	}
	w.buf.WriteString("</" + name + ">")
}

// qualified returns the name of an element or attribute with its prefix. An attribute that has a
// namespace must have one; other is that of a field without one.
func (w *writer) qualified(f *Field, other string) string {
	if !validName(f.Name) {
		w.fail("the name " + shownQuoted(f.Name) + " cannot be that of an element or attribute")
	}
	prefix := f.Prefix
	if prefix == "" {
		prefix = other
	}
	if prefix == "" || f.Namespace == "" {
		return f.Name
	}
	return w.prefixes.of(prefix, f.Namespace) + ":" + f.Name
}

// attributeOf writes an attribute that a field describes. None may stand twice.
func (w *writer) attributeOf(f *Field, value string) {
	name := xml.Name{Space: f.Namespace, Local: f.Name}
	if w.attrs[name] {
		w.fail("an element would have the attribute " + shownQuoted(f.Name) + " twice")
	}
	if w.attrs == nil {
		w.attrs = make(map[xml.Name]bool)
	}
	w.attrs[name] = true
	prefix := "ns"
	if f.Namespace == xsiURI {
		prefix = "xsi"
	}
	w.attribute(w.qualified(f, prefix), value)
}

func (w *writer) attribute(name, value string) {
	w.buf.WriteString(" " + name + `="`)
	w.escape(value)
	w.buf.WriteByte('"')
}

// object writes the attributes of a model's element and what stands inside it.
func (w *writer) object(f *Field, value []byte, scope string) {
	var t *Type
	if f.Kind == Object {
		t = f.Type()
	}
	held := w.attributes(t, value)
	w.buf.WriteByte('>')
	w.members(t, value, scope, held)
}

// attributes writes the members of an object that are attributes, and returns those that belong to
// the elements of its properties. A null is left out, as there is no way to write it.
func (w *writer) attributes(t *Type, object []byte) map[string][]heldAttribute {
	var held map[string][]heldAttribute
	members(object, func(name string, v []byte) {
		if isNull(v) {
			return
		}
		if property, a := t.held(name); a != nil {
			if held == nil {
				held = make(map[string][]heldAttribute)
			}
			held[property] = append(held[property], heldAttribute{a, w.attributeText(a, v)})
		} else if f, ok := t.field(name); ok && f.Place == Attribute {
			w.attributeOf(f, w.attributeText(f, v))
		} else if ok && f.Place == Inside {
			for property, list := range w.attributes(f.Type(), v) {
				if held == nil {
					held = make(map[string][]heldAttribute)
				}
				held[insideOf(name, property)] = list
			}
		}
	})
	return held
}

// content writes what stands inside an element that is not that of a model.
func (w *writer) content(f *Field, value []byte, scope string) {
	switch value[0] {
	case '[':
		elem := f.Elem
		if f.Kind != List {
			elem = &Field{Name: "item", Kind: Any}
		}
		for _, v := range elements(value) {
			w.element(elem, v, scope, nil)
		}
	case '{':
		w.entries(f.Elem, value, scope)
	default:
		w.escape(text(value))
	}
}

// members writes the members of an object that are not attributes.
func (w *writer) members(t *Type, object []byte, scope string, held map[string][]heldAttribute) {
	members(object, func(name string, v []byte) {
		if _, a := t.held(name); a != nil {
			return // written with the element of its property
		}
		switch f, ok := t.field(name); {
		case !ok:
			w.fail("the property " + shownQuoted(name) + " has a name that no element can have")
		case isNull(v) && f.Place != Element:
		case f.Place == Content:
			w.escape(w.scalar(v))
		case f.Place == CData:
			w.section(w.scalar(v))
		case f.Place == Inside:
			w.members(f.Type(), v, scope, heldInside(held, name))
		case f.Place == Element:
			w.property(f, v, scope, held[name])
		}
	})
}

// entries writes the entries of a map.
func (w *writer) entries(elem *Field, object []byte, scope string) {
	members(object, func(name string, v []byte) {
		entry, ok := undeclared(name)
		if !ok || entry.Place != Element {
			w.fail("the key " + shownQuoted(name) + " of a map has a name that no element can have")
			return
		}
		w.property(elem.named(entry), v, scope, nil)
	})
}

// named returns the field with the name of another.
func (f Field) named(other Field) *Field {
	f.Name, f.Namespace, f.bare, f.Place = other.Name, other.Namespace, other.bare, other.Place
	return &f
}

// item returns what an element is of a list that has none of its own: it bears the list's name.
func (f *Field) item() *Field {
	item := f.Elem.named(*f)
	item.Prefix = f.Prefix
	return item
}

// field finds a property, or makes one of a name that is not known. It reports whether there is a
// place for it.
func (t *Type) field(name string) (*Field, bool) {
	rest := &Field{Kind: Any}
	if t != nil {
		for i := range t.Fields {
			if t.Fields[i].JSON == name {
				return &t.Fields[i], true
			}
		}
		if t.Rest != nil {
			rest = t.Rest
		}
	}
	if name == contentName {
		return &Field{Place: Content}, true
	}
	f, ok := undeclared(name)
	return rest.named(f), ok
}

// scalar returns the text of an attribute, or of an element's content. A list is its items with
// spaces between them, as in XML Schema.
func (w *writer) scalar(value []byte) string {
	switch value[0] {
	case '{':
		w.fail("an object cannot be an attribute or text: " + shown(string(value)))
	case '[':
		var items []string
		for _, v := range elements(value) {
			item := text(v)
			if item == "" || strings.ContainsAny(item, space) {
				w.fail("an item of a list that stands in an attribute or text cannot be " + shownQuoted(item))
			}
			items = append(items, item)
		}
		return strings.Join(items, " ")
	}
	return text(value)
}

// insideOf names a property of one that has no element of its own.
func insideOf(outer, property string) string { return outer + "\x00" + property }

// heldInside returns what is held for the properties of one that has no element of its own.
func heldInside(held map[string][]heldAttribute, outer string) map[string][]heldAttribute {
	inside := make(map[string][]heldAttribute)
	for name, list := range held {
		if property, is := strings.CutPrefix(name, insideOf(outer, "")); is {
			inside[property] = list
		}
	}
	return inside
}

// section writes text as a CDATA section, or as several where it holds what ends one.
func (w *writer) section(s string) {
	from := w.buf.Len()
	if w.escape(s); w.err != nil { // it holds what XML has not
		return
	}
	w.buf.Truncate(from)
	w.buf.WriteString("<![CDATA[" + strings.ReplaceAll(strings.ReplaceAll(s, "]]>", "]]]]><![CDATA[>"), "\r", "]]>&#xD;<![CDATA[") + "]]>")
}

// escape writes text. There are characters that XML cannot hold in any form.
func (w *writer) escape(s string) {
	for _, c := range s {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0xFFFE || c == 0xFFFF {
			w.fail("a text holds a character that XML has not: " + shownQuoted(string(c)))
			return
		}
	}
	_ = xml.EscapeText(&w.buf, []byte(s)) // a Buffer does not fail
}

func isNull(value []byte) bool { return value[0] == 'n' }
