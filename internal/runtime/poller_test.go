package runtime

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"
)

// text is the result of the operations in these tests: the body.
func textSpec(o *Operation, via FinalState) LROSpec[string] {
	return LROSpec[string]{Op: o, FinalStateVia: via, Decode: func(r *Response) (*string, error) {
		s := r.Text()
		return &s, nil
	}}
}

// script answers by method and path: "GET /a" -> answers in turn, the last one repeated.
func script(t testing.TB, lines map[string][]answer) *server {
	at := map[string]int{}
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		key := r.Method + " " + r.URL.Path
		list := lines[key]
		if len(list) == 0 {
			w.WriteHeader(599)
			return
		}
		n := at[key]
		at[key]++
		list[min(n, len(list)-1)](w, r)
	})
}

// How the cases of Azure's asynchronous guidelines end, by what the service answers.
func TestLongRunningOperations(t *testing.T) {
	const (
		running = `{"status":"InProgress"}`
		done    = `{"status":"Succeeded"}`
		bad     = `{"status":"Failed","error":{"code":"Quota","message":"too much"}}`
	)
	ok := func(body string, h ...string) answer { return reply(200, body, h...) }
	state := func(s string) string { return `{"properties":{"provisioningState":"` + s + `"}}` }
	async := []string{"Azure-AsyncOperation", "/status"}
	operation := []string{"Operation-Location", "/status"}
	location := []string{"Location", "/loc"}
	both := append(append([]string{}, async...), location...)
	poll := []answer{ok(running), ok(done)}
	cases := []struct {
		name, method string
		via          FinalState
		script       map[string][]answer
		want         string // the result
		fails        string // or the error's text
	}{
		{"PUT 200, no state", "PUT", "", map[string][]answer{"PUT /x": {ok(`{"a":1}`)}}, `{"a":1}`, ""},
		{"PUT 201 with state", "PUT", "", map[string][]answer{"PUT /x": {reply(201, state("Creating"))}, "GET /x": {ok(state("Creating")), ok(state("Succeeded"))}}, state("Succeeded"), ""},
		{"PUT 201 succeeded", "PUT", "", map[string][]answer{"PUT /x": {reply(201, state("Succeeded"))}}, state("Succeeded"), ""},
		{"PUT 201, no state", "PUT", "", map[string][]answer{"PUT /x": {reply(201, `{"a":1}`)}, "GET /x": {ok(`{"a":2}`)}}, `{"a":2}`, ""},
		{"PUT 202 without links", "PUT", "", map[string][]answer{"PUT /x": {reply(202, "")}, "GET /x": {reply(202, ""), ok(state("Succeeded"))}}, state("Succeeded"), ""},
		{"PUT fails by body", "PUT", "", map[string][]answer{"PUT /x": {reply(201, state("Creating"))}, "GET /x": {ok(state("Failed"))}}, "", "Things.Do: Failed"},
		{"PUT async", "PUT", "", map[string][]answer{"PUT /x": {reply(201, state("Creating"), async...)}, "GET /status": poll, "GET /x": {ok(`final`)}}, "final", ""},
		{"PUT 200 async", "PUT", "azure-async-operation", map[string][]answer{"PUT /x": {ok(`{}`, async...)}, "GET /status": poll, "GET /x": {ok(`final`)}}, "final", ""},
		{"PUT location", "PUT", "", map[string][]answer{"PUT /x": {reply(202, "", location...)}, "GET /loc": {reply(202, ""), ok(`final`)}}, "final", ""},
		{"PUT location without body", "PUT", "", map[string][]answer{"PUT /x": {reply(202, "", location...)}, "GET /loc": {reply(204, "")}, "GET /x": {ok(`final`)}}, "final", ""},
		{"PATCH async via location", "PATCH", "location", map[string][]answer{"PATCH /x": {reply(202, "", both...)}, "GET /status": poll, "GET /loc": {ok(`final`)}}, "final", ""},
		{"PATCH async", "PATCH", "", map[string][]answer{"PATCH /x": {reply(202, "", both...)}, "GET /status": poll, "GET /x": {ok(`final`)}}, "final", ""},
		{"PATCH 200", "PATCH", "", map[string][]answer{"PATCH /x": {ok(`{"a":1}`)}}, `{"a":1}`, ""},
		{"PATCH moved location", "PATCH", "", map[string][]answer{"PATCH /x": {reply(202, "", location...)}, "GET /loc": {reply(202, "", "Location", "/loc2")}, "GET /loc2": {ok("final")}}, "final", ""},
		{"POST async, location", "POST", "", map[string][]answer{"POST /x": {reply(202, "", both...)}, "GET /status": poll, "GET /loc": {ok(`final`)}}, "final", ""},
		{"POST async, location not ready", "POST", "location", map[string][]answer{"POST /x": {reply(202, "", both...)}, "GET /status": poll, "GET /loc": {reply(202, ""), reply(202, ""), ok(`final`)}}, "final", ""},
		{"POST async via itself", "POST", "azure-async-operation", map[string][]answer{"POST /x": {reply(202, "", both...)}, "GET /status": poll}, done, ""},
		{"POST async via original", "POST", "original-uri", map[string][]answer{"POST /x": {reply(202, "", both...)}, "GET /status": poll, "GET /x": {ok(`final`)}}, "final", ""},
		{"POST location", "POST", "location", map[string][]answer{"POST /x": {reply(202, "", location...)}, "GET /loc": {reply(202, ""), ok(`final`)}}, "final", ""},
		{"POST location 404", "POST", "location", map[string][]answer{"POST /x": {reply(202, "", location...)}, "GET /loc": {reply(202, ""), reply(404, `{"error":{"code":"Lost","message":"gone"}}`)}}, "", "Things.Do: 404 Not Found: Lost: gone"},
		{"POST location fails by state", "POST", "", map[string][]answer{"POST /x": {reply(202, "", location...)}, "GET /loc": {ok(state("Failed"))}}, "", "Things.Do: Failed"},
		{"POST 200", "POST", "", map[string][]answer{"POST /x": {ok(`now`)}}, "now", ""},
		{"POST 202 without links", "POST", "", map[string][]answer{"POST /x": {reply(202, "")}}, "", "no way to follow the operation"},
		{"POST operation, result", "POST", "operation-location", map[string][]answer{"POST /x": {reply(202, running, operation...)}, "GET /status": {ok(running), ok(`{"status":"Succeeded","result":{"a":1}}`)}}, `{"a":1}`, ""},
		{"POST operation, resourceLocation", "POST", "", map[string][]answer{"POST /x": {reply(202, running, operation...)}, "GET /status": {ok(`{"status":"Succeeded","resourceLocation":"/made"}`)}, "GET /made": {ok("final")}}, "final", ""},
		{"PUT operation", "PUT", "", map[string][]answer{"PUT /x": {reply(201, `{}`, operation...)}, "GET /status": poll, "GET /x": {ok("final")}}, "final", ""},
		{"DELETE 204", "DELETE", "", map[string][]answer{"DELETE /x": {reply(204, "")}}, "", ""},
		{"DELETE location", "DELETE", "", map[string][]answer{"DELETE /x": {reply(202, "", location...)}, "GET /loc": {reply(202, ""), reply(204, "")}}, "", ""},
		{"DELETE async", "DELETE", "", map[string][]answer{"DELETE /x": {reply(202, "", both...)}, "GET /status": poll}, done, ""},
		{"GET location", "GET", "location", map[string][]answer{"GET /x": {reply(202, "", "Location", "/x"), reply(202, "", "Location", "/x"), ok("final")}}, "final", ""},
		{"fails", "PUT", "", map[string][]answer{"PUT /x": {reply(201, "", async...)}, "GET /status": {ok(running), ok(bad)}}, "", "Things.Do: Failed: Quota: too much (request r)"},
		{"canceled", "POST", "", map[string][]answer{"POST /x": {reply(202, "", async...)}, "GET /status": {ok(`{"status":"Canceled"}`)}}, "", "Things.Do: Canceled"},
		{"cancelled in capitals", "POST", "", map[string][]answer{"POST /x": {reply(202, "", async...)}, "GET /status": {ok(`{"Status":"CANCELLED"}`)}}, "", "Things.Do: CANCELLED"},
		{"no status", "POST", "", map[string][]answer{"POST /x": {reply(202, "", async...)}, "GET /status": {ok(`{}`)}}, "", "no status"},
		{"begin fails", "PUT", "", map[string][]answer{"PUT /x": {reply(400, `{"error":{"code":"Bad"}}`)}}, "", "Things.Do: 400 Bad Request: Bad"},
		{"a hiccup on the way", "PUT", "", map[string][]answer{"PUT /x": {reply(201, "", async...)}, "GET /status": {ok(running), reply(503, ""), reply(429, ""), ok(done)}, "GET /x": {ok("final")}}, "final", ""},
		{"other states", "PUT", "", map[string][]answer{"PUT /x": {reply(201, "", async...)}, "GET /status": {ok(`{"status":"NotStarted"}`), ok(`{"status":"Whatever"}`), reply(202, ""), ok(done)}, "GET /x": {ok("final")}}, "final", ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			for key, list := range tc.script {
				for i, a := range list {
					list[i] = func(w http.ResponseWriter, r *http.Request) { w.Header().Set("X-Ms-Request-Id", "r"); a(w, r) }
				}
				tc.script[key] = list
			}
			s := script(t, tc.script)
			c := s.client(t)
			o := op(tc.method, "/x")
			got, err := runLRO(t, c, o, textSpec(o, tc.via))
			if tc.fails != "" {
				if err == nil || !strings.Contains(err.Error(), tc.fails) {
					t.Errorf("%v, want %s", err, tc.fails)
				}
				return
			}
			if err != nil || *got != tc.want {
				t.Errorf("%v, %v; want %s", got, err, tc.want)
			}
			for _, one := range s.seen() {
				if !strings.Contains(one.URI, "api-version=2026-03-01") || one.Header.Get("Authorization") == "" {
					t.Errorf("sent %+v", one)
				}
			}
		})
	}
}

// runLRO runs an operation to its end, by way of a resume token after each look, as a process that
// restarts would.
func runLRO(t *testing.T, c *Client, o *Operation, spec LROSpec[string]) (*string, error) {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	r := c.NewRequest(o)
	r.APIVersion("api-version", InQuery)
	p, err := Begin(ctx, c, r, spec)
	if err != nil {
		return nil, err
	}
	for !p.Done() {
		token, err := p.ResumeToken()
		if err != nil {
			t.Fatal(err)
		}
		if p, err = Resume(c, token, spec); err != nil {
			t.Fatal(err)
		}
		if _, err := p.Result(ctx); !errors.Is(err, ErrNotDone) {
			t.Errorf("result of a running operation: %v", err)
		}
		if err := p.Poll(ctx); err != nil {
			return nil, err
		}
	}
	if _, err := p.ResumeToken(); err == nil {
		t.Error("an operation that is done gave a token")
	}
	return p.Wait(ctx)
}

func TestFailedOperationIsAResponseError(t *testing.T) {
	s := script(t, map[string][]answer{"PUT /x": {reply(201, "", "Azure-AsyncOperation", "/s")},
		"GET /s": {reply(200, `{"status":"Failed","error":{"code":"A","message":"b","details":[{"code":"c","message":"d"}]}}`)}})
	c := s.client(t)
	o := op("PUT", "/x")
	p, err := Begin(t.Context(), c, c.NewRequest(o), textSpec(o, ""))
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.Wait(t.Context())
	e := new(ResponseError)
	if !errors.Is(err, ErrOperationFailed) || !errors.As(err, &e) || e.Code != "A" || len(e.Details) != 1 || e.StatusCode != 200 || e.Status != "Failed" {
		t.Errorf("%+v", err)
	}
	if _, again := p.Wait(t.Context()); again != err {
		t.Errorf("then %v", again)
	}
}

func TestResumeTokensAreChecked(t *testing.T) {
	s := script(t, map[string][]answer{"PUT /x": {reply(201, "", "Azure-AsyncOperation", "/s")}})
	c := s.client(t)
	o := op("PUT", "/x")
	spec := textSpec(o, "")
	p, err := Begin(t.Context(), c, c.NewRequest(o), spec)
	if err != nil {
		t.Fatal(err)
	}
	token, _ := p.ResumeToken()
	other := *o
	other.Name = "Other.Do"
	elsewhere := clientFor(t, "https://elsewhere.example")
	if _, err := Resume(c, token, textSpec(&other, "")); !errors.Is(err, ErrResumeToken) {
		t.Errorf("another operation: %v", err)
	}
	if _, err := Resume(elsewhere, token, spec); !errors.Is(err, ErrResumeToken) {
		t.Errorf("another endpoint: %v", err)
	}
	for i := range token {
		if _, err := Resume(c, token[:i], spec); !errors.Is(err, ErrResumeToken) {
			t.Fatalf("cut at %d: %v", i, err)
		}
	}
	evil := packToken("lro", o.Name, originOf(c.base), "PUT", "async", "InProgress", "https://evil.example/", "", "", "")
	if p, err = Resume(c, evil, spec); err == nil {
		err = p.Poll(t.Context())
	}
	if !errors.Is(err, ErrForeignOrigin) {
		t.Errorf("a foreign link in a token: %v", err)
	}
}

func TestPollLinksStayAtTheirOrigin(t *testing.T) {
	far := serve(t, reply(200, `{"status":"Succeeded"}`))
	for _, h := range []string{"Azure-AsyncOperation", "Operation-Location", "Location"} {
		s := script(t, map[string][]answer{"POST /x": {reply(202, "", h, far.URL+"/s")}})
		c := s.client(t)
		o := op("POST", "/x")
		p, err := Begin(t.Context(), c, c.NewRequest(o), textSpec(o, ""))
		if err == nil {
			_, err = p.Wait(t.Context())
		}
		if !errors.Is(err, ErrForeignOrigin) {
			t.Errorf("%s: %v", h, err)
		}
	}
	if len(far.seen()) != 0 {
		t.Errorf("a foreign origin was asked: %+v", far.seen())
	}
}

func TestPollIntervals(t *testing.T) {
	p := &Poller[string]{set: &settings{}, polls: 1}
	at := func(policy PollPolicy, polls int, h ...string) time.Duration {
		p.set.polling, p.polls, p.last = policy, polls, &Response{header: http.Header{}}
		for i := 0; i < len(h); i += 2 {
			p.last.header.Set(h[i], h[i+1])
		}
		return p.interval()
	}
	for _, tc := range []struct{ got, want time.Duration }{
		{at(PollPolicy{}, 0), time.Second},
		{at(PollPolicy{}, 1), 1500 * time.Millisecond},
		{at(PollPolicy{}, 100), 30 * time.Second},
		{at(PollPolicy{Interval: 3 * time.Second}, 5), 3 * time.Second},
		{at(PollPolicy{}, 0, "Retry-After", "7"), 7 * time.Second},
		{at(PollPolicy{}, 0, "Retry-After", "0"), 100 * time.Millisecond},
		{at(PollPolicy{}, 0, "Retry-After", "99999999999"), 5 * time.Minute},
		{at(PollPolicy{Max: time.Second}, 0, "Retry-After-Ms", "2500"), time.Second},
	} {
		if tc.got != tc.want {
			t.Errorf("waits %v, want %v", tc.got, tc.want)
		}
	}
	s := script(t, map[string][]answer{"PUT /x": {reply(201, "", "Azure-AsyncOperation", "/s")}, "GET /s": {reply(200, `{"status":"Running"}`)}})
	c := s.client(t, WithLimits(Limits{PollTime: 30 * time.Millisecond}))
	o := op("PUT", "/x")
	lro, err := Begin(t.Context(), c, c.NewRequest(o), textSpec(o, ""))
	if err == nil {
		_, err = lro.Wait(t.Context())
	}
	if !errors.Is(err, ErrPollTimeout) {
		t.Errorf("%v", err)
	}
}

func TestOperationWithoutResult(t *testing.T) {
	s := script(t, map[string][]answer{"DELETE /x": {reply(202, "", "Location", "/l")}, "GET /l": {reply(204, "")}})
	c := s.client(t)
	o := op("DELETE", "/x")
	p, err := Begin(t.Context(), c, c.NewRequest(o), LROSpec[struct{}]{Op: o})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Wait(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestResultWithinTheStatusDocument(t *testing.T) {
	for path, want := range map[string]string{"": `{"a":1}`, "output.item": `[2]`, "missing": `{"status":"Succeeded","result":{"a":1},"output":{"item":[2]}}`} {
		s := script(t, map[string][]answer{"POST /x": {reply(202, "", "Operation-Location", "/s")},
			"GET /s": {reply(200, `{"status":"Succeeded","result":{"a":1},"output":{"item":[2]}}`)}})
		c := s.client(t)
		o := op("POST", "/x")
		spec := textSpec(o, FinalStateOperationLocation)
		spec.ResultPath = path
		p := must(Begin(t.Context(), c, c.NewRequest(o), spec))
		if got, err := p.Wait(t.Context()); err != nil || *got != want {
			t.Errorf("%q: %v, %v", path, got, err)
		}
	}
}
