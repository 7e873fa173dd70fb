package runtime

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// FinalState says where the result of a long-running operation is found
// (x-ms-long-running-operation-options, final-state-via).
type FinalState string

const (
	// by the method and what the service offers
	FinalStateDefault           FinalState = ""
	FinalStateAsyncOperation    FinalState = "azure-async-operation" // in the status document
	FinalStateOperationLocation FinalState = "operation-location"    // in the status document
	FinalStateLocation          FinalState = "location"              // at the Location
	// at the URL of the operation itself
	FinalStateOriginalURI FinalState = "original-uri"
)

// LROSpec tells a [Poller] about one long-running operation. T is its result.
type LROSpec[T any] struct {
	// Op is the operation that begins it.
	Op *Operation
	// FinalStateVia is where the result is found.
	FinalStateVia FinalState
	// ResultPath leads to the result within the status document of an Operation-Location, names
	// joined by dots; "" stands for "result".
	ResultPath string
	// Job says how the operation is followed if not as Azure's services are.
	Job *Job
	// Decode reads the result. Nil: there is none, or Pages reads it.
	Decode func(*Response) (*T, error)
	// Pages makes the pager of a result that is the first page of a list; see [PagesOf].
	Pages func(ctx context.Context, resp *Response, opts []Option) (*T, error)
}

// PollPolicy is how a poller waits between two looks. A field that is 0 stands for its default.
type PollPolicy struct {
	// Interval is the wait when the service does not say: default 1 s at first, growing to 30 s.
	// One that is set does not grow.
	Interval time.Duration
	// Min and Max bound what the service asks for: default 100 ms and 5 min.
	Min, Max time.Duration
}

// Poller follows a long-running operation to its end.
//
//	result, err := poller.Wait(ctx)
//
// An operation that fails gives a [ResponseError] with the service's reason; its Status is the
// operation's state. A Poller belongs to one goroutine.
type Poller[T any] struct {
	c       *Client
	spec    LROSpec[T]
	opts    []Option
	set     *settings
	look    *Operation   // GET, with what the operation itself needs
	version versionParam // of the operation: polling links may have lost it
	began   time.Time

	arm    armState
	last   *Response // that says what arm says; nil after Resume
	polls  int
	unseen int // how many more looks may find nothing: see missingLooks
	res    *T
	err    error // final
}

// missingLooks is how often a look may find nothing (404) before the first that finds something:
// services answer 201 before what they have created can be read everywhere.
const missingLooks = 5

// Begin sends req, which starts a long-running operation.
func Begin[T any](ctx context.Context, c *Client, req *Request, spec LROSpec[T], opts ...Option) (*Poller[T], error) {
	p, err := start(ctx, c, req, spec, opts)
	if err != nil {
		return nil, err
	}
	resp := p.last
	p.version = req.version
	if resp.StatusCode == http.StatusCreated {
		p.unseen = missingLooks
	}
	if p.arm, err = beginArm(resp); err != nil {
		return nil, resp.undecodable(err)
	}
	return p, nil
}

// start sends req, whose answer is the poller's last one.
func start[T any](ctx context.Context, c *Client, req *Request, spec LROSpec[T], opts []Option) (*Poller[T], error) {
	p := newPoller(c, spec, opts)
	if p.set.represent != nil {
		return nil, optionError(spec.Op.Name + ": WithRepresentation is not for an operation that goes on after its first answer")
	}
	resp, err := c.Do(ctx, req, opts...)
	if err != nil {
		return nil, err
	}
	p.last = resp
	return p, nil
}

// Resume takes up an operation from the token of another Poller of the same operation, in this
// process or in one before it. It sends nothing.
func Resume[T any](c *Client, token string, spec LROSpec[T], opts ...Option) (*Poller[T], error) {
	p := newPoller(c, spec, opts)
	f, ok := unpackToken("lro", token, 9)
	if !ok || f[0] != spec.Op.Name || f[1] != originOf(c.base) || f[2] != spec.Op.Method || (spec.Job != nil) != (armKind(f[3]) == armJob) {
		return nil, &RequestError{Operation: spec.Op.Name, Method: spec.Op.Method, Host: c.base.Host, Err: ErrResumeToken}
	}
	p.arm = armState{method: f[2], kind: armKind(f[3]), state: f[4], poll: f[5], location: f[6], original: f[7], job: spec.Job}
	p.version = versionParam{name: f[8], in: InQuery}
	if p.arm.method == http.MethodPut || p.arm.method == http.MethodPatch {
		p.unseen = missingLooks // the token does not say whether there was a look
	}
	return p, nil
}

// ResumeToken is a text from which [Resume] makes a Poller for the same operation. Keep it like a
// secret: the links in it may hold signatures. An operation that is done has none.
func (p *Poller[T]) ResumeToken() (string, error) {
	if p.Done() {
		return "", errors.New(p.spec.Op.Name + ": the operation is done: there is nothing to resume")
	}
	return p.arm.token(p.spec.Op.Name, originOf(p.c.base), p.version), nil
}

func newPoller[T any](c *Client, spec LROSpec[T], opts []Option) *Poller[T] {
	look := *spec.Op
	if spec.Job != nil && spec.Job.Look != nil {
		look = *spec.Job.Look
	}
	look.Method, look.Success = "GET", nil
	return &Poller[T]{c: c, spec: spec, opts: opts, set: c.settings.with(opts), look: &look, began: time.Now()}
}

// Status is the operation's state as the service last called it: "InProgress", "Succeeded" ...
func (p *Poller[T]) Status() string { return p.arm.state }

// Done reports whether the operation has ended, well or not, as far as the last look showed.
func (p *Poller[T]) Done() bool { return p.err != nil || p.arm.done() }

// Wait polls until the operation is done and returns its result. When ctx ends before that, the
// operation goes on, and so can another Wait.
func (p *Poller[T]) Wait(ctx context.Context) (*T, error) {
	for {
		if err := p.waitDone(ctx); err != nil {
			return nil, err
		}
		res, err := p.Result(ctx)
		if !errors.Is(err, ErrNotDone) { // it is when the result turned out not to be ready
			return res, err
		}
	}
}

// waitDone polls until the operation is done.
func (p *Poller[T]) waitDone(ctx context.Context) error {
	for !p.Done() {
		wait := p.interval()
		if time.Since(p.began)+wait > p.set.limits.pollTime() {
			return p.failed(ErrPollTimeout)
		}
		if err := sleep(ctx, wait); err != nil {
			return p.failed(ctxError(ctx))
		}
		if err := p.Poll(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Poll looks once, unless the operation is done. The error is that of looking; how the operation
// went is for Result to say.
func (p *Poller[T]) Poll(ctx context.Context) error {
	if p.Done() {
		return nil
	}
	p.polls++
	resp, err := p.get(ctx, p.arm.poll, p.arm.kind == armAsync || p.arm.kind == armOperation)
	if err != nil {
		e, ok := err.(*ResponseError)
		switch {
		case ok && e.StatusCode == http.StatusNotFound && p.unseen > 0:
			p.unseen--
			return nil
		case ok && p.ends(e):
			e.failed = true
			p.err = e
			return nil
		}
		return err
	}
	if err := p.arm.look(resp); err != nil {
		return err
	}
	p.last, p.unseen = resp, 0
	return nil
}

// ends reports whether an error is how the operation went rather than how looking went: at a
// Location it is, except for errors that concern the one who looks.
func (p *Poller[T]) ends(e *ResponseError) bool {
	switch e.StatusCode {
	case 401, 403, 408, 429:
		return false
	}
	return p.arm.kind == armLocation && e.StatusCode >= 400 && e.StatusCode < 500
}

// Result is the result of an operation that is done, fetched if need be; [ErrNotDone] before.
func (p *Poller[T]) Result(ctx context.Context) (*T, error) {
	switch {
	case p.err != nil:
		return nil, p.err
	case p.res != nil:
		return p.res, nil
	case !p.arm.done():
		return nil, p.failed(ErrNotDone)
	case p.last == nil: // resumed from a token that says it is done
		return nil, p.failed(ErrResumeToken)
	case p.arm.failed():
		p.err = p.fault()
		return nil, p.err
	case p.spec.Decode == nil && p.spec.Pages == nil:
		p.res = new(T)
		return p.res, nil
	}
	return p.fetch(ctx)
}

// fetch gets and decodes the result.
func (p *Poller[T]) fetch(ctx context.Context) (*T, error) {
	resp := p.last
	if link := p.arm.final(p.spec.FinalStateVia, !resp.HasBody()); link != "" {
		var err error
		if resp, err = p.get(ctx, link, false); err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusAccepted {
			p.last = resp
			p.arm.expect(link, resp)
			return nil, p.failed(ErrNotDone)
		}
	} else if result, err := p.within(resp); err != nil {
		p.err = err
		return nil, err
	} else if result != nil {
		own := *resp
		own.body, own.header = result, own.header.Clone()
		own.header.Set("Content-Type", "application/json") // in UTF-8, whatever it came in
		resp = &own
	}
	res, err := p.decode(ctx, resp)
	if err != nil {
		p.err = err
		return nil, err
	}
	p.res = res
	return res, nil
}

// within is the result that a status document of an Operation-Location or what a look at a job has
// found holds; nil when it holds none.
func (p *Poller[T]) within(resp *Response) ([]byte, error) {
	switch p.arm.kind {
	case armJob:
		return p.spec.Job.within(resp)
	case armOperation:
		return lookup(resp.peek(), strings.Split(orDefault(p.spec.ResultPath, "result"), ".")...), nil
	default:
		return nil, nil
	}
}

func (p *Poller[T]) decode(ctx context.Context, resp *Response) (*T, error) {
	if p.spec.Pages != nil {
		return p.spec.Pages(ctx, resp, p.opts)
	}
	return p.spec.Decode(resp)
}

// fault is the error of an operation that failed.
func (p *Poller[T]) fault() error {
	e := newFault(p.spec.Op, p.last)
	e.Status, e.failed = p.arm.state, true
	if e.Code == p.arm.state {
		e.Code = ""
	}
	return e
}

// get asks for a link of the service, where a status document is, or the result.
func (p *Poller[T]) get(ctx context.Context, link string, status bool) (*Response, error) {
	r := p.c.NewRequest(p.look)
	r.follows, r.status = true, status
	r.version = p.version
	r.version.at = 0
	r.Link(link)
	return p.c.Do(ctx, r, p.opts...)
}

// shortestPoll is the floor under every wait, whatever a [PollPolicy] says.
const shortestPoll = time.Millisecond

// interval is how long to wait before the next look.
func (p *Poller[T]) interval() time.Duration {
	policy := &p.set.polling
	if p.last == nil && p.polls == 0 {
		return 0 // resumed: time has passed already
	}
	if p.last != nil {
		if asked, ok := retryAfter(p.last.header, time.Now()); ok {
			asked = max(asked, orDuration(policy.Min, 100*time.Millisecond))
			return max(min(asked, orDuration(policy.Max, 5*time.Minute)), shortestPoll)
		}
	}
	if policy.Interval > 0 {
		return max(policy.Interval, shortestPoll)
	}
	wait := time.Second
	for i := 0; i < p.polls && wait < 30*time.Second; i++ {
		wait += wait / 2
	}
	return min(wait, 30*time.Second)
}

func (p *Poller[T]) failed(err error) error {
	return &RequestError{Operation: p.spec.Op.Name, Method: p.spec.Op.Method, Host: p.c.base.Host, Err: err}
}

func originOf(u *url.URL) string { return u.Scheme + "://" + u.Host }
