package judge_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator/judge"
)

const pets = `openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string, pattern: '^(?!x)[a-z ]+$'}}]
    get: {operationId: get, responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}
    put: {operationId: put, requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}, application/xml: {}}}, responses: {'204': {description: ok}}}
  /pets/mine: {get: {operationId: mine, parameters: [{name: limit, in: query, schema: {type: integer, maximum: 5}}], responses: {'200': {description: ok}}}}
  /files/{path}: {get: {operationId: file, parameters: [{name: path, in: path, required: true, schema: {type: string}}], responses: {'200': {description: ok}}}}
  /files?comp=list: {get: {operationId: list, responses: {'200': {description: ok}}}}
  /files: {get: {operationId: files, responses: {'200': {description: ok}}}}
  /jobs({id}):run#now: {post: {operationId: run, parameters: [{name: id, in: path, required: true, schema: {type: integer}}], responses: {'200': {description: ok}}}}
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string, maxLength: 5}, age: {type: integer, default: 3}}}
`

func TestRouter(t *testing.T) {
	doc, _ := read(t, pets)
	router := judge.NewRouter(judge.Document(doc))
	for request, want := range map[string]string{
		"GET /pets/rex":           "get",
		"GET /pets/mine":          "mine",
		"GET /files/a/b":          "file",
		"GET /files?comp=list&x=": "list",
		"GET /files?comp=tree":    "files",
		"POST /jobs(7):run":       "run",
		"POST /pets/rex":          "",
		"GET /pets":               "",
		"GET /v1/pets/rex":        "",
	} {
		method, target, _ := strings.Cut(request, " ")
		route, params := router.Find(httptest.NewRequest(method, target, nil))
		got := ""
		if route != nil {
			got = route.Operation.OperationID
		}
		if got != want {
			t.Errorf("%s is for %q, want %q (%v)", request, got, want, params)
		}
	}
	if _, params := router.Find(httptest.NewRequest("GET", "/pets/a%20b", nil)); params["id"] != "a b" {
		t.Errorf("parameters %v", params)
	}
}

func TestRequest(t *testing.T) {
	doc, _ := read(t, pets)
	j := judge.New(doc)
	for _, test := range []struct{ method, target, mediaType, body, want string }{
		{"GET", "/pets/rex", "", "", ""},
		{"GET", "/pets/mine?limit=6", "", "", "number must be at most 5"},
		{"GET", "/pets/mine", "application/json", "{}", "request body not allowed"},
		{"PUT", "/pets/rex", "application/json", `{"name":"rex"}`, ""},
		{"PUT", "/pets/rex", "application/json", `{"name":"rexrex"}`, "maximum string length is 5"},
		{"PUT", "/pets/rex", "application/json", `{}`, `property "name" is missing`},
		{"PUT", "/pets/rex", "", "", "value is required but missing"},
		{"PUT", "/pets/rex", "text/plain", "rex", "unexpected value"},
		{"PUT", "/pets/rex", "application/xml", "<", ""},
		{"POST", "/nowhere", "", "", "no operation"},
	} {
		req := httptest.NewRequest(test.method, test.target, strings.NewReader(test.body))
		if test.body == "" {
			req.Body, req.ContentLength = http.NoBody, 0
		}
		if test.mediaType != "" {
			req.Header.Set("Content-Type", test.mediaType)
		}
		checkError(t, test.method+" "+test.target+" "+test.body, j.Request(req), test.want)
	}
}

func TestResponse(t *testing.T) {
	doc, _ := read(t, pets)
	j := judge.New(doc)
	req := httptest.NewRequest("GET", "/pets/rex", nil)
	answer := http.Header{"Content-Type": {"application/json"}}
	checkError(t, "right", j.Response(req, 200, answer, []byte(`{"name":"rex"}`)), "")
	checkError(t, "wrong", j.Response(req, 200, answer, []byte(`{"name":1}`)), "must be a string")
	checkError(t, "undescribed", j.Response(req, 404, answer, nil), "status is not supported")
}

// checkError fails the test unless an error says what is wanted: nothing for "".
func checkError(t *testing.T, what string, err error, want string) {
	t.Helper()
	if err == nil && want == "" {
		return
	}
	if err == nil || want == "" || !strings.Contains(err.Error(), want) {
		t.Errorf("%s: %v, want %q", what, err, want)
	}
}
