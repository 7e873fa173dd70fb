package plan

import (
	"encoding/json"
	"maps"
	"testing"
	"testing/fstest"

	"github.com/armsmith/armsmith/generator/load"
)

// typeNames builds a document and returns what its types are called, by where they stand.
func typeNamesOf(t *testing.T, document any) map[string]string {
	text, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{"openapi.json": &fstest.MapFile{Data: text}}
	doc, findings := load.Load(t.Context(), "openapi.json", load.Options{FS: fsys})
	if doc == nil {
		t.Fatal(findings)
	}
	api, _ := Plan(doc, Config{Package: "demo", Tolerate: true})
	names := make(map[string]string)
	for _, typ := range api.Types {
		names[typ.Schema+" "+[...]string{"struct", "enum", "union", "named"}[typ.Kind]] = typ.Name
	}
	return names
}

// TestGrowth: a document that grows by a schema, and by an operation that uses everything, renames
// no type it had.
func TestGrowth(t *testing.T) {
	for _, document := range goldenDocuments(t) {
		schemas := sections(document)
		if len(schemas) == 0 {
			continue
		}
		before := typeNamesOf(t, document)
		grown := maps.Clone(schemas)
		grown["AnewSchema"] = map[string]any{"type": "object", "properties": map[string]any{"kind": map[string]any{"type": "string", "enum": []any{"a", "b"}}}}
		top := maps.Clone(document.(map[string]any))
		components := maps.Clone(top["components"].(map[string]any))
		components["schemas"] = grown
		top["components"] = components
		if paths, _ := top["paths"].(map[string]any); len(paths) > 0 {
			paths = maps.Clone(paths)
			paths["/anew"] = map[string]any{"post": map[string]any{
				"operationId": "Anew_Create",
				"requestBody": map[string]any{"content": map[string]any{"application/json": map[string]any{"schema": map[string]any{"$ref": "#/components/schemas/AnewSchema"}}}},
				"responses":   map[string]any{"200": map[string]any{"description": "ok"}},
			}}
			top["paths"] = paths
		}
		after := typeNamesOf(t, top)
		for where, was := range before {
			if after[where] != was {
				t.Errorf("%s was %s and is %s", where, was, after[where])
			}
		}
	}
}
