package mock_test

import (
	"strings"
	"testing"
	"time"

	"github.com/armsmith/armsmith/mock"
)

const shelves = `openapi: 3.0.3
info: {title: Shelves, version: '1'}
servers: [{url: 'https://api.example.com'}]
paths:
  /books:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
      responses: {'201': {description: made, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}}
  /books/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      responses:
        '200':
          description: ok
          headers: {Last-Modified: {schema: {type: string}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}
    put:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
        '412': {description: changed, content: {application/json: {schema: {type: object, required: [changed], properties: {changed: {type: boolean, example: true}}}}}}
    delete: {responses: {'204': {description: gone}}}
  /tagged: {get: {responses: {'200': {description: ok, headers: {ETag: {schema: {type: string}, example: '"own"'}}, content: {application/json: {example: {etag: body}}}}}}, delete: {responses: {'204': {description: gone}}}}
  /octets: {get: {responses: {'200': {description: ok, content: {application/octet-stream: {example: 0123456789}}}}}}
components:
  schemas:
    Book: {type: object, properties: {id: {type: string}, title: {type: string}}}
`

// Who has what would be answered gets 304, and who speaks of something else 412.
func TestConditional(t *testing.T) {
	url := start(t, mock.Options{Stateful: true}, open(t, shelves))
	if resp, body := call(t, "PUT "+url+"/books/1", `{"id":"1","title":"a"}`); resp.StatusCode != 200 {
		t.Fatal(resp.StatusCode, body)
	}
	resp, _ := call(t, "GET "+url+"/books/1", "")
	tag, last := resp.Header.Get("ETag"), resp.Header.Get("Last-Modified")
	if !strings.HasPrefix(tag, `"`) || last == "" {
		t.Fatalf("tag %s, last modified %s", tag, last)
	}
	if again, _ := call(t, "GET "+url+"/books/1", ""); again.Header.Get("ETag") != tag {
		t.Errorf("the tag was %s, and is %s", tag, again.Header.Get("ETag"))
	}
	at := func(when time.Time) string { return when.UTC().Format("Mon, 02 Jan 2006 15:04:05 GMT") }
	long, soon := at(time.Now().Add(-time.Hour)), at(time.Now().Add(time.Hour))
	for _, step := range []struct {
		head, body string
		status     int
		holds      string
	}{
		{"GET /books/1\nIf-None-Match: " + tag, "", 304, ""},
		{"GET /books/1\nIf-None-Match: \"x\", W/" + tag, "", 304, ""},
		{"GET /books/1\nIf-None-Match: *", "", 304, ""},
		{"GET /books/1\nIf-None-Match: \"x\"", "", 200, "title"},
		{"GET /books/1\nIf-Match: \"x\"", "", 412, ""},
		{"GET /books/1\nIf-Modified-Since: " + soon, "", 304, ""},
		{"GET /books/1\nIf-Modified-Since: " + long, "", 200, "title"},
		{"GET /books/1\nIf-Modified-Since: " + soon + "\nIf-None-Match: \"x\"", "", 200, "title"}, // which goes before
		{"GET /books/1\nIf-Modified-Since: nonsense", "", 200, "title"},
		{"PUT /books/1\nIf-Match: \"x\"", `{"title":"b"}`, 412, `"changed":true`},
		{"PUT /books/1\nIf-Unmodified-Since: " + long, `{"title":"b"}`, 412, `"changed":true`},
		{"PUT /books/1\nIf-None-Match: *", `{"title":"b"}`, 412, `"changed":true`},
		{"PUT /books/2\nIf-Match: *", `{"title":"b"}`, 412, `"changed":true`},
		{"PUT /books/2\nIf-None-Match: *", `{"title":"b"}`, 200, `"b"`},
		{"PUT /books/1\nIf-Match: " + tag, `{"title":"b"}`, 200, `"b"`},
		{"PUT /books/1\nIf-Match: " + tag, `{"title":"c"}`, 412, ``}, // it has another one now
		{"GET /books/1\nIf-None-Match: " + tag, "", 200, `"b"`},
		{"DELETE /books/1\nIf-Match: " + tag, ``, 412, `is not what the request speaks of`},
		{"DELETE /books/1\nIf-Match: *", ``, 204, ``},
		{"GET /tagged\nIf-None-Match: \"own\"", "", 304, ""},
		{"DELETE /tagged\nIf-Match: \"own\"", "", 204, ""},
		{"DELETE /tagged\nIf-Match: \"body\"", "", 204, ""},
		{"DELETE /tagged\nIf-Match: W/\"own\"", "", 412, ""}, // a weak one is none to change by
	} {
		method, rest, _ := strings.Cut(step.head, " ")
		resp, body := call(t, method+" "+url+rest, step.body)
		if resp.StatusCode != step.status || !strings.Contains(body, step.holds) || step.status == 304 && body != "" {
			t.Errorf("%s: %d %s, want %d %s", step.head, resp.StatusCode, body, step.status, step.holds)
		}
	}
}

// Parts of what is got can be asked for.
func TestRanges(t *testing.T) {
	url := start(t, mock.Options{}, open(t, shelves)) + "/octets"
	resp, body := call(t, "GET "+url, "")
	tag := resp.Header.Get("ETag")
	if body != "0123456789" || tag == "" {
		t.Fatal(body, resp.Header)
	}
	for _, test := range []struct {
		asked   string
		status  int
		content string
		body    string
	}{
		{"bytes=2-4", 206, "bytes 2-4/10", "234"},
		{"bytes=7-", 206, "bytes 7-9/10", "789"},
		{"bytes=-2", 206, "bytes 8-9/10", "89"},
		{"bytes=-20", 206, "bytes 0-9/10", "0123456789"},
		{"bytes=5-99\nIf-Range: " + tag, 206, "bytes 5-9/10", "56789"},
		{"bytes=5-99\nIf-Range: \"x\"", 200, "", "0123456789"},
		{"bytes=10-", 416, "bytes */10", ""},
		{"bytes=4-2", 200, "", "0123456789"},
		{"bytes=1-2,4-5", 200, "", "0123456789"},
		{"lines=1-2", 200, "", "0123456789"},
		{"bytes=--1", 200, "", "0123456789"},
		{"bytes=-0", 200, "", "0123456789"},
		{"bytes=99999999999999999999-", 200, "", "0123456789"},
	} {
		resp, body := call(t, "GET "+url+"\nRange: "+test.asked, "")
		if resp.StatusCode != test.status || resp.Header.Get("Content-Range") != test.content || test.body != "" && body != test.body {
			t.Errorf("%s: %d %s %q, want %d %s %q", test.asked, resp.StatusCode, resp.Header.Get("Content-Range"), body, test.status, test.content, test.body)
		}
	}
}
