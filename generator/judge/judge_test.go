package judge_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
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
  "/<tag>\u200e/%3Cold%3E": {get: {operationId: odd, responses: {'200': {description: ok}}}}
  /feeds/{name}{ext}: {get: {operationId: feed, parameters: [{name: name, in: path, required: true, schema: {type: string}}, {name: ext, in: path, required: true, schema: {type: string, enum: [.json, .xml]}}], responses: {'200': {description: ok}}}}
  /jobs({id}):run#now: {post: {operationId: run, parameters: [{name: id, in: path, required: true, schema: {type: integer}}], responses: {'200': {description: ok}}}}
  /chat/{id}: {post: {operationId: chat, responses: {'200': {description: ok, content: {application/json: {}}}}}}
  /chat/{name}#stream: {post: {operationId: chatStream, responses: {'200': {description: ok, content: {text/event-stream: {}}}}}}
  /#Start: {post: {operationId: start, parameters: [{name: X-Target, in: header, schema: {type: string, enum: [Start]}}], responses: {'200': {description: ok}}}}
  /#Stop: {post: {operationId: stop, parameters: [{name: X-Target, in: header, schema: {type: string, enum: [Stop]}}], responses: {'200': {description: ok}}}}
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string, maxLength: 5}, age: {type: integer, default: 3}}}
`

func TestRouter(t *testing.T) {
	doc, _ := read(t, pets)
	router := judge.NewRouter(judge.Document(doc))
	for request, want := range map[string]string{
		"GET /pets/rex":                     "get",
		"GET /%3Ctag%3E%E2%80%8E/%3Cold%3E": "odd",
		"GET /pets/mine":                    "mine",
		"GET /files/a/b":                    "file",
		"GET /files?comp=list&x=":           "list",
		"GET /files?comp=tree":              "files",
		"POST /jobs(7):run":                 "run",
		"POST /pets/rex":                    "",
		"GET /pets":                         "",
		"GET /v1/pets/rex":                  "",
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
	for accept, want := range map[string]string{"text/event-stream": "chatStream", "application/json": "chat", "": "chat", "*/*": "chat"} {
		req := httptest.NewRequest("POST", "/chat/a", nil)
		req.Header.Set("Accept", accept)
		route, params := router.Find(req)
		if route.Operation.OperationID != want || want == "chatStream" && params["name"] != "a" {
			t.Errorf("who accepts %q gets %s, with %v", accept, route.Operation.OperationID, params)
		}
	}
	for target, want := range map[string]string{"Start": "start", "Stop": "stop", "": "start", "Other": "start"} {
		req := httptest.NewRequest("POST", "/", nil)
		req.Header.Set("X-Target", target)
		if route, _ := router.Find(req); route.Operation.OperationID != want {
			t.Errorf("who says %q gets %s", target, route.Operation.OperationID)
		}
	}
	if _, params := router.Find(httptest.NewRequest("GET", "/feeds/a.b.json", nil)); params["name"] != "a.b" || params["ext"] != ".json" {
		t.Errorf("parameters %v", params)
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

// Documents of OpenAPI 3.1 are judged too, by kin's other validator.
func TestRequest31(t *testing.T) {
	doc, _ := read(t, strings.Replace(pets, "3.0.3", "3.1.0", 1))
	j := judge.New(doc)
	for body, want := range map[string]string{`{"name":"rex"}`: "", `{"name":"rexrex"}`: "maxLength: got 6, want 5"} {
		req := httptest.NewRequest("PUT", "/pets/rex", strings.NewReader(body))
		req.Header.Set("Content-Type", "application/json")
		checkError(t, body, j.Request(req), want)
	}
}

// What is wrong with one request comes one by one, each with its place and without the schema.
func TestEach(t *testing.T) {
	doc, _ := read(t, pets)
	req := httptest.NewRequest("PUT", "/pets/x", strings.NewReader(`{"name":"rexrex","age":"old"}`))
	req.Header.Set("Content-Type", "application/json")
	var got []string
	for _, err := range judge.Each(judge.New(doc).Request(req)) {
		got = append(got, err.Error())
	}
	want := []string{
		`request body has an error: doesn't match schema #/components/schemas/Pet: Error at "/age": value must be an integer`,
		`request body has an error: doesn't match schema #/components/schemas/Pet: Error at "/name": maximum string length is 5`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if judge.Each(nil) != nil {
		t.Error("nothing is wrong, and yet there is something")
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

// An objection says where it is, and its message does not say it again.
func TestObjections(t *testing.T) {
	doc, _ := read(t, pets)
	j := judge.New(doc)
	for target, want := range map[string]judge.Objection{
		"GET /pets/mine?limit=x": {In: "query", Name: "limit", Message: "value x: an invalid integer: invalid syntax"},
		"GET /pets/mine?limit=6": {In: "query", Name: "limit", Message: "number must be at most 5"},
		"PUT /pets/rex":          {In: "body", Message: "value is required but missing"},
	} {
		method, path, _ := strings.Cut(target, " ")
		found := judge.Objections(j.Request(httptest.NewRequest(method, path, nil)))
		if len(found) != 1 || found[0] != want {
			t.Errorf("%s: %+v, want %+v", target, found, want)
		}
	}
}
