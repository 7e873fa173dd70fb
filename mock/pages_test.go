package mock_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/mock"
)

const boxes = `openapi: 3.0.3
info: {title: Boxes, version: '1'}
servers: [{url: 'https://api.example.com/v1'}]
security: [{key: []}]
paths:
  /boxes:
    get:
      operationId: listBoxes
      x-ms-pageable: {nextLinkName: next}
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Boxes'}, example: {value: [{id: 1, name: a}, {id: 2, name: bcd}], next: null}}}
    post:
      operationId: createBox
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Box'}}}}
      responses: {'201': {description: made, content: {application/json: {schema: {$ref: '#/components/schemas/Box'}}}}}
  /boxes/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    get: {operationId: getBox, responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Box'}}}}}}
    delete: {operationId: deleteBox, responses: {'204': {description: gone}}}
  /colors:
    get:
      operationId: listColors
      x-armsmith-paging: {cursor: {param: after, from: -1.color}}
      parameters: [{name: after, in: query, schema: {type: string}}]
      responses:
        '200': {description: ok, content: {application/json: {schema: {type: array, items: {type: object, properties: {color: {type: string, enum: [red]}}}}}}}
components:
  securitySchemes: {key: {type: apiKey, in: query, name: key}}
  schemas:
    Box: {type: object, properties: {id: {type: integer}, name: {type: string, maxLength: 3}}}
    Boxes: {type: object, required: [value, next], properties: {value: {type: array, items: {$ref: '#/components/schemas/Box'}}, next: {type: string, nullable: true}}}
`

// pagesFrom goes through a list, and returns what each page holds.
func pagesFrom(t *testing.T, url string) []string {
	t.Helper()
	var out []string
	for next := url + "?key=secret&filter=x"; next != ""; {
		resp, body := call(t, "GET "+next, "")
		var page struct {
			Value json.RawMessage
			Next  *string
		}
		if err := json.Unmarshal([]byte(body), &page); err != nil || resp.StatusCode != 200 {
			t.Fatal(resp.StatusCode, body, err)
		}
		out = append(out, string(page.Value))
		if len(out) > 9 || page.Next == nil && !strings.Contains(body, `"next":null`) {
			t.Fatalf("the last of %d pages is %s", len(out), body)
		}
		next = ""
		if page.Next != nil {
			if strings.Contains(*page.Next, "secret") || !strings.Contains(*page.Next, "filter=x") {
				t.Errorf("the next page is at %s", *page.Next)
			}
			next = *page.Next + "&key=secret"
		}
	}
	return out
}

func TestPages(t *testing.T) {
	url := start(t, mock.Options{}, open(t, boxes)) + "/v1/boxes"
	want := `[[{"id":1,"name":"a"},{"id":2,"name":"bcd"}] [{"id":1001,"name":"a-2"},{"id":1002,"name":"b-2"}] [{"id":2001,"name":"a-3"},{"id":2002,"name":"b-3"}]]`
	for range 2 {
		if got := fmt.Sprint(pagesFrom(t, url)); got != want {
			t.Errorf("the pages are %s, want %s", got, want)
		}
	}
	two := start(t, mock.Options{Pages: 2}, open(t, boxes)) + "/v1/boxes"
	if got := pagesFrom(t, two); len(got) != 2 {
		t.Errorf("two pages are %d: %s", len(got), got)
	}
	for query, holds := range map[string]string{
		"":                                       `"id":1,`,
		"&armsmith=GET.page.2":                   `"id":1001`,
		"&armsmith=GET.page.0":                   `"id":1,`,
		"&armsmith=GET.page.-7":                  `"id":1,`,
		"&armsmith=GET.page.99999":               `"value":[]`,
		"&armsmith=GET.page.9223372036854775807": `"value":[]`,
		"&armsmith=nonsense":                     `"id":1,`,
		"&armsmith=PUT.page.2":                   `405`,
		"&armsmith=GET.operation.2":              `"id":1,`,
	} {
		if _, body := call(t, "GET "+url+"?key=any"+query, ""); !strings.Contains(body, holds) {
			t.Errorf("%s: %s, want %s", query, body, holds)
		}
	}
	if _, body := call(t, "GET "+url+"?key=any\nPrefer: code=200", ""); body != `{"value":[{"id":1,"name":"a"},{"id":2,"name":"bcd"}],"next":null}` {
		t.Errorf("the document's own answer is %s", body)
	}
}

// A list whose pages cannot be told apart has one, since another would never end.
func TestOnePage(t *testing.T) {
	url := start(t, mock.Options{}, open(t, boxes)) + "/v1/colors?key=any"
	resp, body := call(t, "GET "+url, "")
	if _, again := call(t, "GET "+url+"&after=red", ""); resp.StatusCode != 200 || again != body {
		t.Errorf("%d %s, then %s", resp.StatusCode, body, again)
	}
}

// What is kept is divided, a third on each page, and who follows a link changes nothing.
func TestStatefulPages(t *testing.T) {
	url := start(t, mock.Options{Stateful: true}, open(t, boxes)) + "/v1/boxes"
	if got := fmt.Sprint(pagesFrom(t, url)); got != `[[]]` {
		t.Errorf("nothing is %s", got)
	}
	for n := range 7 {
		if resp, body := call(t, "POST "+url+"?key=any", fmt.Sprintf(`{"name":"n%d"}`, n)); resp.StatusCode != 201 {
			t.Fatal(resp.StatusCode, body)
		}
	}
	call(t, "GET "+url+"?key=any&armsmith=POST.page.1", "")
	call(t, "GET "+url+"/3?key=any&armsmith=DELETE.page.1", "")
	want := `[[{"id":1,"name":"n0"},{"id":2,"name":"n1"},{"id":3,"name":"n2"}] [{"id":4,"name":"n3"},{"id":5,"name":"n4"},{"id":6,"name":"n5"}] [{"id":7,"name":"n6"}]]`
	if got := fmt.Sprint(pagesFrom(t, url)); got != want {
		t.Errorf("the pages are %s, want %s", got, want)
	}
}
