package runtime

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// charset is a set of the bytes that may stand for themselves in some part of a URL.
type charset [4]uint64

func (c *charset) has(b byte) bool { return c[b>>6]&(1<<(b&63)) != 0 }

func newCharset(extra string) (c charset) {
	for _, s := range []string{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~", extra} {
		for i := range len(s) {
			c[s[i]>>6] |= 1 << (s[i] & 63)
		}
	}
	return c
}

// What stands for itself where. RFC 3986 would allow more, but what some servers take for a
// separator (";" in a path, "+", "=" and ";" in a query) is escaped; what users like to see as they
// wrote it ("$top", "2025-01-01T00:00:00Z", "name eq 'x'") is not.
var (
	pathChars  = newCharset("$!'()*:@")
	queryChars = newCharset("$!'()*:@/?,")
	// an element of a list in a query, where "," separates
	elementChars = newCharset("$!'()*:@/?")
	// allowReserved, x-ms-skip-url-encoding: "%" starts an escape
	reservedPath  = newCharset("$!'()*:@/&+,;=%")
	reservedQuery = newCharset("$!'()*:@/?,+;=%") // "&" and "#" would end the value
	// x-ms-skip-url-encoding alone
	unescapedQuery = newCharset("$!'()*:@/?,+;=%&")
	linkChars      = newCharset("!\"#$%&'()*+,/:;<=>?@[\\]^`{|}") // what is printable
	cookieChars    = newCharset("$!'()*:@/?&=+<>[]^`{|}")         // RFC 6265 cookie-octet
	reservedCookie = newCharset("$!'()*:@/?&=+<>[]^`{|}#%")       // allowReserved: "%" starts an escape
	cookieOctets   = newCharset("$!'()*:@/?&=+<>[]^`{|}#%")
	wholeQuery     = newCharset("") // of a text that is a whole query, nothing separates anything
)

const upperhex = "0123456789ABCDEF"

// appendEscaped appends s with every byte that keep does not hold percent-encoded. A "%" that keep
// holds stands for itself only where it starts an escape.
func appendEscaped(dst []byte, s string, keep *charset) []byte {
	kept := 0 // where the bytes that stay as they are begin
	for i := range len(s) {
		b := s[i]
		if keep.has(b) && (b != '%' || i+2 < len(s) && ishex(s[i+1]) && ishex(s[i+2])) {
			continue
		}
		dst = append(append(dst, s[kept:i]...), '%', upperhex[b>>4], upperhex[b&15])
		kept = i + 1
	}
	return append(dst, s[kept:]...)
}

func ishex(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b && b <= 'f' || 'A' <= b && b <= 'F'
}

func unhex(b byte) byte {
	switch {
	case b <= '9':
		return b - '0'
	case b <= 'F':
		return b - 'A' + 10
	}
	return b - 'a' + 10
}

// unescape decodes what is percent-encoded in s; what is not an escape stays.
func unescape(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	return string(appendUnescaped(make([]byte, 0, len(s)), s))
}

func appendUnescaped(dst []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && ishex(s[i+1]) && ishex(s[i+2]) {
			dst = append(dst, unhex(s[i+1])<<4|unhex(s[i+2]))
			i += 2
			continue
		}
		dst = append(dst, s[i])
	}
	return dst
}

// climbs reports whether s, put into a path, could leave its place: as a segment "." or "..", or by
// holding one between slashes of either kind, however often it is percent-encoded (some servers
// decode twice).
func climbs(s string) bool {
	if strings.IndexByte(s, '.') < 0 && strings.IndexByte(s, '%') < 0 {
		return false // nothing to climb with
	}
	for range 3 {
		if hasDotSegment(s) {
			return true
		}
		next := unescape(s)
		if next == s {
			return false
		}
		s = next
	}
	return hasDotSegment(s)
}

func hasDotSegment(s string) bool {
	start := 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] != '/' && s[i] != '\\' {
			continue
		}
		if seg := s[start:i]; seg == "." || seg == ".." {
			return true
		}
		start = i + 1
	}
	return false
}

// validHeaderValue reports whether s can stand in a header field: no control characters, hence no
// line breaks that would start a field of their own (RFC 9110, section 5.5).
func validHeaderValue(s string) bool {
	for i := range len(s) {
		if b := s[i]; b < ' ' && b != '\t' || b == 0x7f {
			return false
		}
	}
	return true
}

// validHeaderName reports whether s is a token (RFC 9110, section 5.6.2).
func validHeaderName(s string) bool {
	for i := range len(s) {
		if !tokenChars.has(s[i]) {
			return false
		}
	}
	return s != ""
}

var tokenChars = newCharset("!#$%&'*+^`|")

// oneLine makes s fit for an error's text, a log or a terminal: one line, no control characters,
// none that are invisible or change the direction of others, valid UTF-8, at most limit bytes.
func oneLine(s string, limit int) string {
	out := make([]byte, 0, min(len(s), limit))
	space := true // leading white space is dropped
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if r <= ' ' || r == 0x7f || 0x80 <= r && r <= 0xa0 || r == 0x2028 || r == 0x2029 || r == utf8.RuneError && n == 1 {
			if !space {
				out = append(out, ' ')
			}
			space = true
			continue
		}
		if invisible(r) {
			continue
		}
		if len(out)+n > limit {
			return string(out) + "…"
		}
		out, space = utf8.AppendRune(out, r), false
	}
	for len(out) > 0 && out[len(out)-1] == ' ' {
		out = out[:len(out)-1]
	}
	return string(out)
}

// invisible reports whether a character shows nothing of its own: marks of direction, joiners,
// fillers, tags, and all else that Unicode calls a format character.
func invisible(r rune) bool {
	switch {
	case r < 0xad:
		return false
	// fillers, joiners
	case r == 0x115f, r == 0x1160, r == 0x3164, r == 0xffa0, r == 0x34f, r == 0x17b4, r == 0x17b5:
		return true
	case 0xfe00 <= r && r <= 0xfe0f, 0xe0000 <= r && r <= 0xe0fff: // variation selectors, tags
		return true
	}
	return unicode.Is(unicode.Cf, r)
}
