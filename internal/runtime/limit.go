package runtime

import (
	"context"
	"io"
	"time"
)

// timeLimit ends a context after a while, unless it is lifted before. The zero value is no limit.
type timeLimit struct {
	cancel context.CancelCauseFunc
	timer  *time.Timer
}

// within returns a context that ends after d with cause. One that ends sooner anyway is left alone.
func within(ctx context.Context, d time.Duration, cause error) (context.Context, timeLimit) {
	if d <= 0 {
		return ctx, timeLimit{}
	}
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < d {
		return ctx, timeLimit{}
	}
	own, cancel := context.WithCancelCause(ctx)
	return own, timeLimit{cancel, time.AfterFunc(d, func() { cancel(cause) })}
}

// lift stops the clock.
func (l timeLimit) lift() {
	if l.timer != nil {
		l.timer.Stop()
	}
}

// end stops the clock and ends the context.
func (l timeLimit) end() {
	if l.timer != nil {
		l.timer.Stop()
		l.cancel(nil)
	}
}

// heldStream is the body of a streamed answer. It ends with the context of its call, and so with
// [WithTimeout]; when it is closed, so are the contexts of call and try.
type heldStream struct {
	body     io.ReadCloser
	ctx      context.Context // of the call
	call     *call
	limit    timeLimit // of the call
	attempt  timeLimit
	released func() bool // takes back the closing when ctx ends
}

// hold makes the limits last until the stream is closed.
func (c *call) hold(ctx context.Context, resp *Response, limit timeLimit) {
	s := &heldStream{body: resp.stream, ctx: ctx, call: c, limit: limit, attempt: c.attempt}
	if ctx.Done() != nil { // a transport may not look at the context while its body is read
		s.released = context.AfterFunc(ctx, func() { s.body.Close() })
	}
	resp.stream = s
}

func (s *heldStream) Read(p []byte) (int, error) {
	n, err := s.body.Read(p)
	if err != nil && err != io.EOF {
		if s.ctx.Err() != nil {
			return n, ctxError(s.ctx)
		}
		err = s.call.redact(err)
	}
	return n, err
}

func (s *heldStream) Close() error {
	err := s.letGo()
	s.limit.end()
	return err
}

// letGo ends the try, but not the call.
func (s *heldStream) letGo() error {
	if s.released != nil {
		s.released()
	}
	err := s.body.Close()
	s.attempt.end()
	return err
}
