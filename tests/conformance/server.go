package conformance

import (
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// server answers one scenario: it expects the scenario's requests, notes whatever is not exactly as
// expected, and answers as the scenario says.
//
// The requests come in the scenario's order except for those that a client makes by itself after a
// call: the original server has a route for each and no order among them.
type server struct {
	*httptest.Server
	mu       sync.Mutex
	exchange []Exchange
	answered []int // how often each exchange was
	rules    rules
	problems []string
}

// serve starts a server for the exchanges of a scenario.
func serve(exchanges []Exchange) *server {
	s := &server{exchange: exchanges, answered: make([]int, len(exchanges))}
	s.Server = httptest.NewServer(http.HandlerFunc(s.handle))
	return s
}

// done returns the first exchange whose request has not come, and what was wrong with those that
// have.
func (s *server) done() (int, []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.first(), slices.Clone(s.problems)
}

func (s *server) first() int {
	if i := slices.Index(s.answered, 0); i >= 0 {
		return i
	}
	return len(s.answered)
}

// setRules tells what the next call may send beside what the scenario lists.
func (s *server) setRules(r rules) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules = r
}

func (s *server) handle(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.pick(r)
	if i < 0 {
		s.problems = append(s.problems, fmt.Sprintf("unexpected request: %s %s", r.Method, r.RequestURI))
		w.WriteHeader(http.StatusTeapot)
		return
	}
	s.answered[i]++
	e := s.exchange[i]
	for _, p := range s.check(e, r) {
		s.problems = append(s.problems, fmt.Sprintf("request %d: %s", i+1, p))
	}
	if s.answered[i] > 1 {
		e.Response = e.Response.finished()
	}
	s.answer(w, e.Response)
}

// pick finds the exchange that a request belongs to: the first of its method and path that has not
// come; else the first that has not come, to say how they differ; else one that told the client to
// come again. -1: there is none.
func (s *server) pick(r *http.Request) int {
	again := -1
	for i, e := range s.exchange {
		if r.Method != e.Method || !s.onPath(e, r.URL) {
			continue
		}
		if s.answered[i] == 0 {
			return i
		}
		if e.Response.unfinished() {
			again = i
		}
	}
	if first := s.first(); again < 0 && first < len(s.exchange) {
		return first
	}
	return again
}

// onPath reports whether a request came to an exchange's path.
func (s *server) onPath(e Exchange, got *url.URL) bool {
	want, err := url.Parse(e.URI)
	if err != nil {
		return false
	}
	if s.rules.slash {
		got, _ = url.Parse(strings.TrimSuffix(got.EscapedPath(), "/"))
		want, _ = url.Parse(strings.TrimSuffix(want.EscapedPath(), "/"))
	}
	return samePath(want, got, e)
}

// answer writes the scenario's response.
func (s *server) answer(w http.ResponseWriter, resp Response) {
	for k, v := range resp.Headers {
		for _, t := range texts(v) {
			w.Header().Add(k, strings.ReplaceAll(t, baseURL, s.URL))
		}
	}
	body := resp.Body.Bytes(s.URL)
	if resp.Body != nil && w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", resp.Body.ContentType)
	}
	w.WriteHeader(resp.Status)
	_, _ = w.Write(body)
}

// check compares one request with what was expected.
func (s *server) check(e Exchange, r *http.Request) []string {
	var out []string
	if r.Method != e.Method {
		out = append(out, fmt.Sprintf("method: want %s, got %s", e.Method, r.Method))
	}
	uri, err := url.Parse(e.URI)
	if err != nil {
		return append(out, "unreadable expected URI "+e.URI)
	}
	if !s.onPath(e, r.URL) {
		out = append(out, fmt.Sprintf("path: want %s, got %s", uri.EscapedPath(), r.URL.EscapedPath()))
	}
	out = append(out, s.checkQuery(e, uri, r)...)
	out = append(out, s.checkHeaders(e, r)...)
	return append(out, s.checkBody(e, r)...)
}

func (s *server) checkQuery(e Exchange, uri *url.URL, r *http.Request) []string {
	want := uri.Query()
	for k, v := range e.Request.Query {
		want.Del(k)
		for _, t := range texts(v) {
			want.Add(k, strings.ReplaceAll(t, baseURL, s.URL))
		}
	}
	got, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return []string{"unreadable query " + r.URL.RawQuery}
	}
	var out []string
	for _, k := range sortedKeys(want) {
		if !slices.Equal(want[k], got[k]) {
			out = append(out, fmt.Sprintf("query %s: want %q, got %q", k, want[k], got[k]))
		}
	}
	for _, k := range sortedKeys(got) {
		if _, ok := want[k]; !ok && !s.rules.query[k] {
			out = append(out, fmt.Sprintf("query %s=%q is not expected", k, got[k]))
		}
	}
	return out
}

// usualHeaders come with every request of an HTTP client and say nothing of the operation.
var usualHeaders = []string{"User-Agent", "Accept", "Accept-Encoding", "Content-Length", "Content-Type", "Connection", "Transfer-Encoding"}

func (s *server) checkHeaders(e Exchange, r *http.Request) []string {
	var out []string
	want := map[string]bool{}
	for _, k := range sortedKeys(e.Request.Headers) {
		name := textproto.CanonicalMIMEHeaderKey(k)
		want[name] = true
		value := strings.Join(texts(e.Request.Headers[k]), ", ")
		got := strings.Join(r.Header.Values(name), ", ")
		if name == "Content-Type" && sameMediaType(value, got) {
			continue
		}
		if value != got {
			out = append(out, fmt.Sprintf("header %s: want %q, got %q", k, value, got))
		}
	}
	for _, k := range sortedKeys(r.Header) {
		if !want[k] && !s.rules.headers[k] && !slices.Contains(usualHeaders, k) {
			out = append(out, fmt.Sprintf("header %s: %q is not expected", k, r.Header[k]))
		}
	}
	return out
}

func sameMediaType(a, b string) bool {
	x, _, err1 := mime.ParseMediaType(a)
	y, _, err2 := mime.ParseMediaType(b)
	return err1 == nil && err2 == nil && x == y
}

func (s *server) checkBody(e Exchange, r *http.Request) []string {
	want := e.Request.Body
	if want != nil && want.Kind == "multipart" {
		return checkMultipart(want, r)
	}
	got, err := io.ReadAll(r.Body)
	if err != nil {
		return []string{"body: " + err.Error()}
	}
	if want == nil {
		if len(got) > 0 && !(s.rules.emptyBody && string(got) == "{}") {
			return []string{"body is not expected: " + clip(got)}
		}
		return nil
	}
	var out []string
	ct := r.Header.Get("Content-Type")
	if !s.goodMediaType(e, ct) {
		out = append(out, fmt.Sprintf("content type: want %q, got %q", contentType(e), ct))
	}
	if strings.HasPrefix(ct, "text/plain") {
		want = &Body{Kind: "text", ContentType: ct, Text: want.PlainText()}
	}
	if d := sameBody(want, want.Bytes(s.URL), got); d != "" {
		out = append(out, "body: "+d)
	}
	return out
}

// goodMediaType reports whether a body's media type is right. The suite's body.contentType is what
// its kind of body has by default; a header that the scenario lists says it better.
func (s *server) goodMediaType(e Exchange, got string) bool {
	return sameMediaType(contentType(e), got) || slices.ContainsFunc(s.rules.mediaTypes, func(mt string) bool { return sameMediaType(mt, got) })
}

// sameBody compares two bodies as their media type means them.
func sameBody(kind *Body, want, got []byte) string {
	switch {
	case kind.Kind == "json":
		return sameJSON(want, got)
	case strings.Contains(kind.ContentType, "xml"):
		return sameXML(want, got)
	case strings.Contains(kind.ContentType, "jsonl"), strings.Contains(kind.ContentType, "ndjson"):
		return sameLines(want, got)
	case string(want) != string(got):
		return fmt.Sprintf("want %q, got %q", clip(want), clip(got))
	default:
		return ""
	}
}

// sameLines compares JSON texts line by line.
func sameLines(want, got []byte) string {
	w, g := strings.Split(strings.TrimSpace(string(want)), "\n"), strings.Split(strings.TrimSpace(string(got)), "\n")
	if len(w) != len(g) {
		return fmt.Sprintf("want %d lines, got %d", len(w), len(g))
	}
	for i := range w {
		if d := sameJSON([]byte(w[i]), []byte(g[i])); d != "" {
			return fmt.Sprintf("line %d: %s", i+1, d)
		}
	}
	return ""
}

// checkMultipart compares parts by name, in the order in which they came.
func checkMultipart(want *Body, r *http.Request) []string {
	mt, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || mt != "multipart/form-data" {
		return []string{fmt.Sprintf("content type: want multipart/form-data, got %q", r.Header.Get("Content-Type"))}
	}
	var out []string
	files, used := want.Files, map[string]bool{}
	reader := multipart.NewReader(r.Body, params["boundary"])
	for {
		part, err := reader.NextRawPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			return append(out, "multipart: "+err.Error())
		}
		data, _ := io.ReadAll(part)
		if i := slices.IndexFunc(files, func(f FilePart) bool { return f.Field == part.FormName() }); i >= 0 {
			out = append(out, checkFile(files[i], part, data)...)
			files = slices.Delete(slices.Clone(files), i, i+1)
			continue
		}
		text, ok := want.Parts[part.FormName()]
		if !ok {
			out = append(out, fmt.Sprintf("part %s is not expected", part.FormName()))
			continue
		}
		used[part.FormName()] = true
		if d := samePart(text, data); d != "" {
			out = append(out, fmt.Sprintf("part %s: %s", part.FormName(), d))
		}
	}
	for _, f := range files {
		out = append(out, "file part "+f.Field+" is missing")
	}
	for _, k := range sortedKeys(want.Parts) {
		if !used[k] {
			out = append(out, "part "+k+" is missing")
		}
	}
	return out
}

// samePart compares a field that is not a file: JSON where it is JSON, else the text of the scalar.
func samePart(want, got []byte) string {
	if d := sameJSON(want, got); d != "" {
		if v, err := decodeJSON(want); err != nil || fmt.Sprint(v) != string(got) {
			return d
		}
	}
	return ""
}

func checkFile(want FilePart, part *multipart.Part, data []byte) []string {
	var out []string
	if name := part.FileName(); name != want.Filename {
		out = append(out, fmt.Sprintf("file part %s: want file name %q, got %q", want.Field, want.Filename, name))
	}
	if ct := part.Header.Get("Content-Type"); !sameMediaType(want.ContentType, ct) {
		out = append(out, fmt.Sprintf("file part %s: want content type %q, got %q", want.Field, want.ContentType, ct))
	}
	body := Body{Kind: "bytes", Base64: want.Base64}
	if string(body.Bytes("")) != string(data) {
		out = append(out, fmt.Sprintf("file part %s: %d bytes differ", want.Field, len(data)))
	}
	return out
}
