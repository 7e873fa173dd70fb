// Package transporttest finds out whether a transport, an [http.RoundTripper] written by hand, does
// what clients rely on. It is for the tests of recorders, tunnels, caches and other transports that
// are given to a generated client with WithTransport:
//
//	func TestTransport(t *testing.T) {
//		transporttest.Run(t, func(t *testing.T) http.RoundTripper {
//			return NewRecorder(http.DefaultTransport)
//		})
//	}
//
// It stands on the standard library alone and knows nothing of armsmith's runtime: what it asks for
// is the contract of http.RoundTripper. What the runtime forgives (see docs/connections.md) is not
// asked for.
package transporttest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// patience is how long a transport may take to do what it should do at once.
const patience = 5 * time.Second

// Run tests the transports that newTransport makes, one for each subtest. They must be able to
// reach a server on the loopback interface.
func Run(t *testing.T, newTransport func(t *testing.T) http.RoundTripper) {
	s := httptest.NewServer(http.HandlerFunc(answer))
	t.Cleanup(s.Close)
	for _, c := range checks {
		t.Run(c.name, func(t *testing.T) {
			rt := newTransport(t)
			if idle, ok := rt.(interface{ CloseIdleConnections() }); ok {
				t.Cleanup(idle.CloseIdleConnections)
			}
			c.run(t, rt, s.URL)
		})
	}
}

// checks are what a transport is asked for, each in a subtest.
var checks = []struct {
	name string
	run  func(t *testing.T, rt http.RoundTripper, url string)
}{
	{"an answer is whole", wholeAnswer},
	{"an error of the service is an answer", errorAnswer},
	{"a request is left as it is", requestUntouched},
	{"a body is sent whole and closed", bodySent},
	{"a redirect is not followed", noRedirect},
	{"a context ends a request", contextEnds},
	{"a context ends the reading of a body", contextEndsBody},
	{"a body comes as it is sent", bodyStreams},
	{"a failure is an error alone", failure},
	{"several requests at a time", concurrent},
}

// answer is the service: what it does is in the path.
func answer(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/echo":
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("X-Method", r.Method)
		w.Header().Set("X-Query", r.URL.RawQuery)
		w.Header().Set("X-Sent", r.Header.Get("X-Sent"))
		w.Write(body)
	case "/teapot":
		w.WriteHeader(http.StatusTeapot)
		io.WriteString(w, "short and stout")
	case "/redirect":
		http.Redirect(w, r, "/echo", http.StatusTemporaryRedirect)
	case "/slow":
		<-r.Context().Done()
	case "/stream":
		io.WriteString(w, "first\n")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}
}

// send makes a request that ends with the test, and reports what is wrong with the answer.
func send(t *testing.T, rt http.RoundTripper, req *http.Request) *http.Response {
	t.Helper()
	resp, err := rt.RoundTrip(req)
	if err != nil {
		t.Fatalf("%s %s: %v", req.Method, req.URL.Path, err)
	}
	if resp == nil || resp.Body == nil {
		t.Fatalf("%s %s: no response, or one without a body", req.Method, req.URL.Path)
	}
	return resp
}

func request(t *testing.T, method, url string, body io.Reader) *http.Request {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*patience)
	t.Cleanup(cancel)
	req, err := http.NewRequestWithContext(ctx, method, url, body)
	if err != nil {
		t.Fatal(err)
	}
	return req
}

func wholeAnswer(t *testing.T, rt http.RoundTripper, url string) {
	text := strings.Repeat("0123456789abcdef", 64<<10)
	req := request(t, "POST", url+"/echo?a=1&b=%2F", strings.NewReader(text))
	req.Header.Set("X-Sent", "header")
	resp := send(t, rt, req)
	defer resp.Body.Close()
	got, err := io.ReadAll(resp.Body)
	if err != nil || string(got) != text {
		t.Errorf("%d of %d bytes came back: %v", len(got), len(text), err)
	}
	if h := resp.Header; h.Get("X-Method") != "POST" || h.Get("X-Query") != "a=1&b=%2F" || h.Get("X-Sent") != "header" {
		t.Errorf("the service saw %v", h)
	}
}

func errorAnswer(t *testing.T, rt http.RoundTripper, url string) {
	resp := send(t, rt, request(t, "GET", url+"/teapot", nil))
	defer resp.Body.Close()
	if body, _ := io.ReadAll(resp.Body); resp.StatusCode != http.StatusTeapot || string(body) != "short and stout" {
		t.Errorf("status %d, %q", resp.StatusCode, body)
	}
}

func requestUntouched(t *testing.T, rt http.RoundTripper, url string) {
	req := request(t, "GET", url+"/echo", nil)
	req.Header.Set("X-Sent", "a")
	header, target := maps.Clone(req.Header), *req.URL
	resp := send(t, rt, req)
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
	if fmt.Sprint(req.Header) != fmt.Sprint(header) || *req.URL != target {
		t.Errorf("RoundTrip must not modify the request: %v, %v", req.URL, req.Header)
	}
}

// watchedBody tells when it is closed.
type watchedBody struct {
	io.Reader
	closed chan struct{}
	once   sync.Once
}

func (w *watchedBody) Close() error {
	w.once.Do(func() { close(w.closed) })
	return nil
}

func bodySent(t *testing.T, rt http.RoundTripper, url string) {
	body := &watchedBody{Reader: bytes.NewReader(make([]byte, 300<<10)), closed: make(chan struct{})}
	resp := send(t, rt, request(t, "PUT", url+"/echo", body))
	defer resp.Body.Close()
	if n, err := io.Copy(io.Discard, resp.Body); n != 300<<10 || err != nil {
		t.Errorf("%d bytes came back: %v", n, err)
	}
	select {
	case <-body.closed:
	case <-time.After(patience):
		t.Error("RoundTrip must always close the request's body")
	}
}

func noRedirect(t *testing.T, rt http.RoundTripper, url string) {
	resp := send(t, rt, request(t, "GET", url+"/redirect", nil))
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusTemporaryRedirect || resp.Header.Get("Location") == "" {
		t.Errorf("status %d: RoundTrip must not follow redirects; the client knows where its credential may go", resp.StatusCode)
	}
}

func contextEnds(t *testing.T, rt http.RoundTripper, url string) {
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	done := make(chan error, 1)
	go func() {
		resp, err := rt.RoundTrip(request(t, "GET", url+"/slow", nil).WithContext(ctx))
		if err == nil {
			resp.Body.Close()
		}
		done <- err
	}()
	select {
	case err := <-done:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("want context.Canceled, got %v", err)
		}
	case <-time.After(patience):
		t.Error("RoundTrip goes on although its context has ended")
	}
}

func contextEndsBody(t *testing.T, rt http.RoundTripper, url string) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	resp := send(t, rt, request(t, "GET", url+"/stream", nil).WithContext(ctx))
	defer resp.Body.Close()
	done := make(chan error, 1)
	go func() {
		_, err := io.Copy(io.Discard, resp.Body)
		done <- err
	}()
	time.AfterFunc(50*time.Millisecond, cancel)
	select {
	case err := <-done:
		if err == nil {
			t.Error("a body that was cut off by its context ended as if it were whole")
		}
	case <-time.After(patience):
		t.Error("reading the body goes on although the context has ended")
	}
}

func bodyStreams(t *testing.T, rt http.RoundTripper, url string) {
	ctx, cancel := context.WithCancel(t.Context())
	req := request(t, "GET", url+"/stream", nil).WithContext(ctx)
	got := make(chan string, 1)
	go func() {
		resp, err := rt.RoundTrip(req)
		if err != nil {
			got <- err.Error()
			return
		}
		defer resp.Body.Close()
		buf := make([]byte, 6)
		io.ReadFull(resp.Body, buf)
		got <- string(buf)
	}()
	select {
	case text := <-got:
		if text != "first\n" {
			t.Errorf("the body begins with %q", text)
		}
		cancel()
	case <-time.After(patience):
		t.Error("the body is held back until it has come whole")
		cancel()
		<-got
	}
}

func failure(t *testing.T, rt http.RoundTripper, _ string) {
	s := httptest.NewServer(nil)
	s.Close() // nobody listens there any more
	resp, err := rt.RoundTrip(request(t, "GET", s.URL, nil))
	switch {
	case err == nil:
		t.Errorf("status %d from where no service is", resp.StatusCode)
	case resp != nil:
		t.Error("RoundTrip must return a nil response beside an error")
	}
}

func concurrent(t *testing.T, rt http.RoundTripper, url string) {
	var wg sync.WaitGroup
	var wrong atomic.Int32
	for i := range 32 {
		wg.Go(func() {
			want := fmt.Sprint("request ", i)
			resp, err := rt.RoundTrip(request(t, "POST", url+"/echo", strings.NewReader(want)))
			if err != nil {
				wrong.Add(1)
				return
			}
			defer resp.Body.Close()
			if got, err := io.ReadAll(resp.Body); err != nil || string(got) != want {
				wrong.Add(1)
			}
		})
	}
	wg.Wait()
	if n := wrong.Load(); n > 0 {
		t.Errorf("%d of 32 requests at a time failed or got another's answer", n)
	}
}
