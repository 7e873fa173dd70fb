package xml

import (
	"strings"
	"testing"
	"unicode/utf16"
)

// wide writes ASCII and other text in UTF-16.
func wide(s string, high int) string {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		pair := [2]byte{}
		pair[high], pair[1-high] = byte(u>>8), byte(u)
		out = append(out, pair[:]...)
	}
	return string(out)
}

func TestEncodings(t *testing.T) {
	const doc = `<shelf><extra>é€</extra></shelf>`
	declare := func(name string) string { return `<?xml version="1.0" encoding="` + name + `"?>` }
	for name, in := range map[string]string{
		"UTF-8":            declare("UTF-8") + doc,
		"UTF8":             declare("UTF8") + doc,
		"UTF-8 with mark":  "\xEF\xBB\xBF" + declare("utf-8") + doc,
		"no declaration":   doc,
		"ISO-8859-1":       declare("ISO-8859-1") + "<shelf><extra>\xE9&#x20AC;</extra></shelf>",
		"single quotes":    "<?xml version='1.0'  encoding = 'ISO-8859-1' ?><shelf><extra>\xE9&#x20AC;</extra></shelf>",
		"windows-1252":     declare("Windows-1252") + "<shelf><extra>\xE9\x80</extra></shelf>",
		"US-ASCII":         declare("US-ASCII") + "<shelf><extra>&#233;&#x20AC;</extra></shelf>",
		"UTF-16, little":   "\xFF\xFE" + wide(declare("UTF-16")+doc, 1),
		"UTF-16, big":      "\xFE\xFF" + wide(declare("UTF-16")+doc, 0),
		"UTF-16, no mark":  wide(declare("UTF-16")+doc, 1),
		"UTF-16, no words": wide(doc, 0),
		"mark and another": "\xEF\xBB\xBF" + declare("ISO-8859-1") + doc,
		"UTF-16 that says": "\xFE\xFF" + wide(declare("UTF-8")+doc, 0),
	} {
		if got, err := toJSON(shelf, in); err != nil || got != `{"extra":"é€"}` {
			t.Errorf("%s: got %s, %v", name, got, err)
		}
	}
	for in, want := range map[string]string{
		declare("utf-16") + doc:                      "says that it is utf-16, but it is not",
		declare("EBCDIC-CP-US") + doc:                `"EBCDIC-CP-US" cannot be read`,
		declare("UTF-8") + "<shelf>\xE9</shelf>":     "invalid UTF-8",
		"\xFF\xFE" + wide(doc, 1) + "x":              "odd",
		declare(strings.Repeat("x", 1<<20)) + "<a/>": "cannot be read",
	} {
		got, err := toJSON(shelf, in)
		if err == nil || !strings.Contains(err.Error(), want) || len(err.Error()) > 300 {
			t.Errorf("%.60q: got %s, %v, want an error about %q", in, got, err, want)
		}
	}
}
