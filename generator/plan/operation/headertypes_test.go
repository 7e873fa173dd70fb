package operation

import (
	"testing"

	"github.com/armsmith/armsmith/generator/model"
)

func TestHeadersOfStandardsAreHTTPDates(t *testing.T) {
	instant := model.Ref{Kind: model.Time}
	for _, test := range []struct {
		header string
		have   model.Ref
		want   model.Wire
	}{
		{"If-Modified-Since", instant, model.WireRFC7231},
		{"last-modified", instant, model.WireRFC7231},
		{"x-ms-date-of-birth", instant, model.WireDefault},
		// what the document insists on
		{"If-Modified-Since", model.Ref{Kind: model.Time, Wire: model.WireUnix}, model.WireUnix},
		{"If-Modified-Since", model.Ref{Kind: model.String}, model.WireDefault},
	} {
		if got := headerType(test.header, test.have); got.Wire != test.want || got.Kind != test.have.Kind {
			t.Errorf("%s: got wire %d of kind %d, want wire %d", test.header, got.Wire, got.Kind, test.want)
		}
	}
}

func TestEntityTags(t *testing.T) {
	text := model.Ref{Kind: model.String}
	for header, want := range map[string]model.RefKind{"ETag": model.ETag, "If-None-Match": model.ETag, "if-match": model.ETag, "x-etag": model.String} {
		if got := headerType(header, text); got.Kind != want {
			t.Errorf("%s: got kind %d, want %d", header, got.Kind, want)
		}
	}
}
