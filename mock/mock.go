// Package mock is the service that an OpenAPI document describes, for those who do not have it: an
// [http.Handler] that judges each request as the document says and answers with the examples of the
// document or, where there are none, with made-up values that fit.
//
//	server, err := mock.Open(ctx, "openapi.yaml")
//	...
//	test := httptest.NewServer(server.Handler())
//
// A request takes these steps, each in a file of its own: it is routed, its body is read, its
// credential and what it holds are judged (accept.go), an answer is chosen (answers.go), behaviours
// add what else the service does (behavior.go), the answer is written (send.go) and judged as well.
// Subscribers are told of all of it (exchange.go), and a page shows it to people (page.go).
package mock

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/armsmith/armsmith/generator"
)

// Options say how a server answers. The zero value answers each request for itself, by what the
// document says.
type Options struct {
	Seed uint64 // of the values that are made up: the same one gives the same values
	// keep what is created, replaced, changed and deleted, instead of answering with examples
	Stateful bool
	// answer requests that the document does not allow as well, and only report what is wrong
	Lenient bool
	// how many pages a list has that clients go through page by page; 0: three
	Pages int
	// what the service does besides what documents say, in the order in which calls pass through
	Behaviors []Behavior
	// show people on this machine a page of what is served and what comes in, see
	// [Server.PagePath]
	Page bool
}

// Server is the services of one or several documents at one address.
type Server struct {
	// set before Handler or Serve is called
	Options
	mounts []*mount
	log    log
}

// New returns a server of documents. Each is at the base path of its servers; those that would be
// in each other's way are below their names, see [Server.Mounts].
func New(docs ...*Document) *Server { return &Server{mounts: mounted(docs)} }

// Open reads a document, as [Read] does, and returns a server of it. Of several paths each is a
// document of its own.
func Open(ctx context.Context, paths ...string) (*Server, error) {
	if len(paths) == 0 {
		return nil, errors.New("mock: there is no document to serve")
	}
	var docs []*Document
	for _, path := range paths {
		doc, err := Read(ctx, generator.Config{Spec: path})
		if err != nil {
			return nil, err
		}
		docs = append(docs, doc)
	}
	return New(docs...), nil
}

// Handler returns the server as a handler. Each handler remembers for itself what it was sent.
func (s *Server) Handler() http.Handler {
	h := &handler{options: s.Options, log: &s.log, large: make(turnstile, mostLarge)}
	for _, m := range s.mounts {
		h.services = append(h.services, newService(m, s.Options))
		h.hide.addDocument(m.doc)
	}
	slices.SortStableFunc(h.services, func(a, b *service) int { return len(b.prefix+b.main) - len(a.prefix+a.main) })
	if s.Page {
		return newPage(s, h)
	}
	return h
}

// handler takes requests through the steps.
type handler struct {
	options  Options
	services []*service // those with longer paths first
	log      *log
	page     *pageLog // of the handler's own exchanges; nil: it shows no page
	large    turnstile
	hide     secrets // of all documents
}

// ServeHTTP implements [http.Handler].
func (h *handler) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	x := newExchange(req, h.hide)
	call, problem := h.accept(req)
	if call.large {
		defer h.large.leave()
	}
	answer := problem.answer()
	if problem == nil {
		answer = call.service.behave(call)
	}
	x.accepted(call, problem)
	defer h.tell(x) // also when the connection is cut, which is a panic
	s := send(w, call, answer)
	x.answered(answer, s)
	if s.cut {
		panic(http.ErrAbortHandler) // net/http's way to close a connection
	}
}

// tell shows an exchange that is over to the page and to those who watch.
func (h *handler) tell(x *Exchange) {
	x.Took = time.Since(x.Time)
	if h.page != nil {
		h.page.add(x)
	}
	h.log.tell(x)
}
