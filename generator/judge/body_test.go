package judge_test

import (
	"testing"

	"github.com/armsmith/armsmith/generator/judge"
)

// A value is held against the schema that stands at a place, and each objection says where it is.
func TestValue(t *testing.T) {
	doc, _ := read(t, `openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /tame: {put: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Tame'}}}}, responses: {'204': {description: ok}}}}
  /pets:
    put:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}}
components:
  schemas:
    Tame: {allOf: [{$ref: '#/components/schemas/Pet'}, {allOf: [{required: [name], properties: {owner: {type: string}}}]}]}
    Pet: {type: object, required: [name], properties: {name: {type: string}, id: {type: integer, readOnly: true}}}
`)
	j := judge.New(doc)
	request := judge.Body{Path: "/pets", Method: "PUT", MediaType: "application/json"}
	answer := request
	answer.Status = "200"
	composed := judge.Body{Path: "/tame", Method: "PUT", MediaType: "application/json"}
	elsewhere := request
	elsewhere.Method = "GET"
	for _, tc := range []struct {
		at          judge.Body
		value, want string
	}{
		{request, `{"name":"rex","id":1}`, ""},
		{request, `{"name":1}`, "/name"},
		{answer, `[{"name":"rex"},{}]`, "/1/name"},
		{composed, `{"name":"rex","owner":"a"}`, ""},
		{composed, `{"name":"rex","owner":1}`, "/owner"},
		{composed, `{"owner":"a"}`, "/name"},
		{elsewhere, `1`, ""},
	} {
		objections := j.Value(tc.at, []byte(tc.value))
		got := ""
		if len(objections) > 0 {
			got = objections[0].Pointer
		}
		if got != tc.want {
			t.Errorf("%s: %v, want something at %s", tc.value, objections, tc.want)
		}
	}
}
