package mock_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/armsmith/armsmith/mock"
)

// paged serves documents with the page, and returns where the page is.
func paged(t *testing.T, docs ...*mock.Document) (server *mock.Server, root, page string) {
	t.Helper()
	server = mock.New(docs...)
	server.Page = true
	test := httptest.NewServer(server.Handler())
	t.Cleanup(func() { test.CloseClientConnections(); test.Close() })
	return server, test.URL, test.URL + mock.PagePath
}

// get asks for something with headers, and returns the answer with its body.
func get(t *testing.T, method, url string, headers ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
		if headers[i] == "Host" {
			req.Host = headers[i+1]
		}
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
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

// All that the page consists of is sent with a policy that allows nothing but itself, in its own
// media type, and changes nothing.
func TestPageFiles(t *testing.T) {
	_, root, page := paged(t, open(t, petstore))
	for name, mediaType := range map[string]string{
		"": "text/html; charset=utf-8", "style.css": "text/css; charset=utf-8", "page.js": "text/javascript; charset=utf-8",
		"icon.svg": "image/svg+xml", "apis": "application/json", "operation?key=0.0": "application/json",
	} {
		resp, body := get(t, "GET", page+name)
		policy := resp.Header.Get("Content-Security-Policy")
		if resp.StatusCode != 200 || resp.Header.Get("Content-Type") != mediaType || body == "" ||
			!strings.HasPrefix(policy, "default-src 'none'; script-src 'self';") || strings.Contains(policy, "unsafe") ||
			resp.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %s %v", name, resp.Status, resp.Header)
		}
	}
	for _, name := range []string{"nothing", "../templates.go", "%2e%2e/templates.go", "operation?key=0.99", "operation?key=7.0", "operation?key=-1.x", "exchange?number=-1"} {
		if resp, _ := get(t, "GET", page+name); resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", name, resp.Status)
		}
	}
	if resp, _ := get(t, "POST", page+"apis"); resp.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST: %s", resp.Status)
	}
	if resp, _ := get(t, "GET", strings.TrimSuffix(page, "/")); resp.StatusCode != http.StatusPermanentRedirect || resp.Header.Get("Location") != mock.PagePath {
		t.Errorf("without a slash: %s to %s", resp.Status, resp.Header.Get("Location"))
	}
	if resp, body := get(t, "GET", root+"/v1/pets", "X-Key", "k"); resp.StatusCode != 200 {
		t.Errorf("the service answers %s: %s", resp.Status, body)
	}
	plain := httptest.NewServer(mock.New(open(t, petstore)).Handler())
	defer plain.Close()
	if resp, _ := get(t, "GET", plain.URL+mock.PagePath); resp.StatusCode != http.StatusNotFound {
		t.Errorf("nobody asked for the page, and it is there: %s", resp.Status)
	}
}

type event struct{ id, data string }

// events returns what a stream of events tells, after one, until the test ends.
func events(t *testing.T, url, after string) <-chan event {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if after != "" {
		req.Header.Set("Last-Event-Id", after)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	if got := resp.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Fatalf("%s: %s", resp.Status, got)
	}
	out := make(chan event, 1000)
	go func() {
		defer close(out)
		defer resp.Body.Close()
		var e event
		for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
			name, value, _ := strings.Cut(lines.Text(), ": ")
			switch {
			case name == "id":
				e.id = value
			case name == "data":
				e.data = value
			case name == "" && e.id != "":
				out <- e
				e = event{}
			}
		}
	}()
	return out
}

// Whoever looks is told of each exchange once, also after the connection was lost, and of all that
// is remembered when another server has taken the place of the one before.
func TestPageEvents(t *testing.T) {
	_, root, page := paged(t, open(t, petstore))
	live := events(t, page+"events", "")
	get(t, "GET", root+"/v1/pets/mine")
	get(t, "GET", root+"/v1/pets?limit=many", "X-Key", "k")
	first, second := <-live, <-live
	var told struct {
		Number, Status, Wrong int
		Refused               bool
		Operation, ID, URL    string
	}
	if err := json.Unmarshal([]byte(second.data), &told); err != nil || told.Number != 2 || told.Status != 400 || !told.Refused || told.Wrong != 1 ||
		told.ID != "listPets" || told.Operation != "0.0" || told.URL != "/v1/pets?limit=many" {
		t.Errorf("it tells %s (%v)", second.data, err)
	}
	if got := <-events(t, page+"events", first.id); got != second {
		t.Errorf("after %s comes %v", first.id, got)
	}
	if got := <-events(t, page+"events?after="+first.id, ""); got != second {
		t.Errorf("after %s comes %v", first.id, got)
	}
	if got := <-events(t, page+"events", "another-1"); got != first {
		t.Errorf("after the run of another server comes %v", got)
	}
}

// The page remembers a bounded number of exchanges and a bounded part of each.
func TestPageRemembersWithinBounds(t *testing.T) {
	server := mock.New(open(t, petstore))
	server.Page = true
	handler := server.Handler()
	listening := httptest.NewServer(handler)
	t.Cleanup(func() { listening.CloseClientConnections(); listening.Close() })
	page := listening.URL + mock.PagePath
	long := strings.Repeat("€", 10<<10)
	for n := range 510 {
		req := httptest.NewRequest(http.MethodPost, fmt.Sprintf("/v1/pets?n=%d", n), strings.NewReader(`{"name":"`+long+`"}`))
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("X-Key", "k")
		handler.ServeHTTP(httptest.NewRecorder(), req)
	}
	live := events(t, page+"events", "")
	if first := <-live; !strings.HasSuffix(first.id, "-11") {
		t.Errorf("the first that is remembered is %s", first.id)
	}
	if resp, _ := get(t, "GET", page+"exchange?number=10"); resp.StatusCode != http.StatusNotFound {
		t.Errorf("one that is forgotten: %s", resp.Status)
	}
	_, text := get(t, "GET", page+"exchange?number=510")
	var got struct {
		Body struct {
			Size        int
			Text        string
			Cut, Binary bool
		}
	}
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	if b := got.Body; !b.Cut || b.Binary || b.Size != len(long)+11 || len(b.Text) > 16<<10 || len(b.Text) < 16<<10-4 || !strings.HasSuffix(b.Text, "€") {
		t.Errorf("of the body it shows %d bytes of %d, cut: %v, binary: %v", len(b.Text), b.Size, b.Cut, b.Binary)
	}
}

// A page that is open does not hold a server that ends.
func TestPageLetsTheServerEnd(t *testing.T) {
	server := mock.New(open(t, petstore))
	server.Page = true
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(ctx, l) }()
	live := events(t, "http://"+l.Addr().String()+mock.PagePath+"events", "")
	began := time.Now()
	cancel()
	if err := <-ended; err != nil || time.Since(began) > time.Second {
		t.Errorf("it ends after %v: %v", time.Since(began), err)
	}
	for range live { // it ends as well
		t.Error("something came")
	}
}

// A document that has paths where the page would be keeps them, and the page goes elsewhere.
func TestPagePath(t *testing.T) {
	for _, tc := range []struct{ servers, path, want string }{
		{"[]", "/pets", mock.PagePath},
		{"[]", "/{anything}/{more}", mock.PagePath},
		{"[]", "/_armsmith/things", "/_armsmith-2/"},
		{"[]", "/_armsmith", "/_armsmith-2/"},
		{"[]", "/_armsmithing", mock.PagePath},
		{"[{url: /v1}]", "/_armsmith", mock.PagePath},
		{"[{url: /v1}, {url: 'https://a.example/_armsmith/v2'}]", "/pets", "/_armsmith-2/"},
	} {
		parameters := ""
		if strings.Contains(tc.path, "{") {
			parameters = "{name: anything, in: path, required: true, schema: {type: string}}, {name: more, in: path, required: true, schema: {type: string}}"
		}
		doc := open(t, fmt.Sprintf(`openapi: 3.0.3
info: {title: t, version: '1'}
servers: %s
paths: {'%s': {get: {parameters: [%s], responses: {'200': {description: ok, content: {text/plain: {example: its own}}}}}}}
`, tc.servers, tc.path, parameters))
		server, root, _ := paged(t, doc)
		if got := server.PagePath(); got != tc.want {
			t.Errorf("%s %s: the page is at %s, want %s", tc.servers, tc.path, got, tc.want)
		}
		if resp, body := get(t, "GET", root+tc.want); resp.StatusCode != 200 || !strings.Contains(body, "<!doctype html>") {
			t.Errorf("%s %s: %s", tc.servers, tc.path, resp.Status)
		}
		if parameters == "" && tc.servers == "[]" {
			if _, body := get(t, "GET", root+tc.path); body != "its own" {
				t.Errorf("%s: the document's answer is %s", tc.path, body)
			}
		}
	}
}

// The request that the page makes up is one that the document shows, as far as that is right.
func TestPageRequest(t *testing.T) {
	_, _, page := paged(t, open(t, `openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a:
    post:
      operationId: send
      parameters:
        - {name: wrong, in: query, required: true, schema: {type: integer, minimum: 7, maximum: 7}, example: many}
        - {name: right, in: query, schema: {type: integer}, example: 12345678901234567890}
        - {name: offered, in: query, schema: {type: string, enum: [x]}}
        - {name: deep, in: query, style: deepObject, explode: true, schema: {type: array, items: {type: string}}, example: [a, b]}
      requestBody:
        content:
          application/json: {schema: {type: object, required: [n], properties: {n: {type: integer}}}, examples: {a: {value: {n: no}}, b: {value: {n: 12345678901234567890}}}}
          application/xml: {schema: {type: object, xml: {name: thing}, properties: {n: {type: integer, minimum: 3, maximum: 3}}}}
      responses: {'204': {description: ok}}
`))
	_, text := get(t, "GET", page+"operation?key=0.0")
	var got struct {
		Go     string
		Values []struct {
			Name, Value string
			On          bool
		}
		Body []struct{ Type, Text string }
	}
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	if v := fmt.Sprint(got.Values); v != "[{wrong 7 true} {right 12345678901234567890 true} {offered x false} {deep[0] a true} {deep[1] b true}]" {
		t.Errorf("the values are %s", v)
	}
	want := "{\n  \"n\": 12345678901234567890\n}"
	if len(got.Body) != 2 || got.Body[0].Text != want || !strings.HasSuffix(got.Body[1].Text, "<thing><n>3</n></thing>") {
		t.Errorf("the bodies are %q", got.Body)
	}
	if !strings.Contains(got.Go, `SendParams{Wrong: 7, Deep: []string{"a", "b"}}`) {
		t.Errorf("the call is %s", got.Go)
	}
}
