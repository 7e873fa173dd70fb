package runtime

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRetries(t *testing.T) {
	ok := reply(200, "{}")
	soon := []string{"Retry-After-Ms", "1"}
	hang := func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) }
	type testCase struct {
		name    string
		method  string
		answers []answer
		opts    []Option
		tries   int
		status  int // of the error; 0: success, -1: no answer
	}
	cases := []testCase{
		{"GET 503", "GET", []answer{reply(503, ""), ok}, nil, 2, 0},
		{"GET 500 502 504", "GET", []answer{reply(500, ""), reply(502, ""), reply(504, ""), ok}, nil, 4, 0},
		{"GET 503 for ever", "GET", []answer{reply(503, "")}, nil, 4, 503},
		{"GET 429 Retry-After", "GET", []answer{reply(429, "", soon...), ok}, nil, 2, 0},
		{"GET Retry-After too long", "GET", []answer{reply(429, "", "Retry-After", "3600")}, nil, 1, 429},
		{"GET 400", "GET", []answer{reply(400, "")}, nil, 1, 400},
		{"GET 501", "GET", []answer{reply(501, "")}, nil, 1, 501},
		{"GET aborted", "GET", []answer{hang, ok}, nil, 2, 0},
		{"PUT 500", "PUT", []answer{reply(500, ""), ok}, nil, 2, 0},
		{"DELETE aborted", "DELETE", []answer{hang, ok}, nil, 2, 0},
		{"POST 500", "POST", []answer{reply(500, ""), ok}, nil, 1, 500},
		{"POST 503", "POST", []answer{reply(503, ""), ok}, nil, 1, 503},
		{"POST 503 Retry-After", "POST", []answer{reply(503, "", soon...), ok}, nil, 2, 0},
		{"POST 429", "POST", []answer{reply(429, ""), ok}, nil, 2, 0},
		{"POST aborted", "POST", []answer{hang, ok}, nil, 1, -1},
		{"PATCH 500", "PATCH", []answer{reply(500, ""), ok}, nil, 1, 500},
		{"PATCH aborted", "PATCH", []answer{hang, ok}, nil, 1, -1},
		{"PATCH allowed", "PATCH", []answer{reply(500, ""), ok}, []Option{WithRetry(RetryPolicy{Delay: 1, RepeatUnsafe: true})}, 2, 0},
		{"never", "GET", []answer{reply(503, "")}, []Option{WithRetry(RetryPolicy{MaxRetries: -1})}, 1, 503},
		{"once", "GET", []answer{reply(503, "")}, []Option{WithRetry(RetryPolicy{MaxRetries: 1, Delay: 1})}, 2, 503},
		{"own statuses", "GET", []answer{reply(409, ""), ok}, []Option{WithRetry(RetryPolicy{Delay: 1, Statuses: []int{409}})}, 2, 0},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			s := serve(t, tc.answers...)
			body := strings.Repeat("x", 100_000)
			_, err := do(t, s.client(t), op(tc.method, "/x"), func(r *Request) {
				if tc.method != "GET" {
					r.Text("text/plain", body)
				}
			}, tc.opts...)
			status := 0
			if e := new(ResponseError); errors.As(err, &e) {
				status = e.StatusCode
			} else if err != nil {
				status = -1
			}
			all := s.seen()
			if len(all) != tc.tries || status != tc.status {
				t.Errorf("%d tries, status %d (%v); want %d, %d", len(all), status, err, tc.tries, tc.status)
			}
			for _, one := range all {
				if tc.method != "GET" && one.Body != body {
					t.Errorf("a body of %d bytes arrived", len(one.Body))
				}
			}
		})
	}
}

// An idempotent POST, one with a stream that can be rewound, and one with a stream that cannot.
func TestRetryBodies(t *testing.T) {
	s := serve(t, reply(429, ""), reply(200, "{}"))
	if _, err := do(t, s.client(t), op("POST", "/x"), func(r *Request) { r.Stream("text/plain", strings.NewReader("abc")) }); err != nil {
		t.Fatal(err)
	}
	if all := s.seen(); len(all) != 2 || all[1].Body != "abc" || all[1].Length != 3 {
		t.Errorf("sent %+v", all)
	}
	s = serve(t, reply(429, ""), reply(200, "{}"))
	_, err := do(t, s.client(t), op("POST", "/x"), func(r *Request) { r.Stream("text/plain", io.MultiReader(strings.NewReader("abc"))) })
	if !errors.Is(err, ErrTooManyRequests) || len(s.seen()) != 1 {
		t.Errorf("%v after %d tries", err, len(s.seen()))
	}
	s = serve(t, reply(500, ""), reply(200, "{}"))
	o := op("POST", "/x")
	o.Idempotent = true
	if _, err = do(t, s.client(t), o, func(r *Request) { r.Stream("text/plain", bytes.NewBufferString("abc")) }); err != nil || s.last().Body != "abc" {
		t.Errorf("%v, %+v", err, s.seen())
	}
}

// A connection that was refused cannot have changed anything.
func TestRefusedIsRetriedForPOST(t *testing.T) {
	s := serve(t)
	url := s.URL
	s.Close()
	c := clientFor(t, url)
	_, err := do(t, c, op("POST", "/x"), func(r *Request) { r.Stream("text/plain", io.MultiReader(strings.NewReader("abc"))) })
	e := new(RequestError)
	if !errors.As(err, &e) || e.Tries != 4 {
		t.Errorf("%v", err)
	}
}

func TestRetryAfterForms(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	date := func(d time.Duration) string { return now.Add(d).Format(http.TimeFormat) }
	cases := []struct {
		h    http.Header
		want time.Duration
		ok   bool
	}{
		{http.Header{}, 0, false},
		{http.Header{"Retry-After": {"7"}}, 7 * time.Second, true},
		{http.Header{"Retry-After": {" 1.5 "}}, 1500 * time.Millisecond, true},
		{http.Header{"Retry-After": {"-1"}}, 0, false},
		{http.Header{"Retry-After": {"soon"}}, 0, false},
		{http.Header{"Retry-After": {"NaN"}}, unbounded, false},
		{http.Header{"Retry-After": {"1e300"}}, unbounded, true},
		{http.Header{"Retry-After": {date(30 * time.Second)}}, 30 * time.Second, true},
		{http.Header{"Retry-After": {date(-time.Hour)}}, 0, true},
		// our clock is an hour behind
		{http.Header{"Retry-After": {date(time.Hour + 5*time.Second)}, "Date": {date(time.Hour)}}, 5 * time.Second, true},
		{http.Header{"Retry-After": {"7"}, "Retry-After-Ms": {"250"}}, 250 * time.Millisecond, true},
		{http.Header{"Retry-After": {"7"}, "X-Ms-Retry-After-Ms": {"250"}}, 250 * time.Millisecond, true},
		{http.Header{"Retry-After": {"7"}, "X-Ms-Retry-After-Ms": {"x"}}, 7 * time.Second, true},
	}
	for _, tc := range cases {
		if got, ok := retryAfter(tc.h, now); ok != tc.ok || ok && got != tc.want {
			t.Errorf("%v: %v, %v; want %v, %v", tc.h, got, ok, tc.want, tc.ok)
		}
	}
}

func TestBackoffGrowsWithinBounds(t *testing.T) {
	p := RetryPolicy{}
	for range 100 {
		for n, base := range []time.Duration{800 * time.Millisecond, 1600 * time.Millisecond, 3200 * time.Millisecond} {
			if d := p.delay(n + 1); d < base*3/4 || d > base*5/4 {
				t.Fatalf("retry %d after %v", n+1, d)
			}
		}
		if d := p.delay(60); d > 30*time.Second {
			t.Fatalf("waits %v", d)
		}
	}
}

// Whatever a call is doing, it ends with its context.
func TestContextEndsAtOnce(t *testing.T) {
	release := make(chan struct{})
	block := func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}
	stallBody := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "10")
		w.Write([]byte("12"))
		w.(http.Flusher).Flush()
		block(w, r)
	}
	slowToken := NewTokenCredential(func(ctx context.Context, _ []string, _ string) (string, time.Time, error) {
		<-ctx.Done()
		return "", time.Time{}, ctx.Err()
	})
	for name, tc := range map[string]struct {
		answer answer
		opt    Option
	}{
		"headers": {block, nil}, "body": {stallBody, nil}, "wait": {reply(503, "", "Retry-After", "100"), nil},
		"token": {block, withCredential(slowToken)},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, tc.answer)
			ctx, cancel := context.WithCancel(t.Context())
			c := s.client(t)
			time.AfterFunc(30*time.Millisecond, cancel)
			begun := time.Now()
			_, err := c.Do(ctx, c.NewRequest(op("GET", "/x")), tc.opt)
			if !errors.Is(err, context.Canceled) || time.Since(begun) > 2*time.Second {
				t.Errorf("%v after %v", err, time.Since(begun))
			}
		})
	}
	close(release)
}

// A try that gets no answer is given up and made again; the call's own limit ends it for good.
func TestTimeouts(t *testing.T) {
	release := make(chan struct{})
	block := func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}
	s := serve(t, block, reply(200, "{}"))
	if _, err := do(t, s.client(t), op("GET", "/x"), nil, WithPerTryTimeout(time.Second)); err != nil || len(s.seen()) != 2 {
		t.Errorf("%v after %d tries", err, len(s.seen()))
	}
	s = serve(t, block)
	_, err := do(t, s.client(t), op("POST", "/x"), nil, WithPerTryTimeout(time.Second))
	if !errors.Is(err, context.DeadlineExceeded) || len(s.seen()) != 1 {
		t.Errorf("%v after %d tries", err, len(s.seen()))
	}
	_, err = do(t, s.client(t), op("GET", "/x"), nil, WithTimeout(50*time.Millisecond))
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	close(release)
}

// When waiting would outlast the context, the answer at hand is worth more than a later timeout.
func TestDoesNotWaitInVain(t *testing.T) {
	s := serve(t, reply(503, "", "Retry-After", "10"))
	c := s.client(t)
	ctx, cancel := context.WithTimeout(t.Context(), 9*time.Second)
	defer cancel()
	begun := time.Now()
	_, err := c.Do(ctx, c.NewRequest(op("GET", "/x")))
	if !errors.Is(err, ErrUnavailable) || time.Since(begun) > 8*time.Second {
		t.Errorf("%v after %v", err, time.Since(begun))
	}
}
