package mock_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/mock"
)

const petstore = `openapi: 3.0.3
info: {title: Pet Store, version: '1'}
servers: [{url: 'https://api.example.com/v1'}]
security: [{key: []}]
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{name: limit, in: query, schema: {type: integer, maximum: 100}}]
      responses:
        '200':
          description: ok
          headers: {X-Total: {schema: {type: integer, minimum: 3, maximum: 3}}, Link: {schema: {type: string}}}
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}
              examples:
                none: {value: []}
                wrong: {value: [{name: 5}]}
                one: {value: [{id: 12345678901234567890, name: rex}]}
            application/xml: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}, xml: {name: pets, wrapped: true}}}
        default: {description: an error, content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
    post:
      operationId: createPet
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses:
        '201':
          description: made
          headers: {Location: {schema: {type: string}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
  /pets/{petId}:
    parameters: [{name: petId, in: path, required: true, schema: {type: integer}}]
    get: {operationId: getPet, responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}, '404': {description: none}}}
    put:
      operationId: putPet
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
    patch:
      operationId: patchPet
      requestBody: {content: {application/merge-patch+json: {schema: {type: object}}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
    delete: {operationId: deletePet, responses: {'204': {description: gone}}}
  /pets/mine:
    get: {operationId: mine, security: [], responses: {'200': {description: ok, content: {text/plain: {schema: {type: string}, example: mine}}}}}
  /silent: {get: {operationId: silent, responses: {}}}
  /grim: {get: {operationId: grim, responses: {'409': {description: no}, 5XX: {description: no}}}}
  /broken:
    get: {operationId: broken, parameters: [{$ref: '#/components/parameters/Nowhere'}], responses: {'200': {description: ok}}}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
  schemas:
    Pet:
      type: object
      required: [name]
      properties: {id: {type: integer, readOnly: true}, name: {type: string, maxLength: 12}, tag: {type: string}}
    Error: {type: object, required: [message], properties: {message: {type: string}}}
`

// open reads a document that is one file.
func open(t *testing.T, text string) *mock.Document {
	t.Helper()
	doc, err := mock.Read(t.Context(), generator.Config{Spec: "openapi.yaml", FS: fstest.MapFS{"openapi.yaml": {Data: []byte(text)}}})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// start serves documents for the time of a test.
func start(t *testing.T, options mock.Options, docs ...*mock.Document) string {
	t.Helper()
	s := mock.New(docs...)
	s.Options = options
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	return server.URL
}

// call makes a request whose head is "METHOD URL" and lines of "Name: value".
func call(t *testing.T, head, body string) (*http.Response, string) {
	t.Helper()
	lines := strings.Split(head, "\n")
	method, url, _ := strings.Cut(lines[0], " ")
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("X-Key", "any")
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for _, line := range lines[1:] {
		name, value, _ := strings.Cut(line, ": ")
		req.Header.Set(name, value)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(data)
}

func TestAnswers(t *testing.T) {
	url := start(t, mock.Options{}, open(t, petstore)) + "/v1"
	for _, tc := range []struct {
		head, body string
		status     int
		mediaType  string
		holds      string
	}{
		{head: "GET %/pets", status: 200, mediaType: "application/json", holds: `[]`},
		{head: "GET %/pets\nPrefer: example=one", status: 200, mediaType: "application/json", holds: `"id":12345678901234567890`},
		{head: "GET %/pets\nPrefer: example=nothing", status: 400, mediaType: "application/problem+json", holds: `none, wrong, one`},
		{head: "GET %/pets\nPrefer: code=404", status: 404, mediaType: "application/json", holds: `"message":"message `},
		{head: "GET %/pets/5\nPrefer: code=500", status: 400, mediaType: "application/problem+json", holds: `it has 200, 404`},
		{head: "GET %/pets/5\nPrefer: code=404", status: 404},
		{head: "GET %/pets\nAccept: application/xml;q=0.9, application/json;q=0.1", status: 200, mediaType: "application/xml", holds: `<pets><pets><id>`},
		{head: "GET %/pets\nAccept: image/png", status: 406, mediaType: "application/problem+json", holds: `application/json, application/xml`},
		{head: "GET %/pets/7", status: 200, mediaType: "application/json", holds: `"name":"name `},
		{head: "GET %/pets/mine\nX-Key: ", status: 200, mediaType: "text/plain", holds: `mine`},
		{head: "DELETE %/pets/7", status: 204},
		{head: "GET %/silent", status: 204},
		{head: "GET %/grim", status: 204},
		{head: "GET %/grim\nPrefer: code=409", status: 409},
		{head: "GET %/pets?limit=500", status: 400, mediaType: "application/problem+json", holds: `"in":"query","name":"limit"`},
		{head: "GET %/pets\nX-Key: ", status: 401, mediaType: "application/problem+json", holds: `header X-Key`},
		{head: "GET %/nothing", status: 404, mediaType: "application/problem+json", holds: `below /v1/`},
		{head: "PATCH %/pets", body: `{}`, status: 405, mediaType: "application/problem+json", holds: `GET, POST`},
		{head: "POST %/pets", body: `{"name":"much too long a name","tag":5}`, status: 400, mediaType: "application/problem+json", holds: `"pointer":"/tag"`},
		{head: "POST %/pets", body: `{"name":"much too long a name","tag":5}`, status: 400, mediaType: "application/problem+json", holds: `"pointer":"/name"`},
		{head: "POST %/pets\nContent-Type: text/csv", body: `a`, status: 415, mediaType: "application/problem+json", holds: `application/json`},
		{head: "POST %/pets", body: `{"name":`, status: 400, mediaType: "application/problem+json", holds: `body`},
	} {
		resp, body := call(t, strings.ReplaceAll(tc.head, "%", url), tc.body)
		if resp.StatusCode != tc.status || resp.Header.Get("Content-Type") != tc.mediaType || !strings.Contains(body, tc.holds) {
			t.Errorf("%s %s: %d %s %s, want %d %s %s", tc.head, tc.body, resp.StatusCode, resp.Header.Get("Content-Type"), body, tc.status, tc.mediaType, tc.holds)
		}
	}
	resp, _ := call(t, "GET "+url+"/pets\nX-Key: ", "")
	if got := resp.Header.Get("WWW-Authenticate"); got != `ApiKey realm="header X-Key"` {
		t.Errorf("the challenge is %s", got)
	}
	resp, _ = call(t, "PATCH "+url+"/pets", "")
	if got := resp.Header.Get("Allow"); got != "GET, POST" {
		t.Errorf("allowed are %s", got)
	}
	resp, _ = call(t, "GET "+url+"/pets", "")
	if resp.Header.Get("X-Total") != "3" || resp.Header.Get("Link") != "" {
		t.Errorf("the headers are %v", resp.Header)
	}
}

// The same seed gives the same answers; dynamic ones differ.
func TestSeed(t *testing.T) {
	doc := open(t, petstore)
	pet := func(options mock.Options, head string) string {
		_, body := call(t, "GET "+start(t, options, doc)+"/v1/pets/7"+head, "")
		return body
	}
	first := pet(mock.Options{Seed: 1}, "")
	if again := pet(mock.Options{Seed: 1}, ""); again != first {
		t.Errorf("%s, then %s", first, again)
	}
	seen := map[string]bool{}
	for range 8 {
		seen[pet(mock.Options{Seed: 1}, "\nPrefer: dynamic=true")] = true
	}
	if len(seen) < 2 {
		t.Errorf("8 dynamic answers are all %v", seen)
	}
}

// Who watches is told of what was wrong with a request, and with an answer.
func TestWatch(t *testing.T) {
	s := mock.New(open(t, petstore))
	s.Lenient = true
	seen := make(chan *mock.Exchange, 9)
	stop := s.Watch(func(x *mock.Exchange) { seen <- x })
	server := httptest.NewServer(s.Handler())
	defer server.Close()

	resp, _ := call(t, "GET "+server.URL+"/v1/pets?limit=500\nX-Key: ", "")
	x := <-seen
	if resp.StatusCode != 200 || x.Refused != nil || len(x.Wrong) != 2 || x.Wrong[0].In != "security" || x.Wrong[1].Name != "limit" {
		t.Errorf("%d, and there is wrong %v", resp.StatusCode, x.Wrong)
	}
	if x.Operation.ID != "listPets" || x.Document.Name != "petstore" || x.Took <= 0 || x.URL != "/v1/pets?limit=500" || string(x.AnswerBody) != "[]" {
		t.Errorf("the exchange is %+v", x)
	}
	call(t, "GET "+server.URL+"/v1/pets\nPrefer: example=wrong", "")
	if x = <-seen; len(x.AnswerWrong) != 1 || x.AnswerWrong[0].Pointer != "/0/name" {
		t.Errorf("the answer's faults are %v", x.AnswerWrong)
	}
	stop()
	call(t, "GET "+server.URL+"/v1/pets", "")
	if len(seen) > 0 {
		t.Error("who has stopped watching is told")
	}
}

// What is whole is served, and what is not says so.
func TestDefects(t *testing.T) {
	doc := open(t, petstore)
	if left := doc.LeftOut(); len(left) != 1 || left[0].ID != "broken" || !strings.Contains(fmt.Sprint(doc.Findings), "is left out") {
		t.Errorf("left out are %v, for %v", left, doc.Findings)
	}
	url := start(t, mock.Options{}, doc)
	if resp, body := call(t, "GET "+url+"/v1/broken", ""); resp.StatusCode != 501 || !strings.Contains(body, "a defect of the document") {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
}

// Several documents at one address are below their servers' paths, or below their names.
func TestSeveral(t *testing.T) {
	pets := open(t, petstore)
	other := open(t, strings.NewReplacer("Pet Store", "Other", "/v1", "/v2", "/pets", "/things").Replace(petstore))
	again := open(t, strings.NewReplacer("Pet Store", "Again", "/v1", "/v2", "/pets", "/more").Replace(petstore))
	s := mock.New(pets, other, again)
	var paths []string
	for _, m := range s.Mounts() {
		paths = append(paths, m.Path)
	}
	if got := strings.Join(paths, " "); got != "/v1 /other/v2 /again/v2" {
		t.Errorf("the paths are %s", got)
	}
	url := start(t, mock.Options{}, pets, other, again)
	for _, path := range []string{"/v1/pets", "/other/v2/things", "/again/v2/more"} {
		if resp, body := call(t, "GET "+url+path, ""); resp.StatusCode != 200 {
			t.Errorf("%s: %d %s", path, resp.StatusCode, body)
		}
	}
}

// A request larger than any that is read is refused, whether it says so or not.
func TestTooLarge(t *testing.T) {
	url := start(t, mock.Options{}, open(t, petstore)) + "/v1/pets"
	for _, length := range []int64{1 << 30, -1} {
		req, err := http.NewRequestWithContext(t.Context(), "POST", url, io.LimitReader(endless{}, 1<<30))
		if err != nil {
			t.Fatal(err)
		}
		req.ContentLength = length
		req.Header.Set("X-Key", "any")
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Expect", "100-continue")
		resp, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			continue // the server closed the connection while we were writing
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusRequestEntityTooLarge {
			t.Errorf("%d bytes: %d", length, resp.StatusCode)
		}
	}
	if resp, body := call(t, "GET "+url, ""); resp.StatusCode != 200 {
		t.Errorf("afterwards: %d %s", resp.StatusCode, body)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

// A behaviour answers instead of the document, or changes what that answers, for its own calls.
func TestBehavior(t *testing.T) {
	teapot := func(next mock.Answerer) mock.Answerer {
		return func(call *mock.Call) *mock.Answer {
			switch call.Operation.ID {
			case "deletePet":
				return mock.Refuse(http.StatusTeapot, "not %s", call.Values["petId"])
			case "listPets":
				a := next(call).Copy()
				a.Header.Set("X-Total", "4")
				return a
			case "mine":
				a := next(call).Copy()
				a.Stream = func(w io.Writer) error { _, err := io.WriteString(w, "piece by piece"); return err }
				return a
			case "createPet":
				return &mock.Answer{}
			}
			return next(call)
		}
	}
	s := mock.New(open(t, petstore))
	s.Behaviors = []mock.Behavior{teapot}
	seen := make(chan *mock.Exchange, 9)
	s.Watch(func(x *mock.Exchange) { seen <- x })
	server := httptest.NewServer(s.Handler())
	defer server.Close()
	url := server.URL + "/v1/pets"
	if resp, body := call(t, "DELETE "+url+"/7", ""); resp.StatusCode != http.StatusTeapot || !strings.Contains(body, "not 7") {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
	<-seen
	resp, _ := call(t, "GET "+url, "")
	if x := <-seen; resp.Header.Get("X-Total") != "4" || len(x.AnswerWrong) != 1 {
		t.Errorf("%v, wrong is %v", resp.Header, x.AnswerWrong)
	}
	if resp, body := call(t, "GET "+url+"/mine", ""); resp.StatusCode != 200 || body != "piece by piece" {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
	<-seen
	req, err := http.NewRequestWithContext(t.Context(), "POST", url, strings.NewReader(`{"name":"rex"}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("X-Key", "any")
	req.Header.Set("Content-Type", "application/json")
	if resp, err := http.DefaultClient.Do(req); err == nil {
		resp.Body.Close()
		t.Errorf("the connection is not cut: %d", resp.StatusCode)
	}
	if x := <-seen; x.Status != 0 {
		t.Errorf("the exchange is %+v", x)
	}
}

// One line opens a document from its path.
func TestOpen(t *testing.T) {
	file := filepath.Join(t.TempDir(), "openapi.yaml")
	if err := os.WriteFile(file, []byte(petstore), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := mock.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	rec := httptest.NewRecorder()
	s.Handler().ServeHTTP(rec, httptest.NewRequestWithContext(t.Context(), "GET", "/v1/pets/mine", nil))
	if rec.Code != 200 || rec.Body.String() != "mine" {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
	if _, err := mock.Open(t.Context(), file+".none"); err == nil {
		t.Error("what is not there is opened")
	}
	if _, err := mock.Open(context.Background()); err == nil {
		t.Error("nothing is opened")
	}
}

// A problem is JSON as RFC 9457 has it.
func TestProblem(t *testing.T) {
	_, body := call(t, "GET "+start(t, mock.Options{}, open(t, petstore))+"/v1/pets?limit=500", "")
	var p mock.Problem
	if err := json.Unmarshal([]byte(body), &p); err != nil {
		t.Fatal(err)
	}
	if p.Status != 400 || p.Title != "Bad Request" || len(p.Violations) != 1 || p.Violations[0].Name != "limit" {
		t.Errorf("the problem is %+v", p)
	}
}
