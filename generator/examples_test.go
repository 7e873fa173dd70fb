package generator_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/examples"
)

const exampleDocument = `{"swagger": "2.0", "info": {"title": "t", "version": "1"}, "host": "widgets.example",
"consumes": ["application/json"], "produces": ["application/json"],
"paths": {"/w": {"put": {"operationId": "Widgets_Put",
  "parameters": [{"name": "widget", "in": "body", "schema": {"$ref": "#/definitions/Widget"}}],
  "responses": {
    "200": {"description": "ok", "schema": {"$ref": "#/definitions/Widget"}, "examples": {"application/json": {"size": 1.0, "new": 1e400}}},
    "404": {"description": "none", "schema": {"type": "string"}, "examples": {"application/json": "gone", "text/plain": "gone"}},
    "default": {"description": "error", "schema": {"type": "object"}}},
  "x-ms-examples": {
    "file": {"$ref": "examples/put.json"},
    "missing": {"$ref": "examples/missing.json"},
    "inline": {"parameters": {"widget": {"tags": {"a": null}}}, "responses": {"204": {}}}}}}},
"definitions": {"Widget": {"type": "object", "properties": {
  "size": {"type": "integer", "format": "int32"}, "at": {"type": "string", "format": "date-time"},
  "tags": {"type": "object", "additionalProperties": {"type": "string"}}}}}}`

const exampleFile = `{"parameters": {"widget": {"at": "2020-01-01T00:00:00.1234567Z", "id": 7}},
"responses": {
  "200": {"body": {"size": "three", "tags": {}}},
  "500": {"body": {"error": {"code": "x"}}},
  "202": {}}}`

// Every body of a document's examples is found, in whatever form it is given, and goes through the
// client's codec. What the schema does not allow is not the client's fault, and what cannot be read
// is a finding.
func TestRoundTrip(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a client")
	}
	made, err := generator.RoundTrip(t.Context(),
		generator.Config{Spec: "spec.json", FS: fstest.MapFS{"spec.json": {Data: []byte(exampleDocument)}, "examples/put.json": {Data: []byte(exampleFile)}}},
		generator.Config{Spec: "none.json", FS: fstest.MapFS{"none.json": {Data: []byte(`{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {}}`)}}},
		generator.Config{Spec: "bad.json", FS: fstest.MapFS{"bad.json": {Data: []byte(`{`)}}},
	)
	if err != nil {
		t.Fatal(err)
	}
	got := tell(made[0].Results)
	want := []string{
		"unchanged examples/put.json /parameters/widget request of Widgets_Put",
		"not what the schema says examples/put.json /responses/200/body answer 200 of Widgets_Put",
		"unchanged examples/put.json /responses/500/body answer 500 of Widgets_Put",
		"unchanged spec.json /paths/~1w/put/x-ms-examples/inline/parameters/widget request of Widgets_Put",
		"unchanged spec.json /paths/~1w/put/responses/200/examples/application~1json answer 200 of Widgets_Put",
		"unchanged spec.json /paths/~1w/put/responses/404/examples/application~1json answer 404 of Widgets_Put",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if why := strings.Join(made[0].Results[1].Why(), "; "); !strings.Contains(why, `size: want int32, found string "three"`) || !strings.Contains(why, "/size value must be an integer") {
		t.Error(why)
	}
	if f := made[0].Findings; len(f) != 1 || !strings.Contains(f[0].String(), "examples/missing.json") {
		t.Errorf("findings: %v", f)
	}
	var bad *generator.Error
	if made[1].Err != nil || len(made[1].Results) != 0 || !errors.As(made[2].Err, &bad) {
		t.Errorf("a document without examples: %+v, and one that is none: %v", made[1], made[2].Err)
	}
}

// A client of several documents has the examples of all of them, each read from beside its own.
func TestRoundTripOfSeveralDocuments(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a client")
	}
	document := func(kind string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(strings.NewReplacer("/w", "/"+kind, "Widget", kind).Replace(exampleDocument))}
	}
	made, err := generator.RoundTrip(t.Context(), generator.Config{
		Specs: []string{"a/spec.json", "b/spec.json"},
		FS: fstest.MapFS{"a/spec.json": document("Screw"), "b/spec.json": document("Nail"),
			"a/examples/put.json": {Data: []byte(`{"parameters": {"widget": {"size": 1}}}`)},
			"b/examples/put.json": {Data: []byte(`{"parameters": {"widget": {"size": 2}}}`)}},
	})
	if err != nil || made[0].Err != nil {
		t.Fatal(err, made[0].Err)
	}
	got := strings.Join(tell(made[0].Results), "\n")
	for _, want := range []string{
		"unchanged a/examples/put.json /parameters/widget request of Screws_Put",
		"unchanged b/examples/put.json /parameters/widget request of Nails_Put",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
}

// tell returns a line for each result.
func tell(results []examples.Result) []string {
	var lines []string
	for _, r := range results {
		lines = append(lines, r.Outcome.String()+" "+r.Place.File+" "+r.Place.Pointer+" "+r.Where())
	}
	return lines
}

// Without a go command the error says what to do.
func TestRoundTripWithoutGo(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := generator.RoundTrip(t.Context(), generator.Config{Spec: "spec.json", FS: fstest.MapFS{"spec.json": {Data: []byte(exampleDocument)}}})
	if err == nil || !strings.Contains(err.Error(), "install Go") {
		t.Error(err)
	}
}
