package specs_test

import (
	"bytes"
	"encoding/json"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"go.yaml.in/yaml/v4"
)

// row is what a page prints of one parameter, property, enum value or response, in the page's own
// words.
type row struct {
	name string
	in   string // path, query; of a parameter
	// as the pages write types: "string (uuid)", "ErrorDetail[]", "<string, Sku>"
	typ       string
	limits    []string // as the pages write them: "minLength: 1"
	def       string   // default value
	tag       string   // the value of a discriminator in a variant
	required  bool
	described bool
}

// node is a YAML node that may be missing. kin-openapi forgets the order of maps, which counts
// here.
type node struct{ *yaml.Node }

func (n node) exists() bool { return n.Node != nil }

func (n node) text() string {
	if n.Node == nil {
		return ""
	}
	return n.Value
}

func (n node) entries() iter.Seq2[string, node] {
	return func(yield func(string, node) bool) {
		if n.Node == nil || n.Kind != yaml.MappingNode {
			return
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i].Value, node{n.Content[i+1]}) {
				return
			}
		}
	}
}

func (n node) get(key string) node {
	for k, v := range n.entries() {
		if k == key {
			return v
		}
	}
	return node{}
}

func (n node) keys() (keys []string) {
	for k := range n.entries() {
		keys = append(keys, k)
	}
	return keys
}

func (n node) list() (items []node) {
	if n.Node != nil && n.Kind == yaml.SequenceNode {
		for _, c := range n.Content {
			items = append(items, node{c})
		}
	}
	return items
}

// document is an openapi.yaml with one operation, in document order.
type document struct {
	node
	folder string
	op     node
}

func readDocument(t *testing.T, folder string) document {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, "openapi.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var root yaml.Node
	if err := yaml.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}
	d := document{node: node{root.Content[0]}, folder: folder}
	for _, item := range d.get("paths").entries() {
		for _, op := range item.entries() {
			d.op = op
		}
	}
	return d
}

func (d document) schema(name string) node { return d.get("components").get("schemas").get(name) }

func (d document) resolve(n node) node {
	if ref := n.get("$ref").text(); ref != "" {
		return d.schema(path.Base(ref))
	}
	return n
}

// pageType writes a schema the way the pages write types.
func (d document) pageType(s node) string {
	switch typ := s.get("type").text(); {
	case s.get("$ref").exists():
		return path.Base(s.get("$ref").text())
	case s.get("allOf").exists():
		return d.pageType(s.get("allOf").list()[0])
	case typ == "array":
		return d.pageType(s.get("items")) + "[]"
	case typ == "object" && s.get("additionalProperties").get("$ref").exists():
		return "<string, " + d.pageType(s.get("additionalProperties")) + ">"
	case s.get("format").exists():
		return typ + " (" + s.get("format").text() + ")"
	default:
		return typ
	}
}

func limits(s node) (out []string) {
	for _, key := range []string{"minLength", "maxLength", "pattern"} {
		if v := s.get(key); v.exists() {
			out = append(out, key+": "+v.text())
		}
	}
	return out
}

func (d document) parameterRow(p node) row {
	schema := p.get("schema")
	if !schema.exists() { // Swagger 2.0 form, in x-ms-parameterized-host
		schema = p
	}
	return row{
		name:      p.get("name").text(),
		in:        p.get("in").text(),
		typ:       d.pageType(schema),
		limits:    limits(schema),
		required:  p.get("required").text() == "true",
		described: p.get("description").text() != "",
	}
}

// propertyRows lists the properties of a schema. Those that a variant has from its base take the
// place that the pages give them, which is that of the alphabet.
func (d document) propertyRows(s node) (rows []row) {
	parts := s.get("allOf").list()
	if len(parts) == 0 {
		parts = []node{s}
	}
	for _, part := range parts {
		inherited := part.get("$ref").exists()
		part = d.resolve(part)
		var required []string
		for _, r := range part.get("required").list() {
			required = append(required, r.text())
		}
		for name, prop := range part.get("properties").entries() {
			r := row{
				name:      name,
				typ:       d.pageType(prop),
				limits:    limits(prop),
				def:       prop.get("default").text(),
				required:  slices.Contains(required, name),
				described: prop.get("description").text() != "",
			}
			if inherited && name == part.get("discriminator").get("propertyName").text() {
				r.typ, r.tag = "string", s.get("x-ms-discriminator-value").text()
			}
			rows = append(rows, r)
		}
	}
	if len(parts) > 1 {
		slices.SortFunc(rows, func(a, b row) int { return strings.Compare(a.name, b.name) })
	}
	return rows
}

func (d document) enumRows(s node) (rows []row) {
	described := map[string]bool{}
	for _, v := range s.get("x-ms-enum").get("values").list() {
		described[v.get("value").text()] = v.get("description").text() != ""
	}
	for _, v := range s.get("enum").list() {
		rows = append(rows, row{name: v.text(), described: described[v.text()]})
	}
	return rows
}

// expand writes the example's path and query, the query in the order of the operation's parameters.
// The samples hold nothing that would need escaping.
func expand(t *testing.T, template string, op *openapi3.Operation, ex example) string {
	t.Helper()
	var query []string
	for _, ref := range op.Parameters {
		raw, given := ex.Parameters[ref.Value.Name]
		value := strings.Trim(string(raw), `"`)
		switch {
		case ref.Value.In == "path":
			template = strings.ReplaceAll(template, "{"+ref.Value.Name+"}", value)
		case ref.Value.In == "query" && given:
			query = append(query, ref.Value.Name+"="+value)
		}
	}
	return template + "?" + strings.Join(query, "&")
}

func compact(t *testing.T, raw json.RawMessage) string {
	t.Helper()
	if raw == nil {
		return ""
	}
	var out bytes.Buffer
	if err := json.Compact(&out, raw); err != nil {
		t.Fatalf("%v in %s", err, raw)
	}
	return out.String()
}
