package load

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/swagger2"
)

// preparations rearrange an object before its fields are looked at, completions see to it
// afterwards. Both are by the object's name in the shapes.
var (
	preparations = map[string]func(*cleaner, *node.Node){
		"schema":    prepareSchema,
		"parameter": prepareParameter,
		"header":    prepareTyped,
	}
	completions = map[string]func(*cleaner, *node.Node){
		"schema":    completeSchema,
		"parameter": completeParameter,
		"responses": completeResponses,
		"xml":       completeXML,
	}
)

// otherTypes are names of types that people write for those of JSON Schema, with the format they
// imply.
var otherTypes = map[string][2]string{
	"int": {"integer", ""}, "int32": {"integer", "int32"}, "int64": {"integer", "int64"}, "long": {"integer", "int64"},
	"float": {"number", "float"}, "double": {"number", "double"}, "decimal": {"number", ""},
	"bool": {"boolean", ""}, "str": {"string", ""}, "text": {"string", ""}, "date": {"string", "date"},
	"datetime": {"string", "date-time"}, "date-time": {"string", "date-time"}, "uuid": {"string", "uuid"},
	"uri": {"string", "uri"}, "url": {"string", "uri"}, "email": {"string", "email"}, "byte": {"string", "byte"},
	"binary": {"string", "binary"}, "file": {"string", "binary"}, "enum": {"string", ""},
	"map": {"object", ""}, "dict": {"object", ""}, "hash": {"object", ""}, "list": {"array", ""},
}

// anyTypes are words that say a value may be anything.
var anyTypes = []string{"any", "mixed", "*", ""}

var jsonTypes = []string{"string", "number", "integer", "boolean", "array", "object", "null"}

// types wants the name of a JSON type or a list of them.
func (c *cleaner) types(n, owner *node.Node) bool {
	switch n.Kind {
	case node.Null:
		return false
	case node.List:
		kept := n.Items[:0]
		for _, item := range n.Items {
			if item.Kind == node.Null { // [string, null] in YAML means the type of that name
				item.Kind, item.Text = node.String, "null"
			}
			repeated := slices.ContainsFunc(kept, func(k *node.Node) bool { return k.Text == item.Text })
			if c.types(item, owner) && !repeated {
				kept = append(kept, item)
			}
		}
		n.Items = kept
		return len(kept) > 0
	case node.String:
		return c.typeName(n, owner)
	}
	c.warn(n, "name a type", "type must be the name of a JSON type, not %s; it is left out", n.Kind.An())
	return false
}

func (c *cleaner) typeName(n, owner *node.Node) bool {
	name := strings.ToLower(strings.TrimSpace(n.Text))
	switch other, known := otherTypes[name]; {
	case slices.Contains(jsonTypes, n.Text):
		return true
	case n.Text == "file" && c.swagger2: // Swagger 2.0's word for bytes
		n.Text = "string"
		owner.SetText("format", "binary")
	case slices.Contains(jsonTypes, name):
		c.warn(n, "write "+name, "there is no type %q; it is read as %s", n.Text, name)
		n.Text = name
	case known:
		c.warn(n, "write "+other[0], "there is no type %q; it is read as %s", n.Text, strings.TrimSpace(other[0]+" "+other[1]))
		n.Text = other[0]
		if other[1] != "" && !owner.Has("format") {
			owner.SetText("format", other[1])
		}
	case slices.Contains(anyTypes, name):
		c.warn(n, "leave the type out", "there is no type %q; the value may be anything", n.Text)
		return false
	default:
		c.warn(n, "use one of "+strings.Join(jsonTypes, ", "), "there is no type %q; it is left out", n.Text)
		return false
	}
	return true
}

// prepareSchema turns a list of items, as older JSON Schema drafts wrote tuples, into prefixItems,
// and "false" in quotes into false. Without a type a list of items is no tuple: documents that have
// one list what the value itself may be, and it says nothing about what is no list.
func prepareSchema(c *cleaner, n *node.Node) {
	if items := n.Get("items"); items.Is(node.List) {
		switch {
		case len(items.Items) == 1:
			c.warn(items, "write one schema", "items must be a schema, not a list; its one schema is read for all items")
			n.Set("items", items.Items[0])
		case len(items.Items) > 1 && !n.Has("type"):
			c.warn(items, "use oneOf, or add type: array", "items must be a schema, not a list; the value may be anything")
			n.Delete("items")
		case len(items.Items) > 1 && !n.Has("prefixItems"):
			c.warn(items, "use prefixItems", "items must be a schema, not a list; it is read as prefixItems")
			n.Rename("items", "prefixItems")
		}
	}
	for key := range openOrClosed {
		if value := n.Get(key); value.Is(node.String) {
			c.boolean(value, key)
		}
	}
}

func completeSchema(c *cleaner, n *node.Node) {
	if d := n.Get("discriminator"); d.Is(node.Map) && d.Get("propertyName").Str() == "" && !d.Has(DefectExtension) {
		c.defect(d, "a discriminator must name its property (propertyName)")
	}
	if p := n.Get("pattern"); p.Is(node.String) && p.Text == "" {
		n.Delete("pattern")
	}
}

// prepareTyped reads type, format and so on beside a parameter or header, Swagger 2.0's way, as its
// schema.
func prepareTyped(c *cleaner, n *node.Node) {
	if n.Has("schema") || n.Has("content") || !n.Has("type") {
		return
	}
	c.warn(n.Get("type"), "write a schema", "type must stand in a schema; it is read as Swagger 2.0 would read it")
	swagger2.MoveTyped(n)
}

// nodeTypes are what a value can be in XML (OpenAPI 3.2, XML Object, nodeType).
var nodeTypes = []string{"element", "attribute", "text", "cdata", "none"}

func completeXML(c *cleaner, n *node.Node) {
	if t := n.Get("nodeType"); t != nil && !slices.Contains(nodeTypes, t.Str()) {
		c.warn(t, "use one of "+strings.Join(nodeTypes, ", "), "there is no nodeType %q; it is left out", t.Str())
		n.Delete("nodeType")
	}
}

var parameterPlaces = []string{"query", "header", "path", "cookie", "querystring"}

func prepareParameter(c *cleaner, n *node.Node) {
	if in := n.Get("in").Str(); slices.Contains(parameterPlaces, strings.ToLower(in)) && in != strings.ToLower(in) {
		c.warn(n.Get("in"), "write it in lower case", "there is no parameter place %q; it is read as %s", in, strings.ToLower(in))
		n.SetText("in", strings.ToLower(in))
	}
	prepareTyped(c, n)
}

func completeParameter(c *cleaner, n *node.Node) {
	if n.Has(DefectExtension) {
		return
	}
	name, in := n.Get("name").Str(), n.Get("in").Str()
	switch {
	case name == "":
		c.defect(n, "a parameter must have a name")
	case !slices.Contains(parameterPlaces, in):
		c.defect(n, "the parameter %q must be in query, querystring, header, path or cookie, not in %q", name, in)
	case in == "path" && !n.Get("required").True():
		n.Set("required", node.NewBool(true, n))
	}
}

// completeResponses writes ranges like 4xx in the form that the specification has for them.
func completeResponses(_ *cleaner, n *node.Node) {
	for _, key := range n.Keys() {
		if upper := strings.ToUpper(key); len(key) == 3 && strings.HasSuffix(upper, "XX") && upper != key && !n.Has(upper) {
			n.Rename(key, upper)
		}
	}
}
