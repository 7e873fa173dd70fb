package runtime

import (
	"context"
	"io"
	"maps"
	"net/http"
	"net/url"
)

// hop is one request on the way to an answer: the first, or what a redirect made of it.
type hop struct {
	method  string
	url     *url.URL
	foreign bool // at another origin: nothing goes along that is not public
	body    bool
}

// follow sends the request and follows redirects to an answer.
func (c *call) follow(ctx context.Context) (*http.Response, error) {
	h := hop{method: c.op.Method, url: c.url, body: c.req.body.present}
	for left := c.set.limits.redirects(); ; left-- {
		resp, err := c.send(ctx, &h)
		if err != nil {
			return nil, err
		}
		c.event.response, c.away, c.at = resp, h.foreign, nil
		if h.url != c.url && !h.foreign {
			c.at = h.url
		}
		if !isRedirect(resp, h.method) || c.op.documents(resp.StatusCode) {
			return resp, nil
		}
		discard(resp)
		if left <= 0 {
			return nil, &LinkError{What: "redirect", Err: errManyRedirects}
		}
		if h, err = c.redirect(h, resp); err != nil {
			return nil, err
		}
	}
}

// send makes one HTTP request.
func (c *call) send(ctx context.Context, h *hop) (*http.Response, error) {
	u, header := h.url, http.Header(nil)
	if h.foreign {
		header = http.Header{"User-Agent": {c.userAgent()}}
		if c.op.Accept != "" {
			header["Accept"] = []string{c.op.Accept}
		}
	} else {
		u, header = c.dress(ctx, h)
	}
	c.rest.ask(header)
	c.event.sent = header
	req := (&http.Request{
		Method: h.method, URL: u, Host: u.Host, Header: header,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}).WithContext(ctx)
	if err := c.attach(ctx, req, h); err != nil {
		return nil, err
	}
	return roundTrip(c.set.http, c.set.tryPolicies, req)
}

// dress gives a request to the service its headers, and its URL the grants that go there.
func (c *call) dress(ctx context.Context, h *hop) (*url.URL, http.Header) {
	u, cookies := place(c.grants, h.url, c.req.cookies)
	d := headerBuilder{header: make(http.Header, 6+len(c.req.headers)+len(c.set.headers)), room: c.headerRoom[:0:0]}
	// later requests get room of their own: the transport may still be reading that of the first
	if !c.dressed {
		d.room, c.dressed = c.headerRoom[:0], true
	}
	if c.header != nil {
		maps.Copy(d.header, c.header)
	} else {
		c.describe(&d, h)
		c.identify(ctx, &d, h)
	}
	if len(cookies) > 0 {
		d.put("Cookie", string(cookies))
	}
	for _, g := range c.grants {
		if g.in == InHeader {
			d.set(g.name, g.value)
		}
	}
	if c.after != "" {
		d.set(lastEventID, c.after)
	}
	if c.set.tracer != nil {
		c.set.tracer.Inject(ctx, d.header)
	}
	return u, d.header
}

// describe sets the headers of the operation, its parameters and the options.
func (c *call) describe(d *headerBuilder, h *hop) {
	r, set := c.req, c.set
	d.put("User-Agent", c.userAgent())
	d.put("Accept", c.accept())
	if h.body {
		d.put("Content-Type", r.body.contentType)
	}
	if r.version.name != "" && r.version.in == InHeader {
		d.set(r.version.name, set.apiVersion)
	}
	if c.op.ClientID != "" {
		if c.id == "" {
			c.id = newUUID()
		}
		d.set(c.op.ClientID, c.id)
	}
	for _, f := range r.headers {
		d.set(f.Name, f.Value)
	}
	for i, f := range set.headers {
		if own := i >= len(c.client.settings.headers); !own || !r.follows || !r.holdsOnce(f.Name) {
			d.set(f.Name, f.Value)
		}
	}
}

// accept is the Accept header. One that a call asks for is that of its result: how an operation
// goes is told in JSON.
func (c *call) accept() string {
	asked := c.set.accept
	if c.req.status {
		asked = c.client.settings.accept
	}
	return orDefault(asked, c.op.Accept)
}

// headerBuilder makes the slices of a header share one allocation.
type headerBuilder struct {
	header http.Header
	room   []string
}

// set sets a field; "" sets none. Names have been checked where they came in.
func (d *headerBuilder) set(name, value string) { d.put(http.CanonicalHeaderKey(name), value) }

// put is set for a name in its canonical form.
func (d *headerBuilder) put(name, value string) {
	if value == "" {
		return
	}
	n := len(d.room)
	d.room = append(d.room, value)
	d.header[name] = d.room[n : n+1 : n+1]
}

// attach gives the HTTP request its body.
func (c *call) attach(ctx context.Context, req *http.Request, h *hop) error {
	b := &c.req.body
	switch {
	case !h.body:
	case b.stream != nil:
		b.stream.sent = c.set.sent
		src, err := b.stream.open(ctx)
		if err != nil {
			return err
		}
		req.Body, req.ContentLength = src, b.stream.size
		if b.stream.rewindable() {
			req.GetBody = func() (io.ReadCloser, error) { c.turned.Add(1); return b.stream.open(ctx) }
		}
		if b.stream.size == 0 {
			req.Body = http.NoBody
			src.Close()
		}
	case c.text.writer != nil:
		src, err := c.text.open()
		if err != nil {
			return err
		}
		req.Body, req.ContentLength = src, int64(len(c.text.data))
		req.GetBody = func() (io.ReadCloser, error) { c.turned.Add(1); return c.text.open() }
	case len(b.data) == 0:
		req.Body = http.NoBody
	default:
		req.Body, req.ContentLength = &memoryBody{b.data}, int64(len(b.data))
		req.GetBody = func() (io.ReadCloser, error) { c.turned.Add(1); return &memoryBody{c.req.body.data}, nil }
	}
	return nil
}

func (c *call) userAgent() string {
	if c.set.userAgent != "" {
		return oneLine(c.set.userAgent, 256) + " " + c.client.userAgent
	}
	return c.client.userAgent
}

// newUUID is a random UUID (RFC 9562, version 4).
func newUUID() string {
	s := []byte(randomHex(16))
	s[12] = '4'
	s[16] = "89ab"[unhex(s[16])&3]
	return string(s[:8]) + "-" + string(s[8:12]) + "-" + string(s[12:16]) + "-" + string(s[16:20]) + "-" + string(s[20:])
}
