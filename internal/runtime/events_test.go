package runtime

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// broken answers with events and then breaks the connection.
func broken(text string) answer {
	return func(w http.ResponseWriter, r *http.Request) {
		unbroken(text)(w, r)
		panic(http.ErrAbortHandler)
	}
}

// unbroken answers with events and ends the answer.
func unbroken(text string) answer {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", eventStream)
		io.WriteString(w, text)
		w.(http.Flusher).Flush()
	}
}

// readEvents reads a stream to its end and returns the data of its events.
func readEvents(t *testing.T, c *Client, o *Operation, set func(*Request), opts ...Option) ([]string, error) {
	t.Helper()
	r := c.NewRequest(o)
	if set != nil {
		set(r)
	}
	resp, err := c.DoStream(t.Context(), r, opts...)
	if err != nil {
		t.Fatal(err)
	}
	var data []string
	for e, err := range rawEvents(resp).All() {
		if err != nil {
			return data, err
		}
		data = append(data, e.Data)
	}
	return data, nil
}

// A stream whose connection breaks goes on behind the last event that was whole, with the
// credential and the body of the first request.
func TestEventsGoOn(t *testing.T) {
	post := op("POST", "/x")
	post.Idempotent = true
	for name, o := range map[string]*Operation{"GET": op("GET", "/x"), "idempotent POST": post} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, broken("id: 1\nretry: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 3\ndata: unfini"), unbroken("id: 3\ndata: c\n\n"))
			got, err := readEvents(t, s.client(t), o, func(r *Request) {
				if o == post {
					r.JSON(raw(`{"question":1}`))
				}
			})
			if err != nil || strings.Join(got, "") != "abc" {
				t.Fatal(got, err)
			}
			first, second := s.seen()[0], s.seen()[1]
			if id := second.Header.Get(lastEventID); id != "2" || first.Header.Get(lastEventID) != "" {
				t.Errorf("asked for what follows %q", id)
			}
			if auth := second.Header.Get("Authorization"); auth == "" || auth != first.Header.Get("Authorization") {
				t.Errorf("the credential was %q", auth)
			}
			if second.Body != first.Body || o == post && second.Body == "" {
				t.Errorf("sent %q, then %q", first.Body, second.Body)
			}
		})
	}
}

// What must not be repeated, or cannot be taken up where it was, ends where it breaks.
func TestEventsThatDoNotGoOn(t *testing.T) {
	text := "id: 1\ndata: a\n\n"
	tests := []struct {
		name, text, method string
		opt                Option
	}{
		{"no ids", "data: a\n\n", "GET", nil},
		{"a POST", text, "POST", nil},
		{"no retries", text, "GET", WithRetry(RetryPolicy{MaxRetries: -1})},
		{"a wait of ten hours", "retry: 36000000\n" + text, "GET", nil},
		{"more than the timeout", "retry: 60000\n" + text, "GET", WithTimeout(10 * time.Second)},
		{"an id that is no header", "id: 1\x01\ndata: a\n\n", "GET", nil},
		{"an id with NUL alone", "id: 1\x00\ndata: a\n\n", "GET", nil},
		{"an id that is too long", "id: " + strings.Repeat("1", longestID+1) + "\ndata: a\n\n", "GET", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := serve(t, broken(tt.text))
			got, err := readEvents(t, s.client(t), op(tt.method, "/x"), nil, tt.opt)
			if !slices.Equal(got, []string{"a"}) || !errors.Is(err, io.ErrUnexpectedEOF) || len(s.seen()) != 1 {
				t.Error(got, err, len(s.seen()))
			}
		})
	}
}

// A connection that breaks again and again, without a new event, is given up; each new event
// begins the count anew.
func TestEventsTries(t *testing.T) {
	s := serve(t, broken("id: 1\ndata: a\n\n"), broken(""), broken("id: 2\ndata: b\n\n"), broken("data: c\n\n"), broken(": nothing\n\n"))
	got, err := readEvents(t, s.client(t, WithRetry(RetryPolicy{MaxRetries: 2, Delay: time.Millisecond})), op("GET", "/x"), nil)
	if strings.Join(got, "") != "abc" || !errors.Is(err, io.ErrUnexpectedEOF) || len(s.seen()) != 5 {
		t.Error(got, err, len(s.seen()))
	}
}

// 204 says that nothing follows; an error is one; another type of body is no stream.
func TestEventsAnsweredOtherwise(t *testing.T) {
	var refused *ResponseError
	for name, tt := range map[string]struct {
		then answer
		ok   func(error) bool
	}{
		"204": {reply(204, ""), func(err error) bool { return err == nil }},
		"404": {reply(404, ""), func(err error) bool { return errors.As(err, &refused) && err == error(refused) }},
		"a page": {reply(200, "{}", "Content-Type", "application/json"), func(err error) bool {
			return err != nil && strings.Contains(err.Error(), "found a body of type application/json")
		}},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, broken("id: 1\ndata: a\n\n"), tt.then)
			got, err := readEvents(t, s.client(t), op("GET", "/x"), nil)
			if !slices.Equal(got, []string{"a"}) || !tt.ok(err) {
				t.Error(got, err)
			}
		})
	}
}

// A redirect to another origin is not told where the stream broke, so it has no part of it.
func TestEventsRedirectedAway(t *testing.T) {
	s := serve(t, broken("id: 1\ndata: a\n\n"), reply(307, "", "Location", "https://elsewhere.example/x"))
	var told string
	away := roundTripperFunc(func(r *http.Request) (*http.Response, error) {
		if r.URL.Host != "elsewhere.example" {
			return http.DefaultTransport.RoundTrip(r)
		}
		told = r.Header.Get(lastEventID) + r.Header.Get("Authorization")
		return &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {eventStream}}, Body: io.NopCloser(strings.NewReader("data: b\n\n"))}, nil
	})
	got, err := readEvents(t, s.client(t, WithTransport(away)), op("GET", "/x"), nil)
	if !slices.Equal(got, []string{"a"}) || !errors.Is(err, io.ErrUnexpectedEOF) || told != "" {
		t.Error(got, err, told)
	}
}

func TestWithLastEventID(t *testing.T) {
	s := serve(t, broken(""), unbroken("data: b\n\n"))
	got, err := readEvents(t, s.client(t), op("GET", "/x"), nil, WithLastEventID("7"))
	if err != nil || !slices.Equal(got, []string{"b"}) {
		t.Error(got, err)
	}
	for i, r := range s.seen() {
		if id := r.Header.Get(lastEventID); id != "7" {
			t.Errorf("request %d asks for what follows %q", i, id)
		}
	}
	c := s.client(t)
	if _, err := c.DoStream(t.Context(), c.NewRequest(op("GET", "/x")), WithLastEventID("a\nb")); err == nil {
		t.Error("an id with a line feed was sent")
	}
}

// The wait for a service that asks for one ends with the context.
func TestEventsWaitEndsWithContext(t *testing.T) {
	s := serve(t, broken("retry: 60000\nid: 1\ndata: a\n\n"))
	c := s.client(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	resp, err := c.DoStream(ctx, c.NewRequest(op("GET", "/x")))
	if err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	for _, err = range rawEvents(resp).All() {
		time.AfterFunc(10*time.Millisecond, cancel)
	}
	if !errors.Is(err, context.Canceled) || time.Since(begun) > 30*time.Second {
		t.Error(err, time.Since(begun))
	}
}

// An endless stream ends where its reader leaves it.
func TestEndlessEvents(t *testing.T) {
	left := make(chan struct{})
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		defer close(left)
		for r.Context().Err() == nil {
			unbroken("id: 1\ndata: a\n\n")(w, r)
		}
	})
	c := s.client(t)
	resp, err := c.DoStream(t.Context(), c.NewRequest(op("GET", "/x")))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for range rawEvents(resp).All() {
		if n++; n == 10 {
			break
		}
	}
	<-left
	if n != 10 || len(s.seen()) != 1 {
		t.Error(n, len(s.seen()))
	}
}

// An event that never ends is bounded like a line that never does.
func TestEventWithoutEnd(t *testing.T) {
	for name, text := range map[string]string{"lines": strings.Repeat("data: aaaaaaaa\n", 200), "a line": "data: " + strings.Repeat("a", 2000)} {
		s := serve(t, unbroken("id: 1\n\n"+text))
		got, err := readEvents(t, s.client(t, WithLimits(Limits{Body: 1000})), op("GET", "/x"), nil)
		if len(got) > 0 || !errors.Is(err, ErrTooLarge) || len(s.seen()) != 1 {
			t.Errorf("%s: %v %v", name, got, err)
		}
	}
}

func TestEventsDone(t *testing.T) {
	text := "data: 1\n\ndata: [DONE]\n\ndata: 2\n\n"
	tests := map[string]struct {
		decode func(Event, json.Budget) (*string, error)
		text   string
		want   string
	}{
		"JSON":       {EventJSON(readAnyText), text, "1"},
		"text":       {EventText, text, "1[DONE]2"},
		"until":      {Until("[DONE]", EventText), text, "1"},
		"until JSON": {Until("2", EventJSON(readAnyText)), strings.ReplaceAll(text, "[DONE]", "3"), "13"},
		"object":     {EventObject(nil, nil, readAnyText), text, `{"event":"message","data":1}`},
		"an object of text": {EventObject([]string{"message"}, []string{"message"}, readAnyText), text,
			`{"event":"message","data":"1"}{"event":"message","data":"[DONE]"}{"event":"message","data":"2"}`},
		"an object of nobody's": {EventObject([]string{"message"}, nil, readAnyText), "event: x\nid: 5\nretry: 3\ndata: no JSON\n\n",
			`{"event":"x","data":"no JSON","id":"5","retry":3}`},
		"without data":    {EventObject([]string{"message"}, nil, readAnyText), "data:\n\n", `{"event":"message"}`},
		"a forged object": {EventObject([]string{"message"}, nil, readAnyText), "data: 1,\"event\":\"x\"\n\n", `error`},
	}
	for name, tt := range tests {
		s := serve(t, unbroken(tt.text))
		c := s.client(t)
		resp, err := c.DoStream(t.Context(), c.NewRequest(op("GET", "/x")))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for v, err := range NewEvents(resp, tt.decode).All() {
			if err != nil {
				got += "error"
				break
			}
			got += *v
		}
		if got != tt.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func readAnyText(v *string, r *json.Reader) {
	var raw []byte
	json.ReadRaw(&raw, r)
	*v = string(raw)
}

// A stream of events goes on behind an event, never behind a byte: it is no file, even with an
// ETag.
func TestEventsAreNoFile(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		broken("id: 1\ndata: 1\n\n")(w, r)
	}, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		unbroken("id: 2\ndata: 2\n\n")(w, r)
	})
	resp, err := s.client(t, fastRetry).DoStream(t.Context(), s.client(t).NewRequest(&Operation{Name: "Ticks", Method: "GET", Path: "/ticks"}))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for v, err := range NewEvents(resp, EventText).All() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, *v)
	}
	again := s.last().Header
	if strings.Join(got, " ") != "1 2" || again.Get("Range") != "" || again.Get(lastEventID) != "1" {
		t.Errorf("got %q, and was asked again with Range %q and Last-Event-ID %q", got, again.Get("Range"), again.Get(lastEventID))
	}
}
