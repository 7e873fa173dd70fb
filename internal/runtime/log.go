package runtime

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// slogLogger tells log/slog about tries: each at debug level, those that will be repeated at
// warning level.
type slogLogger struct{ l *slog.Logger }

func (s slogLogger) try(ctx context.Context, e *tryEvent) {
	level, message := slog.LevelDebug, "http try"
	if e.wait > 0 {
		level, message = slog.LevelWarn, "http retry"
	}
	if !s.l.Enabled(ctx, level) {
		return
	}
	attrs := []slog.Attr{
		slog.String("operation", e.op.Name),
		slog.Int("try", e.try),
		slog.String("method", e.op.Method),
		slog.String("url", redactURL(e.url)),
		slog.Duration("took", time.Since(e.begun)),
		redactHeaders("request", e.sent),
	}
	if r := e.response; r != nil {
		attrs = append(attrs, slog.Int("status", r.StatusCode), slog.Int("bytes", e.bytes), slog.String("request_id", oneLine(requestID(r.Header), 128)),
			redactHeaders("response", r.Header))
	}
	if e.err != nil {
		attrs = append(attrs, slog.String("error", oneLine(e.err.Error(), 512)))
	}
	if e.wait > 0 {
		attrs = append(attrs, slog.Duration("wait", e.wait))
	}
	s.l.LogAttrs(ctx, level, message, attrs...)
}

const redacted = "REDACTED"

// Headers and query parameters that are shown in logs. Anything else may hold a secret and is named
// without its value.
var (
	shownHeaders = []string{"Accept", "Accept-Encoding", "Cache-Control", "Client-Request-Id", "Content-Encoding", "Content-Length",
		"Content-Range", "Content-Type", "Date", "Deprecation", "Etag", "Expires", "If-Match", "If-Modified-Since", "If-None-Match",
		"If-Unmodified-Since", "Last-Modified", "Range", "Request-Id", "Retry-After", "Retry-After-Ms", "Server", "Sunset",
		"Traceparent", "Transfer-Encoding", "User-Agent", "Vary", "X-Ms-Client-Request-Id", "X-Ms-Correlation-Request-Id",
		"X-Ms-Error-Code", "X-Ms-Ratelimit-Remaining-Subscription-Reads", "X-Ms-Ratelimit-Remaining-Subscription-Writes",
		"X-Ms-Request-Id", "X-Ms-Retry-After-Ms", "X-Ms-Version", "X-Request-Id"}
	shownQuery = []string{"$expand", "$orderby", "$select", "$skip", "$top", "api-version", "limit", "maxresults", "offset", "page",
		"pagesize", "per_page", "timeout", "top"}
)

func redactHeaders(group string, h http.Header) slog.Attr {
	attrs := make([]any, 0, len(h))
	for _, name := range slices.Sorted(mapKeys(h)) {
		v := redacted
		if _, shown := slices.BinarySearch(shownHeaders, name); shown {
			v = oneLine(strings.Join(h[name], ", "), 256)
		}
		attrs = append(attrs, slog.String(name, v))
	}
	return slog.Group(group, attrs...)
}

// redactURL is u with the values of unknown query parameters hidden.
func redactURL(u *url.URL) string {
	if u == nil {
		return ""
	}
	out := u.Scheme + "://" + u.Host + u.EscapedPath()
	sep := "?"
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		if part == "" {
			continue
		}
		name, value, has := strings.Cut(part, "=")
		if _, shown := slices.BinarySearch(shownQuery, strings.ToLower(unescape(name))); has && !shown {
			value = redacted
		}
		out += sep + name
		if has {
			out += "=" + value
		}
		sep = "&"
	}
	return oneLine(out, 2048)
}

func mapKeys(h http.Header) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range h {
			if !yield(k) {
				return
			}
		}
	}
}
