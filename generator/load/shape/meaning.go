package shape

import (
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
)

// Meaning writes values down so that two that mean the same have the same text: maps are in the
// order of their keys, lists that are sets are sorted, and documentation is left out.
type Meaning struct {
	// Instead, when set, is what is written for a node in the place of what the node holds.
	Instead func(n *node.Node) (string, bool)
	// Left is how many values may still be written. Values may be shared, and even hold themselves.
	Left int
}

// documentation are the fields of objects that say something to people alone.
var documentation = map[string]bool{"description": true, "summary": true, "title": true, "example": true, "examples": true,
	"externalDocs": true, "$comment": true, "x-ms-examples": true, "x-example": true}

// maxNesting is how deep values may stand in one another.
const maxNesting = 400

// Of returns the text of a value of the shape. It reports false when there is too much to write.
func (m *Meaning) Of(n *node.Node, s *Shape) (string, bool) {
	var b strings.Builder
	ok := m.inside(&b, n, s, 0)
	return b.String(), ok
}

func (m *Meaning) value(b *strings.Builder, n *node.Node, s *Shape, depth int) bool {
	if m.Instead != nil {
		if text, ok := m.Instead(n); ok {
			b.WriteString(text)
			return true
		}
	}
	return m.inside(b, n, s, depth)
}

func (m *Meaning) inside(b *strings.Builder, n *node.Node, s *Shape, depth int) bool {
	if m.Left--; m.Left < 0 || depth > maxNesting {
		return false
	}
	switch {
	case n == nil:
		b.WriteString("-")
	case n.Kind == node.Map:
		return m.members(b, n, s, depth)
	case n.Kind == node.List:
		elem := s
		if s.Kind == List {
			elem = s.Elem
		}
		b.WriteByte('[')
		for _, item := range n.Items {
			if !m.value(b, item, elem, depth+1) {
				return false
			}
			b.WriteByte(',')
		}
		b.WriteByte(']')
	case n.Kind == node.String:
		b.WriteString(strconv.Quote(n.Text))
	default:
		b.WriteString(n.Text)
	}
	return true
}

func (m *Meaning) members(b *strings.Builder, n *node.Node, s *Shape, depth int) bool {
	if s.Kind == List { // one thing where a list should be
		s = s.Elem
	}
	b.WriteByte('{')
	if s.Name == "schema" {
		b.WriteString("type:" + types(n) + ",")
	}
	for _, member := range n.Sorted() {
		if s.Kind == Object && documentation[member.Key] || s.Name == "schema" && member.Key == "type" {
			continue
		}
		b.WriteString(strconv.Quote(member.Key))
		b.WriteByte(':')
		if s.Name == "schema" && member.Key == "required" {
			b.WriteString(sorted(member.Value.Strings()))
		} else if !m.value(b, member.Value, s.below(member.Key), depth+1) {
			return false
		}
		b.WriteByte(',')
	}
	b.WriteByte('}')
	return true
}

// types writes down the types of a schema, one or several. A schema with properties is that of an
// object, whether it says so or not.
func types(n *node.Node) string {
	t := n.Get("type")
	switch {
	case t.Is(node.String):
		return sorted([]string{t.Text})
	case t == nil && n.Has("properties"):
		return sorted([]string{"object"})
	}
	return sorted(t.Strings())
}

// sorted writes down a list that has no order.
func sorted(texts []string) string {
	slices.Sort(texts)
	return strconv.Quote(strings.Join(texts, "\n"))
}

// below returns the shape of a member, of an object or a map.
func (s *Shape) below(key string) *Shape {
	var below *Shape
	switch s.Kind {
	case Object:
		below = s.Field(key)
	case Dict:
		below = s.Elem
	}
	if below == nil {
		below = anything
	}
	return below
}

var anything = &Shape{Kind: Any, Name: "any"}
