package mock_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/armsmith/armsmith/mock"
)

// seen tells what a client without any patience sees of a call.
func seen(t *testing.T, url string) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), "GET", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("X-Key", "any")
	req.Header.Set("Accept-Encoding", "gzip") // so that net/http leaves it as it is
	transport := &http.Transport{DisableKeepAlives: true}
	resp, err := transport.RoundTrip(req)
	if err != nil {
		return "no answer"
	}
	defer resp.Body.Close()
	var body io.Reader = resp.Body
	if resp.Header.Get("Content-Encoding") == "gzip" {
		if body, err = gzip.NewReader(body); err != nil {
			return "no gzip"
		}
	}
	data, err := io.ReadAll(body)
	if err != nil {
		return "cut off"
	}
	out := resp.Header.Get("Content-Type") + " " + string(data)
	for _, name := range []string{"Retry-After", "Retry-After-Ms"} {
		if v := resp.Header.Get(name); v != "" {
			out = name + ": " + v + " " + out
		}
	}
	return resp.Status[:3] + " " + out
}

// Each fault is what its name says, and who watches is told of it. The same seed gives the same
// ones.
func TestFaults(t *testing.T) {
	doc := open(t, petstore)
	run := func(seed uint64, n int, check func(name, seen string)) (names []string) {
		s := mock.New(doc)
		s.Behaviors = []mock.Behavior{mock.Faults(0.9, seed)}
		told := make(chan *mock.Exchange, 1)
		s.Watch(func(x *mock.Exchange) { told <- x })
		server := httptest.NewServer(s.Handler())
		defer server.Close()
		for range n {
			got := seen(t, server.URL+"/v1/pets/mine")
			name := ""
			if x := <-told; len(x.AnswerWrong) == 1 && x.AnswerWrong[0].In == "fault" {
				name = x.AnswerWrong[0].Message
			}
			names = append(names, name)
			check(name, got)
		}
		return names
	}
	want := map[string]string{
		"":                        "200 text/plain mine",
		"408":                     "408 application/problem+json {",
		"429":                     "429 application/problem+json {",
		"429, Retry-After: 0":     "429 Retry-After: 0 application/problem+json {",
		"500":                     "500 application/problem+json {",
		"503":                     "503 application/problem+json {",
		"503, Retry-After: 1":     "503 Retry-After: 1 application/problem+json {",
		"503, retry-after-ms":     "503 Retry-After-Ms: 10 application/problem+json {",
		"502 in HTML":             "502 text/html <html>",
		"200 in HTML":             "200 text/html <html>",
		"reset before the answer": "no answer",
		"closed in the body":      "cut off",
		"a byte at a time":        "200 text/plain mine",
		"no JSON":                 "200 text/plain mi",
		"no body":                 "200  ",
		"another content type":    "200 text/plain; charset=utf-8 mine",
		"bad gzip":                "no gzip",
		"truncated gzip":          "cut off",
	}
	met := map[string]bool{}
	first := run(7, 150, func(name, seen string) {
		met[name] = true
		if expected, known := want[name]; !known || !strings.HasPrefix(seen, expected) {
			t.Errorf("%s: seen is %s, want %s", name, seen, want[name])
		}
	})
	if len(met) != len(want) {
		t.Errorf("of %d faults %d were met: %v", len(want), len(met), met)
	}
	if again := run(7, 20, func(string, string) {}); !slices.Equal(again, first[:20]) {
		t.Errorf("%q, and then %q", first[:20], again)
	}
	if other := run(8, 20, func(string, string) {}); slices.Equal(other, first[:20]) {
		t.Error("another seed gives the same faults")
	}
}

// A fault that a document describes is as it says.
func TestDescribedFault(t *testing.T) {
	s := mock.New(open(t, petstore))
	s.Behaviors = []mock.Behavior{mock.Faults(1, 1)}
	server := httptest.NewServer(s.Handler())
	defer server.Close()
	for range 100 {
		if got := seen(t, server.URL+"/v1/pets"); strings.HasPrefix(got, "500 application/json {") && strings.Contains(got, `"message":"message `) {
			return
		}
	}
	t.Error("no answer 500 was as the document describes errors")
}

// Answers take as long as they are to, and no longer than anybody waits for them.
func TestLatency(t *testing.T) {
	url := start(t, mock.Options{Behaviors: []mock.Behavior{mock.Latency(20*time.Millisecond, 40*time.Millisecond, 1)}}, open(t, petstore)) + "/v1/pets/mine"
	began := time.Now()
	if got := seen(t, url); got != "200 text/plain mine" || time.Since(began) < 20*time.Millisecond {
		t.Errorf("%s after %s", got, time.Since(began))
	}
	s := mock.New(open(t, petstore))
	s.Behaviors = []mock.Behavior{mock.Latency(time.Hour, time.Hour, 1)}
	done := make(chan bool)
	s.Watch(func(*mock.Exchange) { close(done) })
	server := httptest.NewServer(s.Handler())
	defer server.Close()
	client := http.Client{Timeout: 50 * time.Millisecond}
	if resp, err := client.Get(server.URL + "/v1/pets/mine"); err == nil {
		resp.Body.Close()
		t.Error("an hour has passed")
	}
	<-done
}
