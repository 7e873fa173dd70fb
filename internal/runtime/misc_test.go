package runtime

import (
	"context"
	"errors"
	"io"
	"math"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

func TestFormats(t *testing.T) {
	for got, want := range map[string]string{
		FormatBool(true):                                              "true",
		FormatInt(int64(math.MinInt64)):                               "-9223372036854775808",
		FormatUint(uint64(math.MaxUint64)):                            "18446744073709551615",
		FormatFloat(0.1):                                              "0.1",
		FormatFloat(float32(2)):                                       "2",
		FormatFloat(1e21):                                             "1e+21",
		FormatFloat(123456789.5):                                      "123456789.5",
		FormatBytes([]byte{0xfb, 0xff, 1}):                            "+/8B",
		FormatBytesURL([]byte{0xfb, 0xff}):                            "-_8",
		FormatSeconds(value.Duration("PT36S")):                        "36",
		FormatSeconds("PT0.5S"):                                       "0.5",
		FormatMillis("PT0.5S"):                                        "500",
		FormatSeconds("soon"):                                         "soon",
		FormatJSON(func(w *json.Writer) { w.Raw([]byte(`{"a":1}`)) }): `{"a":1}`,
		FormatJSON(func(w *json.Writer) { w.Raw([]byte(`{`)) }):       "",
		Join(Strings([]int32{1, 2}, FormatInt[int32]), ";"):           "1;2",
		Join(Texts([]FinalState{"a", "b"}), ","):                      "a,b",
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestTLS(t *testing.T) {
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, r.Header.Get("Authorization")) }))
	defer s.Close()
	cfg := Config{Package: "x", Version: "1", Endpoint: s.URL, Credential: NewKeyCredential("k")}
	c := must(NewClient(cfg, WithHTTPClient(s.Client())))
	resp, err := c.Do(t.Context(), c.NewRequest(op("GET", "/x")))
	if err != nil || resp.Text() != "Bearer k" {
		t.Errorf("%v, %v", resp, err)
	}
	// A certificate that nobody vouches for is not tried again.
	c = must(NewClient(cfg, WithTransport(&http.Transport{DisableKeepAlives: true}), WithRetry(RetryPolicy{Delay: time.Millisecond})))
	_, err = c.Do(t.Context(), c.NewRequest(op("GET", "/x")))
	if e := new(RequestError); !errors.As(err, &e) || e.Tries != 1 {
		t.Errorf("%v", err)
	}
}

// The client that is used unless told otherwise shares its connections and bounds what comes in.
func TestDefaultTransport(t *testing.T) {
	c := must(NewClient(Config{Endpoint: "https://example.com/base/", APIVersion: "1"}, WithAPIVersion("2")))
	if c.Endpoint() != "https://example.com/base/" || c.APIVersion() != "2" {
		t.Errorf("%s, %s", c.Endpoint(), c.APIVersion())
	}
	shared := c.settings.http.Transport.(*http.Transport)
	if shared == http.DefaultTransport || shared.MaxResponseHeaderBytes != headerLimit || shared != sharedTransport() || shared.Proxy == nil {
		t.Errorf("%+v", shared)
	}
}

// A connection that the service has closed meanwhile costs nothing, whatever the method.
func TestStaleConnections(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(reply(200, "{}")))
	s.Config.IdleTimeout = 10 * time.Millisecond
	s.Start()
	defer s.Close()
	dials, closed := 0, make(chan struct{}, 1)
	c := clientFor(t, s.URL, WithTransport(&http.Transport{DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
		dials++
		conn, err := new(net.Dialer).DialContext(ctx, network, addr)
		return &watched{Conn: conn, closed: closed}, err
	}}))
	for i, method := range []string{"GET", "POST", "PATCH", "GET", "POST", "PATCH"} {
		if _, err := do(t, c, op(method, "/x"), func(r *Request) {
			if method != "GET" {
				r.Text("text/plain", "x")
			}
		}); err != nil {
			t.Errorf("%s: %v", method, err)
		}
		<-closed // which the transport does once it has seen that the service did
		if dials != i+1 {
			t.Errorf("%s: %d connections after %d calls", method, dials, i+1)
		}
	}
}

// watched is a connection that reports when its user closes it.
type watched struct {
	net.Conn
	once   sync.Once
	closed chan<- struct{}
}

func (w *watched) Close() error {
	w.once.Do(func() { w.closed <- struct{}{} })
	return w.Conn.Close()
}

// An upload may take longer than a try otherwise may, as long as it goes on.
func TestSlowUpload(t *testing.T) {
	s := serve(t)
	// 1.2 s in all: longer than a try may take, with pauses far shorter than that on any machine
	body := &slowReader{left: 30}
	if _, err := do(t, s.client(t), op("POST", "/x"), func(r *Request) { r.Stream("text/plain", body) }, WithPerTryTimeout(time.Second)); err != nil {
		t.Error(err)
	}
	if got := s.last().Body; got != strings.Repeat("x", 30) {
		t.Errorf("arrived: %q", got)
	}
}

// slowReader yields a byte each 40 ms.
type slowReader struct{ left int }

func (s *slowReader) Read(p []byte) (int, error) {
	if s.left == 0 {
		return 0, io.EOF
	}
	time.Sleep(40 * time.Millisecond)
	s.left--
	p[0] = 'x'
	return 1, nil
}

// What goes wrong with the user's own reader is what the user is told.
func TestReaderThatFails(t *testing.T) {
	s := serve(t)
	broken := errors.New("the disk is gone")
	_, err := do(t, s.client(t), op("PUT", "/x"), func(r *Request) {
		r.Stream("text/plain", io.MultiReader(strings.NewReader("abc"), iotest.ErrReader(broken)))
	})
	if e := new(RequestError); !errors.Is(err, broken) || !errors.As(err, &e) || e.Tries != 1 {
		t.Errorf("%v", err)
	}
}

// An option that cannot be followed is an error of the client or the call that it was given to.
func TestOptionsThatMakeNoSense(t *testing.T) {
	for _, o := range []Option{WithEndpoint("ftp://x"), WithHeader("a b", "c"), WithHeader("host", "c"), WithHeader("Content-Length", "1"), WithAccept("a\nb")} {
		if _, err := NewClient(Config{Endpoint: "https://x"}, o); err == nil {
			t.Error("a client was made")
		}
		s := serve(t)
		if _, err := do(t, s.client(t), op("GET", "/x"), nil, o); err == nil || len(s.seen()) != 0 {
			t.Errorf("%v after %d requests", err, len(s.seen()))
		}
	}
	s := serve(t)
	if _, err := do(t, s.client(t), op("GET", "/x"), nil, nil, WithAccept("text/plain"), WithAPIVersion("9")); err != nil || s.last().Header.Get("Accept") != "text/plain" {
		t.Errorf("%v", err)
	}
}

// A context's own cause is told along with its end.
func TestCauseOfTheContext(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	why := errors.New("shutting down")
	ctx, cancel := context.WithCancelCause(t.Context())
	time.AfterFunc(20*time.Millisecond, func() { cancel(why) })
	c := s.client(t)
	_, err := c.Do(ctx, c.NewRequest(op("GET", "/x")))
	if !errors.Is(err, why) || !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "shutting down") {
		t.Errorf("%v", err)
	}
	for _, e := range []error{errTryTimeout, errCallTimeout, ErrNotFound, &LinkError{What: "a", Host: "b", Err: errBadLink}, &LinkError{What: "a", Err: errBadLink}} {
		if e.Error() == "" || strings.Contains(e.Error(), "\n") {
			t.Errorf("%q", e.Error())
		}
	}
}

// log.go looks names up by halving: they must be sorted.
func TestAllowListsAreSorted(t *testing.T) {
	if !slices.IsSorted(shownHeaders) || !slices.IsSorted(shownQuery) {
		t.Error("not sorted")
	}
	for _, h := range shownHeaders {
		if http.CanonicalHeaderKey(h) != h {
			t.Errorf("%s is never found", h)
		}
	}
}

// A header that is not what the document says is absent, or kept as text, and is there to be seen
// as it came. A whole number may be written as JSON has it.
func TestBadHeaders(t *testing.T) {
	type read func(*Response) (v any, ok bool)
	as := func(v any, ok bool) (any, bool) { return v, ok }
	readers := map[string]read{
		"int32":   func(r *Response) (any, bool) { return as(HeaderInt32(r, "X").Get()) },
		"int64":   func(r *Response) (any, bool) { return as(HeaderInt64(r, "X").Get()) },
		"uint64":  func(r *Response) (any, bool) { return as(HeaderUint64(r, "X").Get()) },
		"float64": func(r *Response) (any, bool) { return as(HeaderFloat64(r, "X").Get()) },
		"bool":    func(r *Response) (any, bool) { return as(HeaderBool(r, "X").Get()) },
		"unix":    func(r *Response) (any, bool) { v, ok := HeaderUnix(r, "X").Get(); return v.String(), ok },
		"time":    func(r *Response) (any, bool) { v, ok := HeaderTime(r, "X").Get(); return v.String(), ok },
		"date":    func(r *Response) (any, bool) { return as(HeaderAs[value.Date](r, "X").Get()) },
		"bytes":   func(r *Response) (any, bool) { v, ok := HeaderBytes(r, "X").Get(); return string(v), ok },
		"enum": func(r *Response) (any, bool) {
			return as(HeaderOf(r, "X", ShapeLiteral, func(v *value.Optional[int8], r *json.Reader) { json.ReadInt8(value.Fill(v), r) }).Get())
		},
		"list": func(r *Response) (any, bool) {
			v := HeaderOf(r, "X", ShapeLiterals, func(v *[]int32, r *json.Reader) {
				r.Read(v, &json.Type{Kind: json.KindList, Self: v, Of: &json.Scalars[json.KindInt32]})
			})
			return len(v), v != nil
		},
	}
	for _, tc := range []struct {
		kind, text string
		want       any // nil: absent
		bad        bool
	}{
		{"int32", "8", int32(8), false}, {"int32", "8.0", int32(8), false}, {"int32", "1E2", int32(100), false}, {"int32", "8.5", nil, true},
		{"int32", "3e9", nil, true}, {"int32", "many", nil, true}, {"int32", "null", nil, true},
		{"int64", "9.007199254740993e15", int64(9007199254740993), false}, {"int64", "-8.0", int64(-8), false}, {"int64", "1e19", nil, true},
		{"uint64", "1e19", uint64(1e19), false}, {"uint64", "-1", nil, true},
		{"float64", "1.5", 1.5, false}, {"float64", "many", nil, true},
		{"bool", "True", true, false}, {"bool", "yes", nil, true},
		{"unix", "0", "0", false}, {"unix", "soon", nil, true},
		{"time", "Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", false}, {"time", "soon", "soon", true},
		{"date", "2025-01-02", value.Date("2025-01-02"), false}, {"date", "soon", value.Date("soon"), true},
		{"bytes", "YQ", "a", false}, {"bytes", "?", nil, true},
		{"enum", "7", int8(7), false}, {"enum", "7.0", int8(7), false}, {"enum", "300", nil, true}, {"enum", "many", nil, true},
		{"list", "1, 2.0", 2, false}, {"list", "1, many", nil, true},
	} {
		r := &Response{header: http.Header{"X": {tc.text}}}
		got, ok := readers[tc.kind](r)
		if ok != (tc.want != nil) || ok && got != tc.want {
			t.Errorf("%s %q: %v, %v", tc.kind, tc.text, got, ok)
		}
		if bad := r.BadHeaders(); tc.bad != (bad != nil) || tc.bad && bad.Get("X") != tc.text {
			t.Errorf("%s %q: bad headers %v", tc.kind, tc.text, bad)
		}
		r = &Response{header: http.Header{}}
		if got, ok := readers[tc.kind](r); ok || r.BadHeaders() != nil {
			t.Errorf("%s without a header: %v, %v", tc.kind, got, r.BadHeaders())
		}
	}
}
