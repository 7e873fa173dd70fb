package load

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/shape"
)

// cleaner holds an OpenAPI 3 tree against the shapes, so that afterwards each field is of its kind:
// what is not is repaired when the repair cannot be mistaken, else left out or, where something
// would be missing, marked as a defect.
type cleaner struct {
	root     *node.Node
	findings *report
	swagger2 bool // the tree is in the form of Swagger 2.0 still
	schemas  int  // met so far
}

func (c *cleaner) warn(n *node.Node, fix, format string, args ...any) {
	c.findings.Add(finding.Warning, n.Place(), fmt.Sprintf(format, args...), fix)
}

// defect marks an object as unusable and reports it.
func (c *cleaner) defect(n *node.Node, format string, args ...any) {
	message := fmt.Sprintf(format, args...)
	c.warn(n, "correct the document", "%s", message)
	mark(n, message)
}

// value makes a value fit its shape. It reports whether the value can stay. The key names it in
// messages.
func (c *cleaner) value(n *node.Node, s *shape.Shape, key string, owner *node.Node) bool {
	switch s.Kind {
	case shape.Object:
		return c.object(n, s, key)
	case shape.Dict:
		return c.dict(n, s, key, owner)
	case shape.List:
		return c.list(n, s, key, owner)
	case shape.Text, shape.SchemaRef:
		return c.text(n, key)
	case shape.Bool:
		return c.boolean(n, key)
	case shape.Number:
		return c.number(n, key)
	case shape.Bound:
		return n.Kind == node.Bool || c.number(n, key)
	case shape.Count:
		return c.count(n, key)
	case shape.Types:
		return c.types(n, owner)
	}
	return true
}

func (c *cleaner) text(n *node.Node, key string) bool {
	switch n.Kind {
	case node.String:
		return true
	case node.Number, node.Bool: // a version 1.0, a description true
		n.Kind = node.String
		return true
	case node.Null:
		return false
	}
	c.warn(n, "write text", "%q must be text, not %s; it is left out", key, n.Kind.An())
	return false
}

var booleanWords = map[string]bool{"true": true, "yes": true, "on": true, "false": false, "no": false, "off": false}

func (c *cleaner) boolean(n *node.Node, key string) bool {
	switch n.Kind {
	case node.Bool:
		return true
	case node.Null:
		return false
	}
	if b, ok := booleanWords[strings.ToLower(n.Text)]; ok && n.Kind == node.String {
		c.warn(n, "write it without quotes", "%q must be true or false, not the text %q; it is read as %t", key, n.Text, b)
		n.Kind, n.Text = node.Bool, strconv.FormatBool(b)
		return true
	}
	c.warn(n, "write true or false", "%q must be true or false, not %s; it is left out", key, n.Kind.An())
	return false
}

func (c *cleaner) number(n *node.Node, key string) bool {
	if n.Kind == node.Null {
		return false
	}
	text, numeric := n.Text, n.Kind == node.Number
	if n.Kind == node.String {
		text, numeric = jsonNumber(strings.TrimSpace(n.Text))
	}
	if f, err := strconv.ParseFloat(text, 64); !numeric || err != nil || math.IsInf(f, 0) {
		c.warn(n, "write a number", "%q must be a number; it is left out", key)
		return false
	}
	if n.Kind == node.String {
		c.warn(n, "write it without quotes", "%q must be a number, not text; it is read as %s", key, text)
		n.Kind, n.Text = node.Number, text
	}
	return true
}

// count wants a whole number from 0. It may be written 1.0 or 1e3.
func (c *cleaner) count(n *node.Node, key string) bool {
	if n.Kind == node.Null || !c.number(n, key) {
		return false
	}
	if _, err := strconv.ParseUint(n.Text, 10, 64); err == nil {
		return true
	}
	f, _ := strconv.ParseFloat(n.Text, 64)
	if f < 0 || f != math.Trunc(f) {
		c.warn(n, "write a whole number from 0", "%q must be a whole number from 0, not %s; it is left out", key, n.Text)
		return false
	}
	if f >= 1<<63 { // no value is that long: as good as no bound
		return false
	}
	n.Text = strconv.FormatUint(uint64(f), 10)
	return true
}

// component reports whether a reference is to a component of the kind, as joining makes them. One
// can be left that is not when a document uses the same thing as two kinds of object, or writes
// something else than text after $ref.
func (c *cleaner) component(ref string, s *shape.Shape) bool {
	name, ok := strings.CutPrefix(ref, "#/components/"+s.Section+"/")
	return ok && s.Section != "" && c.root.Get("components").Get(s.Section).Has(node.Split("/" + name)[0])
}

// openOrClosed are the fields of a schema where true and false are the usual form, and stay.
var openOrClosed = map[string]bool{"additionalProperties": true, "unevaluatedProperties": true, "unevaluatedItems": true}

func (c *cleaner) object(n *node.Node, s *shape.Shape, key string) bool {
	if n.Kind != node.Map && !c.toObject(n, s, key) {
		return false
	}
	if ref := n.Get("$ref"); ref != nil && !c.swagger2 {
		if c.component(ref.Str(), s) {
			return true
		}
		n.Delete("$ref")
		c.defect(n, "$ref %q cannot be used as %s", ref.Text, s.An())
	}
	if prepare := preparations[s.Name]; prepare != nil && (!c.swagger2 || s.Name == "schema") {
		prepare(c, n)
	}
	if s.Name == "schema" {
		c.schemas++
	} else if !c.swagger2 {
		c.misplacedType(n, s)
	}
	out := c.ahead(n, s)
	for _, m := range n.Sorted() { // the first defect is the one told, whatever the order
		f := s.Field(m.Key)
		if f == nil || s.Name == "schema" && openOrClosed[m.Key] && m.Value.Kind == node.Bool {
			continue
		}
		if m.Value.Kind == node.Null {
			c.empty(m.Value, f, s.Rest == f)
		}
		if !c.value(m.Value, f, m.Key, n) {
			out = append(out, m.Key)
		}
	}
	c.remove(n, out)
	if check := completions[s.Name]; check != nil && !c.swagger2 {
		check(c, n)
	}
	return true
}

// ahead returns the fields of a Swagger 2.0 object that only OpenAPI 3 knows. Nothing in them was
// joined or checked.
func (c *cleaner) ahead(n *node.Node, s *shape.Shape) []string {
	newer := shape.OpenAPI3[s.Name]
	if !c.swagger2 || newer == nil {
		return nil
	}
	var out []string
	for _, m := range n.Members {
		if s.Field(m.Key) == nil && newer.Fields[m.Key] != nil {
			c.warn(m.Value, "write it as Swagger 2.0 does", "%q is a field of OpenAPI 3, not of Swagger 2.0; it is left out", m.Key)
			out = append(out, m.Key)
		}
	}
	return out
}

// empty deals with a key that has nothing after it, where that means something.
func (c *cleaner) empty(n *node.Node, s *shape.Shape, entry bool) {
	switch {
	case entry && s.Kind == shape.Object: // a response, a path
		*n = *node.NewMap(n)
	case s.Name == "operation":
		c.warn(n, "describe or remove it", "the operation is empty; it is left out")
	}
}

func (c *cleaner) remove(n *node.Node, keys []string) {
	if len(keys) == 0 {
		return
	}
	gone := map[string]bool{}
	for _, key := range keys {
		gone[key] = true
	}
	kept := n.Members[:0]
	for _, m := range n.Members {
		if !gone[m.Key] {
			kept = append(kept, m)
		}
	}
	n.SetMembers(kept)
}

// toObject makes an object of what should be one. An absent value leaves nothing, an empty list (as
// PHP writes an empty object) an empty object, anything else a placeholder.
func (c *cleaner) toObject(n *node.Node, s *shape.Shape, key string) bool {
	kind, text := n.Kind, n.Text
	if kind == node.Null {
		return false
	}
	emptyList := kind == node.List && len(n.Items) == 0
	n.Kind, n.Text, n.Items = node.Map, "", nil
	switch {
	case emptyList:
	case s.Name == "schema" && kind == node.Bool:
		if text == "false" {
			n.Set("not", node.NewMap(n))
		}
	case s.Name == "discriminator" && kind == node.String:
		if c.swagger2 {
			n.SetText("propertyName", text)
			break
		}
		c.warn(n, "write an object with propertyName", "discriminator must be an object, not text; it is read as the property's name")
		n.SetText("propertyName", text)
	default:
		c.defect(n, "%q must be an object (%s), not %s", key, s.Name, kind.An())
	}
	return true
}

func (c *cleaner) dict(n *node.Node, s *shape.Shape, key string, owner *node.Node) bool {
	switch {
	case n.Kind == node.Null:
		return false
	case n.Kind == node.List && len(n.Items) == 0:
		n.Kind, n.Items = node.Map, nil
	case n.Kind == node.List && s.Elem.Kind == shape.Text: // a list of scopes without descriptions
		c.warn(n, "write an object", "%q must be an object, not a list; its items are read as keys", key)
		items := n.Items
		n.Kind, n.Items = node.Map, nil
		for _, item := range items {
			if item.Kind == node.String {
				n.Set(item.Text, node.NewString("", item))
			}
		}
	case n.Kind != node.Map:
		c.lost(n, s, key, owner)
		return false
	}
	var out []string
	for _, m := range n.Sorted() {
		if m.Value.Kind == node.Null && s.Elem.Kind == shape.Object {
			*m.Value = *node.NewMap(m.Value) // "Name:" with nothing after it
		}
		if !c.value(m.Value, s.Elem, m.Key, owner) {
			out = append(out, m.Key)
		}
	}
	c.remove(n, out)
	return true
}

// lost reports a map or list that is something else. When it should hold objects, its owner misses
// them.
func (c *cleaner) lost(n *node.Node, s *shape.Shape, key string, owner *node.Node) {
	want := map[shape.Kind]string{shape.Dict: "an object", shape.List: "a list"}[s.Kind]
	if s.Elem.Kind == shape.Object {
		message := fmt.Sprintf("%q must be %s, not %s", key, want, n.Kind.An())
		c.warn(n, "write "+want, "%s", message)
		mark(owner, message)
		return
	}
	c.warn(n, "write "+want, "%q must be %s, not %s; it is left out", key, want, n.Kind.An())
}

func (c *cleaner) list(n *node.Node, s *shape.Shape, key string, owner *node.Node) bool {
	switch {
	case n.Kind == node.Null:
		return false
	case n.Kind == node.List:
	case n.Kind == node.Map && len(n.Members) == 0:
		n.Kind = node.List
	case c.single(n, s):
		c.warn(n, "write a list", "%q must be a list; it is read as a list of one", key)
		item := n.Shallow()
		*n = *node.NewList(n, item)
	default:
		c.lost(n, s, key, owner)
		return false
	}
	kept := n.Items[:0]
	for _, item := range n.Items {
		if c.value(item, s.Elem, key, owner) {
			kept = append(kept, item)
		}
	}
	n.Items = kept
	return true
}

// single reports whether a value is one item of the list that should stand there.
func (c *cleaner) single(n *node.Node, s *shape.Shape) bool {
	switch {
	case s.Elem.Kind == shape.Object && n.Kind == node.Map:
		for _, m := range n.Members {
			if s.Elem.Fields[m.Key] != nil || m.Key == "$ref" && s.Elem.Section != "" {
				return true
			}
		}
		return false
	case s.Elem.Kind == shape.Text:
		_, boolean := booleanWords[n.Text]
		return n.Kind == node.String && !boolean
	}
	return s.Elem.Kind == shape.Any && n.Kind != node.Map
}
