package runtime

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"
)

// The tests of this file are about what comes after the first request: looks at a long-running
// operation and further pages.

// A look that fails is not the last, also when it is the first after Resume.
func TestLookingAgainAfterResume(t *testing.T) {
	once := WithRetry(RetryPolicy{MaxRetries: -1})
	done := reply(200, `{"status":"Succeeded"}`)
	for name, first := range map[string]answer{
		"503": reply(503, ""), "400": reply(400, ""), "HTML": reply(200, "<html></html>", "Content-Type", "text/html"),
		"half a document": reply(200, `{"status":"Succeeded","resul`), "half a document, 202": reply(202, `{"status":"InPro`),
	} {
		s := script(t, map[string][]answer{"POST /x": {reply(202, "", "Azure-AsyncOperation", "/s")}, "GET /s": {first, done}})
		c := s.client(t, once)
		o := op("POST", "/x")
		p, err := Begin(t.Context(), c, c.NewRequest(o), textSpec(o, FinalStateAsyncOperation))
		if err != nil {
			t.Fatal(err)
		}
		p = must(Resume(c, must(p.ResumeToken()), textSpec(o, FinalStateAsyncOperation)))
		if _, err := p.Wait(t.Context()); err == nil {
			t.Errorf("%s: no error", name)
		}
		if n := len(s.seen()); n != 2 {
			t.Errorf("%s: %d requests, want 2: it is an error at once", name, n)
		}
		if got, err := p.Wait(t.Context()); err != nil || *got != `{"status":"Succeeded"}` {
			t.Errorf("%s: looked again: %v, %v", name, got, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s := script(t, map[string][]answer{"POST /x": {reply(202, "", "Azure-AsyncOperation", "/s")}, "GET /s": {done}})
	c := s.client(t)
	o := op("POST", "/x")
	p := must(Begin(t.Context(), c, c.NewRequest(o), textSpec(o, FinalStateAsyncOperation)))
	p = must(Resume(c, must(p.ResumeToken()), textSpec(o, FinalStateAsyncOperation)))
	if _, err := p.Wait(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := p.Wait(t.Context()); err != nil {
		t.Error(err)
	}
}

// Where the result is expected, a 202 says "not yet", whatever its body says. Each further look
// waits, and the limit holds.
func TestResultThatIsNeverReady(t *testing.T) {
	succeeded := `{"properties":{"provisioningState":"Succeeded"}}`
	for name, lines := range map[string]map[string][]answer{
		"status": {"POST /x": {reply(202, "", "Azure-AsyncOperation", "/s", "Location", "/r")}, "GET /s": {reply(200, `{"status":"Succeeded"}`)}},
		"place":  {"POST /x": {reply(202, "", "Location", "/r")}},
	} {
		lines["GET /r"] = []answer{reply(202, succeeded)}
		lines["GET /x"] = []answer{reply(202, succeeded)}
		s := script(t, lines)
		c := s.client(t, WithPolling(PollPolicy{Interval: 20 * time.Millisecond}), WithLimits(Limits{PollTime: 300 * time.Millisecond}))
		o := op("POST", "/x")
		via := FinalState(FinalStateLocation)
		if name == "place" {
			via = FinalStateOriginalURI
		}
		p := must(Begin(t.Context(), c, c.NewRequest(o), textSpec(o, via)))
		if _, err := p.Wait(t.Context()); !errors.Is(err, ErrPollTimeout) {
			t.Errorf("%s: %v", name, err)
		}
		if n := len(s.seen()); n > 20 {
			t.Errorf("%s: %d requests within 300 ms", name, n)
		}
	}
}

// What was created may be unknown for a moment. A 404 later on, or too often, is one.
func TestNotFoundRightAfterCreated(t *testing.T) {
	missing, running := reply(404, ""), reply(200, `{"properties":{"provisioningState":"Creating"}}`)
	done := reply(200, `{"properties":{"provisioningState":"Succeeded"}}`)
	for name, tc := range map[string]struct {
		looks []answer
		fails bool
	}{
		"at first":    {looks: []answer{missing, missing, running, done}},
		"for ever":    {looks: []answer{missing}, fails: true},
		"after a 200": {looks: []answer{running, missing, done}, fails: true},
	} {
		s := script(t, map[string][]answer{"PUT /x": {reply(201, `{}`)}, "GET /x": tc.looks})
		c := s.client(t)
		o := op("PUT", "/x")
		p := must(Begin(t.Context(), c, c.NewRequest(o), textSpec(o, "")))
		if _, err := p.Wait(t.Context()); errors.Is(err, ErrNotFound) != tc.fails || err != nil && !tc.fails {
			t.Errorf("%s: %v", name, err)
		}
	}
	s := script(t, map[string][]answer{"PUT /x": {reply(200, `{"properties":{"provisioningState":"Creating"}}`)}, "GET /x": {missing, done}})
	c := s.client(t)
	o := op("PUT", "/x")
	p := must(Begin(t.Context(), c, c.NewRequest(o), textSpec(o, "")))
	if _, err := p.Wait(t.Context()); !errors.Is(err, ErrNotFound) {
		t.Errorf("after a 200 to the PUT: %v", err)
	}
}

// What an option of one call says of its first request does not travel to those that follow. What
// holds of all of them does, and so does what the client was given.
func TestOptionsOfOneCallThatDoNotTravel(t *testing.T) {
	opts := []Option{WithHeader("If-Match", `"1"`), WithHeader("Prefer", "respond-async"), WithHeader("Idempotency-Key", "k"), WithHeader("X-Tenant", "t"),
		WithAccept("text/csv"), WithQuery("once", "1")}
	check := func(what string, one seen, accept string) {
		t.Helper()
		for _, name := range []string{"If-Match", "Prefer", "Idempotency-Key"} {
			if one.Header.Get(name) != "" {
				t.Errorf("%s: %s was sent", what, name)
			}
		}
		if one.Header.Get("X-Tenant") != "t" || one.Header.Get("Range") != "bytes=0-9" || one.Header.Get("Accept") != accept {
			t.Errorf("%s: sent %+v", what, one)
		}
	}
	always := WithHeader("Range", "bytes=0-9")
	s := script(t, map[string][]answer{"PUT /x": {reply(201, "", "Azure-AsyncOperation", "/s")}, "GET /s": {reply(200, `{"status":"Succeeded"}`)}, "GET /x": {reply(200, "a,b")}})
	c := s.client(t, always)
	o := op("PUT", "/x")
	p := must(Begin(t.Context(), c, c.NewRequest(o), textSpec(o, ""), opts...))
	if _, err := p.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	all := s.seen()
	if first := all[0]; first.Header.Get("If-Match") == "" || first.Header.Get("Accept") != "text/csv" || !strings.Contains(first.URI, "once=1") {
		t.Errorf("sent %+v", first)
	}
	check("a look", all[1], "application/json")
	check("the result", all[2], "text/csv")
	// it is at the URL of the PUT
	if strings.Contains(all[1].URI, "once") || !strings.Contains(all[2].URI, "once") {
		t.Errorf("asked %s, then %s", all[1].URI, all[2].URI)
	}

	s = serve(t, reply(200, pageBody("/2", 1)), reply(200, pageBody("", 2)))
	c = s.client(t, always)
	if _, err := collect(NewPager(t.Context(), c, numberPages(c, op("GET", "/x")), opts...)); err != nil {
		t.Fatal(err)
	}
	check("the second page", s.last(), "text/csv")
	if strings.Contains(s.last().URI, "once") {
		t.Errorf("asked %s", s.last().URI)
	}
}

// A condition among the parameters holds of the first page alone, also when the next ones are the
// same operation with a token.
func TestConditionsOfThePageBefore(t *testing.T) {
	s := serve(t, reply(200, pageBody("a&b", 1)), reply(200, pageBody("", 2)))
	c := s.client(t)
	spec := numberPages(c, op("POST", "/x"))
	tags := []string{"red", "green"}
	spec.First = func() *Request {
		r := c.NewRequest(spec.Op)
		r.Query("token", Text("start here"), Form)
		r.APIVersion("api-version", InQuery)
		r.Query("tags", List(tags), Form)
		r.Header("If-None-Match", Text(`"1"`), Simple)
		r.Header("X-Keep", Text("k"), Simple)
		r.Text("text/plain", "query")
		return r
	}
	spec.Token = func(r *Request, token string) {
		r.Drop("token", InQuery)
		r.Query("token", Text(token), Form)
	}
	p := NewPager(t.Context(), c, spec)
	tags[0] = "blue" // a list reads its parameters when it begins
	got, err := collect(p)
	all := s.seen()
	if err != nil || len(got) != 2 || len(all) != 2 {
		t.Fatalf("%v, %v", got, err)
	}
	if all[0].URI != "/x?token=start%20here&api-version=2026-03-01&tags=red,green" || all[0].Header.Get("If-None-Match") == "" {
		t.Errorf("sent %+v", all[0])
	}
	if two := all[1]; two.URI != "/x?api-version=2026-03-01&tags=red,green&token=a%26b" || two.Header.Get("If-None-Match") != "" || two.Header.Get("X-Keep") != "k" || two.Body != "query" {
		t.Errorf("sent %+v", two)
	}
}

// A token of a page with a relative link leads to the same place in another process, without the
// query of the page that named it.
func TestPageTokenOfARelativeLink(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/x":
			reply(200, pageBody("/lists/7/first?sig=secret", 1))(w, r)
		case r.URL.Path == "/lists/7/first" && r.URL.Query().Get("page") == "2":
			reply(200, pageBody("./second", 3))(w, r)
		case r.URL.Path == "/lists/7/first":
			reply(200, pageBody("?page=2", 2))(w, r)
		case r.URL.Path == "/lists/7/second":
			reply(200, pageBody("", 4))(w, r)
		default:
			w.WriteHeader(404)
		}
	})
	c := s.client(t)
	spec := numberPages(c, op("GET", "/x"))
	var tokens []string
	p := NewPager(t.Context(), c, spec)
	for _, err := range p.Pages() {
		if err != nil {
			t.Fatal(err)
		}
		tokens = append(tokens, p.Token())
	}
	for i, token := range tokens[:len(tokens)-1] {
		rest, err := collect(NewPager(t.Context(), c, spec, WithPageToken(token)))
		if err != nil || len(rest) != 3-i {
			t.Errorf("from token %d: %v, %v", i, rest, err)
		}
		if f, ok := unpackToken("page", token, 3); !ok || strings.Contains(f[2], "secret") {
			t.Errorf("token %d holds %q", i, f)
		}
	}
}

// The operation for the next page may take the link as a part of its path, with its query, or as
// its whole path, which begins at the endpoint and not beside the page.
func TestLinksInThePathOfAnotherOperation(t *testing.T) {
	for _, tc := range []struct {
		link, want string
		set        func(r *Request, link string)
	}{
		{"next?page=2&a=b c", "/base/lists/7/next?page=2&a=b%20c&api-version=2026-03-01", func(r *Request, link string) {
			r.PathLink("nextLink", link)
			r.APIVersion("api-version", InQuery)
		}},
		{"more/x?$skiptoken=1", "/base/more/x?$skiptoken=1", func(r *Request, link string) { r.Link(link) }},
	} {
		s := serve(t, reply(200, pageBody(tc.link, 1)), reply(200, pageBody("", 2)))
		c := clientFor(t, s.URL+"/base")
		spec := numberPages(c, op("GET", "/deep/down/x"))
		spec.NextRequest = func(link string) *Request {
			r := c.NewRequest(op("GET", "/lists/7/{nextLink}"))
			tc.set(r, link)
			return r
		}
		if got, err := collect(NewPager(t.Context(), c, spec)); err != nil || len(got) != 2 || s.last().URI != tc.want {
			t.Errorf("%v, %v, asked %s, want %s", got, err, s.last().URI, tc.want)
		}
	}
}
