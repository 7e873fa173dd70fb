package xml

import (
	"encoding/xml"
	"strings"
)

// The value of xsi:type is itself a name with a prefix (XML Schema, QName), which means nothing
// where the prefix is not declared. So its JSON is {uri}name, and it is written with a prefix that
// is.
var typeName = xml.Name{Space: xsiURI, Local: "type"}

// enter declares the prefixes of an element, and finds out what its xsi:type says by them.
func (p *parser) enter(n *node) {
	typeAt := -1
	for i, a := range n.attrs {
		switch {
		case a.Name.Space == xmlnsTag:
			if p.prefixes == nil {
				p.prefixes = make(map[string][]string)
			}
			p.prefixes[a.Name.Local] = append(p.prefixes[a.Name.Local], a.Value)
		case a.Name == typeName:
			typeAt = i
		}
	}
	if typeAt >= 0 {
		n.xsiType = p.resolved(n.attrs[typeAt].Value)
	}
}

// leave takes back what enter declared.
func (p *parser) leave(n *node) {
	for _, a := range n.attrs {
		if a.Name.Space == xmlnsTag {
			stack := p.prefixes[a.Name.Local]
			p.prefixes[a.Name.Local] = stack[:len(stack)-1]
		}
	}
}

// resolved returns the name that an attribute holds as its value (XML Schema, QName), nil when it
// has no prefix, or one that is declared around what the parser was given. In a whole document,
// what is not declared stands for itself, as encoding/xml has it for names.
func (p *parser) resolved(value string) *xml.Name {
	prefix, local, ok := strings.Cut(strings.Trim(value, space), ":")
	if !ok || !validName(prefix) || !validName(local) {
		return nil
	}
	stack := p.prefixes[prefix]
	switch {
	case prefix == "xml":
		return &xml.Name{Space: xmlURI, Local: local}
	case len(stack) > 0:
		return &xml.Name{Space: stack[len(stack)-1], Local: local}
	case p.data != nil:
		return &xml.Name{Space: prefix, Local: local}
	default:
		return nil
	}
}

// attributeText returns the value of an attribute. That of xsi:type is a name, which has a prefix.
func (w *writer) attributeText(f *Field, value []byte) string {
	text := w.scalar(value)
	if f.Namespace == xsiURI && f.Name == typeName.Local {
		if name, ok := undeclared(text); ok && name.Place == Element && name.Namespace != "" {
			return w.prefixes.of("ns", name.Namespace) + ":" + name.Name
		}
	}
	return text
}
