package runtime

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// wire is a server that speaks HTTP by hand, one request a connection, so that it can fail anywhere. It counts what arrives
// and what stays open.
type wire struct {
	ln     net.Listener
	answer func(n int, req *http.Request) string // the healthy answer to the n-th connection
	close  chan struct{}

	mu       sync.Mutex
	conns    int // accepted so far
	from     int // the first connection that fails
	failures int // how many do, -1 for all
	fault    *fault
	arrived  []seen // requests that were read whole
	open     atomic.Int64
	handlers sync.WaitGroup
}

// fault is something that can go wrong with one connection.
type fault struct {
	name string
	// refuse makes the connection fail before it is there.
	refuse bool
	// begin is called before the request is read and tells whether that is all.
	begin func(c *net.TCPConn) bool
	// act is called instead of the healthy answer, which it is given.
	act func(w *wire, c *net.TCPConn, good string)
	// opts are for the client of this fault.
	opts []Option

	// What is to be seen. A fault that is retried costs safe calls a try and no more; unsafe says that this holds for PATCH,
	// too. seen is how the call ends when the fault lasts, or at once when it is not retried.
	retried, unsafe bool
	seen            string
	// harmless faults are none to the caller: the call succeeds although they last. readsOnly: unless it writes.
	harmless, readsOnly bool
	// redirects are followed, up to the limit.
	redirects bool
	// cut, when set, is how the connection ends after each byte of the answer in turn.
	cut func(w *wire, c *net.TCPConn)
}

func newWire(t testing.TB, answer func(int, *http.Request) string) *wire {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{ln: ln, answer: answer, close: make(chan struct{})}
	go func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			w.handlers.Go(func() { w.serve(c.(*net.TCPConn)) })
		}
	}()
	return w
}

// stop ends the server and tells how many connections its clients have left open.
func (w *wire) stop() int64 {
	w.ln.Close()
	for range 200 {
		if w.open.Load() == 0 {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	left := w.open.Load()
	close(w.close)
	w.handlers.Wait()
	return left
}

func (w *wire) url() string { return "http://" + w.ln.Addr().String() }

// take counts a connection and returns the fault that it has, if any.
func (w *wire) take() (int, *fault) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := w.conns
	w.conns++
	if w.fault == nil || n < w.from || w.failures == 0 {
		return n, nil
	}
	w.failures--
	return n, w.fault
}

func (w *wire) lastURI() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.arrived[len(w.arrived)-1].URI
}

func (w *wire) heal() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.failures = 0
}

func (w *wire) serve(c *net.TCPConn) {
	n, f := w.take()
	w.open.Add(1)
	defer w.open.Add(-1)
	defer c.Close()
	if f != nil && f.begin != nil && f.begin(c) {
		return
	}
	req, err := http.ReadRequest(bufio.NewReader(c))
	if err != nil {
		return
	}
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return
	}
	w.mu.Lock()
	w.arrived = append(w.arrived, seen{req.Method, req.RequestURI, string(body), req.Header, req.ContentLength})
	w.mu.Unlock()
	good := w.answer(n, req)
	if f != nil && f.act != nil {
		f.act(w, c, good)
		return
	}
	io.WriteString(c, good)
	linger(c)
}

// linger lets the client read what was sent before the connection is closed.
func linger(c *net.TCPConn) {
	c.CloseWrite()
	c.SetReadDeadline(time.Now().Add(time.Second))
	io.Copy(io.Discard, c)
}

// stall keeps the connection open until the client gives up.
func (w *wire) stall(c *net.TCPConn) {
	gone := make(chan struct{})
	go func() {
		io.Copy(io.Discard, c)
		close(gone)
	}()
	select {
	case <-gone:
	case <-w.close:
		c.Close()
		<-gone
	}
}

func reset(c *net.TCPConn) {
	c.SetLinger(0)
	c.Close()
}

// client returns a client of w that makes a connection for each request, and the transport that counts its dials as w does.
func (w *wire) client(t testing.TB, opts ...Option) *Client {
	transport := &http.Transport{DisableKeepAlives: true, MaxResponseHeaderBytes: headerLimit, DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
		w.mu.Lock()
		refuse := w.fault != nil && w.fault.refuse && w.conns >= w.from && w.failures != 0 && addr == w.ln.Addr().String()
		if refuse {
			w.conns++
			w.failures--
		}
		w.mu.Unlock()
		if refuse {
			addr = deadAddress
		}
		return (&net.Dialer{}).DialContext(ctx, network, addr)
	}}
	t.Cleanup(transport.CloseIdleConnections)
	return clientFor(t, w.url(), append([]Option{WithTransport(transport)}, opts...)...)
}

// deadAddress is one that nobody listens at.
var deadAddress = func() string {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer ln.Close()
	return ln.Addr().String()
}()

// httpText is an answer as it looks on the wire.
func httpText(status int, body string, headers ...string) string {
	var b bytes.Buffer
	b.WriteString("HTTP/1.1 " + strconv.Itoa(status) + " " + http.StatusText(status) + "\r\nConnection: close\r\n")
	length := true
	for i := 0; i < len(headers); i += 2 {
		b.WriteString(headers[i] + ": " + headers[i+1] + "\r\n")
		length = length && headers[i] != "Content-Length"
	}
	if length {
		b.WriteString("Content-Length: " + strconv.Itoa(len(body)) + "\r\n")
	}
	b.WriteString("\r\n" + body)
	return b.String()
}

func bodyOf(response string) string {
	_, body, _ := strings.Cut(response, "\r\n\r\n")
	return body
}
