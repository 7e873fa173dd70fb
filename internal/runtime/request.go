package runtime

import "net/url"

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
	link    *url.URL // takes the place of endpoint, path and query
	from    *url.URL // what a relative link is relative to; nil: the endpoint

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
	u, err := url.Parse(link)
	if err != nil {
		r.fail(&LinkError{What: "link", Err: errBadLink})
		return
	}
	r.link = u
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
