// Package shape describes what a document may hold: each object of OpenAPI 3 and of Swagger 2.0,
// its fields and their kinds. Package load walks documents by it, so that a $ref is followed where
// it is one and left alone in an example, and holds documents against it.
package shape

import (
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
)

// Kind is what a place in a document must hold.
type Kind uint8

// The kinds of values.
const (
	Any Kind = iota
	Text
	Number
	Count
	Bool
	Bound // a number (3.1) or a boolean (3.0)
	Types
	SchemaRef
	Object
	List
	Dict
)

// Shape describes one kind of value.
type Shape struct {
	Kind    Kind
	Name    string            // of an object, or the kind's word
	Section string            // of components, for objects that may stand there
	Fields  map[string]*Shape // of an object
	Rest    *Shape            // of an object: every other field that is no extension
	Elem    *Shape            // of a list or dict
}

// An is the shape's name with its article: "an operation".
func (s *Shape) An() string {
	if s.Name != "" && strings.ContainsRune("aeiou", rune(s.Name[0])) {
		return "an " + s.Name
	}
	return "a " + s.Name
}

// Field returns the shape of an object's field, or nil when the object has no such field.
func (s *Shape) Field(key string) *Shape {
	if f := s.Fields[key]; f != nil {
		return f
	}
	if s.Rest != nil && !IsExtension(key) {
		return s.Rest
	}
	return nil
}

// IsExtension reports whether a field's name makes it a specification extension (OpenAPI 3.0,
// section 4.9).
func IsExtension(key string) bool {
	return strings.HasPrefix(key, "x-") || strings.HasPrefix(key, "X-")
}

// Walk calls visit for every object below n that a shape describes, outermost first.
func Walk(n *node.Node, s *Shape, visit func(*node.Node, *Shape)) {
	switch s.Kind {
	case Object:
		if n.Kind != node.Map || n.Ref() != "" && s.Section != "" {
			return
		}
		visit(n, s)
		for _, m := range n.Members {
			if f := s.Field(m.Key); f != nil {
				Walk(m.Value, f, visit)
			}
		}
	case Dict:
		for _, m := range n.Members {
			Walk(m.Value, s.Elem, visit)
		}
	case List:
		for _, item := range n.Items {
			Walk(item, s.Elem, visit)
		}
	}
}

// Defect is the extension that marks a placeholder: something stood here that does not fit its
// shape. Its value is the message.
const Defect = "x-armsmith-defect"
