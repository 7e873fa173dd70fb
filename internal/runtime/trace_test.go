package runtime

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
)

// spanLog is a tracer that writes down what it is told.
type spanLog struct {
	mu    sync.Mutex
	lines []string
}

type spanName struct{}

func (s *spanLog) Start(ctx context.Context, name string, attrs ...string) (context.Context, func(error, ...string)) {
	parent, _ := ctx.Value(spanName{}).(string)
	path := parent + "/" + name
	return context.WithValue(ctx, spanName{}, path), func(err error, more ...string) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.lines = append(s.lines, fmt.Sprint(path, " ", attrs, more, err != nil))
	}
}

func (s *spanLog) Inject(ctx context.Context, h http.Header) {
	h.Set("Traceparent", ctx.Value(spanName{}).(string))
}

func TestSpans(t *testing.T) {
	far := serve(t, reply(200, "{}"))
	s := serve(t, reply(503, ""), reply(302, "", "Location", far.URL))
	tracer := &spanLog{}
	if _, err := do(t, s.client(t, WithTracer(tracer)), op("GET", "/x"), func(r *Request) { r.Query("secret", Text("1"), Form) }); err != nil {
		t.Fatal(err)
	}
	if len(tracer.lines) != 3 || !strings.HasPrefix(tracer.lines[0], "/Things.Do/HTTP GET") || !strings.Contains(tracer.lines[0], "http.response.status_code 503") ||
		!strings.Contains(tracer.lines[1], "resend_count 1") || !strings.HasPrefix(tracer.lines[2], "/Things.Do [") || strings.Contains(fmt.Sprint(tracer.lines), "secret") {
		t.Errorf("%q", tracer.lines)
	}
	if s.last().Header.Get("Traceparent") != "/Things.Do/HTTP GET" || far.last().Header.Get("Traceparent") != "" {
		t.Errorf("sent %v, and elsewhere %v", s.last().Header, far.last().Header)
	}
	_, err := do(t, s.client(t, WithTracer(tracer)), op("POST", "/{x"), nil)
	if err == nil {
		t.Error("no error")
	}
}

// A retry is a warning, a try a detail; whoever does not look at details is not told.
func TestLogLevels(t *testing.T) {
	for level, want := range map[slog.Level]int{slog.LevelDebug: 2, slog.LevelWarn: 1, slog.LevelError: 0} {
		var out strings.Builder
		s := serve(t, reply(503, "", "X-Ms-Request-Id", "r-1"), reply(200, "{}"))
		logger := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: level}))
		if _, err := do(t, s.client(t, WithLogger(logger)), op("GET", "/x"), nil); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(out.String(), "\n"); n != want {
			t.Errorf("%v: %d lines:\n%s", level, n, out.String())
		}
		if want > 0 && (!strings.Contains(out.String(), "http retry") || !strings.Contains(out.String(), "request_id=r-1") || !strings.Contains(out.String(), "wait=")) {
			t.Errorf("%v:\n%s", level, out.String())
		}
	}
}
