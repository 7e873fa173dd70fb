package otel

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"
)

func TestSpans(t *testing.T) {
	spans := tracetest.NewSpanRecorder()
	tracer := NewTracer(Options{Provider: sdk.NewTracerProvider(sdk.WithSpanProcessor(spans)), Propagator: propagation.TraceContext{}})
	ctx, endOperation := tracer.Start(t.Context(), "Tasks.Get", "url.template", "/x")
	try, endTry := tracer.Start(ctx, "HTTP GET", "http.request.resend_count", "1", "server.port", "443")
	h := http.Header{}
	tracer.Inject(try, h)
	endTry(nil, "http.response.status_code", "200")
	endOperation(errors.New("bad"))
	got := spans.Ended()
	if len(got) != 2 || got[0].Parent().SpanID() != got[1].SpanContext().SpanID() {
		t.Fatalf("%d spans", len(got))
	}
	if !strings.Contains(h.Get("Traceparent"), got[0].SpanContext().SpanID().String()) {
		t.Errorf("sent %v", h)
	}
	if got[0].SpanKind() != trace.SpanKindClient || got[1].SpanKind() != trace.SpanKindInternal || got[1].Status().Code != codes.Error || got[0].Status().Code != codes.Unset {
		t.Errorf("%v %v", got[0], got[1])
	}
	want := attribute.NewSet(attribute.Int("http.request.resend_count", 1), attribute.Int("server.port", 443), attribute.Int("http.response.status_code", 200))
	if set := attribute.NewSet(got[0].Attributes()...); !set.Equals(&want) {
		t.Errorf("%v", set)
	}
}
