package mock

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
)

const (
	mostBody  = 16 << 20 // bytes of a request's body that are read
	largeBody = 64 << 10 // bytes; a body that may be longer counts as large
	mostLarge = 16       // requests with large bodies that are answered at a time
)

// accept takes a request to its operation and returns why it is refused, if it is.
func (h *handler) accept(req *http.Request) (*Call, *Problem) {
	call := &Call{Request: req, Prefer: preferOf(req.Header)}
	steps := []func(*Call) *Problem{h.route, h.readBody, contentType}
	for _, step := range steps {
		if problem := step(call); problem != nil {
			return call, problem
		}
	}
	for _, step := range []func(*Call) *Problem{secure, judged} { // what a lenient server passes over
		if problem := step(call); problem != nil {
			call.Violations = append(call.Violations, problem.Violations...)
			if !h.options.Lenient {
				return call, problem
			}
		}
	}
	return call, nil
}

// route finds the operation of a request: of the first document that has one for its path.
func (h *handler) route(call *Call) *Problem {
	var methods []string
	for _, s := range h.services {
		locals, bases := s.within(call.Request.URL)
		for i, local := range locals {
			req := call.Request.WithContext(call.Request.Context())
			req.URL = local
			followed := linkOf(req)
			if followed.method != "" {
				req.Method = followed.method
			}
			found, err := s.judge.Case(req)
			if err != nil {
				methods = append(methods, s.judge.Methods(req)...)
				continue
			}
			call.service, call.local, call.found, call.link = s, req, found, followed
			call.Operation, call.Values = s.doc.byKin[found.Operation], found.Values
			call.Path, call.Root = local.Path, rootOf(call.Request, bases[i])
			return whole(call)
		}
	}
	slices.Sort(methods)
	methods = slices.Compact(methods)
	if len(methods) > 0 {
		allowed := strings.Join(methods, ", ")
		return refused(http.StatusMethodNotAllowed, "the document has no %s of this path, but %s", call.Request.Method, allowed).
			with("Allow", allowed)
	}
	var places []string
	for _, s := range h.services {
		places = append(places, s.prefix+s.main+"/")
	}
	slices.Sort(places)
	return refused(http.StatusNotFound, "no document has the path %.300q; their paths are below %s",
		call.Request.URL.Path, strings.Join(slices.Compact(places), ", "))
}

// whole refuses a call of an operation that a defect of the document reaches.
func whole(call *Call) *Problem {
	if call.Operation != nil && len(call.Operation.Methods) > 0 {
		return nil
	}
	return refused(http.StatusNotImplemented, "a defect of the document reaches this operation, so it is not served; `armsmith inspect` says which")
}

// readBody reads the body of a request, up to a limit.
func (h *handler) readBody(call *Call) *Problem {
	tooLong := func() *Problem {
		return refused(http.StatusRequestEntityTooLarge, "a body may have %d bytes here", mostBody).with("Connection", "close")
	}
	req := call.Request
	if req.ContentLength > mostBody {
		return tooLong()
	}
	if req.ContentLength < 0 || req.ContentLength > largeBody {
		if call.large = h.large.enter(req.Context()); !call.large {
			return refused(http.StatusServiceUnavailable, "%d requests with large bodies are being answered, and no more", mostLarge).
				with("Retry-After", "1")
		}
	}
	data, err := io.ReadAll(io.LimitReader(req.Body, mostBody+1))
	switch {
	case err != nil:
		return refused(http.StatusBadRequest, "the body cannot be read: %v", err)
	case len(data) > mostBody:
		return tooLong()
	}
	call.Body = data
	call.local.Body, call.local.ContentLength = io.NopCloser(bytes.NewReader(data)), int64(len(data))
	return nil
}

// contentType refuses a body in a media type that the document does not have for it.
func contentType(call *Call) *Problem {
	body := call.found.Operation.RequestBody
	if body == nil || body.Value == nil || len(body.Value.Content) == 0 || len(call.Body) == 0 {
		return nil
	}
	sent := call.Request.Header.Get("Content-Type")
	if body.Value.Content.Get(sent) != nil {
		return nil
	}
	var known []string
	for mediaType := range body.Value.Content {
		known = append(known, mediaType)
	}
	slices.Sort(known)
	return refused(http.StatusUnsupportedMediaType, "the body is %.100q; the document has %s", sent, strings.Join(known, ", ")).
		with("Accept-Post", strings.Join(known, ", "))
}

// judged holds a request against the document.
func judged(call *Call) *Problem {
	if call.link.method != "" { // which carries nothing of the operation's
		return nil
	}
	wrong := reread(call, call.objections(func() []Violation { return violations(call.found.Request()) }))
	if len(wrong) == 0 {
		return nil
	}
	p := refused(http.StatusBadRequest, "the document does not allow this request: %s", wrong[0])
	if len(wrong) > 1 {
		p.Detail += fmt.Sprintf("; and %d more", len(wrong)-1)
	}
	p.Violations = wrong
	return p
}
