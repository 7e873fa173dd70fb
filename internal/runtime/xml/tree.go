package xml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/armsmith/armsmith/internal/runtime/charset"
	"github.com/armsmith/armsmith/internal/runtime/json"
)

// node is an element.
type node struct {
	name     xml.Name
	attrs    []xml.Attr
	children []*node
	text     []byte    // its own character data, gathered
	xsiType  *xml.Name // what xsi:type says, where it has a prefix
}

const (
	// maxDepth bounds how deep elements may be nested.
	maxDepth = 1000
	// Elements and attributes take some hundred bytes of memory each, however short they are. So
	// there may be baseParts of them, and one more for every bytesPerPart bytes of the document.
	baseParts    = 1 << 19
	bytesPerPart = 64

	// What is allocated for an element, for an attribute and for anything else, besides their texts,
	// by encoding/xml and here, and how many times the length of a text while it grows.
	elementCost   = 400
	attributeCost = 200
	tokenCost     = 100
	growth        = 4
)

var (
	errDeep  = fmt.Errorf("XML: elements are nested more than %d deep", maxDepth)
	errEmpty = errors.New("XML: there is no element")
)

// parser reads a document into nodes. Entities that a document type would define are not resolved.
type parser struct {
	d        *xml.Decoder
	data     []byte              // what d reads; nil when that is not known
	parts    int                 // elements and attributes so far
	budget   json.Budget         // what the document may take
	prefixes map[string][]string // the namespaces that a prefix stands for, outermost first
}

// parse reads a document that consists of the element that root describes, and returns it.
func (p *parser) parse(data []byte, label string, root *Field) (*node, error) {
	data, err := charset.DecodeXML(label, data)
	if err != nil {
		return nil, errors.New("XML: " + err.Error())
	}
	p.d, p.data = xml.NewDecoder(bytes.NewReader(data)), data
	// whatever the declaration says, data is UTF-8 by now
	p.d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	start, err := p.prolog()
	if err != nil {
		return nil, err
	}
	if err := root.accepts(start.Name); err != nil {
		return nil, err
	}
	n, err := p.element(start)
	if err != nil {
		return nil, err
	}
	return n, p.epilog()
}

// prolog reads what stands before the outermost element, and its start.
func (p *parser) prolog() (xml.StartElement, error) {
	for {
		token, err := p.token()
		if errors.Is(err, io.EOF) {
			return xml.StartElement{}, errEmpty
		}
		if err != nil {
			return xml.StartElement{}, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			return token, nil
		case xml.CharData:
			if err := blank(token, "before"); err != nil {
				return xml.StartElement{}, err
			}
		}
	}
}

// epilog reads what stands after the outermost element: comments, processing instructions and
// white space.
func (p *parser) epilog() error {
	for {
		token, err := p.token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			return errors.New("XML: there is a second outermost element, <" + shown(token.Name.Local) + ">")
		case xml.Directive:
			return errors.New("XML: there is a document type after the outermost element")
		case xml.CharData:
			if err := blank(token, "after"); err != nil {
				return err
			}
		}
	}
}

// blank refuses text outside the outermost element.
func blank(text []byte, where string) error {
	if len(trim(text)) == 0 {
		return nil
	}
	return errors.New("XML: there is text " + where + " the outermost element")
}

// accepts reports in an error that the outermost element is another than the one that is wanted.
// Its namespace may be any: services leave it out, or change it with their versions.
func (f *Field) accepts(name xml.Name) error {
	switch {
	case name.Local == f.Name, slices.Contains(f.Also, name.Local), f.AnyName && name.Local != "html":
		return nil
	case f.AnyName:
		return errors.New("XML: this is a page of HTML")
	default:
		return errors.New("XML: want the element <" + f.Name + ">, found <" + shown(name.Local) + ">")
	}
}

// shown is a name of the document as errors show it.
func shown(name string) string {
	if len(name) > 60 {
		name = name[:60] + "..."
	}
	quoted := strconv.Quote(name)
	return quoted[1 : len(quoted)-1]
}

func shownQuoted(name string) string { return `"` + shown(name) + `"` }

// element reads the rest of the element that begins with start.
func (p *parser) element(start xml.StartElement) (*node, error) {
	root, err := p.node(start)
	if err != nil {
		return nil, err
	}
	open := []*node{root}
	for {
		token, err := p.token()
		if err != nil {
			return nil, err
		}
		top := open[len(open)-1]
		if err := p.take(open, cost(token)); err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			n, err := p.node(token)
			if err != nil {
				return nil, err
			}
			if len(open) > maxDepth {
				return nil, errDeep
			}
			top.children = append(top.children, n)
			open = append(open, n)
		case xml.EndElement:
			p.leave(top)
			if open = open[:len(open)-1]; len(open) == 0 {
				return root, nil
			}
		case xml.CharData:
			top.text = append(top.text, token...)
		}
	}
}

// cost is about how much memory a token takes.
func cost(token xml.Token) int {
	switch token := token.(type) {
	case xml.StartElement:
		return elementCost + attributeCost*len(token.Attr)
	case xml.EndElement:
		return 0 // it came with its beginning
	case xml.CharData:
		return tokenCost + growth*len(token)
	case xml.Comment:
		return tokenCost + growth*len(token)
	}
	return tokenCost
}

// take counts memory for what stands in the elements that are open.
func (p *parser) take(open []*node, n int) error {
	err := p.budget.Take(n)
	if err == nil {
		return nil
	}
	path := "XML: "
	for _, at := range open {
		path += fmt.Sprintf("%s[%d]/", shown(at.name.Local), len(at.children)+1)
	}
	return fmt.Errorf("%s: %w", strings.TrimSuffix(path, "/"), err)
}

// node makes the node of an element.
func (p *parser) node(start xml.StartElement) (*node, error) {
	p.parts += 1 + len(start.Attr)
	if err := p.roomFor(0); err != nil {
		return nil, err
	}
	n := &node{name: start.Name, attrs: start.Attr}
	p.enter(n)
	return n, malformed(start)
}

// malformed returns an error for what encoding/xml does not mind: an attribute that stands twice,
// and a name that is none behind its prefix.
func malformed(start xml.StartElement) error {
	if !wellNamed(start.Name) {
		return errors.New("XML: " + shownQuoted(start.Name.Local) + " is no name")
	}
	var seen map[xml.Name]bool
	if len(start.Attr) > 1 {
		seen = make(map[xml.Name]bool, len(start.Attr))
	}
	for i := range start.Attr {
		switch name := start.Attr[i].Name; {
		case !wellNamed(name):
			return errors.New("XML: " + shownQuoted(name.Local) + " is no name")
		case seen[name]:
			return errors.New("XML: an element has the attribute " + shownQuoted(name.Local) + " twice")
		case seen != nil:
			seen[name] = true
		}
	}
	return nil
}

// token returns the next token. The decoder reads all attributes of an element at once, so they are
// counted before that.
func (p *parser) token() (xml.Token, error) {
	if at := p.d.InputOffset(); at < int64(len(p.data)) {
		if err := p.roomFor(attributes(p.data[at:])); err != nil {
			return nil, err
		}
	}
	return p.d.Token()
}

// roomFor reports in an error that there may not be that many more parts.
func (p *parser) roomFor(more int) error {
	size := max(len(p.data), int(p.d.InputOffset()))
	if limit := baseParts + size/bytesPerPart; p.parts+more > limit {
		return fmt.Errorf("XML: there are more than %d elements and attributes in %d bytes", limit, size)
	}
	return nil
}

// wellNamed checks what encoding/xml does not: that the part of a name behind the colon is a name
// too.
func wellNamed(name xml.Name) bool {
	if strings.Contains(name.Local, ":") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(name.Local)
	return name.Space == "" || validName(string(first))
}

// attributes returns how many attributes the tag has that text begins with.
func attributes(text []byte) int {
	if len(text) < 2 || text[0] != '<' || bytes.IndexByte([]byte("/!?"), text[1]) >= 0 {
		return 0
	}
	count, quote := 0, byte(0)
	for _, c := range text {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '=':
			count++
		case c == '>':
			return count
		}
	}
	return count
}
