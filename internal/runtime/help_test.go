package runtime

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// seen is a request as it arrived.
type seen struct {
	Method, URI, Body string
	Header            http.Header
	Length            int64
}

// server answers with what answer says, in turn; the last one is repeated.
type server struct {
	*httptest.Server
	mu  sync.Mutex
	got []seen
}

func (s *server) seen() []seen {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]seen(nil), s.got...)
}

func (s *server) last() seen {
	all := s.seen()
	return all[len(all)-1]
}

type answer func(w http.ResponseWriter, r *http.Request)

func serve(t testing.TB, answers ...answer) *server {
	s := &server{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		n := len(s.got)
		s.got = append(s.got, seen{r.Method, r.RequestURI, string(body), r.Header.Clone(), r.ContentLength})
		s.mu.Unlock()
		if len(answers) == 0 {
			w.WriteHeader(204)
			return
		}
		answers[min(n, len(answers)-1)](w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// reply answers with status, headers (name, value, ...) and body.
func reply(status int, body string, headers ...string) answer {
	return func(w http.ResponseWriter, r *http.Request) {
		for i := 0; i < len(headers); i += 2 {
			w.Header().Add(headers[i], headers[i+1])
		}
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

// fastRetry keeps tests short.
var fastRetry = WithRetry(RetryPolicy{Delay: time.Millisecond, MaxDelay: 5 * time.Millisecond})

func (s *server) client(t testing.TB, opts ...Option) *Client {
	return clientFor(t, s.URL, opts...)
}

func clientFor(t testing.TB, url string, opts ...Option) *Client {
	t.Helper()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	cfg := Config{Package: "test", Version: "1", Endpoint: url, APIVersion: "2026-03-01", Credential: NewTokenCredential(staticToken)}
	c, err := NewClient(cfg, append([]Option{WithInsecure(), WithTransport(transport), fastRetry, WithPolling(PollPolicy{Interval: time.Millisecond, Min: time.Millisecond})}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// withCredential replaces the credential of clientFor. Users give theirs to NewClient.
func withCredential(c Credential) Option { return func(s *settings) { s.credential = c } }

// rawEvents reads server-sent events as they are.
func rawEvents(resp *Response) *Stream[*Event] {
	return NewEvents(resp, func(e Event, _ json.Budget) (*Event, error) { return &e, nil })
}

// op describes an operation for tests, authenticated with a token.
func op(method, path string) *Operation {
	return &Operation{Name: "Things.Do", Method: method, Path: path, Accept: "application/json",
		Security: []Requirement{{{Scheme: &Scheme{ID: "azure", Kind: SchemeOAuth2}, Scopes: []string{"scope"}}}}}
}

func do(t testing.TB, c *Client, o *Operation, set func(*Request), opts ...Option) (*Response, error) {
	t.Helper()
	r := c.NewRequest(o)
	if set != nil {
		set(r)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	return c.Do(ctx, r, opts...)
}

// newTestSource is the cache behind NewTokenCredential.
func newTestSource(get TokenFunc) *tokenSource {
	return NewTokenCredential(get).(tokenCredential)()
}

// tokenOf gives the same token for ever.
func tokenOf(token string) TokenFunc {
	return func(context.Context, []string, string) (string, time.Time, error) {
		return token, time.Now().Add(time.Hour), nil
	}
}
