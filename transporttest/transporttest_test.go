package transporttest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// The standard library's transport is what the contract was written for.
func TestStandardTransport(t *testing.T) {
	Run(t, func(*testing.T) http.RoundTripper { return &http.Transport{} })
}

type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// broken are transports with one fault each, by the check that finds it.
func broken() map[string]transport {
	std := &http.Transport{}
	return map[string]transport{
		"a redirect is not followed": (&http.Client{Transport: std}).Do,
		"a request is left as it is": func(req *http.Request) (*http.Response, error) {
			req.Header.Set("X-Own", "1")
			return std.RoundTrip(req)
		},
		"an answer is whole": func(req *http.Request) (*http.Response, error) {
			resp, err := std.RoundTrip(req)
			if err == nil {
				resp.Body = io.NopCloser(io.LimitReader(resp.Body, 1000))
			}
			return resp, err
		},
		"a body is sent whole and closed": func(req *http.Request) (*http.Response, error) {
			if own := req.Clone(req.Context()); req.Body != nil {
				own.Body = io.NopCloser(req.Body)
				return std.RoundTrip(own)
			}
			return std.RoundTrip(req)
		},
		"a context ends a request": func(req *http.Request) (*http.Response, error) {
			resp, err := std.RoundTrip(req)
			if errors.Is(err, context.Canceled) {
				return nil, errors.New("something else")
			}
			return resp, err
		},
		"a body comes as it is sent": func(req *http.Request) (*http.Response, error) {
			resp, err := std.RoundTrip(req)
			if err == nil {
				all, err := io.ReadAll(resp.Body)
				resp.Body = io.NopCloser(io.MultiReader(bytes.NewReader(all), failed{err}))
			}
			return resp, err
		},
		"a failure is an error alone": func(req *http.Request) (*http.Response, error) {
			resp, err := std.RoundTrip(req)
			if err != nil {
				resp = &http.Response{Body: http.NoBody}
			}
			return resp, err
		},
		"an error of the service is an answer": func(req *http.Request) (*http.Response, error) {
			resp, err := std.RoundTrip(req)
			if err == nil && resp.StatusCode >= 400 {
				resp.Body.Close()
				return nil, errors.New(resp.Status)
			}
			return resp, err
		},
	}
}

type failed struct{ err error }

func (f failed) Read([]byte) (int, error) {
	if f.err == nil {
		return 0, io.EOF
	}
	return 0, f.err
}

// Each fault is found by the check that is meant to. The run that fails is another process.
func TestBrokenTransportsAreFound(t *testing.T) {
	if name := os.Getenv("TRANSPORTTEST_BROKEN"); name != "" {
		Run(t, func(*testing.T) http.RoundTripper { return broken()[name] })
		return
	}
	for name := range broken() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check := strings.ReplaceAll(name, " ", "_")
			cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestBrokenTransportsAreFound$/^"+check+"$")
			cmd.Env = append(os.Environ(), "TRANSPORTTEST_BROKEN="+name)
			out, err := cmd.CombinedOutput()
			if err == nil || !strings.Contains(string(out), "--- FAIL: TestBrokenTransportsAreFound/"+check) {
				t.Errorf("not found: %v\n%s", err, out)
			}
		})
	}
}
