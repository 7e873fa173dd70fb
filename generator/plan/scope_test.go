package plan

import (
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator/plan/name"
)

// A field of the scope stays when a new operation does not take its parameter.
func TestScopeKeepsItsFields(t *testing.T) {
	const org = "{name: org, in: path, required: true, schema: {type: string}}"
	first := `openapi: 3.0.3
info: {title: t, version: "1"}
paths:
  /orgs/{org}/pets:
    parameters: [` + org + `]
    get: {operationId: Pets_List, responses: {"200": {description: ok}}}
    post: {operationId: Pets_Create, responses: {"200": {description: ok}}}
`
	second := first + `  /pets:
    get: {operationId: Pets_ListAll, responses: {"200": {description: ok}}}
`
	fields := func(text string, lock *name.Lock) (string, *name.Lock) {
		doc := loadText(t, text)
		book := name.NewBook(lock)
		api, _ := Plan(doc, Config{Package: "demo", Names: book})
		var out []string
		if api.Scope != nil {
			for _, f := range api.Scope.Fields {
				out = append(out, f.Name)
			}
		}
		return strings.Join(out, " "), book.Lock(false)
	}
	was, lock := fields(first, nil)
	is, _ := fields(second, lock)
	alone, _ := fields(second, nil)
	if was != "Org" || is != "Org" || alone != "" {
		t.Errorf("got %q, then %q, and %q without a lock", was, is, alone)
	}
}
