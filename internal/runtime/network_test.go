package runtime

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// listen serves each connection to a loopback address with handle, and counts them. What is open
// when the test ends is closed, so that no client keeps it.
func listen(t testing.TB, handle func(net.Conn)) (addr string, conns *atomic.Int32) {
	ln := must(net.Listen("tcp", "127.0.0.1:0"))
	conns = new(atomic.Int32)
	var mu sync.Mutex
	var open []net.Conn
	ended := false
	t.Cleanup(func() {
		ln.Close()
		mu.Lock()
		defer mu.Unlock()
		ended = true
		for _, c := range open {
			c.Close()
		}
	})
	go func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			conns.Add(1)
			mu.Lock()
			if open = append(open, c); ended {
				c.Close()
			}
			mu.Unlock()
			go func() {
				defer c.Close()
				handle(c)
			}()
		}
	}()
	return ln.Addr().String(), conns
}

// post calls POST once and returns how the error reads, and the error.
func post(t testing.TB, c *Client) (text string, err error) {
	_, err = do(t, c, op("POST", "/x"), func(r *Request) { r.Text("text/plain", "write") })
	if err == nil {
		t.Error("no error")
		return "", nil
	}
	return err.Error(), err
}

// TLS that cannot work is tried once, and the error says what is wrong.
func TestTLSThatCannotWork(t *testing.T) {
	for name, tc := range map[string]struct {
		server *tls.Config
		curves []tls.CurveID // of the client
		says   string
	}{
		"no protocol in common": {&tls.Config{MinVersion: tls.VersionTLS13}, nil, "protocol version"},
		"certificate required":  {&tls.Config{ClientAuth: tls.RequireAnyClientCert}, nil, "client certificate"},
		"no curve in common":    {&tls.Config{CurvePreferences: []tls.CurveID{tls.CurveP521}}, []tls.CurveID{tls.CurveP256}, "handshake failure"},
	} {
		var conns atomic.Int32
		s := httptest.NewUnstartedServer(http.NotFoundHandler())
		s.TLS = tc.server
		s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
			if state == http.StateNew {
				conns.Add(1)
			}
		}
		s.Config.ErrorLog = quiet
		s.StartTLS()
		t.Cleanup(s.Close)
		own := s.Client().Transport.(*http.Transport).Clone()
		own.TLSClientConfig.MaxVersion = tls.VersionTLS12
		own.TLSClientConfig.CurvePreferences = tc.curves
		t.Cleanup(own.CloseIdleConnections)
		_, err := do(t, clientFor(t, s.URL, WithTransport(own)), op("GET", "/x"), nil)
		if err == nil || !strings.Contains(err.Error(), tc.says) || strings.Contains(err.Error(), "tries") || conns.Load() != 1 {
			t.Errorf("%s: %v after %d connections", name, err, conns.Load())
		}
	}
}

// http spoken on an https port is final, and said in words.
func TestPlainHTTPWhereTLSIsExpected(t *testing.T) {
	addr, conns := listen(t, func(c net.Conn) {
		c.Read(make([]byte, 1024))
		io.WriteString(c, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
	})
	_, err := do(t, clientFor(t, "https://"+addr), op("GET", "/x"), nil)
	if !errors.Is(err, errPlainHTTP) || conns.Load() != 1 {
		t.Errorf("%v after %d connections", err, conns.Load())
	}
}

// connectProxy answers CONNECT with a status.
func connectProxy(t testing.TB, status int, user string) (*url.URL, *atomic.Int32) {
	addr, conns := listen(t, func(c net.Conn) {
		if _, err := http.ReadRequest(bufio.NewReader(c)); err == nil {
			fmt.Fprintf(c, "HTTP/1.1 %d %s\r\nContent-Length: 0\r\n\r\n", status, http.StatusText(status))
		}
	})
	return must(url.Parse("http://" + user + addr)), conns
}

// A proxy that does not connect is named. What it refused was never sent, so that a POST may be
// tried again; 403 and 407 it would say again.
func TestProxyThatRefuses(t *testing.T) {
	for _, own := range []bool{false, true} { // a transport of the user's, and the client's own
		for status, tries := range map[int]int32{403: 1, 407: 1, 429: 4, 502: 4, 503: 4} {
			proxy, conns := connectProxy(t, status, "user:proxy-password@")
			transport := &http.Transport{Proxy: http.ProxyURL(proxy)}
			if own {
				transport = ownTransport(transport)
			}
			text, err := post(t, clientFor(t, "https://service.example", WithTransport(transport)))
			e := new(ProxyError)
			if !errors.As(err, &e) || e.StatusCode != status || e.Host != proxy.Host || !strings.Contains(text, "proxy "+proxy.Host) || conns.Load() != tries {
				t.Errorf("%d, own %v: %v after %d connections", status, own, err, conns.Load())
			}
			if strings.Contains(text, "proxy-password") {
				t.Error(text)
			}
		}
	}
	dead := must(url.Parse("http://127.0.0.1:1"))
	if text, err := post(t, clientFor(t, "https://service.example", WithTransport(&http.Transport{Proxy: http.ProxyURL(dead)}))); !errors.As(err, new(*ProxyError)) || !strings.Contains(text, "after 4 tries") {
		t.Error(text)
	}
}

// The same with SOCKS5, which says why with a number.
func TestSOCKSProxyThatRefuses(t *testing.T) {
	// general failure, not allowed, refused
	for code, tries := range map[byte]int32{1: 4, 2: 1, 5: 4} {
		addr, conns := listen(t, func(c net.Conn) {
			buf := make([]byte, 512)
			c.Read(buf)
			c.Write([]byte{5, 0})
			c.Read(buf)
			c.Write([]byte{5, code, 0, 1, 0, 0, 0, 0, 0, 0})
		})
		proxy := must(url.Parse("socks5://" + addr))
		text, err := post(t, clientFor(t, "https://service.example", WithTransport(&http.Transport{Proxy: http.ProxyURL(proxy)})))
		if !errors.As(err, new(*ProxyError)) || !strings.Contains(text, "proxy "+addr) || conns.Load() != tries {
			t.Errorf("%d: %v after %d connections", code, err, conns.Load())
		}
	}
}

// finalError is what a transport says when another try would be in vain.
type finalError struct{}

func (finalError) Error() string { return "in vain" }
func (finalError) NonRetriable() {}

func TestNonRetriableErrors(t *testing.T) {
	tries := 0
	rt := roundTripperFunc(func(*http.Request) (*http.Response, error) {
		tries++
		return nil, fmt.Errorf("wrapped: %w", finalError{})
	})
	if _, err := do(t, clientFor(t, "https://service.example", WithTransport(rt)), op("GET", "/x"), nil); !errors.Is(err, finalError{}) || tries != 1 {
		t.Errorf("%v after %d tries", err, tries)
	}
}

// A hook decides about what would be repeated, within the policy's other bounds.
func TestShouldRetry(t *testing.T) {
	s := serve(t, reply(409, `{"error":{"code":"Busy"}}`), reply(500, ""), reply(200, "{}"))
	var seen []int
	hook := func(resp *http.Response, err error) bool {
		body, _ := io.ReadAll(resp.Body)
		seen = append(seen, resp.StatusCode)
		return strings.Contains(string(body), "Busy")
	}
	c := s.client(t, WithRetry(RetryPolicy{Delay: time.Millisecond, ShouldRetry: hook}))
	if _, err := do(t, c, op("GET", "/x"), nil); err == nil || fmt.Sprint(seen) != "[409 500]" || len(s.seen()) != 2 {
		t.Errorf("%v after %v", err, seen)
	}
	s = serve(t, reply(409, ""))
	c = s.client(t, WithRetry(RetryPolicy{Delay: time.Millisecond, MaxRetries: 2, ShouldRetry: func(*http.Response, error) bool { return true }}))
	if _, err := do(t, c, op("POST", "/x"), nil); !errors.Is(err, ErrConflict) || len(s.seen()) != 1 {
		t.Errorf("a POST: %v after %d requests", err, len(s.seen()))
	}
	if _, err := do(t, c, op("GET", "/x"), nil); !errors.Is(err, ErrConflict) || len(s.seen()) != 4 {
		t.Errorf("a GET: %v after %d requests", err, len(s.seen()))
	}
}

func TestRetryAfterThatIsNoNumber(t *testing.T) {
	for _, v := range []string{"NaN", "Inf", "+Inf", "infinity", "0x10", "1_0", "-5", "", "soon", "1e999"} {
		for _, name := range []string{"Retry-After", "Retry-After-Ms"} {
			h := http.Header{}
			h.Set(name, v)
			if d, ok := retryAfter(h, time.Now()); ok || d != 0 {
				t.Errorf("%s: %q is %v", name, v, d)
			}
		}
	}
}

// A call that has less time than the service asks for returns the answer it has.
func TestTimeoutShorterThanRetryAfter(t *testing.T) {
	s := serve(t, reply(503, "", "Retry-After", "60"))
	begun := time.Now()
	_, err := do(t, s.client(t), op("GET", "/x"), nil, WithTimeout(5*time.Second))
	if !errors.Is(err, ErrUnavailable) || time.Since(begun) > 2*time.Second {
		t.Errorf("%v after %v", err, time.Since(begun))
	}
}

// A stream that stalls ends with its context and with WithTimeout, and says so.
func TestStalledStreams(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "{}\n")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	stalled := roundTripperFunc(func(*http.Request) (*http.Response, error) {
		pr, pw := io.Pipe()
		go io.WriteString(pw, "{}\n")
		return &http.Response{StatusCode: 200, Body: pr}, nil
	})
	for name, c := range map[string]*Client{"net/http": s.client(t), "by hand": clientFor(t, "https://service.example", WithTransport(stalled))} {
		resp, err := c.DoStream(t.Context(), c.NewRequest(op("GET", "/x")), WithTimeout(500*time.Millisecond)) // time for what comes first
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, err = range NewJSONLines(resp, readAny).All() {
			n++
		}
		if !errors.Is(err, context.DeadlineExceeded) || n != 2 {
			t.Errorf("%s: %v after %d", name, err, n)
		}
		ctx, cancel := context.WithCancelCause(t.Context())
		resp, err = c.DoStream(ctx, c.NewRequest(op("GET", "/x")))
		if err != nil {
			t.Fatal(err)
		}
		why := errors.New("why")
		time.AfterFunc(20*time.Millisecond, func() { cancel(why) })
		for _, err = range NewJSONLines(resp, readAny).All() {
		}
		if !errors.Is(err, context.Canceled) || !errors.Is(err, why) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
