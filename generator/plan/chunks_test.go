package plan

import (
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/rule"
)

const chunked = `openapi: 3.0.3
info: {title: Demo, version: "1"}
paths:
  /things:
    post:
      operationId: addThings
      x-armsmith-chunks: RULE
      requestBody: {$ref: "#/components/requestBodies/Things"}
      responses: {"200": {$ref: "#/components/responses/Results"}}
  /nothing:
    get:
      operationId: getNothing
      responses: {"204": {description: nothing}}
components:
  requestBodies:
    Things:
      required: true
      content:
        application/json:
          schema:
            title: Things
            type: object
            required: [things]
            properties:
              things: {type: array, maxItems: 10, items: {$ref: "#/components/schemas/Thing"}}
              names: {type: array, items: {type: string}}
  responses:
    Results:
      description: ok
      content:
        application/json:
          schema:
            title: Results
            type: object
            properties:
              results: {type: array, items: {$ref: "#/components/schemas/Thing"}}
  schemas:
    Thing:
      type: object
      properties:
        id: {type: string}
        size: {type: integer}
        state: {type: string, enum: [ok, busy, bad]}
`

func planChunked(t *testing.T, extension string, cfg Config) (size int, findings finding.List) {
	t.Helper()
	doc := loadText(t, strings.Replace(chunked, "RULE", extension, 1))
	cfg.Package = "demo"
	api, findings := Plan(doc, cfg)
	if how := api.Groups[0].Operations[0].Chunks; how != nil {
		size = how.Size
	}
	return size, findings
}

// What is wrong with a rule of the document is said where it stands.
func TestChunksOfTheDocument(t *testing.T) {
	const whole = `{results: results, key: {item: id, result: id}, status: {result: state, done: [ok], again: [busy]}`
	tests := []struct {
		name, extension string
		size            int
		found           string
	}{
		{"none", "null", 0, ""},
		{"the document's size", whole + "}", 10, ""},
		{"a size of its own", whole + ", size: 5}", 5, ""},
		{"in the order of the items", `{results: results}`, 10, ""},
		{"no list", `{items: others, results: results}`, 0, `the body has no list "others"`},
		{"no results", `{results: others}`, 0, `the answer has no list "others"`},
		{"no list of results", `{}`, 0, `the answer is no list of objects (results)`},
		{"half a key", `{results: results, key: {item: id}}`, 0, `a key needs both`},
		{"a key that is no text", `{results: results, key: {item: size, result: id}}`, 0, `an item has no text "size"`},
		{"no status", `{results: results, status: {done: [ok]}}`, 0, `which property of a result holds them`},
		{"no size", `{items: names, results: results, size: many}`, 0, `how many items a request may carry`},
		{"texts with a key", `{items: names, size: 3, results: results, key: {item: id, result: id}}`, 0, `the items are no objects`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			size, found := planChunked(t, test.extension, Config{})
			if size != test.size {
				t.Errorf("chunks of %d, want %d", size, test.size)
			}
			if test.found == "" != (len(found) == 0) {
				t.Fatal(found)
			}
			if test.found == "" {
				return
			}
			text := found[0].String()
			if !strings.HasPrefix(text, "openapi.yaml:7:26 ") || !strings.Contains(text, test.found) || !found.HasErrors() {
				t.Error(text)
			}
			if _, found := planChunked(t, test.extension, Config{Tolerate: true}); found.HasErrors() {
				t.Error("errors although tolerated", found)
			}
		})
	}
}

// The owner's rule goes before the document's, and the first that fits before the others.
func TestChunksOfTheOwner(t *testing.T) {
	place := finding.Place{File: "armsmith.yaml", Line: 4}
	rules := []rule.Chunks{
		{About: rule.About{Place: place, Operations: []string{"add*"}}, Size: 7, Results: "results"},
		{About: rule.About{Place: finding.Place{File: "armsmith.yaml", Line: 9}, Operations: []string{"addThings"}}, Size: 8, Results: "results"},
	}
	size, found := planChunked(t, "{results: results}", Config{Rules: rule.Set{Chunks: rules}})
	if size != 7 || len(found) != 1 || !strings.HasPrefix(found[0].String(), "armsmith.yaml:9: warning: chunks: no operation") {
		t.Error(size, found)
	}
	rules = []rule.Chunks{{About: rule.About{Place: place, Operations: []string{"getNothing"}}, Size: 7}}
	if _, found := planChunked(t, "null", Config{Rules: rule.Set{Chunks: rules}}); len(found) != 1 ||
		!strings.HasPrefix(found[0].String(), `armsmith.yaml:4: error: chunks of operation "getNothing" (GET /nothing): it sends no object in JSON`) {
		t.Error(found)
	}
}
