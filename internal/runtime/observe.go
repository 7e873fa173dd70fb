package runtime

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

// tryEvent is one try of a call, as loggers and tracers are told about it.
type tryEvent struct {
	op       *Operation
	try      int // counted from 1
	url      *url.URL
	sent     http.Header
	grants   []grant
	response *http.Response // nil when no answer came
	bytes    int            // of the body, when it was read
	err      error
	begun    time.Time     // for a logger only
	wait     time.Duration // before the next try; 0 when there is none
}

// logger is told about tries. It stands between the runtime and log/slog so that clients that do
// not log do not link it.
type logger interface {
	try(ctx context.Context, e *tryEvent)
}
