package judge_test

import (
	"context"
	"testing"
	"testing/fstest"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/judge"
	"github.com/armsmith/armsmith/generator/load"
)

// read loads a document that is one file.
func read(t testing.TB, text string) (*load.Document, finding.List) {
	t.Helper()
	fsys := fstest.MapFS{"openapi.yaml": {Data: []byte(text)}}
	doc, found := load.Load(context.Background(), "openapi.yaml", load.Options{FS: fsys})
	if doc == nil {
		t.Fatal(found)
	}
	return doc, found
}

// schemas returns a document that holds nothing but component schemas, indented by four.
func schemas(yaml string) string {
	return "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n" + yaml
}

func TestTyped(t *testing.T) {
	doc, _ := read(t, schemas("    A: {type: [string, 'null'], example: 5, enum: [a, ~], exclusiveMaximum: 3, maxLength: 7, additionalProperties: {type: string}, x-own: {a: [1, true]}}\n"))
	a := judge.Document(doc).Components.Schemas["A"].Value
	switch {
	case !a.Type.Includes("null") || !a.Type.Includes("string"):
		t.Errorf("type %v", a.Type)
	case a.Example != 5.0:
		t.Errorf("example %v", a.Example)
	case len(a.Enum) != 2 || a.Enum[0] != "a" || a.Enum[1] != nil:
		t.Errorf("enum %v", a.Enum)
	case a.ExclusiveMax.Value == nil || *a.ExclusiveMax.Value != 3 || a.MaxLength == nil || *a.MaxLength != 7:
		t.Errorf("bounds %v %v", a.ExclusiveMax, a.MaxLength)
	case a.AdditionalProperties.Schema == nil || !a.AdditionalProperties.Schema.Value.Type.Is("string"):
		t.Errorf("additionalProperties %+v", a.AdditionalProperties)
	}
	own, _ := a.Extensions["x-own"].(map[string]any)
	if list, _ := own["a"].([]any); len(list) != 2 || list[0] != 1.0 || list[1] != true {
		t.Errorf("extension %v", a.Extensions)
	}
}

// A reference has the value of the component that it leads to, and every object its place.
func TestReferencesAndPlaces(t *testing.T) {
	doc, _ := read(t, schemas("    A: {properties: {b: {$ref: '#/components/schemas/C'}}}\n    B: {type: object}\n    C: {$ref: '#/components/schemas/B'}\n"))
	all := judge.Document(doc).Components.Schemas
	b := all["A"].Value.Properties["b"]
	if b.Ref != "#/components/schemas/C" || b.Value != all["B"].Value || b.Value == nil {
		t.Errorf("the reference is %+v", b)
	}
	at := b.Value.Origin.Key
	if at.File != "openapi.yaml" || at.Line != 7 || at.Column != 8 || at.Name != "/components/schemas/B" {
		t.Errorf("the place is %+v", at)
	}
}
