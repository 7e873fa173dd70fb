package runtime

import (
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

type roundTripperFunc func(*http.Request) (*http.Response, error)

func (f roundTripperFunc) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

var quiet = log.New(io.Discard, "", 0)

func readAny(v *[]byte, r *json.Reader) { *v = r.Raw() }

// closeCounter counts how often bodies are closed.
type closeCounter struct {
	io.Reader
	closed *atomic.Int32
}

func (c closeCounter) Close() error { c.closed.Add(1); return nil }

// A transport written by hand says less than net/http does, and nothing is lost of what it says.
func TestTransportsWrittenByHand(t *testing.T) {
	var closed atomic.Int32
	body := func(text string) io.ReadCloser { return closeCounter{strings.NewReader(text), &closed} }
	jar := must(cookiejar.New(nil))
	for name, rt := range map[string]roundTripperFunc{
		"no length": func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Body: body("hello")}, nil
		},
		"no request": func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, ContentLength: 5, Body: body("hello"), Header: http.Header{}}, nil
		},
		"length is unknown": func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, ContentLength: -1, Body: body("hello")}, nil
		},
	} {
		for _, client := range []*http.Client{{Transport: rt}, {Transport: rt, Jar: jar}} {
			var raw *http.Response
			closed.Store(0)
			resp, err := do(t, clientFor(t, "https://service.example", WithHTTPClient(client)), op("GET", "/x"), nil, WithRawResponse(&raw))
			if err != nil || resp.Text() != "hello" || raw == nil || raw.Request.Method != "GET" || closed.Load() == 0 {
				t.Errorf("%s: %v, %v", name, resp, err)
			}
		}
	}
	n := 0
	both := roundTripperFunc(func(*http.Request) (*http.Response, error) {
		if n++; n%2 == 1 {
			return &http.Response{StatusCode: 200, Body: body("half")}, io.ErrUnexpectedEOF
		}
		return &http.Response{StatusCode: 200, Body: body("whole")}, nil
	})
	for _, client := range []*http.Client{{Transport: both}, {Transport: both, Timeout: time.Minute}} {
		n = 0
		closed.Store(0)
		resp, err := do(t, clientFor(t, "https://service.example", WithHTTPClient(client)), op("GET", "/x"), nil)
		if err != nil || resp.Text() != "whole" || closed.Load() != 2 {
			t.Errorf("a response and an error: %v, %v, %d bodies closed", resp, err, closed.Load())
		}
	}
	for _, rt := range []roundTripperFunc{
		func(*http.Request) (*http.Response, error) { return nil, nil },
		func(*http.Request) (*http.Response, error) { return &http.Response{StatusCode: 204}, nil },
	} {
		if _, err := do(t, clientFor(t, "https://service.example", WithTransport(rt)), op("GET", "/x"), nil); err != nil && !errors.Is(err, errNoResponse) {
			t.Error(err)
		}
	}
}

// A transport that never closes the body of a request does not hold up the next try, and gets no
// more of it.
func TestTransportThatNeverCloses(t *testing.T) {
	var bodies []io.ReadCloser
	rt := roundTripperFunc(func(req *http.Request) (*http.Response, error) {
		bodies = append(bodies, req.Body)
		if len(bodies) < 3 {
			req.Body.Read(make([]byte, 2))
			return nil, io.ErrUnexpectedEOF
		}
		got, err := io.ReadAll(req.Body)
		return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(string(got)))}, err
	})
	resp, err := do(t, clientFor(t, "https://service.example", WithTransport(rt)), op("PUT", "/x"), func(r *Request) { r.Stream("text/plain", strings.NewReader("hello")) })
	if err != nil || resp.Text() != "hello" {
		t.Fatalf("%v, %v", resp, err)
	}
	if n, err := bodies[0].Read(make([]byte, 8)); n != 0 || err == nil {
		t.Errorf("a body of a try that is over gives %d bytes", n)
	}
}
