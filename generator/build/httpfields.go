package build

import (
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// httpDates are the header fields whose value a standard makes an HTTP date: RFC 9110 (sections 6.6.1, 8.8.2 and 13.1), RFC 9111
// (5.3) and the OASIS Repeatable Requests.
var httpDates = []string{"date", "expires", "if-modified-since", "if-unmodified-since", "last-modified", "repeatability-first-sent"}

// headerType is the type of a header field. A document that says date-time of a field which a standard defines means an
// instant, and cannot mean the text: no server would understand RFC 3339 there.
func headerType(name string, t model.Ref) model.Ref {
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
