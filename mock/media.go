package mock

import (
	"mime"
	"strconv"
	"strings"
)

// base returns a media type without its parameters, in lower case.
func base(mediaType string) string {
	t, _, err := mime.ParseMediaType(mediaType)
	if err != nil {
		t, _, _ = strings.Cut(strings.ToLower(mediaType), ";")
		t = strings.TrimSpace(t)
	}
	return t
}

func isJSON(mediaType string) bool {
	t := base(mediaType)
	return t == "application/json" || t == "text/json" || strings.HasSuffix(t, "+json") || t == "*/*"
}

func isXML(mediaType string) bool {
	t := base(mediaType)
	return t == "application/xml" || t == "text/xml" || strings.HasSuffix(t, "+xml")
}

func isForm(mediaType string) bool { return base(mediaType) == "application/x-www-form-urlencoded" }

func isMultipart(mediaType string) bool { return base(mediaType) == "multipart/form-data" }

// covers reports whether a media range has a media type in it; either may be a range.
func covers(span, mediaType string) bool {
	spanType, spanSub, _ := strings.Cut(base(span), "/")
	mainType, sub, _ := strings.Cut(base(mediaType), "/")
	part := func(a, b string) bool { return a == b || a == "*" || b == "*" }
	return part(spanType, mainType) && part(spanSub, sub)
}

// accepted returns the content that a client likes best of those that there are, the earlier of
// several, and the media type that it is sent in; nil when it accepts none (RFC 9110, section
// 12.5.1).
func accepted(accept []string, contents []*Content) (*Content, string) {
	spans := spansOf(accept)
	var best *Content
	mediaType, liked := "", 0.0
	for _, c := range contents {
		span, q := wanted(spans, c.MediaType)
		if q > liked {
			best, mediaType, liked = c, concrete(c.MediaType, span), q
		}
	}
	return best, mediaType
}

// span is one media range of an Accept header.
type span struct {
	mediaType string
	q         float64
}

func spansOf(accept []string) []span {
	var out []span
	for part := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		t, params, _ := mime.ParseMediaType(part)
		if t == "" {
			continue
		}
		q := 1.0
		if text, there := params["q"]; there {
			if q, _ = strconv.ParseFloat(text, 64); q < 0 || q > 1 {
				q = 0
			}
		}
		out = append(out, span{t, q})
	}
	if len(out) == 0 {
		out = []span{{"*/*", 1}}
	}
	return out
}

// wanted returns the most particular range that has a media type in it, and how much it is wanted.
func wanted(spans []span, mediaType string) (string, float64) {
	best, q := "", 0.0
	for _, s := range spans {
		if covers(s.mediaType, mediaType) && (best == "" || strings.Count(s.mediaType, "*") < strings.Count(best, "*")) {
			best, q = s.mediaType, s.q
		}
	}
	return best, q
}

// concrete returns a media type that is no range, out of a document's and the range by which a
// client accepts it.
func concrete(mediaType, span string) string {
	main, sub, _ := strings.Cut(mediaType, "/")
	if !strings.HasPrefix(sub, "*") {
		return mediaType
	}
	if !strings.Contains(span, "*") && span != "" {
		return span
	}
	if main == "*" {
		main, _, _ = strings.Cut(span, "/")
	}
	switch main {
	case "image":
		return "image/png"
	case "text":
		return "text/plain"
	case "audio":
		return "audio/mpeg"
	case "video":
		return "video/mp4"
	}
	return "application/json"
}
