package runtime

import (
	"context"
	"io"
	"net/http"
)

// Policy is what stands between a client and what it sends: it takes what sends a request and
// returns what sends it instead. [WithCallPolicy] says what it sees. It is made anew for each call
// or try; what must last longer stays outside of it.
type Policy = func(next http.RoundTripper) http.RoundTripper

// policyCall sends the requests of call policies: the call itself, as often as a policy wants, and
// others to the same service.
type policyCall struct {
	call  *call
	first *http.Request
	// what the call came to the last time, and how it was shown
	shown *http.Response
	resp  *Response
	err   error
}

// runPolicies is run by way of the call's policies. The first that was given sees a request first.
func (c *call) runPolicies(ctx context.Context) (*Response, error) {
	p := &policyCall{call: c, first: c.policyRequest(ctx)}
	var sender http.RoundTripper = p
	for i := len(c.set.callPolicies) - 1; i >= 0; i-- {
		sender = c.set.callPolicies[i](sender)
	}
	shown, err := tidy{sender}.RoundTrip(p.first)
	switch {
	case err != nil && err == p.err:
		return nil, err
	case err != nil:
		return nil, c.failed(c.redact(err), 0)
	case shown == p.shown:
		return p.resp, p.err
	}
	return c.answered(shown)
}

// answered is the result of a call that a policy has answered itself.
func (c *call) answered(shown *http.Response) (*Response, error) {
	resp, err := c.receive(shown)
	switch {
	case err != nil:
		return nil, c.failed(c.redact(err), 0)
	case !c.succeeded(resp):
		return nil, c.fault(resp)
	}
	return resp, nil
}

// policyRequest is the call as its policies see it: without credentials, and with its body if that
// is in memory.
func (c *call) policyRequest(ctx context.Context) *http.Request {
	h := hop{method: c.op.Method, url: c.url, body: c.req.body.present}
	u, header := c.dress(ctx, &h)
	own := *u
	req := (&http.Request{Method: h.method, URL: &own, Host: u.Host, Header: header, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}).WithContext(ctx)
	if h.body && c.req.body.stream == nil {
		data := c.req.body.data
		req.ContentLength = int64(len(data))
		req.GetBody = func() (io.ReadCloser, error) { return &memoryBody{data}, nil }
		req.Body = &memoryBody{data}
	}
	return req
}

// RoundTrip makes the call, with the headers that the policies have left, or another request to the
// service.
func (p *policyCall) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		defer req.Body.Close()
	}
	if req.Method != p.first.Method || req.URL.String() != p.call.url.String() {
		return p.other(req)
	}
	c := p.call
	c.header, c.challenged = req.Header, false
	p.resp, p.err = c.run(req.Context())
	p.shown = nil
	if _, answered := p.err.(*ResponseError); p.err != nil && !answered {
		return nil, p.err
	}
	p.shown = c.resp.raw()
	p.shown.Request = req
	return p.shown, nil
}

// other sends a request of a policy's own: authenticated, repeated and bounded as the call is, and
// only to where links of the service may lead.
func (p *policyCall) other(req *http.Request) (*http.Response, error) {
	set := *p.call.set
	set.callPolicies, set.raw = nil, nil
	op := *p.call.op
	op.Method, op.Success, op.Errors, op.Idempotent, op.KeyHeader, op.OKFalse = req.Method, nil, nil, false, "", ""
	r := p.call.client.NewRequest(&op)
	r.Link(req.URL.String())
	for name, values := range req.Header {
		for _, v := range values {
			r.headers = append(r.headers, Pair{name, v})
		}
	}
	if req.Body != nil && req.Body != http.NoBody {
		data, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		r.Raw(req.Header.Get("Content-Type"), data)
	}
	k := &call{client: p.call.client, op: &op, req: r, set: &set}
	if err := k.settle(); err != nil {
		return nil, err
	}
	_, err := k.run(req.Context())
	if _, answered := err.(*ResponseError); err != nil && !answered {
		return nil, err
	}
	shown := k.resp.raw()
	shown.Request = req
	return shown, nil
}
