// Package service stands in for a real service in tests of generated clients: an HTTP server on
// this machine that keeps every request as it arrived.
package service

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// Request is one as it arrived.
type Request struct {
	Method string
	// scheme and host as the client named them, path and query as they were on the wire
	URL    string
	Header http.Header
	Body   []byte
}

// Line is the request as a reference page prints it: "GET https://host/path?query".
func (r Request) Line() string { return r.Method + " " + r.URL }

// Answer is what the service says to a request.
type Answer struct {
	Status int               // 0: 200
	Header map[string]string // more headers than Content-Type
	Body   string
}

// Service is a running server.
type Service struct {
	URL string

	server *httptest.Server
	mu     sync.Mutex
	met    []Request
}

// New starts a server that lets answer decide on each request, with plain http. It ends with the
// test.
func New(t testing.TB, answer func(Request) Answer) *Service {
	s := &Service{}
	s.server = httptest.NewServer(s.handler("http", answer))
	return s.started(t)
}

// NewTLS starts a server with https, which is meant to be called through [Service.Client].
func NewTLS(t testing.TB, answer func(Request) Answer) *Service {
	s := &Service{}
	s.server = httptest.NewTLSServer(s.handler("https", answer))
	return s.started(t)
}

// Always is a service that gives the same answer to everything.
func Always(a Answer) func(Request) Answer { return func(Request) Answer { return a } }

// InTurn is a service that gives its answers one after the other, and 500 after the last.
func InTurn(answers ...Answer) func(Request) Answer {
	next := 0
	return func(r Request) Answer {
		next++
		if next > len(answers) {
			return Answer{Status: 500, Body: fmt.Sprintf(`{"code":"TooMany","message":"request %d, %s, was not expected"}`, next, r.Line())}
		}
		return answers[next-1]
	}
}

func (s *Service) started(t testing.TB) *Service {
	s.URL = s.server.URL
	t.Cleanup(s.server.Close)
	return s
}

func (s *Service) handler(scheme string, answer func(Request) Answer) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		request := Request{Method: r.Method, URL: scheme + "://" + r.Host + r.RequestURI, Header: r.Header, Body: body}
		s.mu.Lock()
		s.met = append(s.met, request)
		a := answer(request)
		s.mu.Unlock()
		if a.Body != "" {
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
		}
		for name, v := range a.Header {
			w.Header().Set(name, v)
		}
		if a.Status != 0 {
			w.WriteHeader(a.Status)
		}
		_, _ = io.WriteString(w, a.Body) // a client that went away is the test's matter
	})
}

// Requests returns the requests that have arrived.
func (s *Service) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.met...)
}

// Client returns an HTTP client for which every host is this server, so that a test can use the
// endpoint that users use. The server must be one of [NewTLS].
func (s *Service) Client() *http.Client {
	roots := x509.NewCertPool()
	roots.AddCert(s.server.Certificate())
	address := s.server.Listener.Addr().String()
	return &http.Client{Transport: &http.Transport{
		// whom the certificate of httptest names
		TLSClientConfig: &tls.Config{RootCAs: roots, ServerName: "example.com"},
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, address)
		},
	}}
}
