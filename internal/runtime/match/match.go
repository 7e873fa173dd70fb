// Package match checks a string against a sequence of character classes, which is what most
// patterns of API documents are ("^[a-zA-Z0-9][a-zA-Z0-9_-]{0,254}$"). The generator writes such
// patterns as calls of this package, so that a client does not carry a regular expression engine;
// only what is more than a sequence needs package pattern.
package match

import "unicode/utf8"

// Part is a number of characters of one class.
type Part struct {
	Class    string // pairs of runes, the first and last of each range: "09AZaz" is [0-9A-Za-z]
	Min, Max int    // how many; a negative Max is without bound
}

// All reports whether the whole of s is a sequence of the parts.
func All(s string, parts ...Part) bool { return run(s, true, true, parts) }

// Prefix reports whether s begins with a sequence of the parts.
func Prefix(s string, parts ...Part) bool { return run(s, true, false, parts) }

// Suffix reports whether s ends with a sequence of the parts.
func Suffix(s string, parts ...Part) bool { return run(s, false, true, parts) }

// Any reports whether a sequence of the parts stands anywhere in s.
func Any(s string, parts ...Part) bool { return run(s, false, false, parts) }

// run follows all ways to read s at once: at[i] reports whether the parts so far can end at byte i.
func run(s string, fromStart, toEnd bool, parts []Part) bool {
	var small [2][128]bool
	at, next := small[0][:], small[1][:]
	if len(s) >= len(at) {
		at, next = make([]bool, len(s)+1), make([]bool, len(s)+1)
	}
	at, next = at[:len(s)+1], next[:len(s)+1]
	for i := range at {
		at[i] = i == 0 || !fromStart && utf8.RuneStart(byteAt(s, i))
	}
	for i := range parts {
		p := &parts[i]
		clear(next)
		for i, reached := range at {
			if reached {
				p.advance(s, i, next)
			}
		}
		at, next = next, at
	}
	if toEnd {
		return at[len(s)]
	}
	for _, reached := range at {
		if reached {
			return true
		}
	}
	return false
}

// byteAt returns the byte at i, or a byte that begins a rune at the end of s.
func byteAt(s string, i int) byte {
	if i < len(s) {
		return s[i]
	}
	return 0
}

// advance marks where the part can end when it begins at byte i.
func (p *Part) advance(s string, i int, ends []bool) {
	for n := 0; ; n++ {
		if n >= p.Min {
			if ends[i] && n > p.Min && p.Max < 0 {
				return // another way led here, and from here all goes the same
			}
			ends[i] = true
		}
		if n == p.Max || i == len(s) {
			return
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if !p.has(r) {
			return
		}
		i += size
	}
}

// has reports whether the class holds a rune.
func (p *Part) has(r rune) bool {
	class := p.Class
	for len(class) >= 2 && class[0]|class[1] < utf8.RuneSelf { // nearly all of them, a byte a rune
		if rune(class[0]) <= r && r <= rune(class[1]) {
			return true
		}
		class = class[2:]
	}
	var low rune
	first := true
	for _, bound := range class {
		if first {
			low = bound
		} else if low <= r && r <= bound {
			return true
		}
		first = !first
	}
	return false
}
