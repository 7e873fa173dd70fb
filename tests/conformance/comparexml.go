package conformance

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// element is a part of an XML document as far as it means something: the order of attributes, of
// elements of different names, white space between elements, the spelling of prefixes and the
// declaration mean nothing.
type element struct {
	name     string
	attrs    []string
	text     string
	children []*element
}

// sameXML says how two XML documents differ, or "".
func sameXML(want, got []byte) string {
	w, err := parseXML(want)
	if err != nil {
		return "expected XML is unreadable: " + err.Error()
	}
	g, err := parseXML(got)
	if err != nil {
		return fmt.Sprintf("not XML (%v): %s", err, clip(got))
	}
	return diffXML("", w, g)
}

// parseXML reads a document; what it returns has the outermost element for its only child.
func parseXML(data []byte) (*element, error) {
	dec := xml.NewDecoder(bytes.NewReader(data))
	open := []*element{{}}
	for {
		at := open[len(open)-1]
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			at.text = "" // white space around the outermost element
			return at, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			child := &element{name: qualified(t.Name), attrs: attributes(t.Attr)}
			at.children = append(at.children, child)
			open = append(open, child)
		case xml.EndElement:
			at.text = canonicalText(strings.TrimSpace(at.text))
			slices.SortStableFunc(at.children, func(a, b *element) int { return strings.Compare(a.name, b.name) })
			open = open[:len(open)-1]
		case xml.CharData:
			at.text += string(t)
		}
	}
}

func qualified(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return "{" + n.Space + "}" + n.Local
}

func attributes(list []xml.Attr) []string {
	var out []string
	for _, a := range list {
		if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
			out = append(out, qualified(a.Name)+"="+a.Value)
		}
	}
	slices.Sort(out)
	return out
}

// diffXML walks both documents and names the first difference by its path.
func diffXML(path string, want, got *element) string {
	switch {
	case want.name != got.name:
		return fmt.Sprintf("%s: want <%s>, got <%s>", path, want.name, got.name)
	case !slices.Equal(want.attrs, got.attrs):
		return fmt.Sprintf("%s/%s: want attributes %q, got %q", path, want.name, want.attrs, got.attrs)
	case want.text != got.text:
		return fmt.Sprintf("%s/%s: want text %q, got %q", path, want.name, want.text, got.text)
	}
	path += "/" + want.name
	for i, w := range want.children {
		if i >= len(got.children) {
			return fmt.Sprintf("%s/%s is missing", path, w.name)
		}
		if d := diffXML(path, w, got.children[i]); d != "" {
			return d
		}
	}
	if n := len(want.children); n < len(got.children) {
		return fmt.Sprintf("%s/%s is not expected", path, got.children[n].name)
	}
	return ""
}

// canonicalText writes an instant in one way and leaves other text alone.
func canonicalText(s string) string {
	if t, err := time.Parse(time.RFC3339Nano, s); err == nil {
		return t.UTC().Format(time.RFC3339Nano)
	}
	return s
}
