package json

import (
	"math/bits"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	eachByte = 0x0101010101010101
	highBits = 0x8080808080808080
)

// load8 returns the first eight bytes of s.
func load8(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// load4 returns the first four bytes of s.
func load4(s string) uint32 {
	_ = s[3]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// special marks, by its high bit, each byte of w that ends the plain part of a JSON string: a
// quote, a backslash, a control character, or a byte outside ASCII. Bytes above the lowest one
// marked may be marked falsely.
//
// Flipping bit 1 swaps the quote with the space, so that quotes and control characters are just
// what is below 0x21.
func special(w uint64) uint64 {
	return ((w ^ eachByte*2) - eachByte*0x21) | ((w ^ eachByte*'\\') - eachByte) | w
}

// plainGo is plain in Go, eight bytes at a time.
func plainGo(s string, i int) int {
	for ; i+8 <= len(s); i += 8 {
		if m := special(load8(s[i:])) & highBits; m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
	}
	for ; i < len(s); i++ {
		if c := s[i]; c == '"' || c == '\\' || c < ' ' || c >= utf8.RuneSelf {
			break
		}
	}
	return i
}

// putGo is put in Go.
func putGo(dst []byte, key, s string) bool {
	n := copy(dst, key)
	dst[n] = '"'
	n += 1 + copy(dst[n+1:], s)
	dst[n] = '"'
	return plainGo(s, 0) == len(s)
}

// simple reads a string that stands right here, is ASCII and has no escapes: nearly every one.
func (r *reading) simple() (s string, ok bool) {
	text, start := r.text, r.pos+1
	if uint(r.pos) < uint(len(text)) && text[r.pos] == '"' {
		if end := plain(text, start); end < len(text) && text[end] == '"' {
			r.pos = end + 1
			return text[start:end], true
		}
	}
	return "", false
}

// str reads a string and null as "".
func (r *reading) str() string {
	if s, ok := r.simple(); ok {
		return r.keep(s)
	}
	return r.anyString()
}

// keep returns s, which is a part of r.text, for good: in memory of its own if that is asked for.
func (r *reading) keep(s string) string {
	if !r.own {
		return s
	}
	return r.copiedString(s)
}

func (r *reading) copiedString(s string) string { return stringOf(r.copied(s)) }

// keepBytes is keep for raw values.
func (r *reading) keepBytes(start, end int) []byte {
	if !r.own {
		return r.data[start:end:end]
	}
	return r.copied(r.text[start:end])
}

// copied copies s to memory that is allocated for many strings at a time.
func (r *reading) copied(s string) []byte {
	begin := len(r.scratch)
	end := begin + len(s)
	if cap(r.scratch) < end {
		room := max(len(s), min(len(r.data)-r.pos, scratchBytes))
		r.take(room)
		r.scratch = roomFor(room)
		begin, end = 0, len(s)
	}
	r.scratch = r.scratch[:end]
	out := r.scratch[begin:end:end]
	copy(out, s)
	return out
}

// anyString is str for what is not simple.
func (r *reading) anyString() string {
	if c := r.peek(); c != '"' {
		switch {
		case r.plain && c != 'n' && c != '{' && c != '[':
			return r.asWritten()
		case !r.null():
			r.want("string")
		}
		return ""
	}
	if s, ok := r.simple(); ok {
		return r.keep(s)
	}
	start := r.pos + 1
	return r.strRest(start, start)
}

// asWritten reads a number or a boolean of a text outside of JSON, which may be meant as a string.
func (r *reading) asWritten() string {
	start := r.pos
	if r.Skip(); r.failed {
		return ""
	}
	return r.keep(r.text[start:r.pos])
}

// strRest reads a string that is not all plain ASCII; it is so up to i. What needs no change is not
// copied.
func (r *reading) strRest(start, i int) string {
	data := r.data
	for {
		i = plain(r.text, i)
		if i >= len(data) {
			break
		}
		switch c := data[i]; {
		case c == '"':
			r.pos = i + 1
			return r.keep(r.text[start:i])
		case c >= utf8.RuneSelf:
			char, size := utf8.DecodeRune(data[i:])
			if char == utf8.RuneError && size == 1 {
				return r.unescape(start, i)
			}
			i += size
		default:
			return r.unescape(start, i)
		}
	}
	r.failAt(start-1, "want a string, found no end of it")
	return ""
}

// unescape reads a string that has to be changed from i on: escapes are resolved and what is not
// UTF-8 becomes U+FFFD. It is made in memory that is allocated for many such strings at a time.
func (r *reading) unescape(start, i int) string {
	out, begin, room := r.scratch, len(r.scratch), 256
	if r.own {
		room = scratchBytes
	}
	for data := r.data; ; {
		out, begin = r.grow(out, begin, i-start+utf8.UTFMax, min(len(data)-i, room))
		out = append(out, data[start:i]...)
		if i >= len(data) {
			r.failAt(start, "want a string, found no end of it")
			return ""
		}
		switch c := data[i]; {
		case c == '"':
			r.pos, r.scratch = i+1, out
			return stringOf(out[begin:len(out):len(out)])
		case c == '\\':
			char, size := escape(data[i:])
			if size == 0 {
				r.failAt(i, `want an escape such as \n or \u00e9, found `+excerpt(data[i:min(len(data), i+6)]))
				return ""
			}
			out = utf8.AppendRune(out, char)
			i += size
		case c < ' ':
			r.failAt(i, "want a string, found a control character in it: "+excerpt(data[i:i+1]))
			return ""
		default:
			char, size := utf8.DecodeRune(data[i:])
			out = utf8.AppendRune(out, char)
			i += size
		}
		start = i
		i = plain(r.text, i)
	}
}

// scratchBytes is how much memory is allocated for strings at a time.
const scratchBytes = 8 << 10

// grow makes sure that n bytes can be appended to out without moving the strings before begin,
// which are in use. It makes room for more when more is likely to come.
func (r *reading) grow(out []byte, begin, n, room int) ([]byte, int) {
	if cap(out)-len(out) >= n {
		return out, begin
	}
	r.take(max(2*(len(out)-begin)+n, room))
	larger := make([]byte, 0, max(2*(len(out)-begin)+n, room))
	return append(larger, out[begin:]...), 0
}

// escape reads one escape, or two of them that are the halves of a character; a half alone is
// U+FFFD. Size is 0 when it is none.
func escape(s []byte) (char rune, size int) {
	if len(s) < 2 {
		return 0, 0
	}
	if s[1] == 'u' {
		high := hex4(s)
		if high < 0 {
			return 0, 0
		}
		if utf16.IsSurrogate(high) {
			if char := utf16.DecodeRune(high, hex4(s[6:])); char != utf8.RuneError {
				return char, 12
			}
			high = utf8.RuneError
		}
		return high, 6
	}
	const letters, meanings = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	if i := strings.IndexByte(letters, s[1]); i >= 0 {
		return rune(meanings[i]), 2
	}
	return 0, 0
}

// hex4 returns the value of \uXXXX, -1 when that is not what s begins with.
func hex4(s []byte) rune {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return -1
	}
	var v rune
	for _, c := range s[2:6] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return -1
		}
		v = v<<4 | rune(c)
	}
	return v
}
