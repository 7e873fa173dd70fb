package charset_test

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/armsmith/armsmith/internal/runtime/charset"
)

func TestDecode(t *testing.T) {
	for _, c := range []struct{ label, in, want string }{
		{"", "é", "é"},
		{"", "\xEF\xBB\xBFé", "é"},
		{"UTF-8", "é", "é"},
		{"utf8", "é", "é"},
		{"UTF8", "\xEF\xBB\xBFé", "é"},
		{"US-ASCII", "e", "e"},
		{" utf-8\n", "é", "é"},
		{"ISO-8859-1", "caf\xE9 \x80", "café \u0080"},
		{"latin1", "\xFF", "ÿ"},
		{"windows-1252", "\x80uro caf\xE9 \x93x\x94 \x81", "€uro café “x” \u0081"},
		{"Windows-1252", "\x9F", "Ÿ"},
		{"utf-16", "\xFF\xFE<\x00\xE9\x00", "<é"},
		{"utf-16", "\xFE\xFF\x00<\x00\xE9", "<é"},
		{"", "\xFF\xFE<\x00\xE9\x00", "<é"},
		{"utf-16", "<\x00\xE9\x00", "<é"},
		{"utf-16", "\x00<\x00\xE9", "<é"},
		{"utf-16", "\x20\xAC", "€"},
		{"UTF-16LE", "\x3D\xD8\x00\xDE", "😀"},
		{"UTF-16BE", "\xD8\x3D\xDE\x00", "😀"},
		{"utf-16be", "\xD8\x3D", "\uFFFD"},
		{"utf-16be", "\xD8\x3D\x00x", "\uFFFDx"},
		{"utf-16be", "\xDE\x00\xD8\x3D\xDE\x00", "\uFFFD😀"},
		// a byte order mark knows better than the label
		{"iso-8859-1", "\xEF\xBB\xBFé", "é"},
		{"utf-8", "\xFE\xFF\x00x", "x"},
		{"utf-16", "", ""},
	} {
		got, err := charset.Decode(c.label, []byte(c.in))
		if err != nil || string(got) != c.want {
			t.Errorf("Decode(%q, %q) = %q, %v, want %q", c.label, c.in, got, err, c.want)
		}
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct{ label, in, want string }{
		{"utf-16", "abc", "odd"},
		{"", "\xFF\xFEa", "odd"},
		{"shift_jis", "x", `"shift_jis"`},
		{strings.Repeat("x", 1000) + "\n", "x", `xx"`},
	} {
		got, err := charset.Decode(c.label, []byte(c.in))
		if err == nil || !strings.Contains(err.Error(), c.want) || len(err.Error()) > 200 {
			t.Errorf("Decode(%.20q, %q) = %q, %v, want an error about %s", c.label, c.in, got, err, c.want)
		}
	}
}

// Text that needs no change is not copied, since bodies are large.
func TestSharesMemory(t *testing.T) {
	in := []byte("\xEF\xBB\xBF{}")
	if got, err := charset.Decode("utf-8", in); err != nil || &got[0] != &in[3] {
		t.Errorf("%q is a copy (%v)", got, err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("utf-16", []byte("\xFF\xFEa\x00"))
	f.Add("windows-1252", []byte("\x80"))
	f.Fuzz(func(t *testing.T, label string, in []byte) {
		out, err := charset.Decode(label, in)
		if err == nil && len(out) > 3*len(in) {
			t.Errorf("%d bytes became %d", len(in), len(out))
		}
	})
}

// Whatever UTF-8 holds survives UTF-16 in both byte orders.
func FuzzUTF16(f *testing.F) {
	f.Add("a€😀")
	f.Fuzz(func(t *testing.T, in string) {
		if !utf8.ValidString(in) {
			return
		}
		var big, little []byte
		for _, u := range utf16.Encode([]rune(in)) {
			big = append(big, byte(u>>8), byte(u))
			little = append(little, byte(u), byte(u>>8))
		}
		for label, text := range map[string][]byte{"utf-16be": append([]byte("\xFE\xFF"), big...), "utf-16le": append([]byte("\xFF\xFE"), little...)} {
			if out, err := charset.Decode(label, text); err != nil || string(out) != in {
				t.Errorf("%s: got %q, %v, want %q", label, out, err, in)
			}
		}
	})
}

// What came with a document of XML counts for more than what it says itself.
func TestDecodeXML(t *testing.T) {
	const declared = `<?xml version="1.0" encoding="ISO-8859-1"?>`
	for _, c := range []struct{ label, in, want string }{
		{"", declared + "\xE9", declared + "é"},
		{"utf-8", declared + "é", declared + "é"},
		{"", "\xEF\xBB\xBF" + declared + "é", declared + "é"},
		{"", "<\x00a\x00", "<a"},
		{"", "\x00<\x00a", "<a"},
		{"", "<a>é", "<a>é"},
		{"", `{"encoding": "é"}`, `{"encoding": "é"}`},
	} {
		got, err := charset.DecodeXML(c.label, []byte(c.in))
		if err != nil || string(got) != c.want {
			t.Errorf("DecodeXML(%q, %q) = %q, %v, want %q", c.label, c.in, got, err, c.want)
		}
	}
}
