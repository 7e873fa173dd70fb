package mock_test

import (
	"strings"
	"testing"

	"github.com/armsmith/armsmith/mock"
)

func TestStateful(t *testing.T) {
	url := start(t, mock.Options{Stateful: true}, open(t, petstore)) + "/v1/pets"
	steps := []struct {
		head, body string
		status     int
		want       string
	}{
		{"GET ", "", 200, `[]`},
		{"GET /1", "", 404, ``},
		{"POST ", `{"name":"rex","tag":"dog"}`, 201, `{"id":1,"name":"rex","tag":"dog"}`},
		{"POST ", `{"name":"tom"}`, 201, `{"id":2,"name":"tom"}`},
		{"GET /1", "", 200, `{"id":1,"name":"rex","tag":"dog"}`},
		{"PATCH /1\nContent-Type: application/merge-patch+json", `{"tag":null,"name":"max"}`, 200, `{"id":1,"name":"max"}`},
		{"PUT /2", `{"name":"kit","tag":"cat"}`, 200, `{"id":2,"name":"kit","tag":"cat"}`},
		{"PUT /9", `{"name":"new"}`, 200, `{"id":9,"name":"new"}`},
		{"GET ", "", 200, `[{"id":1,"name":"max"},{"id":2,"name":"kit","tag":"cat"},{"id":9,"name":"new"}]`},
		{"DELETE /1", "", 204, ``},
		{"DELETE /1", "", 404, ``},
		{"GET /1", "", 404, ``},
		{"GET ", "", 200, `[{"id":2,"name":"kit","tag":"cat"},{"id":9,"name":"new"}]`},
		{"GET /2\nPrefer: code=200", "", 200, ``}, // asked for by name, it is the document's
	}
	for _, step := range steps {
		method, rest, _ := strings.Cut(step.head, " ")
		resp, body := call(t, method+" "+url+rest, step.body)
		if resp.StatusCode != step.status || step.want != "" && body != step.want {
			t.Errorf("%s %s: %d %s, want %d %s", step.head, step.body, resp.StatusCode, body, step.status, step.want)
		}
		if method == "POST" && !strings.HasPrefix(resp.Header.Get("Location"), url+"/") {
			t.Errorf("it is at %s", resp.Header.Get("Location"))
		}
	}
}

// What names a thing may hold anything: the link to it is a URL all the same, and leads there.
func TestLocationIsURL(t *testing.T) {
	const document = `openapi: 3.0.3
info: {title: t, version: '1'}
servers: [{url: 'https://api.example.com/{tenant}', variables: {tenant: {default: a}}}]
paths:
  /owners/{owner}/pets:
    parameters: [{name: owner, in: path, required: true, schema: {type: string}}]
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'201': {description: made, headers: {Location: {schema: {type: string}}}, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
  /owners/{owner}/pets/{name}:
    parameters: [{name: owner, in: path, required: true, schema: {type: string}}, {name: name, in: path, required: true, schema: {type: string}}]
    get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}
components: {schemas: {Pet: {type: object, properties: {name: {type: string}}}}}
`
	url := start(t, mock.Options{Stateful: true}, open(t, document))
	resp, body := call(t, "POST "+url+"/my%20tenant/owners/a%20b/pets", `{"name":"c d?"}`)
	if at := resp.Header.Get("Location"); resp.StatusCode != 201 || at != url+"/my%20tenant/owners/a%20b/pets/c%20d%3F" {
		t.Fatalf("%d %s, it is at %s", resp.StatusCode, body, at)
	}
	if resp, body := call(t, "GET "+resp.Header.Get("Location"), ""); resp.StatusCode != 200 || body != `{"name":"c d?"}` {
		t.Errorf("at its place there is %d %s", resp.StatusCode, body)
	}
}
