package runtime

import (
	"io"
	"net/http"
	"time"
)

const (
	eventStream = "text/event-stream"
	lastEventID = "Last-Event-ID"
	// longestID is the longest identifier of an event that is sent back: more is no header that a
	// server would take.
	longestID = 4 << 10
)

// WithLastEventID asks for a stream of server-sent events behind the event called id (HTML
// standard, section 9.2): Stream.Event().ID of the last one that was seen. "" asks for it from its
// beginning.
func WithLastEventID(id string) Option {
	return func(s *settings) {
		if len(id) > longestID || !validHeaderValue(id) {
			s.refuse("WithLastEventID: the id is not valid in a header")
			return
		}
		s.lastEvent = id
	}
}

// eventSource yields the events of a stream, over as many connections as it takes.
type eventSource struct {
	eventReader
	resp   *Response
	breaks int // since the last event with an id that was new
}

func (s *eventSource) next() (Event, error) {
	before := s.dispatched
	for {
		e, err := s.eventReader.next()
		if s.dispatched != before {
			before, s.breaks = s.dispatched, 0
		}
		if err == nil {
			return e, nil
		}
		if err = s.resume(err); err != nil {
			return Event{}, err
		}
	}
}

// resume asks for what a broken connection has left out, where the service has given events ids. A
// body that ends is the end, and so is 204; the standard's EventSource would ask again after the
// first, and so can a caller, with [WithLastEventID].
func (s *eventSource) resume(broken error) error {
	held, is := s.resp.stream.(*heldStream)
	if broken == io.EOF || !is || held.call.away || s.dispatched == "" || len(s.dispatched) > longestID || !validHeaderValue(s.dispatched) {
		return broken
	}
	s.breaks++
	if err := held.reopen(s.breaks, s.retry, broken, func(c *call) { c.after = s.dispatched }); err != nil {
		return err
	}
	switch {
	case s.resp.StatusCode == http.StatusNoContent:
		return io.EOF
	case held.call.away: // another service has no part of this stream, and was not told where it broke
		return broken
	}
	if err := s.resp.isSequence(eventStream); err != nil {
		return err
	}
	s.id = s.dispatched
	s.lines, s.begun = newLineReader(s.resp), false
	return nil
}

// reopen makes the call again for a body whose connection broke, with behind having said to the
// call what is left of it.
//
// It does so when the request can be repeated without harm and the retry policy has tries left:
// breaks counts how often the connection broke in a row, without anything new between. What the
// service has said in retry, if it is not 0, is how long it waits, but not beyond
// RetryPolicy.MaxRetryAfter.
func (h *heldStream) reopen(breaks int, retry time.Duration, broken error, behind func(*call)) error {
	c := h.call
	if h.ctx.Err() != nil || !c.repeatable() {
		return broken
	}
	wait, again := c.again(h.ctx, breaks, nil, broken)
	if again && retry > 0 {
		wait = retry
		again = wait <= orDuration(c.retry().MaxRetryAfter, 5*time.Minute) && !c.endsWithin(h.ctx, wait)
	}
	if !again {
		return broken
	}
	h.letGo()
	behind(c)
	resp, err := h.ask(wait)
	if err != nil {
		h.limit.end()
		return err
	}
	c.hold(h.ctx, resp, h.limit)
	return nil
}

// ask waits and makes the call again.
func (h *heldStream) ask(wait time.Duration) (*Response, error) {
	c := h.call
	if sleep(h.ctx, wait) != nil {
		return nil, c.failed(ctxError(h.ctx), 0)
	}
	c.challenged = false
	return c.run(h.ctx)
}
