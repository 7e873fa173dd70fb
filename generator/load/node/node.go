// Package node is the tree that a document is held in: every map in the order in which it was
// written, every number with the digits it was written with, every value with the place it came
// from. Package load reads YAML and JSON into it, rearranges it (joined files, converted Swagger
// 2.0), and keeps it as the index from a JSON pointer in the finished document to what stands in
// the sources.
package node

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
)

// Kind says which JSON type a node has.
type Kind uint8

// The JSON types (RFC 8259, section 3).
const (
	Null Kind = iota
	Bool
	Number
	String
	List
	Map
)

// String returns the kind as a message names it: "null", "boolean", "number", "string", "list" or
// "object".
func (k Kind) String() string {
	return [...]string{"null", "boolean", "number", "string", "list", "object"}[k]
}

// An is the kind with its article: "an object".
func (k Kind) An() string {
	switch k {
	case Null:
		return "null"
	case Map:
		return "an object"
	}
	return "a " + k.String()
}

// Node is one value of a document. Its exported fields are for reading; a tree is changed through
// its methods, and not at all once load has handed it over. All methods that read accept a nil
// Node, which has nothing in it, so that lookups chain: n.Get("info").Get("title").Str().
type Node struct {
	Kind Kind
	// Text is the value of a scalar: the characters of a string, the digits of a number exactly as
	// written (a valid JSON number), "true", "false" or "null".
	Text string
	// Members are a map's entries, in the order of the document. Keys are unique.
	Members []Member
	// Items are a list's elements.
	Items []*Node

	index  map[string]int32 // key to position in Members, kept for large maps only
	state  uint8            // while a graph is made a tree
	origin origin
}

// Member is one entry of a map.
type Member struct {
	Key   string
	Value *Node
	// KeyLine and KeyColumn tell where the key stands, counted from 1; zero when the member was
	// synthesised.
	KeyLine, KeyColumn int32
}

// origin is where a node stood in its file. The way up is followed only when somebody asks for a
// pointer, which is far cheaper than to store a pointer with each node.
type origin struct {
	file         *File
	line, column int32
	up           *Node  // the parent in the file as written, whatever became of it since
	key          string // key or index under up
}

// File names a source. Nodes share it.
type File struct{ Name string }

// New returns a node of the given kind that stands where place stands. A nil place gives one
// without a place.
func New(kind Kind, text string, place *Node) *Node {
	n := &Node{Kind: kind, Text: text}
	if place != nil {
		n.origin = place.origin
	}
	return n
}

// NewString returns a string node that stands where place stands.
func NewString(text string, place *Node) *Node { return New(String, text, place) }

// NewBool returns a boolean node that stands where place stands.
func NewBool(value bool, place *Node) *Node { return New(Bool, strconv.FormatBool(value), place) }

// NewMap returns an empty map that stands where place stands.
func NewMap(place *Node) *Node { return New(Map, "", place) }

// NewList returns a list of the items that stands where place stands.
func NewList(place *Node, items ...*Node) *Node {
	n := New(List, "", place)
	n.Items = items
	return n
}

// At sets where the node was read: file, line and column (from 1), its parent in the file and its
// key or index under it. Parsers call it once, on nodes they make.
func (n *Node) At(file *File, line, column int, up *Node, key string) {
	n.origin = origin{file: file, line: int32(line), column: int32(column), up: up, key: key}
}

// Get returns the value of a map's key, or nil.
func (n *Node) Get(key string) *Node {
	if i := n.find(key); i >= 0 {
		return n.Members[i].Value
	}
	return nil
}

// Has reports whether a map has the key.
func (n *Node) Has(key string) bool { return n.find(key) >= 0 }

// Each yields a map's keys and values in the order of Members; nothing for other kinds.
func (n *Node) Each() iter.Seq2[string, *Node] {
	return func(yield func(string, *Node) bool) {
		if n == nil {
			return
		}
		for _, m := range n.Members {
			if !yield(m.Key, m.Value) {
				return
			}
		}
	}
}

// Keys returns a map's keys in the order of Members.
func (n *Node) Keys() []string {
	if n == nil {
		return nil
	}
	keys := make([]string, len(n.Members))
	for i, m := range n.Members {
		keys[i] = m.Key
	}
	return keys
}

// Len returns how many members or items a map or list has.
func (n *Node) Len() int {
	if n == nil {
		return 0
	}
	return len(n.Members) + len(n.Items)
}

// Is reports whether the node is there and of the kind.
func (n *Node) Is(kind Kind) bool { return n != nil && n.Kind == kind }

// Str returns a string's text, or "".
func (n *Node) Str() string {
	if n.Is(String) {
		return n.Text
	}
	return ""
}

// True reports whether the node is the boolean true.
func (n *Node) True() bool { return n.Is(Bool) && n.Text == "true" }

// Elems returns a list's items; none for what is no list.
func (n *Node) Elems() []*Node {
	if n == nil {
		return nil
	}
	return n.Items
}

// Strings returns the strings among a list's items.
func (n *Node) Strings() []string {
	if !n.Is(List) {
		return nil
	}
	var out []string
	for _, item := range n.Items {
		if item.Kind == String {
			out = append(out, item.Text)
		}
	}
	return out
}

// Place returns where the node stands in the sources.
func (n *Node) Place() finding.Place {
	if n == nil || n.origin.file == nil {
		return finding.Place{}
	}
	o := n.origin
	return finding.Place{File: o.file.Name, Line: int(o.line), Column: int(o.column), Pointer: n.Pointer()}
}

// KeyPlace returns where a map's member starts, at its key; the map's own place if the key's is not
// known.
func (n *Node) KeyPlace(key string) finding.Place {
	i := n.find(key)
	if i < 0 || n.Members[i].KeyLine == 0 {
		return n.Place()
	}
	m := n.Members[i]
	p := m.Value.Place()
	if p.File == "" {
		p = n.Place()
	}
	p.Line, p.Column = int(m.KeyLine), int(m.KeyColumn)
	return p
}

// File returns the source the node was read from, or nil.
func (n *Node) File() *File {
	if n == nil {
		return nil
	}
	return n.origin.file
}

// Up returns the node's parent in its file as written, or nil.
func (n *Node) Up() *Node { return n.origin.up }

// Pointer returns the JSON pointer (RFC 6901) of the node in its file as written.
func (n *Node) Pointer() string {
	if n == nil {
		return ""
	}
	var room [16]string
	keys := room[:0]
	for o := n.origin; o.up != nil && len(keys) < maxPointer; o = o.up.origin {
		keys = append(keys, o.key)
	}
	slices.Reverse(keys)
	return Join(keys...)
}

// maxPointer bounds the way up, so that no mistake in a tree can make a pointer endless.
const maxPointer = 4096

// Join makes a JSON pointer of unescaped keys; of none, the pointer to the whole document, "".
func Join(keys ...string) string {
	size := 0
	for _, key := range keys {
		size += len("/") + len(key)
	}
	var b strings.Builder
	b.Grow(size)
	for _, key := range keys {
		b.WriteByte('/')
		b.WriteString(Escape(key))
	}
	return b.String()
}

// Escape writes a key as one token of a JSON pointer.
func Escape(key string) string {
	if !strings.ContainsAny(key, "~/") {
		return key
	}
	return strings.ReplaceAll(strings.ReplaceAll(key, "~", "~0"), "/", "~1")
}

// Split returns the unescaped keys of a JSON pointer. What stands before the first slash is
// ignored.
func Split(pointer string) []string {
	_, rest, found := strings.Cut(pointer, "/")
	if !found {
		return nil
	}
	keys := strings.Split(rest, "/")
	for i, key := range keys {
		keys[i] = unescape(key)
	}
	return keys
}

// unescape reads one token of a JSON pointer.
func unescape(token string) string {
	if !strings.Contains(token, "~") {
		return token
	}
	return strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~")
}

// Follow follows a JSON pointer down from n. It returns the last node met, and whether that is
// where the pointer leads.
func (n *Node) Follow(pointer string) (*Node, bool) {
	_, rest, more := strings.Cut(pointer, "/")
	for more {
		var token string
		token, rest, more = strings.Cut(rest, "/")
		next := n.child(unescape(token))
		if next == nil {
			return n, false
		}
		n = next
	}
	return n, true
}

// Find follows keys down from n. It returns the last node met, and how many keys led there: all of
// them when the place exists.
func (n *Node) Find(keys ...string) (*Node, int) {
	for i, key := range keys {
		next := n.child(key)
		if next == nil {
			return n, i
		}
		n = next
	}
	return n, len(keys)
}

func (n *Node) child(key string) *Node {
	if !n.Is(List) {
		return n.Get(key)
	}
	i, err := strconv.Atoi(key)
	if err != nil || i < 0 || i >= len(n.Items) {
		return nil
	}
	return n.Items[i]
}
