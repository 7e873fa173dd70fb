package runtime

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net"
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
// repeated (POST, PATCH) is tried again only when the service cannot have acted on it: the
// connection was never made, the answer is 429, or 503 with a Retry-After. A body that cannot be
// rewound is never sent twice.
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

// again decides whether the call, having ended in resp or err, is tried once more, and after how
// long.
func (c *call) again(ctx context.Context, n int, resp *Response, err error) (time.Duration, bool) {
	p := &c.set.retry
	if n > p.retries() || c.req.body.spent() {
		return 0, false
	}
	asked, says := time.Duration(0), false
	if resp != nil {
		statuses := p.Statuses
		if statuses == nil {
			statuses = retryStatuses
		}
		asked, says = retryAfter(resp.header, time.Now())
		if !slices.Contains(statuses, resp.StatusCode) || !c.repeatable() && !untouched(resp.StatusCode, says) {
			return 0, false
		}
	} else if !retryable(err) || !c.repeatable() && !neverSent(err) {
		return 0, false
	}
	wait := p.delay(n)
	if says {
		if wait = asked; wait > orDuration(p.MaxRetryAfter, 5*time.Minute) {
			return 0, false
		}
	}
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) <= wait {
		return 0, false
	}
	return wait, true
}

func (c *call) repeatable() bool { return c.op.repeatable() || c.set.retry.RepeatUnsafe }

// untouched reports whether a status says that the request was turned away before it had any
// effect.
func untouched(status int, retryAfter bool) bool {
	return status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable && retryAfter
}

// neverSent reports whether err came before a connection was there, so that nothing can have
// reached the service.
func neverSent(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && (op.Op == "dial" || op.Op == "proxyconnect")
}

// retryable reports whether another try could end otherwise: yes for what happens to connections,
// no for what this side decided or would decide again.
func retryable(err error) bool {
	if errors.Is(err, errTryTimeout) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return true
	}
	for _, final := range []error{ErrTooLarge, ErrNoCredential, ErrInsecure, errBodyOnce, errCoding} {
		if errors.Is(err, final) {
			return false
		}
	}
	var (
		network net.Error // includes *net.OpError and *net.DNSError
		dns     *net.DNSError
		link    *LinkError
		cred    *credentialError
	)
	switch {
	case errors.As(err, &link), errors.As(err, &cred):
		return false
	case errors.As(err, &dns):
		return !dns.IsNotFound
	case errors.As(err, &network):
		return true
	}
	return !hopeless(err.Error())
}

// hopeless recognises errors of net/http and crypto/tls that have no type to tell them by, or one
// whose package would have to be linked for it: a certificate that is not trusted, a body that is
// not gzip, a peer that does not speak the protocol.
func hopeless(text string) bool {
	for _, s := range []string{"x509: ", "certificate", "tls: handshake failure", "server gave HTTP response to HTTPS client",
		"gzip: ", "unsupported protocol scheme", "invalid header", "response headers exceeded"} {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}

// retryAfter is how long the service asks to wait. A date is taken relative to the service's own
// clock (Date), so that a clock that disagrees with ours does no harm.
func retryAfter(h http.Header, now time.Time) (time.Duration, bool) {
	for _, name := range []string{"Retry-After-Ms", "X-Ms-Retry-After-Ms"} {
		if ms, err := strconv.ParseFloat(strings.TrimSpace(h.Get(name)), 64); err == nil && ms >= 0 {
			return seconds(ms / 1000), true
		}
	}
	v := strings.TrimSpace(h.Get("Retry-After"))
	if v == "" {
		return 0, false
	}
	if s, err := strconv.ParseFloat(v, 64); err == nil {
		return seconds(max(s, 0)), s >= 0
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

// seconds is a duration that cannot overflow. NaN counts as none.
func seconds(s float64) time.Duration {
	const most = float64(unbounded / int64(time.Second))
	if !(s < most) {
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
