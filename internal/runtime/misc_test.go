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
