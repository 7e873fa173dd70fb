// Package faults is a server that fails in every way that a connection can, and the list of these
// ways. The runtime's tests make docs/faults.md of it; tests/compare/azcore asks the same of
// Azure's SDK.
package faults

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Server is a server that speaks HTTP by hand, one request a connection, so that it can fail
// anywhere. It counts what arrives and what stays open.
type Server struct {
	ln     net.Listener
	answer func(req *http.Request) string
	close  chan struct{}

	mu       sync.Mutex
	conns    int // so far
	from     int // the first connection that fails
	failures int // how many do, -1 for all
	fault    *Fault
	arrived  []Request
	open     atomic.Int64
	handlers sync.WaitGroup
}

// Request is a request as it arrived.
type Request struct {
	Method, URI, Body string
	Header            http.Header
}

// NewServer starts a server. answer makes, from the server's URL, what gives the healthy answer to
// a request, as it looks on the wire.
func NewServer(answer func(url string) func(*http.Request) string) (*Server, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &Server{ln: ln, close: make(chan struct{})}
	s.answer = answer(s.URL())
	go func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			s.handlers.Go(func() { s.serve(c.(*net.TCPConn)) })
		}
	}()
	return s, nil
}

// Fail makes failures connections fail with f, -1 for all, from the connection with number from on.
func (s *Server) Fail(f *Fault, from, failures int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fault, s.from, s.failures = f, from, failures
}

// Conns is how many connections there have been, those that were refused included.
func (s *Server) Conns() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.conns
}

// Arrived is the requests that were read whole.
func (s *Server) Arrived() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.arrived)
}

// Stop ends the server and tells how many connections its clients have left open.
func (s *Server) Stop() int64 {
	s.ln.Close()
	for range 200 {
		if s.open.Load() == 0 {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	left := s.open.Load()
	close(s.close)
	s.handlers.Wait()
	return left
}

// URL is where the server is.
func (s *Server) URL() string { return "http://" + s.ln.Addr().String() }

// take counts a connection and returns the fault that it has, nil for none.
func (s *Server) take() *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.conns
	s.conns++
	if s.fault == nil || n < s.from || s.failures == 0 {
		return nil
	}
	s.failures--
	return s.fault
}

// lastURI is what the last request asked for.
func (s *Server) lastURI() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.arrived[len(s.arrived)-1].URI
}

// Heal ends the failures.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failures = 0
}

func (s *Server) serve(c *net.TCPConn) {
	f := s.take()
	s.open.Add(1)
	defer s.open.Add(-1)
	defer c.Close()
	if f != nil && f.Begin != nil && f.Begin(c) {
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
	s.mu.Lock()
	s.arrived = append(s.arrived, Request{req.Method, req.RequestURI, string(body), req.Header})
	s.mu.Unlock()
	good := s.answer(req)
	if f != nil && f.Act != nil {
		f.Act(s, c, good)
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
func (s *Server) stall(c *net.TCPConn) {
	gone := make(chan struct{})
	go func() {
		io.Copy(io.Discard, c)
		close(gone)
	}()
	select {
	case <-gone:
	case <-s.close:
		c.Close()
		<-gone
	}
}

func reset(c *net.TCPConn) {
	c.SetLinger(0)
	c.Close()
}

// Dial connects like net.Dialer, except for connections to s that are to be refused. It is for the
// transport of a client, which should use each connection once (DisableKeepAlives), since s counts
// requests by connections.
func (s *Server) Dial(ctx context.Context, network, addr string) (net.Conn, error) {
	s.mu.Lock()
	refuse := s.fault != nil && s.fault.Refuse && s.conns >= s.from && s.failures != 0 && addr == s.ln.Addr().String()
	if refuse {
		s.conns++
		s.failures--
	}
	s.mu.Unlock()
	if refuse {
		addr = deadAddress()
	}
	return (&net.Dialer{}).DialContext(ctx, network, addr)
}

// deadAddress is one that nobody listens at.
var deadAddress = sync.OnceValue(func() string {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "127.0.0.1:1"
	}
	defer ln.Close()
	return ln.Addr().String()
})

// HTTPText is an answer as it looks on the wire.
func HTTPText(status int, body string, headers ...string) string {
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
