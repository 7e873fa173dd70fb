// Package otel reports what a client that armsmith generated does to OpenTelemetry: a span for each
// operation, below it one for each try, and the trace context in each request. It is a module of
// its own so that clients without it depend on nothing.
//
//	client, err := azureml.NewClient(cred, azureml.WithTracer(otel.NewTracer(otel.Options{})))
package otel

import (
	"context"
	"net/http"
	"strconv"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// Options says where spans go and how they are written into headers. The zero value stands for the
// global provider and propagator.
type Options struct {
	Provider   trace.TracerProvider
	Propagator propagation.TextMapPropagator
}

// Tracer is the Tracer of generated packages.
type Tracer struct {
	tracer     trace.Tracer
	propagator propagation.TextMapPropagator
}

// NewTracer returns a Tracer.
func NewTracer(o Options) *Tracer {
	if o.Provider == nil {
		o.Provider = otel.GetTracerProvider()
	}
	if o.Propagator == nil {
		o.Propagator = otel.GetTextMapPropagator()
	}
	return &Tracer{o.Provider.Tracer("github.com/armsmith/armsmith"), o.Propagator}
}

// Start begins a span. Tries are client spans, operations internal ones: a try is what has a resend
// count.
func (t *Tracer) Start(ctx context.Context, name string, attrs ...string) (context.Context, func(err error, attrs ...string)) {
	kind := trace.SpanKindInternal
	for i := 0; i < len(attrs); i += 2 {
		if attrs[i] == "http.request.resend_count" {
			kind = trace.SpanKindClient
		}
	}
	ctx, span := t.tracer.Start(ctx, name, trace.WithSpanKind(kind), trace.WithAttributes(attributes(attrs)...))
	return ctx, func(err error, attrs ...string) {
		span.SetAttributes(attributes(attrs)...)
		if err != nil {
			span.SetStatus(codes.Error, err.Error())
		}
		span.End()
	}
}

// Inject writes the trace context into the headers of a request.
func (t *Tracer) Inject(ctx context.Context, h http.Header) {
	t.propagator.Inject(ctx, propagation.HeaderCarrier(h))
}

// attributes turns pairs into attributes. Those that the semantic conventions define as numbers
// become numbers; what says nothing is left out.
func attributes(pairs []string) []attribute.KeyValue {
	out := make([]attribute.KeyValue, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		name, value := pairs[i], pairs[i+1]
		switch name {
		case "http.request.resend_count", "http.response.status_code", "server.port":
			n, err := strconv.Atoi(value)
			if err == nil && (n != 0 || name != "http.request.resend_count") {
				out = append(out, attribute.Int(name, n))
			}
		default:
			out = append(out, attribute.String(name, value))
		}
	}
	return out
}
