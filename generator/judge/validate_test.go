package judge_test

import (
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/judge"
)

// What kin finds is told with its place, at most once, and never as an error.
func TestValidate(t *testing.T) {
	text := `openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a/{id}:
    get:
      operationId: a
      responses:
        '200':
          content:
            text/plain:
              schema: {type: string}
    put:
      responses: {'204': {description: ok}}
components:
  schemas:
    Broken: {type: array}
    Example:
      type: integer
      example: five
    Pattern:
      type: string
      pattern: '(?<=a)b'
`
	doc, said := read(t, text)
	found := judge.Validate(t.Context(), doc, said)
	want := []string{
		`openapi.yaml:9:11 #/paths/~1a~1{id}/get/responses/200: warning: kin-openapi: `,
		`openapi.yaml:16:13 #/components/schemas/Broken: warning: kin-openapi: `,
		`openapi.yaml:18:7 #/components/schemas/Example: note: kin-openapi: invalid example: value must be an integer`,
		`openapi.yaml:21:7 #/components/schemas/Pattern: warning: kin-openapi: `,
	}
	for i, f := range found {
		if strings.Contains(f.String(), "\n") || f.Severity == finding.Error {
			t.Errorf("%q", f)
		}
		if i >= len(want) || !strings.HasPrefix(f.String(), want[i]) {
			t.Errorf("finding %d: %v", i, f)
		}
	}
	if len(found) != len(want) {
		t.Errorf("%d findings, want %d", len(found), len(want))
	}
}

// What load has said already is not said again, though kin puts it elsewhere.
func TestValidateSaysNothingTwice(t *testing.T) {
	doc, said := read(t, `openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a/{id}:
    get: {operationId: a, responses: {'200': {description: ok}}}
  /b/{x}: {get: {operationId: a, parameters: [{name: x, in: path, required: true, schema: {type: string}}], responses: {'200': {description: ok}}}}
  /b/{y}: {get: {operationId: c, parameters: [{name: y, in: path, required: true, schema: {type: string}}], responses: {'200': {description: ok}}}}
components:
  schemas:
    Whole: {oneOf: [{$ref: '#/components/schemas/Part'}]}
    Part: {type: array}
`)
	if len(said) != 3 {
		t.Errorf("load says %v", said)
	}
	found := judge.Validate(t.Context(), doc, said)
	if len(found) != 1 || found[0].Place.Pointer != "/components/schemas/Part" {
		t.Errorf("kin says again: %v", found)
	}
	if all := judge.Validate(t.Context(), doc, nil); len(all) != 4 {
		t.Errorf("of 4 defects kin finds %v", all)
	}
}
