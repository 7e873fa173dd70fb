package runtime

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// canary is what no error and no log may hold, in whatever encoding. It has characters that a URL
// escapes.
const canary = "c4n+ry/s3cr3t=="

// shows reports whether a text holds the canary.
func shows(text string) bool {
	for _, form := range []string{canary, url.QueryEscape(canary), url.PathEscape(canary), strings.ToLower(url.QueryEscape(canary)), fmt.Sprintf("%x", canary),
		base64.StdEncoding.EncodeToString([]byte("user:" + canary)), "c4n", "s3cr3t"} {
		if strings.Contains(text, form) {
			return true
		}
	}
	return false
}

// canaryLog gathers what clients log that were given secrets in all the places that options have.
type canaryLog struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *canaryLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *canaryLog) options() []Option {
	handler := slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug})
	return []Option{WithLogger(slog.New(handler)), WithHeader("X-Functions-Key", canary), WithHeader("Cookie", "session="+url.QueryEscape(canary)),
		WithQuery("sig", canary), WithUserAgent("agent")}
}

// check asserts that neither the log nor an error, at any depth, shows the canary.
func (l *canaryLog) check(t testing.TB, what string, err error) {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	if shows(l.text.String()) {
		t.Errorf("%s: the log shows a secret:\n%s", what, l.text.String())
	}
	if l.text.Len() == 0 {
		t.Errorf("%s: nothing was logged", what)
	}
	checkError(t, what, err)
}

func checkError(t testing.TB, what string, err error) {
	t.Helper()
	if err == nil {
		return
	}
	for _, format := range []string{"%v", "%+v", "%#v", "%q"} {
		if e := new(ResponseError); format == "%#v" && errors.As(err, &e) {
			continue // its fields are what the service sent: Raw, Header
		}
		if text := fmt.Sprintf(format, err); shows(text) {
			t.Errorf("%s: %s shows a secret: %s", what, format, text)
		}
	}
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		checkError(t, what, e.Unwrap())
	case interface{ Unwrap() []error }:
		for _, one := range e.Unwrap() {
			checkError(t, what, one)
		}
	}
}

// everyScheme has an operation and a credential for each way to authenticate.
func everyScheme() map[string]struct {
	use  Scheme
	cred Credential
} {
	type way = struct {
		use  Scheme
		cred Credential
	}
	token := func() Credential { return NewTokenCredential(tokenOf(canary)) }
	return map[string]way{
		"oauth2":  {Scheme{Kind: SchemeOAuth2}, token()},
		"bearer":  {Scheme{Kind: SchemeBearer}, NewKeyCredential(canary)},
		"basic":   {Scheme{Kind: SchemeBasic}, NewBasicCredential("user", canary)},
		"http":    {Scheme{Kind: SchemeHTTP, Name: "SharedKey"}, NewKeyCredential(canary)},
		"header":  {Scheme{Kind: SchemeKey, In: InHeader, Name: "X-Odd"}, NewKeyCredential(canary)},
		"query":   {Scheme{Kind: SchemeKey, In: InQuery, Name: "odd"}, NewKeyCredential(canary)},
		"cookie":  {Scheme{Kind: SchemeKey, In: InCookie, Name: "odd"}, NewKeyCredential(canary)},
		"rotates": {Scheme{Kind: SchemeKey, In: InQuery, Name: "odd"}, NewRotatingKeyCredential(func() string { return canary })},
	}
}

// echoes are what may repeat a secret: transports and services.
func echoes() map[string]roundTripperFunc {
	all := func(req *http.Request) string {
		return req.URL.String() + " " + unescape(req.URL.String()) + fmt.Sprint(req.Header) + unescape(fmt.Sprint(req.Header))
	}
	answer := func(status int, body string) (*http.Response, error) {
		return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body))}, nil
	}
	return map[string]roundTripperFunc{
		"url.Error": func(req *http.Request) (*http.Response, error) {
			return nil, &url.Error{Op: "Get", URL: req.URL.String(), Err: io.ErrUnexpectedEOF}
		},
		"wrapped url.Error": func(req *http.Request) (*http.Response, error) {
			return nil, fmt.Errorf("proxy: %w", &url.Error{Op: "Get", URL: req.URL.String(), Err: errors.New(all(req))})
		},
		"joined errors": func(req *http.Request) (*http.Response, error) { return nil, errors.Join(io.EOF, errors.New(all(req))) },
		"quoted": func(req *http.Request) (*http.Response, error) {
			return nil, fmt.Errorf("malformed %q %v", all(req), req.URL)
		},
		"error body": func(req *http.Request) (*http.Response, error) {
			return answer(400, fmt.Sprintf(`{"error":{"code":%q,"message":%q,"details":[{"code":"a","message":%q}]}}`, req.Header.Get("Authorization"), all(req), all(req)))
		},
		"redirect": func(req *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 307, Header: http.Header{"Location": {"http://" + req.URL.Host + "/y?" + req.URL.RawQuery}}}, nil
		},
		"no JSON":         func(req *http.Request) (*http.Response, error) { return answer(200, canary) },
		"no JSON, short":  func(req *http.Request) (*http.Response, error) { return answer(200, "c4n") },
		"text after JSON": func(req *http.Request) (*http.Response, error) { return answer(200, "{} c4n") },
		"escape":          func(req *http.Request) (*http.Response, error) { return answer(200, `{"code":"\qc4n"}`) },
		"wrong JSON":      func(req *http.Request) (*http.Response, error) { return answer(200, fmt.Sprintf("%q", canary)) },
		"broken body": func(req *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Body: io.NopCloser(io.MultiReader(strings.NewReader("{"), failingReader{errors.New(all(req))}))}, nil
		},
	}
}

type failingReader struct{ err error }

func (f failingReader) Read([]byte) (int, error) { return 0, f.err }

// Whatever repeats a secret, and wherever it was sent: no error and no log shows it.
func TestNoSecretShows(t *testing.T) {
	for scheme, way := range everyScheme() {
		for echo, rt := range echoes() {
			what := scheme + ", " + echo
			way.use.ID = "s"
			o := &Operation{Name: "Things.Do", Method: "GET", Path: "/x", Security: []Requirement{{{Scheme: &way.use}}}}
			var logged canaryLog
			c := clientFor(t, "https://service.example", append(logged.options(), WithTransport(rt), withCredential(way.cred))...)
			resp, err := do(t, c, o, func(r *Request) { r.Query("$filter", Text("key eq '"+canary+"'"), Form) })
			if err == nil {
				err = resp.JSON(new(codeModel))
			}
			if err == nil {
				t.Errorf("%s: no error", what)
			}
			logged.check(t, what, err)
			for _, format := range []string{"%v", "%+v", "%#v"} {
				if text := fmt.Sprintf(format, c); shows(text) && !strings.Contains(text, "X-Functions-Key") {
					t.Errorf("%s: %s of the client: %s", what, format, text)
				}
			}
		}
	}
}

// What is wrong stays to be asked for although its text is hidden, and so does whether another try
// is worth it.
func TestHiddenErrorsAreKnownAllTheSame(t *testing.T) {
	tries := 0
	rt := roundTripperFunc(func(req *http.Request) (*http.Response, error) {
		tries++
		return nil, &url.Error{Op: "Get", URL: req.URL.String() + "?sig=" + canary, Err: io.ErrUnexpectedEOF}
	})
	_, err := do(t, clientFor(t, "https://service.example", WithTransport(rt), WithQuery("sig", canary)), op("GET", "/x"), nil)
	if !errors.Is(err, io.ErrUnexpectedEOF) || tries != 4 || !strings.Contains(err.Error(), "unexpected EOF") {
		t.Errorf("%v after %d tries", err, tries)
	}
}

// Credentials do not travel over plain http, whatever is trusted and wherever a redirect leads.
func TestNoCredentialOverPlainHTTP(t *testing.T) {
	var sent []*http.Request
	answer := func(next string, status int) roundTripperFunc {
		return func(req *http.Request) (*http.Response, error) {
			if sent = append(sent, req); req.URL.Scheme == "http" {
				return &http.Response{StatusCode: 200}, nil
			}
			return &http.Response{StatusCode: status, Header: http.Header{"Location": {next}}, Body: io.NopCloser(strings.NewReader(pageBody(next, 1)))}, nil
		}
	}
	for _, next := range []string{"http://service.example/y", "http://other.example/y", "http://service.example:443/y"} {
		sent = nil
		opts := []Option{WithTransport(answer(next, 307)), WithTrustedOrigin("http://service.example"), WithTrustedOrigin("http://other.example"), WithTrustedOrigin("http://service.example:443")}
		c := clientFor(t, "https://service.example", opts...)
		if _, err := do(t, c, op("GET", "/x"), nil); !errors.Is(err, ErrInsecure) || len(sent) != 1 {
			t.Errorf("a redirect to %s: %v after %d requests", next, err, len(sent))
		}
		sent = nil
		c = clientFor(t, "https://service.example", append(opts, WithTransport(answer(next, 200)))...)
		if _, err := collect(NewPager(t.Context(), c, numberPages(c, op("GET", "/x")))); !errors.Is(err, ErrInsecure) || len(sent) != 1 {
			t.Errorf("a link to %s: %v after %d requests", next, err, len(sent))
		}
	}
}

func TestTrustedOriginIsAnOrigin(t *testing.T) {
	for _, bad := range []string{"", "service.example", "service.example:443", "//service.example", "ftp://service.example", "https://", "https://:443",
		"https://u:" + canary + "@service.example", "https://service.example/path", "https://service.example?sig=" + url.QueryEscape(canary), "https://service.example#f", "::"} {
		_, err := NewClient(Config{Endpoint: "https://service.example"}, WithTrustedOrigin(bad))
		if err == nil || shows(err.Error()) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	for _, good := range []string{"https://service.example", "https://service.example/", "https://service.example:8443", "http://127.0.0.1:80"} {
		if _, err := NewClient(Config{Endpoint: "https://service.example"}, WithTrustedOrigin(good)); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
}

// A key in the query is sent once, also when a link or a redirect repeats it, and never elsewhere.
func TestQueryKeyIsSentOnce(t *testing.T) {
	far := serve(t)
	for _, target := range []string{"/y?a=1&code=%s", far.URL + "/y?code=%s&a=1"} {
		s := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/x" {
				reply(302, "", "Location", fmt.Sprintf(target, url.QueryEscape(canary)))(w, r)
			}
		})
		o := op("GET", "/x")
		o.Security = []Requirement{{{Scheme: &Scheme{ID: "k", Kind: SchemeKey, In: InQuery, Name: "code"}}}}
		if _, err := do(t, s.client(t, withCredential(NewKeyCredential(canary))), o, nil); err != nil {
			t.Error(err)
		}
		if near := strings.HasPrefix(target, "/"); near && strings.Count(s.last().URI, "code=") != 1 {
			t.Errorf("sent %s", s.last().URI)
		} else if !near && far.last().URI != "/y?a=1" {
			t.Errorf("sent %s to another origin", far.last().URI)
		}
	}
}

// An error keeps its texts when its user changes Raw.
func TestErrorTextsOwnTheirMemory(t *testing.T) {
	s := serve(t, reply(400, `{"error":{"code":"Code","message":"Message","target":"Target","details":[{"code":"Inner","message":"Detail"}]}}`))
	_, err := do(t, s.client(t), op("GET", "/x"), nil)
	e := new(ResponseError)
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	for i := range e.Raw {
		e.Raw[i] = '!'
	}
	if text := fmt.Sprint(e.Code, e.Message, e.Target, e.Details); strings.Contains(text, "!") {
		t.Error(text)
	}
}

// Invisible characters and those that change the direction of a text do not reach it.
func TestErrorTextsAreVisible(t *testing.T) {
	hidden := "\u202e\u2066\u200b\u200f\ufeff\u00ad\u2060\U000e0041\u3164\u061c\u180e\ufe0f"
	s := serve(t, reply(400, `{"error":{"code":"a`+hidden+`b","message":"c`+hidden+`d"}}`))
	_, err := do(t, s.client(t), op("GET", "/x"), nil)
	if text := err.Error(); !strings.Contains(text, ": ab: cd") || strings.ContainsAny(text, hidden) {
		t.Errorf("%q", text)
	}
}

// A host in letters beyond ASCII and its form in punycode are one origin.
func TestInternationalisedOrigin(t *testing.T) {
	for _, tc := range []struct{ name, ascii string }{
		{"bücher.example", "xn--bcher-kva.example"}, {"BÜCHER.example", "xn--bcher-kva.example"}, {"例え.テスト", "xn--r8jz45g.xn--zckzah"},
		{"münchen-ost.example", "xn--mnchen-ost-9db.example"}, {"пример.испытание", "xn--e1afmkfd.xn--80akhbyknj4f"}, {"bücher。example", "xn--bcher-kva.example"},
		{"plain.example", "plain.example"}, {"straße.example", "xn--strae-oqa.example"},
	} {
		if got := asciiHost(tc.name); got != tc.ascii {
			t.Errorf("%s is %s, want %s", tc.name, got, tc.ascii)
		}
	}
	var asked []string
	rt := roundTripperFunc(func(req *http.Request) (*http.Response, error) {
		asked = append(asked, req.URL.Host)
		next := ""
		if len(asked) == 1 {
			next = "https://xn--bcher-kva.example/2"
		}
		return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(pageBody(next, len(asked))))}, nil
	})
	c := clientFor(t, "https://bücher.example", WithTransport(rt))
	if got, err := collect(NewPager(t.Context(), c, numberPages(c, op("GET", "/x")))); err != nil || len(got) != 2 {
		t.Errorf("%v, %v", got, err)
	}
}
