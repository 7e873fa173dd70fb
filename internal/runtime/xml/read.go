package xml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime"
)

// node is an element.
type node struct {
	name     xml.Name
	attrs    []xml.Attr
	children []*node
	text     []byte // its own character data, gathered
}

// maxDepth bounds how deep elements may be nested.
const maxDepth = 1000

var (
	errDeep  = errors.New("XML: elements are nested too deep")
	errEmpty = errors.New("XML: there is no element")
)

// parse reads a document into its outermost element. Entities that a document type would define are
// not resolved.
func parse(data []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))))
	d.CharsetReader = charset
	var root *node
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) && root != nil {
			return root, nil
		}
		if errors.Is(err, io.EOF) {
			return nil, errEmpty
		}
		if err != nil {
			return nil, err
		}
		if start, ok := token.(xml.StartElement); ok {
			if root, err = readElement(d, start); err != nil {
				return nil, err
			}
		}
	}
}

// readElement reads the rest of the element that begins with start.
func readElement(d *xml.Decoder, start xml.StartElement) (*node, error) {
	root := &node{name: start.Name, attrs: start.Attr}
	open := []*node{root}
	for {
		token, err := d.Token()
		if err != nil {
			return nil, err
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			if len(open) > maxDepth {
				return nil, errDeep
			}
			n := &node{name: token.Name, attrs: token.Attr}
			top.children = append(top.children, n)
			open = append(open, n)
		case xml.EndElement:
			if open = open[:len(open)-1]; len(open) == 0 {
				return root, nil
			}
		case xml.CharData:
			top.text = append(top.text, token...)
		}
	}
}

// charset takes what claims to be ASCII or Latin 1; other encodings are refused.
func charset(label string, in io.Reader) (io.Reader, error) {
	switch strings.ToLower(label) {
	case "utf-8", "us-ascii", "ascii":
		return in, nil
	default:
		return nil, errors.New("XML: the encoding " + label + " is not supported")
	}
}

// appendValue appends the JSON of an element.
func appendValue(dst []byte, f *Field, n *node) []byte {
	switch f.Kind {
	case Text:
		return append(dst, runtime.ShapeText.JSON(string(n.text))...)
	case Literal:
		return appendLiteral(dst, string(n.text))
	case Object:
		return appendObject(dst, f.Type(), n)
	case Map:
		return appendMap(dst, f.Elem, n)
	case List:
		return appendList(dst, f.Elem, n.children)
	default:
		return appendAny(dst, n)
	}
}

// appendLiteral appends a number or a boolean. What is empty is null.
func appendLiteral(dst []byte, text string) []byte {
	switch text = strings.TrimSpace(text); text {
	case "":
		return append(dst, "null"...)
	case "1", "0", "true", "false":
		return append(dst, text...)
	}
	if strings.Trim(text, "0123456789+-.eE") != "" {
		// refused by the codec, which says what it wants
		return append(dst, runtime.ShapeText.JSON(text)...)
	}
	return append(dst, strings.TrimPrefix(text, "+")...)
}

// appendObject appends the JSON of a model.
func appendObject(dst []byte, t *Type, n *node) []byte {
	dst = append(dst, '{')
	first := true
	key := func(name string) {
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = append(append(dst, runtime.ShapeText.JSON(name)...), ':')
	}
	used := make([]bool, len(n.children))
	for i := range t.Fields {
		f := &t.Fields[i]
		switch f.Place {
		case Attribute:
			if a := n.attr(f); a != nil {
				key(f.JSON)
				dst = appendValue(dst, f, &node{text: []byte(a.Value)})
			}
		case Content:
			key(f.JSON)
			dst = appendValue(dst, f, &node{text: n.text})
		case Element:
			if found := n.named(f, used); len(found) > 0 {
				key(f.JSON)
				dst = appendField(dst, f, found)
			}
		}
	}
	for i, child := range n.children {
		if used[i] {
			continue
		}
		key(child.name.Local)
		rest := t.Rest
		if rest == nil {
			rest = &Field{Kind: Any}
		}
		dst = appendValue(dst, rest, child)
	}
	return append(dst, '}')
}

// appendField appends the JSON of a property that stands in one element or, for a list without an
// element of its own, in several.
func appendField(dst []byte, f *Field, found []*node) []byte {
	switch {
	case f.Kind != List:
		return appendValue(dst, f, found[len(found)-1])
	case f.Wrapped:
		return appendList(dst, f.Elem, wrappedItems(f, found[len(found)-1]))
	default:
		return appendList(dst, f.Elem, found)
	}
}

// wrappedItems returns the items of a list inside its element: those of the right name or, when
// there are none, all.
func wrappedItems(f *Field, n *node) []*node {
	if items := n.named(f.Elem, make([]bool, len(n.children))); len(items) > 0 {
		return items
	}
	return n.children
}

func appendList(dst []byte, elem *Field, items []*node) []byte {
	dst = append(dst, '[')
	for i, item := range items {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendValue(dst, elem, item)
	}
	return append(dst, ']')
}

func appendMap(dst []byte, elem *Field, n *node) []byte {
	dst = append(dst, '{')
	for i, child := range n.children {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(append(dst, runtime.ShapeText.JSON(child.name.Local)...), ':')
		dst = appendValue(dst, elem, child)
	}
	return append(dst, '}')
}

// appendAny appends an element that nothing describes: an object when it has children, else text.
func appendAny(dst []byte, n *node) []byte {
	if len(n.children) == 0 {
		return append(dst, runtime.ShapeText.JSON(string(n.text))...)
	}
	return appendMap(dst, &Field{Kind: Any}, n)
}

// attr finds the attribute of a field.
func (n *node) attr(f *Field) *xml.Attr {
	for i := range n.attrs {
		if n.attrs[i].Name.Local == f.Name && n.attrs[i].Name.Space != "xmlns" {
			return &n.attrs[i]
		}
	}
	return nil
}

// named finds the children of a field's name and marks them as used. The namespace counts only
// where the field has one and some child of that name is in it.
func (n *node) named(f *Field, used []bool) []*node {
	var out []*node
	exact := false
	for i, child := range n.children {
		exact = exact || !used[i] && child.name.Local == f.Name && child.name.Space == f.Namespace
	}
	for i, child := range n.children {
		if !used[i] && child.name.Local == f.Name && (!exact || child.name.Space == f.Namespace) {
			used[i] = true
			out = append(out, child)
		}
	}
	return out
}
