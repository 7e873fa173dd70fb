package json

import (
	"math"
	"strconv"
	"strings"
)

// number reads a number and returns its text, "" when there is none.
func (r *reading) number() string {
	r.peek()
	i, ok := scanNumber(r.data, r.pos)
	if !ok {
		r.want("number")
		return ""
	}
	text := r.text[r.pos:i]
	r.pos = i
	return text
}

// scanNumber returns where the number that begins at i ends (RFC 8259, section 6).
func scanNumber(data []byte, i int) (end int, ok bool) {
	if i < len(data) && data[i] == '-' {
		i++
	}
	start := i
	i = digits(data, i)
	if i == start || data[start] == '0' && i > start+1 {
		return i, false
	}
	if i < len(data) && data[i] == '.' {
		i++
		if start, i = i, digits(data, i); i == start {
			return i, false
		}
	}
	if i < len(data) && data[i]|0x20 == 'e' {
		i++
		if i < len(data) && (data[i] == '+' || data[i] == '-') {
			i++
		}
		if start, i = i, digits(data, i); i == start {
			return i, false
		}
	}
	return i, true
}

func digits(data []byte, i int) int {
	for i < len(data) && data[i]-'0' <= 9 {
		i++
	}
	return i
}

// integer reads a whole number of at most bits bits with a sign, and null as 0.
func (r *reading) integer(bits int, want string) int64 {
	c := r.peek()
	text, i := r.text, r.pos
	if c == '-' {
		i++
	}
	start, n := i, uint64(0)
	for i < len(text) && text[i]-'0' <= 9 && i-start < 19 {
		n = n*10 + uint64(text[i]-'0')
		i++
	}
	limit := uint64(1) << (bits - 1) // one more than the largest
	if i == start || n >= limit && (c != '-' || n > limit) || !r.endsInteger(start, i) {
		return int64(r.wholeNumber(limit, limit-1, want))
	}
	r.pos = i
	if c == '-' {
		return -int64(n)
	}
	return int64(n)
}

// endsInteger reports whether the digits from start to end are a whole JSON number.
func (r *reading) endsInteger(start, end int) bool {
	if text := r.text; end < len(text) {
		switch c := text[end]; {
		case c == ',', c == '}':
		case c == '.', c|0x20 == 'e', c-'0' <= 9:
			return false
		}
	}
	return end == start+1 || r.text[start] != '0'
}

// wholeNumber reads a number that is whole although it has a fraction or an exponent, such as 8.0
// or 1E2, within the given bounds (least without its sign). It reads null as 0.
func (r *reading) wholeNumber(least, most uint64, want string) uint64 {
	r.peek()
	end, ok := scanNumber(r.data, r.pos)
	if !ok || !strings.ContainsAny(r.text[r.pos:end], ".eE") {
		r.notInteger(want) // what is no number, or has been found too large already
		return 0
	}
	d := parseDecimal(r.text[r.pos:end])
	n, ok := d.magnitude()
	if !ok || d.negative && n > least || !d.negative && n > most {
		r.want(want)
		return 0
	}
	r.pos = end
	if d.negative {
		return -n
	}
	return n
}

// notInteger reads a null or says that there should be a whole number.
func (r *reading) notInteger(want string) {
	if !r.null() {
		r.want(want)
	}
}

// unsigned reads a whole number of at most bits bits without a sign, and null as 0.
func (r *reading) unsigned(bits int, want string) uint64 {
	r.peek()
	i := digits(r.data, r.pos)
	if i == r.pos {
		return r.wholeNumber(0, math.MaxUint64>>(64-bits), want)
	}
	n, err := strconv.ParseUint(r.text[r.pos:i], 10, bits)
	if err != nil || !r.endsInteger(r.pos, i) {
		return r.wholeNumber(0, math.MaxUint64>>(64-bits), want)
	}
	r.pos = i
	return n
}

// float reads a number, and null as 0.
func (r *reading) float() float64 {
	if c := r.peek(); c != '-' && c-'0' > 9 {
		if f, ok := r.nonFinite(); ok {
			return f
		}
		r.notInteger("number")
		return 0
	}
	start := r.pos
	text := r.number()
	f, err := strconv.ParseFloat(text, 64)
	if err != nil && !r.failed {
		r.pos = start
		r.want("number that fits 64 bits")
		return 0
	}
	if !shortest(text) {
		r.noteNumber(text, f)
	}
	return f
}

// shortest reports whether a number is surely written as WriteFloat64 writes it: a few digits, and
// no fraction that ends in a zero.
func shortest(text string) bool {
	if len(text) > 15 || len(text) > 1 && text[0] == '-' && text[1] == '0' {
		return false
	}
	point := false
	for i := range len(text) {
		switch text[i] {
		case '.':
			point = true
		case 'e', 'E':
			return false
		}
	}
	// less than a millionth is written with an exponent
	return !point || text[len(text)-1] != '0' && (text[0] != '0' || len(text) <= 8)
}

// noteNumber remembers how a number was written, unless it is written the same again.
//
//go:noinline
func (r *reading) noteNumber(text string, f float64) {
	var room [32]byte
	if r.failed || string(appendFloat(room[:0], f)) == text {
		return
	}
	if r.extra == nil {
		r.lose()
		return
	}
	r.noteAsRead(r.extra, r.Name(), bytesOf(r.keep(text)))
}
