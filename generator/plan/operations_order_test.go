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
)

// TestOrderDecidesNothing builds each golden document with all its maps turned round: the same must
// come out, to the line.
func TestOrderDecidesNothing(t *testing.T) {
	folders, _ := filepath.Glob("testdata/op-*")
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(folder, "openapi.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			want, got := operationLines(t, text), operationLines(t, reversed(t, text))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the order of maps changed what came out (-as written +turned round):\n%s", diff)
			}
		})
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
	doc, found := load.Load(t.Context(), "openapi.yaml", load.Options{FS: fstest.MapFS{"openapi.yaml": {Data: text}}})
	if doc == nil {
		t.Fatal(found)
	}
	api, _ := Plan(doc, Config{Package: "demo", Source: "openapi.yaml", Tolerate: true})
	lines := strings.Split(dumpOperations(api, nil), "\n")
	// samples stay as written
	return slices.DeleteFunc(lines, func(l string) bool { return strings.HasPrefix(l, "    example") })
}

// reversed turns all maps of a YAML document round.
func reversed(t *testing.T, text []byte) []byte {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	turn(&doc)
	out, err := yaml.Marshal(&doc)
	if err != nil {
		t.Fatal(err)
	}
	return out
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
