package plan

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
)

// TestOrderDecidesNothing builds each golden document with all its maps turned round: the same must
// come out, to the line, except for the order of the lines.
func TestOrderDecidesNothing(t *testing.T) {
	folders, _ := filepath.Glob("testdata/op-*")
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(folder, "openapi.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			want, got := unordered(operationLines(t, text)), unordered(operationLines(t, reversed(t, text)))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the order of maps changed what came out (-as written +turned round):\n%s", diff)
			}
		})
	}
}

// orderStillDecides are the documents for which it does, with the reason. The list may only shrink.
var orderStillDecides = map[string]string{
	"type-enums":     "of two x-ms-enum of one name that name their values otherwise, the first gives the names",
	"type-recursion": "whether an item of a recursive union may be null depends on where one begins",
}

// The same for documents that are about types. What a type is told by may be listed in any order.
func TestOrderDecidesNoType(t *testing.T) {
	folders, _ := filepath.Glob("testdata/type-*")
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(folder, "openapi.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			want, got := unordered(typeLines(t, text)), unordered(typeLines(t, reversed(t, text)))
			diff, known := cmp.Diff(want, got), orderStillDecides[filepath.Base(folder)] != ""
			if diff != "" && !known {
				t.Errorf("the order of maps changed what came out (-as written +turned round):\n%s", diff)
			}
			if diff == "" && known {
				t.Error("the order decides nothing any more: strike it off the list")
			}
		})
	}
}

func typeLines(t *testing.T, text []byte) []string {
	t.Helper()
	lines := strings.Split(dumpTypes(planned(t, text)), "\n")
	for i, line := range lines {
		words := strings.FieldsFunc(line, func(r rune) bool { return r == ',' || r == ' ' })
		if strings.HasPrefix(line, "  :") {
			slices.Sort(words)
		}
		lines[i] = line[:len(line)-len(strings.TrimLeft(line, " "))] + strings.Join(words, " ")
	}
	return lines
}

// Where the document has an order, the model has it too: it is the order on the wire.
func TestOrderIsTheDocuments(t *testing.T) {
	api := planned(t, []byte(`openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /upload:
    post:
      operationId: upload
      requestBody: {content: {multipart/form-data: {schema: {type: object, properties: {policy: {type: string}, key: {type: string}, file: {type: string, format: binary}}}}}}
      responses: {'204': {description: ok}}
  /early: {post: {operationId: early, responses: {'204': {description: ok}}}}
`))
	var parts, operations []string
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			operations = append(operations, op.Path)
			if op.Body != nil {
				for _, p := range op.Body.Content.Parts {
					parts = append(parts, p.Field.Wire)
				}
			}
		}
	}
	if want := []string{"policy", "key", "file"}; !slices.Equal(parts, want) {
		t.Errorf("parts %q, want %q", parts, want)
	}
	if want := []string{"/upload", "/early"}; !slices.Equal(operations, want) {
		t.Errorf("operations %q, want %q", operations, want)
	}
}

// TestGrowthRenamesNothing adds operations that collide with nothing to a document: those that were
// there keep their names.
func TestGrowthRenamesNothing(t *testing.T) {
	text, err := os.ReadFile("testdata/op-names/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	grown := strings.Replace(string(text), "paths:\n", `paths:
  /aardvarks: {get: {operationId: Aardvarks_List, tags: [zoo], responses: {"204": {description: ok}}}}
  /pets/{id}/toys: {get: {tags: [pets], parameters: [{name: id, in: path, required: true, schema: {type: string}}], responses: {"204": {description: ok}}}}
  /zebras: {post: {responses: {"204": {description: ok}}}}
`, 1)
	after := operationLines(t, []byte(grown))
	for _, line := range operationLines(t, text) {
		if !slices.Contains(after, line) {
			t.Errorf("gone or renamed: %s", line)
		}
	}
}

// operationLines builds a document and returns the lines of its dump, except for findings.
func operationLines(t *testing.T, text []byte) []string {
	t.Helper()
	lines := strings.Split(dumpOperations(planned(t, text), nil), "\n")
	// samples stay as written
	return slices.DeleteFunc(lines, func(l string) bool { return strings.HasPrefix(l, "    example") })
}

// unordered puts each line behind the lines it is indented under, and sorts them all: what is left
// does not depend on the order of things that stand side by side.
func unordered(lines []string) []string {
	var above, out []string
	for _, line := range lines {
		indent := (len(line) - len(strings.TrimLeft(line, " "))) / 2
		above = append(above[:min(indent, len(above))], strings.TrimSpace(line))
		out = append(out, strings.Join(above, " > "))
	}
	slices.Sort(out)
	return out
}

// planned makes the model of a document.
func planned(t *testing.T, text []byte) *model.API {
	t.Helper()
	doc, found := load.Load(t.Context(), "openapi.yaml", load.Options{FS: fstest.MapFS{"openapi.yaml": {Data: text}}})
	if doc == nil {
		t.Fatal(found)
	}
	api, _ := Plan(doc, Config{Package: "demo", Source: "openapi.yaml", Tolerate: true})
	return api
}

// reversed turns all maps of a YAML document round.
func reversed(t *testing.T, text []byte) []byte {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	unfold(&doc)
	turn(&doc)
	out, err := yaml.Marshal(&doc)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// unfold puts a copy of what an alias stands for in its place: turned round, it would stand before
// its anchor.
func unfold(n *yaml.Node) {
	if n.Kind == yaml.AliasNode {
		*n = *n.Alias
	}
	n.Anchor = ""
	n.Content = slices.Clone(n.Content)
	for i, c := range n.Content {
		copied := *c
		n.Content[i] = &copied
		unfold(&copied)
	}
}

func turn(n *yaml.Node) {
	for _, c := range n.Content {
		turn(c)
	}
	if n.Kind == yaml.MappingNode {
		pairs := slices.Collect(slices.Chunk(n.Content, 2))
		slices.Reverse(pairs)
		n.Content = slices.Concat(pairs...)
	}
}
