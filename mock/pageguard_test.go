package mock_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/mock"
)

// The page answers to this machine and to itself: not by a name that somebody has pointed here, and
// not to other pages.
func TestPageIsForThisMachine(t *testing.T) {
	_, root, page := paged(t, open(t, petstore))
	_, port, err := net.SplitHostPort(strings.TrimPrefix(root, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, path string
		headers    []string
		want       int
	}{
		{"localhost", "apis", []string{"Host", "localhost:" + port}, 200},
		{"behind a forwarded port", "apis", []string{"Host", "LOCALHOST:1"}, 200},
		{"a name below localhost", "apis", []string{"Host", "mock.localhost"}, 200},
		{"loopback", "apis", []string{"Host", "[::1]:" + port}, 200},
		{"rebound", "apis", []string{"Host", "evil.example:" + port}, 403},
		{"rebound, the front", "", []string{"Host", "evil.example"}, 403},
		{"it looks like localhost", "apis", []string{"Host", "localhost.evil.example"}, 403},
		{"it looks like an address", "apis", []string{"Host", "127.0.0.1.evil.example"}, 403},
		{"another address", "apis", []string{"Host", "192.0.2.1"}, 403},
		{"itself", "events", []string{"Origin", "null"}, 403},
		{"its own origin", "apis", []string{"Origin", root, "Sec-Fetch-Site", "same-origin"}, 200},
		{"another origin", "apis", []string{"Origin", "http://evil.example"}, 403},
		{"another port", "apis", []string{"Origin", "http://127.0.0.1:1"}, 403},
		{"another site", "apis", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"another site of this machine", "exchange?number=1", []string{"Sec-Fetch-Site", "same-site"}, 403},
		{"a link to the front", "", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"}, 200},
		{"a link to data", "apis", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"}, 403},
		{"typed", "apis", []string{"Sec-Fetch-Site", "none"}, 200},
	} {
		if resp, body := get(t, "GET", page+tc.path, tc.headers...); resp.StatusCode != tc.want {
			t.Errorf("%s: %s, want %d: %.100s", tc.name, resp.Status, tc.want, body)
		}
	}
}

const secretive = `openapi: 3.0.3
info: {title: t, version: '1'}
security: [{header: []}, {query: []}, {cookie: []}, {bearer: []}]
paths:
  /a:
    get:
      parameters: [{name: pass, in: query, schema: {type: string, format: password}}, {name: pin, in: query, schema: {type: integer, format: password}}, {name: X-Pass, in: header, schema: {type: string, format: password}}]
      responses:
        '200': {description: ok, headers: {Set-Cookie: {required: true, schema: {type: string, example: session=SECRET; Path=/}}, Location: {required: true, schema: {type: string, example: '/b?token=SECRET&x=1'}}}}
components:
  securitySchemes:
    header: {type: apiKey, in: header, name: x-my-key}
    query: {type: apiKey, in: query, name: token}
    cookie: {type: apiKey, in: cookie, name: sid}
    bearer: {type: http, scheme: bearer}
`

// Credentials are not shown: neither the usual ones, nor those of the document, nor those that an
// answer gives.
func TestPageHidesCredentials(t *testing.T) {
	_, root, page := paged(t, open(t, secretive))
	get(t, "GET", root+"/a?token=SECRET&to%6ben=SECRET&pass=SECRET&access_token=SECRET&sig=SECRET&X-Amz-Signature=SECRET&x=shown&%zz=SECRET", "Authorization", "Bearer SECRET", "X-My-Key", "SECRET",
		"X-Pass", "SECRET", "Cookie", "sid=SECRET; other=SECRET", "Proxy-Authorization", "SECRET", "X-Api-Key", "SECRET", "Ocp-Apim-Subscription-Key", "SECRET", "X-Shown", "shown too")
	live := events(t, page+"events", "")
	event := <-live
	_, exchange := get(t, "GET", page+"exchange?number=1")
	_, refused := get(t, "GET", root+"/a?pin=SECRET", "X-My-Key", "SECRET")
	if !strings.Contains(refused, "SECRET") {
		t.Errorf("it is refused with %s", refused)
	}
	refusal := <-live
	if _, text := get(t, "GET", page+"exchange?number=2"); strings.Contains(refusal.data+text, "SECRET") || !strings.Contains(text, `"name":"pin"`) {
		t.Errorf("of what is refused it shows %s", text)
	}
	for _, text := range []string{event.data, exchange} {
		if strings.Contains(text, "SECRET") || !strings.Contains(text, "x=shown") {
			t.Errorf("it shows %s", text)
		}
	}
	for _, want := range []string{`"Bearer •••"`, `"sid=•••; other=•••"`, `"session=•••; Path=/"`, `"shown too"`, `"/b?token=•••\u0026x=1"`} {
		if !strings.Contains(exchange, want) {
			t.Errorf("there is no %s in %s", want, exchange)
		}
	}
}

// What a program prints of an exchange, as the command does, need not tell credentials.
func TestExchangeWithoutSecrets(t *testing.T) {
	server := mock.New(open(t, secretive))
	told := make(chan *mock.Exchange, 1)
	server.Watch(func(x *mock.Exchange) { told <- x })
	test := httptest.NewServer(server.Handler())
	defer test.Close()
	get(t, "GET", test.URL+"/a?pin=SECRET&token=SECRET&x=shown", "Authorization", "Bearer SECRET", "Cookie", "sid=SECRET", "X-Pass", "SECRET")
	x := <-told
	if len(x.Wrong) != 1 || !strings.Contains(x.Refused.Detail, "SECRET") || x.Header.Get("X-Pass") != "SECRET" {
		t.Errorf("it was refused for %v: %s", x.Wrong, x.Refused.Detail)
	}
	x = x.WithoutSecrets()
	text := fmt.Sprint(x.URL, x.Header, x.Wrong, x.Refused.Detail, x.Refused.Violations, string(x.AnswerBody))
	if strings.Contains(text, "SECRET") || !strings.Contains(text, "x=shown") || len(x.Wrong) != 1 || x.Wrong[0].Name != "pin" {
		t.Errorf("it shows %s", text)
	}
}

// A page shows what came to its own handler, and a document's HTML cannot act for it.
func TestPageStandsAlone(t *testing.T) {
	server, root, page := paged(t, open(t, strings.ReplaceAll(petstore, "text/plain", "text/html")))
	server.Handler().ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/v1/pets/mine", nil))
	resp, body := get(t, "GET", root+"/v1/pets/mine")
	if body != "mine" || resp.Header.Get("Content-Security-Policy") != "sandbox" {
		t.Errorf("%s with %v", body, resp.Header)
	}
	if resp, _ := get(t, "GET", root+"/v1/pets", "X-Key", "any"); resp.Header.Get("Content-Security-Policy") != "" {
		t.Errorf("JSON comes with %v", resp.Header)
	}
	if resp, _ := get(t, "GET", page+"exchange?number=3"); resp.StatusCode != http.StatusNotFound {
		t.Errorf("another handler's exchange is shown: %s", resp.Status)
	}
	if resp, _ := get(t, "HEAD", page+"events"); resp.StatusCode != http.StatusOK {
		t.Errorf("HEAD of the events: %s", resp.Status)
	}
}
