package runtime

import (
	"context"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// call is one operation on its way: what does not change from try to try, and what the tries leave
// behind.
type call struct {
	client *Client
	op     *Operation
	req    *Request
	set    *settings
	base   *url.URL // the endpoint
	url    *url.URL // where the request goes; &target unless it is a link
	target url.URL
	id     string // the client-request-id, the same for every try
	key    string // the idempotency key, the same for every try
	stream bool   // the caller reads the body
	after  string // the last event of a stream that the caller has seen; "": none
	rest   rest   // of a body that is wanted

	deadline   time.Time    // of WithTimeout; zero for none
	attempt    timeLimit    // of the last try, when its body is still to be read
	turned     atomic.Int32 // how often the transport has begun the last try again
	header     http.Header  // as policies have left it; nil when there are none
	challenged bool         // a 401 has been answered with another token
	away       bool         // the last answer came from another origin
	at         *url.URL     // where a redirect within the service has led; nil: nowhere
	grants     []grant
	grantRoom  [2]grant
	headerRoom [8]string
	dressed    bool // headerRoom is taken
	text       bodyText
	event      tryEvent
	resp       Response // of the last try
}

// Do sends req and reads the answer into memory.
//
// It authenticates (auth.go), follows redirects (redirect.go), tries again where that is safe and
// promising (retry.go) and reads no more than the limits allow. The errors are a [ParamError] when
// nothing was sent, a [RequestError] when no answer came, and a [ResponseError] when the answer is
// not a success. When ctx ends, so does Do, whatever it is doing.
func (c *Client) Do(ctx context.Context, req *Request, opts ...Option) (*Response, error) {
	return c.do(ctx, req, opts, false)
}

// Call is [Client.Do] for an answer that is one object, which it decodes into out; see
// [Response.JSON].
func (c *Client) Call(ctx context.Context, req *Request, out json.Typed, opts ...Option) error {
	resp, err := c.do(ctx, req, opts, false)
	if err != nil {
		return err
	}
	return resp.JSON(out)
}

// DoStream is Do for an answer whose body the caller reads and closes. Errors are read into memory
// all the same.
func (c *Client) DoStream(ctx context.Context, req *Request, opts ...Option) (*Response, error) {
	return c.do(ctx, req, opts, true)
}

func (c *Client) do(ctx context.Context, req *Request, opts []Option, stream bool) (*Response, error) {
	k := &call{client: c, op: req.op, req: req, stream: stream}
	if err := k.prepare(opts); err != nil {
		return nil, err
	}
	k.stream = k.stream || k.set.represent != nil
	ctx, limit := within(ctx, k.set.timeout, errCallTimeout)
	if limit.timer != nil {
		k.deadline = time.Now().Add(k.set.timeout)
	}
	end := noSpan
	if tracer := k.set.tracer; tracer != nil {
		ctx, end = tracer.Start(ctx, k.op.Name, "http.request.method", k.op.Method, "url.template", k.op.Path, "server.address", k.url.Hostname())
	}
	run := k.run
	if len(k.set.callPolicies) > 0 {
		run = k.runPolicies
	}
	resp, err := run(ctx)
	k.text.leave()
	end(err)
	if resp != nil && resp.stream != nil {
		k.hold(ctx, resp, limit)
	} else {
		limit.end()
	}
	if err == nil && resp != nil {
		if err = k.readLate(resp); err != nil {
			return nil, err
		}
	}
	if err == nil && resp != nil && k.set.drift != nil {
		k.driftOf(resp)
	}
	if err == nil && k.set.represent != nil {
		resp.handOver(k.set.represent)
	}
	return resp, err
}

// prepare settles everything that does not need the network.
func (c *call) prepare(opts []Option) error {
	c.set = c.client.settings.with(opts)
	c.after, c.rest = c.set.lastEvent, c.set.rest
	if err := c.fillLate(); err != nil {
		return err
	}
	return c.settle()
}

// settle finds out where the call goes.
func (c *call) settle() (err error) {
	if c.set.err != nil {
		return c.set.err
	}
	c.encodeBody()
	if err = c.req.invalid(); err != nil {
		return err
	}
	if c.base, err = c.endpoint(); err != nil {
		return err
	}
	if c.req.link != nil {
		from := c.base
		if c.req.from != nil {
			from = c.req.from
		}
		c.url, err = c.resolveLink("link", from, c.req.link)
		if err == nil {
			c.req.withVersion(c.url, c.set.apiVersion)
		} else {
			err = &RequestError{Operation: c.op.Name, Method: c.op.Method, Host: c.base.Host, Err: err}
		}
	} else {
		c.url = &c.target
		err = c.req.locate(c.url, c.base, c.set)
	}
	c.grants = c.grantRoom[:0]
	return err
}

// endpoint is the server that the call goes to: the client's, except for operations with one of
// their own and options of this call.
func (c *call) endpoint() (*url.URL, error) {
	own := c.set != c.client.settings && (c.set.endpoint != c.client.settings.endpoint ||
		len(c.set.variables) != len(c.client.settings.variables) || c.client.config.VersionVariable != "" && c.set.apiVersion != c.client.settings.apiVersion)
	switch {
	case c.op.Host != "" && c.set.endpoint == "":
		vars := slices.Concat(c.req.hosts, c.set.variables, c.client.config.Variables)
		if c.req.version.in == InHost && c.req.version.name != "" {
			vars = append(vars, Pair{c.req.version.name, c.set.apiVersion})
		}
		return expandEndpoint(c.op.Host, vars)
	case own:
		return c.client.endpoint(c.set)
	}
	return c.client.base, nil
}

// run tries until there is an answer to return or a reason to give up.
func (c *call) run(ctx context.Context) (*Response, error) {
	for n := 1; ; n++ {
		resp, err := c.try(ctx, n)
		if err == nil && c.succeeded(resp) {
			c.report(ctx, 0)
			return resp, nil
		}
		if ctx.Err() != nil {
			c.report(ctx, 0)
			return nil, c.failed(ctxError(ctx), n)
		}
		wait, again := c.again(ctx, n, resp, err)
		c.report(ctx, wait)
		switch {
		case again:
			if err := sleep(ctx, wait); err != nil {
				return nil, c.failed(ctxError(ctx), n)
			}
		case err != nil:
			return nil, c.failed(c.refusal(ctx, err), n)
		default:
			return nil, c.fault(resp)
		}
	}
}

// failed is the error of a call that got no answer.
func (c *call) failed(err error, tries int) error {
	return &RequestError{Operation: c.op.Name, Method: c.op.Method, Host: c.url.Host, Tries: tries, Err: err}
}

// try sends the request once and reads the answer.
func (c *call) try(ctx context.Context, n int) (resp *Response, err error) {
	c.event = tryEvent{op: c.op, try: n, url: c.url}
	if c.set.logger != nil {
		c.event.begun = time.Now()
	}
	if c.set.tracer != nil {
		var end func(error, ...string)
		ctx, end = c.set.tracer.Start(ctx, "HTTP "+c.op.Method, "http.request.method", c.op.Method, "http.request.resend_count", strconv.Itoa(n-1),
			"server.address", c.url.Hostname(), "server.port", portOf(c.url), "url.scheme", c.url.Scheme)
		defer func() {
			if resp != nil {
				end(err, "http.response.status_code", strconv.Itoa(resp.StatusCode))
				return
			}
			end(err)
		}()
	}
	resp, err = c.exchange(ctx, tokenAsk{})
	if ask, ok := c.challenge(resp); ok {
		resp, err = c.exchange(ctx, ask)
	}
	c.event.err = err
	return resp, err
}

// challenge decides whether a 401 is answered with another token or key, which happens once in a
// call: when the service demands claims, when it refuses a token that had been in the cache for a
// while, and when a key was replaced while the old one was on its way. What another origin demands
// is not heard.
func (c *call) challenge(resp *Response) (ask tokenAsk, again bool) {
	if resp == nil || resp.StatusCode != http.StatusUnauthorized || c.challenged || c.away || c.req.body.spent() {
		return tokenAsk{}, false
	}
	for _, g := range c.grants {
		if g.token {
			ask.refused, ask.claims = g.value, claimsOf(resp.header)
		}
		again = again || g.token || g.renewed
	}
	c.challenged, ask.before = again, slices.Clone(c.grants)
	return ask, again
}

// exchange authenticates, sends, follows redirects and reads the body.
func (c *call) exchange(ctx context.Context, ask tokenAsk) (*Response, error) {
	grants, err := c.authorize(ctx, c.grantRoom[:0], ask)
	if err != nil {
		return nil, err
	}
	if ask.before != nil && slices.Equal(grants, ask.before) {
		return &c.resp, nil // the same again: the refusal stands
	}
	c.grants, c.event.grants = grants, grants
	ctx, limit := within(ctx, c.set.tryLimit, errTryTimeout)
	c.turned.Store(0)
	if n := c.event.try; n > 1 && !c.req.body.present {
		ctx = c.countConnections(ctx)
	}
	if s := c.req.body.stream; s != nil && limit.timer != nil {
		s.clock = &uploadClock{timer: limit.timer, limit: c.set.tryLimit}
		defer s.clock.stop()
	}
	raw, err := c.follow(ctx)
	var resp *Response
	if err == nil {
		resp, err = c.receive(raw)
	}
	if err != nil && context.Cause(ctx) == errTryTimeout {
		err = c.timedOut()
	}
	if resp != nil && resp.stream != nil { // a stream may be read for as long as it takes
		limit.lift()
		c.attempt = limit
	} else {
		limit.end()
	}
	return resp, c.redact(err)
}

// timedOut is the error of a try that got no answer in time.
func (c *call) timedOut() error {
	if n := c.turned.Load(); n > 0 {
		return &turnedAway{int(n)}
	}
	return errTryTimeout
}

// countConnections makes the transport tell how often it begins to send a request without a body,
// from the second try on: one that is turned away looks as if it were not answered.
func (c *call) countConnections(ctx context.Context) context.Context {
	c.turned.Store(-1)
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { c.turned.Add(1) }})
}

func (c *call) report(ctx context.Context, wait time.Duration) {
	if c.set.logger != nil {
		c.event.wait = wait
		c.set.logger.try(ctx, &c.event)
	}
}
