// Package recognise says what a file is that is no API description: people feed armsmith a saved
// web page, a Postman collection or the pointer that Git LFS left, and are helped by being told
// so. It is asked only about files that cannot be used, and so can never take a good one away.
package recognise

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"github.com/armsmith/armsmith/generator/load/node"
)

// Found is what a file was recognised as.
type Found struct {
	What string // such as "an HTML page"
	Fix  string // what to do about it
	Line int    // where it shows, from 1; 0 for the beginning
}

// row is a kind of file that is told by its text.
type row struct {
	what, fix string
	shows     shows
}

// shows returns the offset at which a text shows that it is of a kind, or -1.
type shows func(text []byte) int

// headSize is how far into a file a kind may show that is told by how the file begins.
const headSize = 64 << 10

// Text recognises a file by its text, or by its bytes when they are none.
func Text(text []byte) (Found, bool) {
	rows := texts
	if !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0 {
		rows = magic
	}
	for _, r := range rows {
		at := r.shows(text)
		if at < 0 {
			continue
		}
		found := Found{What: r.what, Fix: r.fix, Line: 1 + bytes.Count(text[:at], []byte("\n"))}
		if named := document.FindSubmatch(text); r.what == htmlPage && named != nil {
			found.Fix = "save the document that it shows: it names " + string(named[1])
		}
		return found, true
	}
	return Found{}, false
}

// Tree recognises a file by its root, and returns the node that tells.
func Tree(root *node.Node) (Found, *node.Node, bool) {
	for _, r := range trees {
		if at := r.shows(root); at != nil {
			return Found{What: r.what, Fix: r.fix}, at, true
		}
	}
	return Found{}, nil, false
}

// begins tells a kind by its first bytes.
func begins(prefixes ...string) shows {
	return func(text []byte) int {
		for _, prefix := range prefixes {
			if bytes.HasPrefix(text, []byte(prefix)) {
				return 0
			}
		}
		return -1
	}
}

// holds tells a kind by a pattern near the beginning of the text.
func holds(pattern string) shows {
	return func(text []byte) int {
		at := regexp.MustCompile(pattern).FindIndex(text[:min(len(text), headSize)])
		if at == nil {
			return -1
		}
		return at[0]
	}
}

// element tells a kind of XML by its outermost element, a pattern of its name and attributes.
func element(pattern string) shows {
	return holds(`(?i)\A\s*(?:<\?[^>]*>\s*|<!--(?s:.*?)-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:[\w.-]+:)?(?:` + pattern + `)`)
}

// anywhere tells a kind by a line that begins so.
func anywhere(beginning string) shows {
	return func(text []byte) int {
		if bytes.HasPrefix(text, []byte(beginning)) {
			return 0
		}
		if at := bytes.Index(text, []byte("\n"+beginning)); at >= 0 {
			return at + 1
		}
		return -1
	}
}

// document is the address of an API description, as web pages that show one name it.
var document = regexp.MustCompile(`["']([^"'\s<>]{0,200}(?i:openapi|swagger|api-docs)[^"'\s<>]{0,200}\.(?:json|ya?ml))["']`)
