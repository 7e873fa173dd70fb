package runtime

import (
	"context"
	"net/http"
)

// Tracer reports what a client does as spans: one for each operation, and below it one for each
// try. It uses types of the standard library alone, so that it can be implemented anywhere
// (adapters/otel does, for OpenTelemetry).
//
// Attributes are pairs of name and value, named after OpenTelemetry's semantic conventions for HTTP
// clients. None holds a query, a header or a body.
type Tracer interface {
	// Start begins a span below the one in ctx and returns a context that holds it, and the
	// function that ends it.
	Start(ctx context.Context, name string, attrs ...string) (context.Context, func(err error, attrs ...string))
	// Inject writes the span in ctx into the headers of a request that goes to the endpoint
	// (traceparent).
	Inject(ctx context.Context, h http.Header)
}

// noSpan ends a span that was not begun.
func noSpan(error, ...string) {}
