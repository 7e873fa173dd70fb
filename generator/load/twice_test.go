package load_test

import "testing"

// An operation that replaced another under the same path and method is a defect: nobody can say
// which one is meant.
func TestOperationsDescribedTwice(t *testing.T) {
	doc, findings := mustLoad(t, `openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a:
    get: {operationId: a1, responses: {'204': {description: ok}}}
    get: {operationId: a2, responses: {'204': {description: ok}}}
    put: {operationId: a3, responses: {'204': {description: ok}}}
  /b:
    get: {operationId: b1, responses: {'204': {description: ok}}}
  /b:
    put: {operationId: b2, responses: {'204': {description: ok}}}
`)
	expect{
		"/paths/~1a/get/operationId":       `"a2"`,
		"/paths/~1a/get/x-armsmith-defect": `"GET /a is described more than once"`,
		"/paths/~1b/put/x-armsmith-defect": `"the path /b is described more than once"`,
	}.check(t, doc)
	if doc.Node("/paths/~1a/put/x-armsmith-defect") != nil {
		t.Error("an operation described once is marked")
	}
	findingsHold(t, findings, `openapi.yaml:6:5 #/paths/~1a/get: warning: key "get" appears more than once`,
		`openapi.yaml:10:3 #/paths/~1b: warning: key "/b" appears more than once`)
}
