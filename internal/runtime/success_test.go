package runtime

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// listed is an operation that documents the given statuses as its results.
func listed(method string, statuses ...int) *Operation {
	o := op(method, "/x")
	for _, s := range statuses {
		o.Success = append(o.Success, StatusRange{Low: s, High: s})
	}
	o.Errors = []ErrorBody{{As: (*codeModel)(nil)}}
	return o
}

// Every 2xx is a success, whether or not the document lists it, and is never read as an error.
func TestUndocumentedSuccess(t *testing.T) {
	for _, status := range []int{200, 201, 202, 203, 204, 206, 299} {
		body := pageBody("", 7)
		if status == 204 {
			body = ""
		}
		s := serve(t, reply(status, body))
		c := s.client(t)
		resp, err := do(t, c, listed("POST", 200), func(r *Request) { r.Text("text/plain", "x") })
		if err != nil || resp.StatusCode != status {
			t.Errorf("%d: %v", status, err)
			continue
		}
		p := new(numbers)
		if err := resp.JSON(p); err != nil || body != "" && len(p.value) != 1 {
			t.Errorf("%d: read %v, %v", status, p.value, err)
		}
		stream, err := c.DoStream(t.Context(), c.NewRequest(listed("GET", 200)))
		if err != nil {
			t.Errorf("%d as a stream: %v", status, err)
			continue
		}
		if got, err := io.ReadAll(stream.Stream()); err != nil || string(got) != body {
			t.Errorf("%d as a stream: %q, %v", status, got, err)
		}
		stream.Close()
	}
	for _, status := range []int{302, 304, 404, 500} {
		s := serve(t, reply(status, `{"code":"c"}`))
		_, err := do(t, s.client(t, WithRetry(RetryPolicy{MaxRetries: -1})), listed("GET", 200), nil)
		if e := new(ResponseError); !errors.As(err, &e) || e.StatusCode != status {
			t.Errorf("%d: %v", status, err)
		}
	}
}

// The body of an undocumented success is read when it fits, and left raw when it does not; at a
// documented status it must fit.
func TestBodyOfAnUndocumentedSuccess(t *testing.T) {
	for _, tc := range []struct {
		status int
		body   string
		fails  bool
	}{
		{200, "", false}, {200, "<html>", true}, {200, `{"value":`, true},
		{201, "", false}, {201, "<html>", false}, {202, `{"value":`, false}, {202, "accepted", false},
	} {
		var raw *http.Response
		s := serve(t, reply(tc.status, tc.body))
		resp, err := do(t, s.client(t), listed("GET", 200), nil, WithRawResponse(&raw))
		if err != nil {
			t.Errorf("%d %q: %v", tc.status, tc.body, err)
			continue
		}
		if err := resp.JSON(new(numbers)); (err != nil) != tc.fails {
			t.Errorf("%d %q: %v", tc.status, tc.body, err)
		}
		if kept, _ := io.ReadAll(raw.Body); string(kept) != tc.body {
			t.Errorf("%d %q: kept %q", tc.status, tc.body, kept)
		}
	}
}

func TestNearestDocumentedStatus(t *testing.T) {
	o := listed("GET", 200, 202, 204)
	for _, tc := range []struct{ status, want int }{{200, 200}, {201, 200}, {202, 202}, {203, 202}, {204, 204}, {299, 202}} {
		r := &Response{StatusCode: tc.status, op: o, body: []byte("{}")}
		if got := r.Nearest(200, 202); got != tc.want {
			t.Errorf("%d is read as %d, want %d", tc.status, got, tc.want)
		}
	}
	r := &Response{StatusCode: 201, op: o}
	if got := r.Nearest(200); got != 201 {
		t.Errorf("an answer without a body is read as %d", got)
	}
}

// An operation that its document calls long-running has begun when it is accepted.
func TestUndocumentedAccepted(t *testing.T) {
	for _, o := range []*Operation{listed("PUT", 200, 201), listed("DELETE", 200), listed("POST", 200)} {
		s := script(t, map[string][]answer{o.Method + " /x": {reply(202, "", "Location", "/op")}, "GET /op": {reply(202, ""), reply(200, "done")}})
		c := s.client(t)
		p, err := Begin(t.Context(), c, c.NewRequest(o), textSpec(o, ""))
		if err != nil {
			t.Errorf("%s: %v", o.Method, err)
			continue
		}
		if got, err := p.Wait(t.Context()); err != nil || *got != "done" {
			t.Errorf("%s: %v, %v", o.Method, got, err)
		}
	}
}

// A documented redirect is the result and is not followed; others are.
func TestDocumentedRedirect(t *testing.T) {
	far := serve(t)
	for _, status := range []int{301, 302, 303, 307, 308} {
		s := serve(t, reply(status, "", "Location", far.URL+"/signed"))
		resp, err := do(t, s.client(t), listed("GET", status), nil)
		if err != nil || resp.StatusCode != status {
			t.Errorf("%d: %v", status, err)
			continue
		}
		if to := HeaderString(resp, "Location").Or(""); !strings.HasSuffix(to, "/signed") {
			t.Errorf("%d: Location is %q", status, to)
		}
	}
	if len(far.seen()) > 0 {
		t.Error("a documented redirect was followed")
	}
	s := serve(t, reply(307, "", "Location", "/y"), reply(302, "", "Location", far.URL))
	if resp, err := do(t, s.client(t), listed("GET", 302), nil); err != nil || resp.StatusCode != 302 || s.last().URI != "/y" {
		t.Errorf("%v, then asked %s", err, s.last().URI)
	}
}

// A page that cannot be read is an error, also at a status that is not documented.
func TestPageAtAnUndocumentedStatus(t *testing.T) {
	s := serve(t, reply(203, pageBody("/2", 1)), reply(202, "<html>"))
	c := s.client(t)
	var broken *DecodeError
	if got, err := collect(NewPager(t.Context(), c, numberPages(c, listed("GET", 200)))); !errors.As(err, &broken) || len(got) != 1 {
		t.Errorf("%v, %v", got, err)
	}
}

// A list does not end because a page comes without its body.
func TestPageWithoutBody(t *testing.T) {
	s := serve(t, reply(200, ""))
	c := s.client(t)
	if got, err := collect(NewPager(t.Context(), c, numberPages(c, op("GET", "/x")))); err != nil || len(got) != 0 {
		t.Errorf("%v, %v", got, err)
	}
	s = serve(t, reply(200, pageBody("/2", 1)), reply(200, ""))
	c = s.client(t)
	if got, err := collect(NewPager(t.Context(), c, numberPages(c, op("GET", "/x")))); !errors.Is(err, ErrEmptyBody) || len(got) != 1 {
		t.Errorf("%v, %v", got, err)
	}
	s = serve(t, reply(200, pageBody("", 1)), reply(200, ""))
	c = s.client(t)
	counted := numberPages(c, op("GET", "/x"))
	counted.After = func(p *numbers, here string) string { return here + "1" }
	counted.NextRequest = func(string) *Request { return c.NewRequest(op("GET", "/x")) }
	if got, err := collect(NewPager(t.Context(), c, counted)); !errors.Is(err, ErrEmptyBody) || len(got) != 1 {
		t.Errorf("%v, %v", got, err)
	}
	s = serve(t, reply(200, pageBody("/2", 1)), reply(204, ""))
	c = s.client(t)
	if got, err := collect(NewPager(t.Context(), c, numberPages(c, op("GET", "/x")))); err != nil || len(got) != 1 {
		t.Errorf("%v, %v", got, err)
	}
}

// A token that cannot be written ends the list with an error, behind the page that has it.
func TestTokenWithoutText(t *testing.T) {
	s := serve(t, reply(200, pageBody("", 1)))
	c := s.client(t)
	spec := numberPages(c, op("GET", "/x"))
	spec.Next, spec.NextValue = nil, func(p *numbers) Value { return TextOf(time.Date(12345, 1, 1, 0, 0, 0, 0, time.UTC)) }
	spec.NextRequest = func(string) *Request { return c.NewRequest(op("GET", "/x")) }
	for name, list := range map[string]*Pager[numbers, int64]{"All": NewPager(t.Context(), c, spec), "Stream": NewPager(t.Context(), c, spec)} {
		items := list.All()
		if name == "Stream" {
			items = list.Stream()
		}
		got, err := gather(items, 0)
		if len(got) != 1 || err == nil || !strings.Contains(err.Error(), "the token of the next page: ") || list.Token() != "" {
			t.Errorf("%s: %v, %v, %q", name, got, err, list.Token())
		}
	}
}
