package runtime

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Request is one call in the making: generated code adds parameters and a body to it and hands it
// to [Client.Do]. What is wrong with a value is remembered and comes back, all of it in one
// [ParamError], before anything is sent.
//
// A Request is made for one call and belongs to one goroutine. Sending it again (a retry) does not
// change it.
type Request struct {
	client *Client
	op     *Operation

	violations []ParamViolation
	err        error // a body that could not be encoded, a link that may not be followed

	path    []pathValue // in the order they were added
	text    []byte      // their values, escaped, one after the other
	query   []byte      // each parameter led by "&"
	headers []Pair
	cookies []byte
	hosts   []Pair
	version versionParam
	body    body
	link    *url.URL       // takes the place of endpoint, path and query
	from    *url.URL       // what a relative link is relative to; nil: the endpoint
	sending json.Sending   // of a body that Encoded makes
	follows bool           // a page or a look after the first request: see holdsOnce
	page    bool           // link leads to a page
	late    func(*Request) // completes the request when the call is made
	status  bool           // a look at how an operation goes, not at its result
	unbound string         // the last parameter for which the client is bound to nothing

	// Room for what most requests need, so that they cost one allocation.
	pathRoom   [6]pathValue
	textRoom   [128]byte
	queryRoom  [128]byte
	headerRoom [4]Pair
}

// pathValue is text[start:end], the value for {name}.
type pathValue struct {
	name       string
	start, end int
}

// versionParam is where the api-version goes. It is resolved when the call is made, because an
// option may change it; at is its place among the query parameters, which keep the order of the
// document.
type versionParam struct {
	name string
	in   In
	at   int
}

// NewRequest begins a request for op.
func (c *Client) NewRequest(op *Operation) *Request {
	r := &Request{client: c, op: op}
	r.path, r.text = r.pathRoom[:0], r.textRoom[:0]
	r.query, r.headers = r.queryRoom[:0], r.headerRoom[:0]
	return r
}

// Link makes the request go to link, a URL that the service gave, absolute or relative to the
// endpoint. It replaces path and query; method, headers and body stay those of the operation. Where
// it leads is checked when the request is sent, by the rule of [ErrForeignOrigin].
func (r *Request) Link(link string) {
	u, err := parseLink(link)
	if err != nil {
		r.fail(&LinkError{What: "link", Err: errBadLink})
		return
	}
	r.link = u
}

// LinkWithQuery is [Request.Link] for a link to the next page, to which the operation adds those
// parameters of its query that the link does not name.
func (r *Request) LinkWithQuery(link string) {
	r.Link(link)
	if r.link == nil || len(r.query) == 0 {
		return
	}
	named := map[string]bool{}
	for name := range r.link.Query() {
		named[strings.ToLower(name)] = true
	}
	for part := range strings.SplitSeq(string(r.query[1:]), "&") {
		if name, _, _ := strings.Cut(part, "="); !named[strings.ToLower(unescape(name))] {
			r.link.RawQuery = strings.TrimPrefix(r.link.RawQuery+"&"+part, "&")
		}
	}
}

// PathLink sets the path parameter {name} to a link of the service that goes on from there. Its own
// query becomes part of the request's.
func (r *Request) PathLink(name, link string) {
	path, query, _ := strings.Cut(link, "?")
	r.Path(name, Text(path), Simple|Reserved)
	if query, _, _ = strings.Cut(query, "#"); query != "" {
		r.query = append(append(r.query, '&'), cleanQuery(query)...)
	}
}

// following is r as the request for what comes after the first answer. It shares what r holds,
// which stays as it is.
func (r *Request) following() *Request {
	own := *r
	own.follows = true
	own.headers = own.headerRoom[:0]
	for _, h := range r.headers {
		if !r.holdsOnce(h.Name) {
			own.headers = append(own.headers, h)
		}
	}
	own.path, own.text, own.query = slices.Clip(r.path), slices.Clip(r.text), slices.Clip(r.query)
	return &own
}

// Drop takes a parameter out of the query or the headers, so that another value can be put in.
func (r *Request) Drop(name string, in In) {
	switch in {
	case InHeader:
		var kept []Pair
		for _, h := range r.headers {
			if !strings.EqualFold(h.Name, name) {
				kept = append(kept, h)
			}
		}
		r.headers = kept
	case InQuery:
		var kept []byte
		at := r.version.at
		for rest := r.query; len(rest) > 0; {
			end := len(rest)
			if i := bytes.IndexByte(rest[1:], '&'); i >= 0 {
				end = i + 1
			}
			part := rest[:end]
			key, _, _ := bytes.Cut(part[1:], []byte("="))
			switch {
			case unescape(string(key)) != name:
				kept = append(kept, part...)
			case len(r.query)-len(rest) < r.version.at:
				at -= len(part)
			}
			rest = rest[end:]
		}
		r.query, r.version.at = kept, at
	}
}

// holdsOnce reports whether a header says something of one request alone, so that it must not
// travel to the requests for next pages and to the looks at an operation, when it came with the
// first one: conditions, ranges, what describes a body or keeps a write from being done twice.
func (r *Request) holdsOnce(name string) bool {
	if r.op.KeyHeader != "" && strings.EqualFold(name, r.op.KeyHeader) {
		return true
	}
	name = asciiLower(name)
	switch name {
	case "range", "expect", "prefer", "idempotency-key", "x-idempotency-key":
		return true
	}
	return strings.HasPrefix(name, "if-") || strings.HasPrefix(name, "content-") || strings.HasPrefix(name, "repeatability-")
}

// fail remembers the first reason why the request cannot be sent.
func (r *Request) fail(err error) {
	if err != nil && r.err == nil {
		r.err = err
	}
}

// violate remembers what is wrong with a parameter.
func (r *Request) violate(field, message string) {
	r.violations = append(r.violations, ParamViolation{Field: field, Message: message})
}

// invalid is why the request must not be sent, or nil.
func (r *Request) invalid() error {
	if len(r.violations) > 0 {
		return &ParamError{Operation: r.op.Name, Violations: r.violations}
	}
	return r.err
}
