package mock

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/mock/sample"
)

// meant are headers that make a client do something: follow a link, wait. They are made up only
// where they must be there; behaviours know when they are true.
var meant = []string{"Location", "Content-Location", "Operation-Location", "Azure-Asyncoperation", "Link", "Retry-After", "Etag", "Set-Cookie"}

// framing are headers that say how a message is sent, which is for net/http to say.
var framing = []string{"Content-Type", "Content-Length", "Content-Encoding", "Transfer-Encoding", "Connection", "Trailer", "Upgrade", "Date"}

// madeAt is when what a document describes was made, where it does not say.
const madeAt = "Wed, 01 Jan 2025 09:00:00 GMT"

// headersOf returns the headers that a document describes for a response.
func headersOf(r *Response, m sample.Maker, place string) http.Header {
	out := http.Header{}
	for _, name := range slices.Sorted(maps.Keys(r.kin.Headers)) {
		h := r.kin.Headers[name].Value
		key := http.CanonicalHeaderKey(name)
		if h == nil || slices.Contains(framing, key) {
			continue
		}
		v := h.Example
		if v == nil && slices.Contains(meant, key) && !h.Required {
			continue
		}
		if v == nil {
			v, _ = m.Value(h.Schema, place+" "+name)
		}
		if key == "Set-Cookie" {
			out[key] = cookieLines(v)
			continue
		}
		text := headerText(v)
		if _, err := http.ParseTime(text); key == "Last-Modified" && err != nil {
			text = madeAt
		}
		if text != "" {
			out.Set(name, text)
		}
	}
	return out
}

// cookieLines writes a value as the lines of Set-Cookie, of which each sets a cookie (OpenAPI 3.2,
// Representing the Set-Cookie Header).
func cookieLines(v any) []string {
	var out []string
	add := func(text string) {
		if text != "" {
			out = append(out, text)
		}
	}
	switch v := v.(type) {
	case nil:
	case []any:
		for _, item := range v {
			add(headerText(item))
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			add(headerText(name + "=" + headerText(v[name])))
		}
	default:
		for line := range strings.Lines(fmt.Sprint(v)) {
			add(headerText(strings.TrimSpace(line)))
		}
	}
	return out
}

// headerText writes a value as a header has it (style simple); "" for what cannot be one.
func headerText(v any) string {
	switch v := v.(type) {
	case []any:
		var items []string
		for _, item := range v {
			items = append(items, headerText(item))
		}
		return strings.Join(items, ",")
	case map[string]any:
		var items []string
		for _, key := range slices.Sorted(maps.Keys(v)) {
			items = append(items, key, headerText(v[key]))
		}
		return strings.Join(items, ",")
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case nil:
		return ""
	}
	text := fmt.Sprint(v)
	if strings.ContainsAny(text, "\r\n\x00") {
		return ""
	}
	return text
}
