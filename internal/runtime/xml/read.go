package xml

import (
	"encoding/xml"
	"errors"
	"strings"
)

// reader writes the JSON that elements stand for.
type reader struct {
	out []byte
	// The URI of a namespace is written each time that an unknown name is of it, and a document
	// says it once. So there is a bound to how many bytes they may take.
	uris int
}

// uriBytes is how many bytes of namespaces the JSON of a document may hold, for each of its own.
const uriBytes = 8

var errURIs = errors.New("XML: names of namespaces would take too much memory")

// newReader returns a reader for a document of that many bytes.
func newReader(size int) *reader { return &reader{uris: uriBytes*size + 1<<16} }

// value writes an element that stands in a scope.
func (r *reader) value(f *Field, n *node, s scope) {
	if n.isNil() {
		r.null()
		return
	}
	s = s.within(f, n)
	switch f.Kind {
	case Object:
		r.object(f.Type(), n, s)
	case Map:
		r.entries(f.Elem, n, s)
	case List:
		r.list(f.Elem, items(f.Elem, n, s), s)
	case Any:
		r.any(n, s)
	default:
		r.scalar(f, string(n.text))
	}
}

func (r *reader) null() { r.out = append(r.out, "null"...) }

// list writes elements as an array.
func (r *reader) list(elem *Field, items []*node, s scope) {
	r.out = append(r.out, '[')
	for i, item := range items {
		if i > 0 {
			r.out = append(r.out, ',')
		}
		r.value(elem, item, s)
	}
	r.out = append(r.out, ']')
}

// object writes a model.
func (r *reader) object(t *Type, n *node, s scope) {
	m := match(t, n, s)
	r.out = append(r.out, '{')
	keeps := t.Rest == nil || t.Rest.Kind == Any || t.Rest.Kind == Text
	for i := range t.Fields {
		f := &t.Fields[i]
		switch {
		case f.Place == Content || f.Place == CData:
			r.plain(f, string(n.text))
		case f.Place == Inside && m.inside[i] != nil:
			r.name(f.JSON)
			r.object(f.Type(), m.inside[i], s)
		case f.Place == Attribute && m.attrs[i] != nil:
			r.plain(f, m.attrs[i].Value)
		case len(m.elements[i]) > 0 && !f.isUnset(m.elements[i]):
			r.name(f.JSON)
			r.property(f, m.elements[i], s)
			if keeps {
				r.held(f, m.elements[i][len(m.elements[i])-1], t)
			}
		}
	}
	if t.Rest == nil || t.Rest.Kind == Any {
		if !t.hasContent() && !t.declares(contentName) {
			r.content(n)
		}
		r.unknownAttributes(string(attributeMark), n, m.restAttr, t)
		r.unknownElements(m.rest, t, s)
	} else {
		r.rest(t, n, &m, s)
	}
	r.out = append(r.out, '}')
}

// plain writes a property that stands in an attribute or in the text of the model's element.
func (r *reader) plain(f *Field, text string) {
	if !f.needsText() || strings.Trim(text, space) != "" {
		r.name(f.JSON)
		r.scalar(f, text)
	}
}

// isUnset reports whether a property stands in an empty element where it cannot be empty: so some
// services write that it has no value.
func (f *Field) isUnset(found []*node) bool {
	n := found[len(found)-1]
	return f.needsText() && !n.isNil() && len(n.children) == 0 && len(trim(n.text)) == 0
}

func (f *Field) needsText() bool { return f.Kind == Bool || f.Kind == Number }

// property writes the elements that a property stands in.
func (r *reader) property(f *Field, found []*node, s scope) {
	switch {
	case f.Kind == List && !f.Wrapped:
		r.list(f.item(), found, s)
	case f.Kind == Any && len(found) > 1:
		r.list(f, found, s)
	default: // the last one counts, as in JSON
		r.value(f, found[len(found)-1], s)
	}
}

// rest writes unknown parts of a model whose undeclared properties have a type. Attributes and
// elements of other namespaces are kept where that is text: what they are does not depend on it.
func (r *reader) rest(t *Type, n *node, m *matched, s scope) {
	if t.Rest.Kind == Text {
		r.unknownAttributes(string(attributeMark), n, m.restAttr, t)
	}
	for _, child := range m.rest {
		if t.Rest.Kind == Text || isOwn(child, n, s) {
			r.entry(t.Rest, child, n, t, s)
		}
	}
}

// entries writes the elements of a map.
func (r *reader) entries(elem *Field, n *node, s scope) {
	r.out = append(r.out, '{')
	for _, child := range n.children {
		r.entry(elem, child, n, &Type{}, s)
	}
	r.out = append(r.out, '}')
}

// entry writes an element whose name is the key of a value.
func (r *reader) entry(elem *Field, child, parent *node, t *Type, s scope) {
	key := child.name.Local
	if !isOwn(child, parent, s) || t.declares(key) {
		key = r.qualified("", child.name)
	}
	f, _ := undeclared(key)
	r.name(key)
	r.value(elem.named(f), child, s)
}

// isOwn reports whether a child is of its parent's namespace, or of none.
func isOwn(child, parent *node, s scope) bool {
	space := child.name.Space
	return space == "" || s.has(space) || space == parent.name.Space
}

// any writes an element that nothing describes: text, or an object when it has attributes or
// children.
func (r *reader) any(n *node, s scope) {
	plain := len(n.children) == 0
	for i := range n.attrs {
		plain = plain && (declares(&n.attrs[i]) || nilMark(&n.attrs[i]))
	}
	if plain {
		r.text(string(n.text))
		return
	}
	r.out = append(r.out, '{')
	r.unknownAttributes(string(attributeMark), n, n.attrs, &Type{})
	r.content(n)
	r.unknownElements(n.children, &Type{}, s)
	r.out = append(r.out, '}')
}

// content writes the character data of an element, if it is more than white space.
func (r *reader) content(n *node) {
	if len(trim(n.text)) > 0 {
		r.name(contentName)
		r.text(string(n.text))
	}
}

// unknownAttributes writes attributes of n that are no property of a model, with a mark before
// their names.
func (r *reader) unknownAttributes(mark string, n *node, attrs []xml.Attr, t *Type) {
	for i := range attrs {
		a := &attrs[i]
		if declares(a) || nilMark(a) {
			continue
		}
		if name := mark + a.Name.Local; a.Name.Space == "" && !t.declares(name) {
			r.name(name)
		} else {
			r.name(r.qualified(mark, a.Name))
		}
		if a.Name == typeName && n.xsiType != nil {
			r.text(r.qualified("", *n.xsiType))
		} else {
			r.text(a.Value)
		}
	}
}

// unknownElements writes elements that are no property of a model, repeated ones as an array.
func (r *reader) unknownElements(rest []*node, t *Type, s scope) {
	if len(rest) == 0 {
		return
	}
	keys := make(map[xml.Name]string) // each made once, since URIs are long
	groups := make(map[string][]*node)
	var order []xml.Name
	for _, n := range rest {
		key, known := keys[n.name]
		if !known {
			key = r.key(n.name, t, s)
			keys[n.name] = key
		}
		if groups[key] == nil {
			order = append(order, n.name)
		}
		groups[key] = append(groups[key], n)
	}
	for _, name := range order {
		key := keys[name]
		f, _ := undeclared(key)
		f.Kind = Any
		r.name(key)
		r.property(&f, groups[key], s)
	}
}

// key returns the name that an unknown element has in JSON.
func (r *reader) key(name xml.Name, t *Type, s scope) string {
	if s.has(name.Space) && !t.declares(name.Local) {
		return name.Local
	}
	return r.qualified("", name)
}

// name writes the name of a member, and the comma before it.
func (r *reader) name(name string) {
	if r.out[len(r.out)-1] != '{' {
		r.out = append(r.out, ',')
	}
	r.text(name)
	r.out = append(r.out, ':')
}

// qualified returns the name of a member with its namespace.
func (r *reader) qualified(mark string, name xml.Name) string {
	if r.uris -= len(name.Space); r.uris < 0 {
		name.Space = "" // this is an error already
	}
	return mark + "{" + name.Space + "}" + name.Local
}

// text writes a string.
func (r *reader) text(s string) {
	r.out = append(r.out, '"')
	for {
		i := strings.IndexFunc(s, func(c rune) bool { return c < ' ' || c == '"' || c == '\\' })
		if i < 0 {
			break
		}
		r.out = append(r.out, s[:i]...)
		if c := s[i]; c < ' ' {
			const hex = "0123456789abcdef"
			r.out = append(r.out, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		} else {
			r.out = append(r.out, '\\', c)
		}
		s = s[i+1:]
	}
	r.out = append(append(r.out, s...), '"')
}
