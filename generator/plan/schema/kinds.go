package schema

import (
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

// typeNames are JSON Schema's names of the JSON types.
var typeNames = map[string]model.JSONKinds{
	"null": model.JSONNull, "boolean": model.JSONBool, "number": model.JSONNumber | model.JSONInteger,
	"integer": model.JSONInteger, "string": model.JSONString, "array": model.JSONArray, "object": model.JSONObject,
	"file": model.JSONString,
}

// Declared returns the JSON types that the schema's own type keyword allows; 0 when it says
// nothing.
func (s Schema) Declared() model.JSONKinds {
	t := s.Get("type")
	if t.Is(node.String) {
		return typeNames[t.Text]
	}
	var kinds model.JSONKinds
	for _, name := range t.Strings() {
		kinds |= typeNames[name]
	}
	return kinds
}

// telling are the keywords that make sense for one JSON type only.
var telling = []struct {
	kinds    model.JSONKinds
	keywords []string
}{
	{model.JSONObject, []string{"properties", "additionalProperties", "patternProperties", "minProperties", "maxProperties",
		"propertyNames", "discriminator", "unevaluatedProperties"}},
	{model.JSONArray, []string{"items", "prefixItems", "minItems", "maxItems", "uniqueItems"}},
	{model.JSONString, []string{"pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType"}},
	{model.JSONNumber | model.JSONInteger, []string{"minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"}},
}

// Inferred guesses the JSON type of a schema that does not state one from the keywords that make
// sense for one only.
func (s Schema) Inferred() model.JSONKinds {
	for _, t := range telling {
		for _, keyword := range t.keywords {
			if s.Has(keyword) {
				return t.kinds
			}
		}
	}
	return formatKinds[s.Get("format").Str()]
}

// formatKinds are the JSON types of formats, for a format that stands alone.
var formatKinds = func() map[string]model.JSONKinds {
	kinds := map[string]model.JSONKinds{}
	for k, formats := range map[model.JSONKinds]string{
		model.JSONString: `uuid uri url email byte base64 base64url binary file date date-time date-time-rfc1123
			date-time-rfc7231 http-date time duration password`,
		model.JSONInteger:                    "int8 int16 int32 int64 uint8 uint16 uint32 uint64",
		model.JSONNumber | model.JSONInteger: "float double seconds milliseconds",
	} {
		for f := range strings.FieldsSeq(formats) {
			kinds[f] = k
		}
	}
	return kinds
}()

// KindOf is the JSON type of a node.
func KindOf(n *node.Node) model.JSONKinds {
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

// narrow is what two statements about the type allow together; when they exclude each other the
// later one stands.
func narrow(a, b model.JSONKinds) model.JSONKinds {
	if a&b == 0 {
		return b
	}
	return a & b
}

// listsNull reports whether null is among a schema's values.
func listsNull(s Schema) bool {
	for _, v := range items(s.Get("enum")) {
		if v.Kind == node.Null {
			return true
		}
	}
	return s.Get("const").Is(node.Null)
}

// OnlyNull reports whether a schema allows null and nothing else.
func (s Schema) OnlyNull() bool {
	if s.Declared() == model.JSONNull {
		return true
	}
	values := items(s.Get("enum"))
	return len(values) == 1 && values[0].Kind == node.Null || s.Get("const").Is(node.Null)
}

// items returns a list's elements; of anything else, none.
func items(n *node.Node) []*node.Node {
	if n.Is(node.List) {
		return n.Items
	}
	return nil
}
