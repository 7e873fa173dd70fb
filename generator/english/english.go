// Package english turns the words of a document into English that stands in Go source: it takes
// markup out of descriptions, joins a name and its description to a sentence, knows plurals,
// articles and verbs, and lays text out as a comment. It is the one place where a description
// becomes a comment, and the only one with a dictionary.
//
// It knows neither OpenAPI nor the model: names and texts go in, text comes out. The phases of plan
// call Plain on what they read; the emitters call the rest.
package english

import (
	"strings"
	"unicode"
)

// OneLine returns text as it may stand in a comment of one line.
func OneLine(text string) string { return strings.Join(strings.Fields(plain(text)), " ") }

// plain removes what has no place in source code: control characters, those that turn the direction
// of text around, byte order marks, and bytes that are not UTF-8. Whatever counts as the end of a
// line becomes "\n".
func plain(s string) string {
	if isPlainASCII(s) {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029:
			return '\n'
		case r < ' ' || 0x7f <= r && r < 0xa0:
			return -1
		case r == 0xfeff || r == 0x61c || 0x200b <= r && r <= 0x200f || 0x202a <= r && r <= 0x202e || 0x2060 <= r && r <= 0x206f:
			return -1
		case r == 0xa0:
			return ' '
		}
		return r
	}, s)
}

func isPlainASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x7f || c < ' ' && c != '\n' {
			return false
		}
	}
	return true
}

// printable drops control characters and those that change how a line is read.
func printable(r rune) rune {
	if r == '\n' {
		return r
	}
	if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}
