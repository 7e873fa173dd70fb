package runtime

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
)

// tag is a policy that notes what it sees and sets a header.
func tag(notes *[]string, name string) Policy {
	return func(next http.RoundTripper) http.RoundTripper {
		return roundTripperFunc(func(req *http.Request) (*http.Response, error) {
			*notes = append(*notes, name)
			req = req.Clone(req.Context())
			req.Header.Add("X-Tag", name)
			resp, err := next.RoundTrip(req)
			if err == nil {
				*notes = append(*notes, fmt.Sprint(name, " ", resp.StatusCode))
			}
			return resp, err
		})
	}
}

// A policy of the call sees it once, one of tries sees each; the first that was given is outermost.
func TestPoliciesSeeCallsAndTries(t *testing.T) {
	var notes []string
	s := serve(t, reply(503, ""), reply(200, "{}"))
	c := s.client(t, WithCallPolicy(tag(&notes, "call")), WithTryPolicy(tag(&notes, "try")))
	resp, err := do(t, c, op("PUT", "/x"), func(r *Request) { r.Text("text/plain", "hello") }, WithCallPolicy(tag(&notes, "inner")))
	if err != nil || resp.Text() != "{}" {
		t.Fatalf("%v, %v", resp, err)
	}
	if got := strings.Join(notes, ", "); got != "call, inner, try, try 503, try, try 200, inner 200, call 200" {
		t.Error(got)
	}
	if got := s.last(); fmt.Sprint(got.Header["X-Tag"]) != "[call inner try]" || got.Header.Get("Authorization") == "" || got.Body != "hello" {
		t.Errorf("sent %+v", got)
	}
}

// A policy of the call sees no credential, reads errors, makes the call again, and sends requests
// of its own, which are authenticated.
func TestPolicyThatMakesTheCallAgain(t *testing.T) {
	s := script(t, map[string][]answer{
		"PUT /x":         {reply(409, `{"error":{"code":"Missing"}}`), reply(200, `{"code":"ok"}`)},
		"POST /register": {reply(503, "", "Retry-After", "0"), reply(200, "registered")},
	})
	register := func(next http.RoundTripper) http.RoundTripper {
		return roundTripperFunc(func(req *http.Request) (*http.Response, error) {
			if req.Header.Get("Authorization") != "" {
				t.Error("a policy of the call sees the credential")
			}
			if b, err := io.ReadAll(req.Body); err != nil || string(b) != "hello" {
				t.Errorf("the body is %q, %v", b, err)
			}
			resp, err := next.RoundTrip(req)
			if err != nil || resp.StatusCode != 409 {
				return resp, err
			}
			if b, _ := io.ReadAll(resp.Body); !strings.Contains(string(b), "Missing") {
				t.Errorf("the error's body is %q", b)
			}
			other, _ := http.NewRequestWithContext(req.Context(), "POST", s.URL+"/register", strings.NewReader("now"))
			if resp, err = next.RoundTrip(other); err != nil || resp.StatusCode != 200 {
				t.Errorf("%v, %v", resp, err)
			}
			return next.RoundTrip(req)
		})
	}
	resp, err := do(t, s.client(t, WithCallPolicy(register)), op("PUT", "/x"), func(r *Request) { r.Text("text/plain", "hello") })
	if err != nil || resp.StatusCode != 200 {
		t.Fatal(err)
	}
	all := s.seen()
	if len(all) != 4 || all[2].URI != "/register" || all[2].Body != "now" || all[2].Header.Get("Authorization") == "" || all[3].Body != "hello" {
		t.Errorf("sent %+v", all)
	}
}

// A policy may answer itself, with a success or an error, and its own requests go nowhere else.
func TestPolicyThatAnswers(t *testing.T) {
	s := serve(t)
	answer := func(status int, body string) Option {
		return WithCallPolicy(func(http.RoundTripper) http.RoundTripper {
			return roundTripperFunc(func(*http.Request) (*http.Response, error) {
				return &http.Response{StatusCode: status, Body: io.NopCloser(strings.NewReader(body))}, nil
			})
		})
	}
	if resp, err := do(t, s.client(t, answer(200, "own")), op("GET", "/x"), nil); err != nil || resp.Text() != "own" {
		t.Errorf("%v, %v", resp, err)
	}
	if _, err := do(t, s.client(t, answer(404, `{"code":"Own"}`)), op("GET", "/x"), nil); !errors.Is(err, ErrNotFound) || !strings.Contains(err.Error(), "Own") {
		t.Error(err)
	}
	astray := WithCallPolicy(func(next http.RoundTripper) http.RoundTripper {
		return roundTripperFunc(func(req *http.Request) (*http.Response, error) {
			other, _ := http.NewRequestWithContext(req.Context(), "GET", "https://elsewhere.example/", nil)
			return next.RoundTrip(other)
		})
	})
	if _, err := do(t, s.client(t, astray), op("GET", "/x"), nil); !errors.Is(err, ErrForeignOrigin) {
		t.Error(err)
	}
	if n := len(s.seen()); n != 0 {
		t.Errorf("%d requests were sent", n)
	}
}
