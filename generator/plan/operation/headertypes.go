package operation

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// httpDates are the header fields whose value a standard makes an HTTP date: RFC 9110 (sections
// 6.6.1, 8.8.2 and 13.1), RFC 9111 (5.3) and the OASIS Repeatable Requests.
var httpDates = []string{"date", "expires", "if-modified-since", "if-unmodified-since", "last-modified", "repeatability-first-sent"}

// entityTags are the header fields that hold an entity tag (RFC 9110, sections 8.8.3, 13.1.1 and
// 13.1.2). Two of them also take a list of tags, which its Go type holds as well.
var entityTags = []string{"etag", "if-match", "if-none-match"}

// headerType is the type of a header field. A document that says date-time of a field which a
// standard defines means an instant, and cannot mean the text: no server would understand RFC 3339
// there. Text in the place of an entity tag is one.
func headerType(name string, t model.Ref) model.Ref {
	if t.Kind == model.String && slices.Contains(entityTags, strings.ToLower(name)) {
		t.Kind = model.ETag
		return t
	}
	if t.Kind != model.Time || t.Wire != model.WireDefault {
		return t
	}
	for _, field := range httpDates {
		if strings.EqualFold(name, field) {
			t.Wire = model.WireRFC7231
		}
	}
	return t
}
