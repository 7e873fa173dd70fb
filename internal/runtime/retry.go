package runtime

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// DefaultPerTryTimeout bounds each try of a call unless [WithPerTryTimeout] says otherwise.
const DefaultPerTryTimeout = 60 * time.Second

// RetryPolicy says whether and when a call is tried again. A field left at its zero value stands
// for the default.
//
// What is tried again: a status in Statuses, and errors of the network. A method that must not be
// repeated (POST, PATCH, without an idempotency key) is tried again only when the service cannot
// have acted on it: the connection was never made, the answer is 429, or 503 with a Retry-After. A
// body that cannot be rewound is never sent twice.
//
// When: after what the service asked for (Retry-After, retry-after-ms, x-ms-retry-after-ms), else
// after Delay, doubled each time up to MaxDelay, a quarter more or less. When that is later than
// the context's deadline or than MaxRetryAfter, the call fails at once with what it has.
type RetryPolicy struct {
	MaxRetries    int           // how often after the first try; default 3, negative: never
	Delay         time.Duration // before the first retry; default 800 ms
	MaxDelay      time.Duration // between tries, unless the service asks for more; default 30 s
	MaxRetryAfter time.Duration // the longest wait that the service may ask for; default 5 min
	Statuses      []int         // default 408, 429, 500, 502, 503, 504
	RepeatUnsafe  bool          // treat POST and PATCH like the methods that can be repeated
	// ShouldRetry decides, instead of Statuses and of what is known about errors, whether an answer
	// or an error is worth another try. It is not asked when there can be none: after MaxRetries,
	// for a [NonRetriable] error, when the context has ended, or when the request must not be
	// repeated. It may read the response's body.
	ShouldRetry func(resp *http.Response, err error) bool
}

var retryStatuses = []int{408, 429, 500, 502, 503, 504}

func (p *RetryPolicy) retries() int {
	if p.MaxRetries == 0 {
		return 3
	}
	return max(p.MaxRetries, 0)
}

// delay is how long to wait before retry n, counted from 1, when the service does not say.
func (p *RetryPolicy) delay(n int) time.Duration {
	d, limit := orDuration(p.Delay, 800*time.Millisecond), orDuration(p.MaxDelay, 30*time.Second)
	for i := 1; i < n && d < limit; i++ {
		d *= 2
	}
	d = min(d, limit)
	return min(time.Duration(float64(d)*(0.75+rand.Float64()/2)), limit)
}

func orDuration(d, def time.Duration) time.Duration {
	if d == 0 {
		return def
	}
	return max(d, 0)
}

// retry is the policy of the call.
func (c *call) retry() *RetryPolicy { return c.set.policy(c.op, c.client) }

// policy is what the caller has said or else the document, of the operation before of all of them.
func (s *settings) policy(op *Operation, c *Client) *RetryPolicy {
	switch {
	case s.retry != nil:
		return s.retry
	case op != nil && op.Retry != nil:
		return op.Retry
	}
	return &c.config.Retry
}

// again decides whether the call, having ended in resp or err, is tried once more, and after how
// long.
func (c *call) again(ctx context.Context, n int, resp *Response, err error) (time.Duration, bool) {
	p := c.retry()
	if n > p.retries() || c.req.body.spent() {
		return 0, false
	}
	asked, says := time.Duration(0), false
	if resp != nil {
		asked, says = retryAfter(resp.header, time.Now())
		if !p.worth(resp) || !c.repeatable() && !untouched(resp.StatusCode, says) {
			return 0, false
		}
	} else if !p.worthAfter(err) || !c.repeatable() && !neverSent(err) {
		return 0, false
	}
	wait := p.delay(n)
	if says {
		if wait = asked; wait > orDuration(p.MaxRetryAfter, 5*time.Minute) {
			return 0, false
		}
	}
	return wait, !c.endsWithin(ctx, wait)
}

// worth reports whether an answer is one that another try could better.
func (p *RetryPolicy) worth(resp *Response) bool {
	if p.ShouldRetry != nil {
		return p.ShouldRetry(resp.raw(), nil)
	}
	if p.Statuses != nil {
		return slices.Contains(p.Statuses, resp.StatusCode)
	}
	return slices.Contains(retryStatuses, resp.StatusCode)
}

// worthAfter reports whether another try could do without an error.
func (p *RetryPolicy) worthAfter(err error) bool {
	if p.ShouldRetry == nil {
		return retryable(err)
	}
	var final NonRetriable
	return !errors.As(unredacted(err), &final) && p.ShouldRetry(nil, err)
}

// raw is the answer as net/http has it.
func (r *Response) raw() *http.Response {
	return &http.Response{
		StatusCode: r.StatusCode, Status: statusLine(r.StatusCode), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: r.header, Body: r.octets(), ContentLength: int64(len(r.body)),
	}
}

// endsWithin reports whether the call must end before wait is over: by its context, or by
// [WithTimeout].
func (c *call) endsWithin(ctx context.Context, wait time.Duration) bool {
	deadline, ok := ctx.Deadline()
	if !c.deadline.IsZero() && (!ok || c.deadline.Before(deadline)) {
		deadline, ok = c.deadline, true
	}
	return ok && time.Until(deadline) <= wait
}

func (c *call) repeatable() bool {
	if c.retry().RepeatUnsafe {
		return true
	}
	if c.op.KeyHeader != "" && c.header != nil && c.header.Get(c.op.KeyHeader) == "" {
		return c.op.repeatableWithoutKey() // a policy has taken the key away
	}
	return c.op.repeatable()
}

// untouched reports whether a status says that the request was turned away before it had any
// effect.
func untouched(status int, retryAfter bool) bool {
	return status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable && retryAfter
}

// retryAfter is how long the service asks to wait. A date is taken relative to the service's own
// clock (Date), so that a clock that disagrees with ours does no harm.
func retryAfter(h http.Header, now time.Time) (time.Duration, bool) {
	for _, name := range []string{"Retry-After-Ms", "X-Ms-Retry-After-Ms"} {
		if ms, ok := plainNumber(h.Get(name)); ok {
			return seconds(ms / 1000), true
		}
	}
	v := strings.TrimSpace(h.Get("Retry-After"))
	if v == "" {
		return 0, false
	}
	if s, ok := plainNumber(v); ok {
		return seconds(s), true
	}
	at, err := http.ParseTime(v)
	if err != nil {
		return 0, false
	}
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date
	}
	return max(at.Sub(now), 0), true
}

// plainNumber reads digits, with a fraction perhaps. What strconv reads besides that (NaN, Inf,
// 0x1p4) is no number of seconds.
func plainNumber(text string) (float64, bool) {
	text = strings.TrimSpace(text)
	if strings.Trim(text, "0123456789.eE+-") != "" {
		return 0, false
	}
	n, err := strconv.ParseFloat(text, 64)
	return n, err == nil && n >= 0
}

// seconds is a duration that cannot overflow.
func seconds(s float64) time.Duration {
	const most = float64(unbounded / int64(time.Second))
	if s >= most {
		return unbounded
	}
	return time.Duration(s * float64(time.Second))
}

// sleep waits for d, or ends with ctx.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return context.Cause(ctx)
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
