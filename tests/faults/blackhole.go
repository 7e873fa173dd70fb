package faults

import (
	"bufio"
	"bytes"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
)

// BlackHole is a healthy server that speaks HTTP/2 over TLS, behind a proxy that stops forwarding a
// connection once a request has arrived that is to fail: what is sent from then on goes nowhere,
// and nobody is told.
type BlackHole struct {
	server *httptest.Server
	answer func(req *http.Request) string
	ln     net.Listener
	wg     sync.WaitGroup

	mu       sync.Mutex
	requests int // so far
	from     int // the first request that fails
	failures int // how many do, -1 for all
	conns    []*forwarded
}

// forwarded is a connection through the proxy.
type forwarded struct {
	near, far net.Conn
	mu        sync.Mutex
	dead      bool
}

// NewBlackHole starts a server that answers as that of [NewServer] does. Its requests fail from the
// one with number from on, as many as failures says, -1 for all.
func NewBlackHole(answer func(url string) func(*http.Request) string, from, failures int) (*BlackHole, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	b := &BlackHole{ln: ln, from: from, failures: failures}
	b.answer = answer(b.URL())
	b.server = httptest.NewUnstartedServer(http.HandlerFunc(b.serve))
	b.server.EnableHTTP2 = true
	b.server.StartTLS()
	b.wg.Go(b.accept)
	return b, nil
}

// URL is where the proxy is.
func (b *BlackHole) URL() string { return "https://" + b.ln.Addr().String() }

// RootCAs is what the certificate of the server is checked with.
func (b *BlackHole) RootCAs() *x509.CertPool {
	return b.server.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
}

// Conns is how many connections there have been.
func (b *BlackHole) Conns() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.conns)
}

// Stop ends the proxy and the server.
func (b *BlackHole) Stop() {
	b.ln.Close()
	b.mu.Lock()
	for _, c := range b.conns {
		c.close()
	}
	b.mu.Unlock()
	b.wg.Wait()
	b.server.Close()
}

func (b *BlackHole) accept() {
	for {
		near, err := b.ln.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", b.server.Listener.Addr().String())
		if err != nil {
			near.Close()
			continue
		}
		c := &forwarded{near: near, far: far}
		b.mu.Lock()
		b.conns = append(b.conns, c)
		b.mu.Unlock()
		b.wg.Go(func() { c.forward(far, near) })
		b.wg.Go(func() { c.forward(near, far) })
	}
}

// serve answers as a healthy server does, or lets the connections die while the answer is waited
// for.
func (b *BlackHole) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil || b.swallows() {
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	resp, err := http.ReadResponse(bufio.NewReader(strings.NewReader(b.answer(r))), r)
	if err != nil {
		panic(err) // closes the connection
	}
	resp.Header.Del("Connection")
	for name, v := range resp.Header {
		w.Header()[name] = v
	}
	w.WriteHeader(resp.StatusCode)
	_, _ = io.Copy(w, resp.Body)
}

// swallows counts a request. When it is to fail, nothing is forwarded any more on the connections
// that there are.
func (b *BlackHole) swallows() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := b.requests
	b.requests++
	if n < b.from || b.failures == 0 {
		return false
	}
	b.failures--
	for _, c := range b.conns {
		c.die()
	}
	return true
}

// forward copies what comes from src to dst, and drops it once the connection is dead.
func (c *forwarded) forward(dst, src net.Conn) {
	defer c.close()
	buf := make([]byte, 4096)
	for {
		n, err := src.Read(buf)
		if err != nil {
			return
		}
		c.mu.Lock()
		if !c.dead {
			_, err = dst.Write(buf[:n])
		}
		c.mu.Unlock()
		if err != nil {
			return
		}
	}
}

func (c *forwarded) die() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dead = true
}

func (c *forwarded) close() {
	c.near.Close()
	c.far.Close()
}
