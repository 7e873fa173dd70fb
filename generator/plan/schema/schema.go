// Package schema reads JSON Schema as JSON Schema: what a schema refers to and is composed of,
// which values it allows, whether null is one, which of its alternatives are real ones, and what
// its discriminator says. It knows no Go; package types makes Go types of what it tells.
//
// It relies on what load guarantees: references are local, boolean schemas are {} or {not: {}}, and
// the words of all versions of OpenAPI are those of 3.x.
package schema

import (
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// Components is where the named schemas of a document stand.
const Components = "/components/schemas/"

// Schema is a Schema Object where it stands in the joined document.
type Schema struct {
	source.At
	parts []Schema // of one that is composed of several, see [Reader.Together] and [Beside]
	less  string   // pointer of the part whose alternatives are left out of it
}

// Of returns the schema at a place.
func Of(at source.At) Schema { return Schema{At: at} }

// New returns the schema that a node is, said to stand at a pointer.
func New(ptr string, n *node.Node) Schema { return Schema{At: source.At{Ptr: ptr, Node: n}} }

// Under returns the subschema that a keyword holds, or what a keyword's map holds for a key.
func (s Schema) Under(keys ...string) Schema {
	n, found := s.Find(keys...)
	if found < len(keys) {
		n = nil
	}
	return New(s.Ptr+node.Join(keys...), n)
}

// All returns the subschemas of a keyword that holds a list.
func (s Schema) All(keyword string) []Schema {
	n := s.Get(keyword)
	if !n.Is(node.List) {
		return nil
	}
	out := make([]Schema, len(n.Items))
	for i, item := range n.Items {
		out[i] = New(s.Ptr+"/"+keyword+"/"+strconv.Itoa(i), item)
	}
	return out
}

// Ref returns the pointer that a reference leads to, or "".
func (s Schema) Ref() string { return source.RefPointer(s.Get("$ref")) }

// Component returns the name of the component schema that s is, or "".
func (s Schema) Component() string { return ComponentAt(s.Ptr) }

// ComponentAt returns the name of the component schema that a pointer names, or "".
func ComponentAt(ptr string) string {
	rest, ok := strings.CutPrefix(ptr, Components)
	if !ok || strings.Contains(rest, "/") {
		return ""
	}
	return node.Split("/" + rest)[0]
}

// Written returns a component's name as the document has it.
func (s Schema) Written() string {
	if name := s.Get(load.NameExtension).Str(); name != "" {
		return name
	}
	return s.Component()
}

// Flag reads a boolean keyword; set reports whether it is there.
func (s Schema) Flag(keyword string) (value, set bool) {
	n := s.Get(keyword)
	return n.True(), n.Is(node.Bool)
}

// isBool reports whether the schema is true or false rather than an object.
func (s Schema) isBool() bool { return s.Is(node.Bool) }

// IsTrue reports whether a boolean keyword is there and true.
func (s Schema) IsTrue(keyword string) bool { return s.Get(keyword).True() }

// Nullable reads what the schema itself says about null, in any version's words; set reports
// whether it says anything.
func (s Schema) Nullable() (value, set bool) {
	for _, keyword := range []string{"nullable", "x-nullable"} {
		if v, ok := s.Flag(keyword); ok {
			return v, true
		}
	}
	if s.Declared()&model.JSONNull != 0 {
		return true, true
	}
	return false, false
}

// IsScalar reports whether a schema is a scalar that nothing but its own type and format decides.
func (s Schema) IsScalar() bool {
	switch s.Declared() &^ model.JSONNull {
	case model.JSONBool, model.JSONInteger, model.JSONNumber | model.JSONInteger, model.JSONString:
	default:
		return false
	}
	for i := range s.Members {
		switch s.Members[i].Key {
		case "$ref", "allOf", "oneOf", "anyOf", "enum", "const", "properties", "items", "discriminator",
			load.DefectExtension:
			return false
		}
	}
	return true
}
