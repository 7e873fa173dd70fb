package mock_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/mock"
)

const formed = `openapi: 3.0.3
info: {title: Forms, version: '1'}
paths:
  /orders:
    post:
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            encoding:
              expand: {style: deepObject, explode: true}
              tags: {style: form, explode: false}
              more: {contentType: application/json}
            schema: {$ref: '#/components/schemas/Order'}
      responses: {'204': {description: ok}}
    get:
      parameters:
        - {name: expand, in: query, style: deepObject, explode: true, schema: {type: array, items: {type: string, maxLength: 5}}}
        - {name: made, in: query, style: deepObject, explode: true, schema: {type: object, properties: {gt: {type: integer}, not: {type: array, items: {type: integer}}}}}
        - {name: 'page[size]', in: query, schema: {type: integer}}
        - {name: any, in: query, schema: {}}
        - {name: either, in: query, schema: {oneOf: [{type: string, maxLength: 1}, {type: array, items: {type: string}, minItems: 2}]}}
        - {name: session, in: cookie, explode: false, schema: {type: array, items: {type: integer}}}
        - {name: Accept, in: header, required: true, schema: {type: string, enum: [application/json]}}
      responses: {'204': {description: ok}}
  /upload:
    post:
      requestBody:
        required: true
        content: {multipart/form-data: {schema: {allOf: [{required: [line], properties: {line: {$ref: '#/components/schemas/Line'}, names: {type: array, items: {type: string, maxLength: 2}}, seen: {nullable: true, allOf: [{type: integer}]}, file: {type: string, format: binary}}}]}}}
      responses: {'204': {description: ok}}
  /head: {get: {parameters: [{name: X-Must, in: header, required: true, schema: {type: string}}, {name: X-List, in: header, schema: {type: array, items: {type: integer}}}], responses: {'204': {description: ok}}}}
  /note: {put: {requestBody: {content: {text/plain: {schema: {type: integer, maximum: 9}}}}, responses: {'204': {description: ok}}}}
  /book: {put: {requestBody: {required: true, content: {application/xml: {schema: {type: object}}}}, responses: {'204': {description: ok}}}}
components:
  schemas:
    Order:
      type: object
      required: [lines]
      properties:
        lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
        expand: {type: array, items: {type: string}}
        tags: {type: array, items: {type: string, maxLength: 3}}
        more: {type: array, items: {$ref: '#/components/schemas/Line'}}
        address: {type: object, required: [city], properties: {city: {type: string}, zip: {type: integer}}}
        when: {anyOf: [{type: integer, minimum: 1}, {type: string, enum: [now]}]}
        metadata: {anyOf: [{type: object, additionalProperties: {type: string, maxLength: 3}}, {type: string, enum: ['']}]}
        other: {type: number, nullable: true}
    Line: {type: object, required: [sku], additionalProperties: false, properties: {sku: {type: string, maxLength: 3}, count: {type: integer}, parts: {type: array, items: {type: string}}}}
`

// What kin-openapi does not read is read for it: forms of objects and lists, lists below
// deepObject, what has no type.
func TestReread(t *testing.T) {
	url := start(t, mock.Options{}, open(t, formed))
	const (
		form  = "POST /orders\nContent-Type: application/x-www-form-urlencoded"
		list  = "GET /orders?"
		parts = "POST /upload\nContent-Type: multipart/form-data; boundary=b"
	)
	part := func(name, content string) string {
		return "--b\r\nContent-Disposition: form-data; name=" + name + "\r\n\r\n" + content + "\r\n"
	}
	for _, test := range []struct{ head, body, wrong string }{
		{form, "lines[0][sku]=a&lines[0][count]=1&lines[1][sku]=b", ""},
		{form, "lines[0][sku]=a&lines[1][count]=1", "body /lines/1/sku"},
		{form, "lines[1][sku]=long&lines[0][sku]=a", "body /lines/1/sku"},
		{form, "lines[][sku]=a", ""},
		{form, "lines[0][sku]=a&lines[0][parts][]=x&lines[0][parts][]=y", ""},
		{form, "lines[0][sku]=a&lines[0][other]=x", "body /lines/0"},
		{form, `lines={"sku":"a"}&lines={"sku":"b","count":2}`, ""},
		{form, `lines={"sku":"a"}&lines={"count":2}`, "body /lines/1/sku"},
		{form, "lines=a", "body /lines/0"},
		{form, "tags=a", "body /lines"},
		{form, "lines[0][sku]=a&expand[0]=x&expand[1]=y", ""},
		{form, "lines[0][sku]=a&expand[]=x&expand[]=y", ""},
		{form, "lines[0][sku]=a&expand=x&expand=y", ""},
		{form, "lines[0][sku]=a&tags=abc,def", ""},
		{form, "lines[0][sku]=a&tags=abc,long", "body /tags/1"},
		{form, `lines[0][sku]=a&more=[{"sku":"b"}]`, ""},
		{form, `lines[0][sku]=a&more=[{}]`, "body /more/0/sku"},
		{form, "lines[0][sku]=a&city=x&zip=1", ""},
		{form, "lines[0][sku]=a&city=x&zip=y", "body /address/zip"},
		{form, `lines[0][sku]=a&address={"city":"x"}`, ""},
		{form, `lines[0][sku]=a&address={"zip":1}`, "body /address/city"},
		{form, "lines[0][sku]=a&address[city]=x", ""},
		{form, "lines[0][sku]=a&when=now", ""},
		{form, "lines[0][sku]=a&when=12", ""},
		{form, "lines[0][sku]=a&when=0", "body /when"},
		{form, "lines[0][sku]=a&metadata=&other=", ""},
		{form, "lines[0][sku]=a&metadata[a]=1&metadata[b]=2", ""},
		{form, "lines[0][sku]=a&metadata[a]=1234", "body /metadata"},
		{form, "lines[0][sku]=a&other=x", "body /other"},
		{form, "lines%zz", "body"},
		{form, "lines" + strings.Repeat("[sku]", 1000) + "=a", "body"},
		{form, "", "body"},
		{list + "expand[0]=a&expand[1]=b", "", ""},
		{list + "expand[]=a", "", ""},
		{list + "expand[0]=long+text", "", "query expand"},
		{list + "made[gt]=1&made[not][0]=2", "", ""},
		{list + "made[not][0]=x", "", "query made"},
		{list + "made[gt]=x", "", "query made"},
		{list + "page[size]=2", "", ""},
		{list + "page[size]=x", "", "query page[size]"},
		{list + "any=1&either=a", "", ""},
		{list + "either=a&either=b", "", ""},
		{list + "either=ab", "", "query either"},
		{list + "\nCookie: session=1,2", "", ""},
		{list + "\nCookie: session=1,x", "", "cookie session"},
		{"GET /head", "", "header X-Must"},
		{"GET /head\nX-Must: a", "", ""},
		{"GET /head\nX-Must: a\nX-List: 1,2", "", ""},
		{"GET /head\nX-Must: a\nX-List: 1,x", "", "header X-List"},
		{"PUT /note\nContent-Type: text/plain", "7", ""},
		{"PUT /note\nContent-Type: text/plain", "70", "body"},
		{"PUT /note\nContent-Type: text/plain", "x", "body"},
		{parts, part("line", `{"sku":"a"}`) + part("names", "a") + part("names", "b") + part("seen", "1") + part("file", "\xff") + "--b--", ""},
		{parts, part("line", `{"sku":"long"}`) + "--b--", "body /line/sku"},
		{parts, part("line", `{"sku":"a"}`) + part("names", "a") + part("names", "abc") + "--b--", "body /names/1"},
		{parts, part("names", "a") + "--b--", "body /line"},
		{parts, part("line", `{"sku":"a"}`), "body"},
		{"PUT /book\nContent-Type: application/xml", "", "body"},
	} {
		method, rest, _ := strings.Cut(test.head, " ")
		resp, body := call(t, method+" "+url+rest, test.body)
		var problem mock.Problem
		_ = json.Unmarshal([]byte(body), &problem) // no body, no problem
		at := ""
		for _, v := range problem.Violations {
			at, _, _ = strings.Cut(v.String(), ": ")
			break
		}
		if !strings.HasPrefix(at, test.wrong) || (test.wrong == "") != (resp.StatusCode == 204) {
			t.Errorf("%s %.100s: %d %s, want %q to be wrong", test.head, test.body, resp.StatusCode, body, test.wrong)
		}
	}
}

// What an answer of text says is held against its schema as what it may mean.
func TestRereadAnswer(t *testing.T) {
	server := mock.New(open(t, `openapi: 3.0.3
info: {title: Texts, version: '1'}
paths:
  /right: {get: {responses: {'200': {description: ok, content: {text/plain: {schema: {type: object, properties: {a: {type: integer}}}}}}}}}
  /wrong: {get: {responses: {'200': {description: ok, content: {text/plain: {schema: {type: object}, example: a text}}}}}}
`))
	seen := make(chan string, 2)
	server.Watch(func(x *mock.Exchange) { seen <- fmt.Sprint(x.AnswerWrong) })
	test := httptest.NewServer(server.Handler())
	defer test.Close()
	for path, want := range map[string]string{"/right": "[]", "/wrong": "[body: value must be an object]"} {
		call(t, "GET "+test.URL+path, "")
		if got := <-seen; got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}
