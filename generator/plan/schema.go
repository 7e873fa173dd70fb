package plan

import (
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

// schema is a Schema Object where it stands in the joined document, read from the nodes: they keep
// order and digits.
type schema struct {
	ptr string
	n   *node.Node
}

const componentSchemas = "/components/schemas/"

func (b *builder) schemaAt(ptr string) schema { return schema{ptr, b.node(ptr)} }

// get returns the value of a keyword, or nil.
func (s schema) get(keyword string) *node.Node { return s.n.Get(keyword) }

// under returns the subschema that a keyword holds, or what a keyword's map holds for a key.
func (s schema) under(keys ...string) schema {
	n, found := s.n.Find(keys...)
	if found < len(keys) {
		n = nil
	}
	return schema{s.ptr + node.Join(keys...), n}
}

// list returns the subschemas of a keyword that holds a list.
func (s schema) list(keyword string) []schema {
	n := s.get(keyword)
	if !n.Is(node.List) {
		return nil
	}
	out := make([]schema, len(n.Items))
	for i, item := range n.Items {
		out[i] = schema{s.ptr + "/" + keyword + "/" + strconv.Itoa(i), item}
	}
	return out
}

// exists reports whether there is a schema at all.
func (s schema) exists() bool { return s.n != nil }

// ref returns the pointer a reference leads to, or "".
func (s schema) ref() string {
	return refPointer(s.get("$ref"))
}

// refPointer is the JSON pointer in a local reference.
func refPointer(n *node.Node) string { return strings.TrimPrefix(n.Str(), "#") }

// component returns the name of the component schema that s is, or "".
func (s schema) component() string { return componentOf(s.ptr) }

func componentOf(ptr string) string {
	rest, ok := strings.CutPrefix(ptr, componentSchemas)
	if !ok || strings.Contains(rest, "/") {
		return ""
	}
	return node.Split("/" + rest)[0]
}

// written returns a component's name as the document has it.
func (s schema) written() string {
	if name := s.get(load.NameExtension).Str(); name != "" {
		return name
	}
	return s.component()
}

// truth reads a boolean keyword; set reports whether it is there.
func (s schema) truth(keyword string) (value, set bool) {
	n := s.get(keyword)
	return n.True(), n.Is(node.Bool)
}

// resolve follows references. The zero schema comes back from one that leads nowhere or round in a
// circle.
func (b *builder) resolve(s schema) schema {
	for range maxRefs {
		ref := s.ref()
		if ref == "" {
			return s
		}
		s = b.schemaAt(ref)
	}
	return schema{}
}

// maxRefs bounds a chain of references.
const maxRefs = 64

// typeNames are JSON Schema's names of the JSON types.
var typeNames = map[string]model.JSONKinds{
	"null": model.JSONNull, "boolean": model.JSONBool, "number": model.JSONNumber | model.JSONInteger,
	"integer": model.JSONInteger, "string": model.JSONString, "array": model.JSONArray, "object": model.JSONObject,
	"file": model.JSONString,
}

// declared returns the JSON types that the schema's own type keyword allows; 0 when it says
// nothing.
func (s schema) declared() model.JSONKinds {
	t := s.get("type")
	if t.Is(node.String) {
		return typeNames[t.Text]
	}
	var kinds model.JSONKinds
	for _, name := range t.Strings() {
		kinds |= typeNames[name]
	}
	return kinds
}

// nullable reads what the schema itself says about null, in any version's words.
func (s schema) nullable() (value, set bool) {
	for _, keyword := range []string{"nullable", "x-nullable"} {
		if v, ok := s.truth(keyword); ok {
			return v, true
		}
	}
	if s.declared()&model.JSONNull != 0 {
		return true, true
	}
	return false, false
}

// isSimple reports whether a schema is a scalar that nothing but its own type and format decides.
func (s schema) isSimple() bool {
	switch s.declared() &^ model.JSONNull {
	case model.JSONBool, model.JSONInteger, model.JSONNumber | model.JSONInteger, model.JSONString:
	default:
		return false
	}
	for i := range s.n.Members {
		switch s.n.Members[i].Key {
		case "$ref", "allOf", "oneOf", "anyOf", "enum", "const", "properties", "items", "discriminator", load.DefectExtension:
			return false
		}
	}
	return true
}

// inferred guesses the JSON type of a schema that does not state one from the keywords that make
// sense for one only.
func (s schema) inferred() model.JSONKinds {
	has := func(keywords ...string) bool {
		for _, k := range keywords {
			if s.n.Has(k) {
				return true
			}
		}
		return false
	}
	switch {
	case has("properties", "additionalProperties", "patternProperties", "minProperties", "maxProperties", "propertyNames",
		"discriminator", "unevaluatedProperties"):
		return model.JSONObject
	case has("items", "prefixItems", "minItems", "maxItems", "uniqueItems"):
		return model.JSONArray
	case has("pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType"):
		return model.JSONString
	case has("minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"):
		return model.JSONNumber | model.JSONInteger
	}
	return formatKinds[s.get("format").Str()]
}

// kindOf is the JSON type of a node.
func kindOf(n *node.Node) model.JSONKinds {
	switch {
	case n == nil || n.Kind == node.Null:
		return model.JSONNull
	case n.Kind == node.Bool:
		return model.JSONBool
	case n.Kind == node.Number && !strings.ContainsAny(n.Text, ".eE"):
		return model.JSONInteger
	case n.Kind == node.Number:
		return model.JSONNumber
	case n.Kind == node.String:
		return model.JSONString
	case n.Kind == node.List:
		return model.JSONArray
	}
	return model.JSONObject
}
