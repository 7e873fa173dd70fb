package xml

import (
	"encoding/xml"
	"strings"
)

// What the description of a model does not name is kept in JSON under names that no element or
// attribute of the description has:
//
//	name        an element
//	{uri}name   an element of another namespace, or one whose name is also that of a property
//	@name       an attribute
//	@{uri}name  an attribute of a namespace, or one whose name is also that of a property
//	#text       character data
//
// and those of held.go.
const (
	attributeMark = '@'
	contentName   = "#text"
)

const (
	xmlURI   = "http://www.w3.org/XML/1998/namespace"
	xsiURI   = "http://www.w3.org/2001/XMLSchema-instance"
	xmlnsTag = "xmlns"
)

// undeclared reads such a name: as a field, or as none when it cannot stand in XML.
func undeclared(name string) (Field, bool) {
	var f Field
	if rest, ok := strings.CutPrefix(name, string(attributeMark)); ok {
		f.Place, name = Attribute, rest
	}
	if rest, ok := strings.CutPrefix(name, "{"); ok {
		end := strings.LastIndexByte(rest, '}')
		if end < 0 {
			return f, false
		}
		f.Namespace, f.bare, name = rest[:end], end == 0, rest[end+1:]
	}
	f.Name = name
	return f, validName(name) && (f.Place != Attribute || name != xmlnsTag)
}

// validName reports whether name can be that of an element or an attribute, without a prefix.
func validName(name string) bool {
	for i := range len(name) {
		c := name[i]
		letter := c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		switch {
		case c >= 0x80:
			return readable(name)
		case !letter && (i == 0 || c != '-' && c != '.' && (c < '0' || c > '9')):
			return false
		}
	}
	return name != ""
}

// readable reports whether encoding/xml, which has the tables of XML 1.0, takes name for one. (It
// has those of the fourth edition. The fifth allows more, which not every reader knows.)
func readable(name string) bool {
	token, err := xml.NewDecoder(strings.NewReader("<" + name + "/>")).RawToken()
	start, ok := token.(xml.StartElement)
	return err == nil && ok && start.Name == xml.Name{Local: name} && len(start.Attr) == 0
}

// declares reports whether an attribute declares a namespace.
func declares(a *xml.Attr) bool {
	return a.Name.Space == xmlnsTag || a.Name.Space == "" && a.Name.Local == xmlnsTag
}

// isNil reports whether the element says that it is null (XML Schema, xsi:nil).
func (n *node) isNil() bool {
	for _, a := range n.attrs {
		if nilMark(&a) {
			value := strings.TrimSpace(a.Value)
			return value == "true" || value == "1"
		}
	}
	return false
}

var nilName = xml.Name{Space: xsiURI, Local: "nil"}

func nilMark(a *xml.Attr) bool { return a.Name == nilName }
