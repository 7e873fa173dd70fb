package runtime

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// What the document does not describe is called as all else is: retried, authenticated, under the
// endpoint's own path.
func TestSendAnything(t *testing.T) {
	for _, tc := range []struct {
		method, path string
		body         any
		uri, kind    string
		sent         string
	}{
		{"get", "things/a%2Fb?x=1&y=a b", nil, "/base/things/a%2Fb?x=1&y=a%20b", "", ""},
		{"POST", "/{id}", map[string]int{"n": 1}, "/base/%7Bid%7D", "application/json", `{"n":1}`},
		{"PUT", "/x", []byte("raw"), "/base/x", "application/octet-stream", "raw"},
		{"PUT", "/x", strings.NewReader("read"), "/base/x", "application/octet-stream", "read"},
		{"POST", "/x", url.Values{"a": {"1 2"}}, "/base/x", "application/x-www-form-urlencoded", "a=1+2"},
	} {
		s := serve(t, reply(503, "", "Retry-After", "0"), reply(200, `{"name":"n"}`, "Content-Type", "application/json"))
		c := clientFor(t, s.URL+"/base/")
		c.config.Schemes = []Scheme{{ID: "azure", Kind: SchemeOAuth2}}
		var out struct{ Name string }
		if err := c.Send(t.Context(), tc.method, tc.path, tc.body, &out); err != nil || out.Name != "n" {
			t.Errorf("%s %s: %v, %+v", tc.method, tc.path, err, out)
		}
		got := s.last()
		if got.Method != strings.ToUpper(tc.method) || got.URI != tc.uri || got.Body != tc.sent || got.Header.Get("Content-Type") != tc.kind || got.Header.Get("Authorization") == "" {
			t.Errorf("%s %s: sent %+v", tc.method, tc.path, got)
		}
	}
}

func TestSendReadsWhatItIsAskedFor(t *testing.T) {
	s := serve(t, reply(200, "text", "Content-Type", "text/csv"))
	c := s.client(t)
	var raw []byte
	var w bytes.Buffer
	if err := c.Send(t.Context(), "GET", "/x", nil, &raw); err != nil || string(raw) != "text" || s.last().Header.Get("Accept") != "*/*" {
		t.Errorf("%v, got %q", err, raw)
	}
	if err := c.Send(t.Context(), "GET", "/x", nil, &w); err != nil || w.String() != "text" {
		t.Errorf("%v, got %q", err, &w)
	}
	if err := c.Send(t.Context(), "DELETE", "/x", nil, nil); err != nil {
		t.Error(err)
	}
	var out map[string]any
	if err := c.Send(t.Context(), "GET", "/x", nil, &out); err == nil {
		t.Error("text is read as JSON")
	} else if e := new(DecodeError); !errors.As(err, &e) || string(e.Raw) != "text" {
		t.Errorf("got %v", err)
	}
	s = serve(t, reply(404, `{"error":{"code":"Gone","message":"away"}}`, "Content-Type", "application/json"))
	for _, out := range []any{nil, &raw, &w, &out} {
		err := s.client(t).Send(t.Context(), "GET", "/x", nil, out)
		if e := new(ResponseError); !errors.As(err, &e) || e.Code != "Gone" || !errors.Is(err, ErrNotFound) {
			t.Errorf("%T: got %v", out, err)
		}
	}
}

// No path leads away from the endpoint, and nothing is sent for one that tries.
func TestSendStaysAtTheEndpoint(t *testing.T) {
	s := serve(t)
	c := s.client(t)
	for _, path := range []string{"https://evil.example/x", "//evil.example/x", "///evil.example", `\\evil.example`, "/a/../../b", "/%2e%2e/b", "..", "a/./b", "http:x", ":", "/\x00%zz/.."} {
		err := c.Send(t.Context(), "GET", path, nil, nil)
		if e := new(ParamError); !errors.As(err, &e) {
			t.Errorf("%q: %v", path, err)
		}
	}
	for _, method := range []string{"", "GET /evil HTTP/1.1\r\nHost: x", "G T"} {
		if err := c.Send(t.Context(), method, "/x", nil, nil); err == nil {
			t.Errorf("the method %q is sent", method)
		}
	}
	if err := c.Send(t.Context(), "POST", "/x", func() {}, nil); err == nil {
		t.Error("a function is sent as JSON")
	}
	if len(s.seen()) > 0 {
		t.Errorf("sent %+v", s.seen())
	}
}

// A policy of the call sees no credential, however the call is made; one of tries sees it.
func TestSendGoesThroughPolicies(t *testing.T) {
	s := serve(t, reply(503, "", "Retry-After", "0"), reply(204, ""))
	var seen []string
	note := func(kind string) Policy {
		return func(next http.RoundTripper) http.RoundTripper {
			return roundTripperFunc(func(r *http.Request) (*http.Response, error) {
				seen = append(seen, kind+" "+map[bool]string{true: "with", false: "without"}[r.Header.Get("Authorization") != ""])
				return next.RoundTrip(r)
			})
		}
	}
	c := s.client(t, WithCallPolicy(note("outer")), WithCallPolicy(note("inner")), WithTryPolicy(note("try")))
	c.config.Security = []Requirement{{{Scheme: &Scheme{ID: "azure", Kind: SchemeOAuth2}}}}
	if err := c.Send(t.Context(), "GET", "/x", nil, io.Discard); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(seen, ", "); got != "outer without, inner without, try with, try with" {
		t.Error(got)
	}
}
