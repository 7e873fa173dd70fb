package swagger2

import (
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/shape"
)

// parameter converts a parameter that is none of a body. One that refers to a shared one stays a
// reference.
func (c *converter) parameter(p *node.Node) *node.Node {
	if p.Ref() == "" {
		convertParameter(p)
	}
	return p
}

// convertParameter moves what describes a parameter's or header's value into a schema, and its
// collectionFormat into style and explode.
func convertParameter(p *node.Node) {
	place := p.Get("in").Str()
	if p.Has("schema") && !p.Has("type") || p.Has(shape.Defect) {
		return
	}
	p.Delete("schema") // not for Swagger 2.0 here, and type has the say
	style := collectionStyle(p, place)
	if !p.Has("type") {
		p.SetText("type", "string")
	}
	MoveTyped(p)
	schema := p.Get("schema")
	for _, key := range []string{"x-ms-enum", "x-ms-secret", "x-nullable"} { // they tell about the value
		if x := p.Get(key); x != nil {
			schema.Set(key, x.Clone())
		}
	}
	convertSchema(schema)
	nestedLists(schema)
	for _, m := range style.Members {
		p.Set(m.Key, m.Value)
	}
}

// collectionStyle takes a parameter's collectionFormat and returns the style and explode that mean
// the same (Swagger 2.0, Parameter Object; OpenAPI 3.0, Style Values), for an array; nothing for
// others.
func collectionStyle(p *node.Node, place string) *node.Node {
	format := p.Delete("collectionFormat")
	out := node.NewMap(p)
	if p.Get("type").Str() != "array" {
		return out
	}
	name := format.Str()
	at := format
	if at == nil {
		at = p
	}
	set := func(style string, explode bool) {
		out.Set("style", node.NewString(style, at))
		out.Set("explode", node.NewBool(explode, at))
	}
	if place != "query" && place != "formData" { // path and header know commas only
		set("simple", false)
		if name == "ssv" || name == "tsv" || name == "pipes" {
			out.Set(Collection, format)
		}
		return out
	}
	switch name {
	case "multi":
		set("form", true)
	case "ssv":
		set("spaceDelimited", false)
	case "pipes":
		set("pipeDelimited", false)
	case "tsv":
		set("form", false)
		out.Set(Collection, format)
	default:
		set("form", false)
	}
	return out
}

// nestedLists says of each list within a value how its elements are separated: by commas, unless
// the document says otherwise (Swagger 2.0, Items Object, collectionFormat).
func nestedLists(value *node.Node) {
	for items := value.Get("items"); items.Get("type").Str() == "array"; items = items.Get("items") {
		if !items.Has(Collection) {
			items.SetText(Collection, "csv")
		}
	}
}

// schemaFields are the fields of a schema that Swagger 2.0 writes on parameters, headers and their
// items, and what says which Go type stands for it.
var schemaFields = []string{"type", "format", "items", "default", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum",
	"maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "enum", "multipleOf",
	"x-armsmith-type", "x-go-type", "x-go-type-import"}

// MoveTyped moves what Swagger 2.0 says of a value on a parameter or header into a schema.
func MoveTyped(n *node.Node) {
	schema := node.NewMap(n)
	for _, key := range schemaFields {
		if value := n.Delete(key); value != nil {
			schema.Set(key, value)
		}
	}
	n.Set("schema", schema)
}
