package json

import (
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// The functions of this file write the scalar that p points to. They mirror those of read.go.

// WriteString writes a string, an enum or a text with a type of its own.
func WriteString[S ~string](p *S, w *Writer) { w.str(string(*p)) }

// WriteBool writes true or false.
func WriteBool[B ~bool](p *B, w *Writer) { w.buf = strconv.AppendBool(w.buf, bool(*p)) }

// WriteInt32 writes a whole number.
func WriteInt32[N ~int32](p *N, w *Writer) { w.integer(int64(*p)) }

// WriteInt8 writes a whole number.
func WriteInt8[N ~int8](p *N, w *Writer) { w.integer(int64(*p)) }

// WriteInt16 writes a whole number.
func WriteInt16[N ~int16](p *N, w *Writer) { w.integer(int64(*p)) }

// WriteUint8 writes a whole number.
func WriteUint8[N ~uint8](p *N, w *Writer) { w.integer(int64(*p)) }

// WriteUint16 writes a whole number.
func WriteUint16[N ~uint16](p *N, w *Writer) { w.integer(int64(*p)) }

// WriteUint32 writes a whole number.
func WriteUint32[N ~uint32](p *N, w *Writer) { w.integer(int64(*p)) }

// WriteInt64 writes a whole number.
func WriteInt64[N ~int64](p *N, w *Writer) { w.integer(int64(*p)) }

func (w *Writer) integer(n int64) {
	var buf [20]byte
	w.text(stringOf(strconv.AppendInt(buf[:0], n, 10)))
}

// WriteUint64 writes a whole number.
func WriteUint64[N ~uint64](p *N, w *Writer) { w.buf = strconv.AppendUint(w.buf, uint64(*p), 10) }

// WriteFloat64 writes the shortest number that reads as the same float64, in the form encoding/json
// has from ECMAScript. NaN and infinities are errors.
func WriteFloat64[N ~float64](p *N, w *Writer) { w.float(float64(*p)) }

func (w *Writer) float(f float64) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		if w.nonFinite(f) {
			return
		}
		w.fail(fmt.Errorf("json: %v cannot be written: JSON has no such number", f))
		return
	}
	w.buf = appendFloat(w.buf, f)
}

func appendFloat(dst []byte, f float64) []byte {
	abs := math.Abs(f)
	if abs == 0 || 1e-6 <= abs && abs < 1e21 {
		return strconv.AppendFloat(dst, f, 'f', -1, 64)
	}
	dst = strconv.AppendFloat(dst, f, 'e', -1, 64)
	if n := len(dst); dst[n-4] == 'e' && dst[n-3] == '-' && dst[n-2] == '0' { // e-09 to e-9
		dst[n-2] = dst[n-1]
		dst = dst[:n-1]
	}
	return dst
}

// WriteNumber writes the text of a number, "" as 0. A text that is no JSON number is an error.
func WriteNumber[N ~string](p *N, w *Writer) {
	if *p == "" {
		w.buf = append(w.buf, '0')
		return
	}
	start := len(w.buf)
	w.buf = append(w.buf, *p...)
	if end, ok := scanNumber(w.buf, start); !ok || end < len(w.buf) {
		w.buf = w.buf[:start]
		w.fail(fmt.Errorf("json: %q is no number", string(*p)))
	}
}

// WriteQuoted writes, with write, a number or boolean in a string.
func WriteQuoted[T any](p *T, w *Writer, write func(*T, *Writer)) {
	w.buf = append(w.buf, '"')
	write(p, w)
	w.buf = append(w.buf, '"')
}

// WriteTime writes a time in RFC 3339, as the text it came as when that is one; the zero Time as
// "". A year that has not four digits is an error.
func WriteTime(p *value.Time, w *Writer) {
	w.checkYear(p)
	var buf [64]byte
	w.str(stringOf(p.AppendRFC3339(buf[:0])))
}

// WriteHTTPTime writes a time as HTTP does: "Sat, 06 Sep 2025 06:59:15 GMT".
func WriteHTTPTime(p *value.Time, w *Writer) {
	w.checkYear(p)
	w.str(p.HTTPDate())
}

func (w *Writer) checkYear(p *value.Time) {
	if !p.Writable() {
		w.fail(errors.New("json: a time before the year 0 or after the year 9999 cannot be written"))
	}
}

// WriteUnixTime writes a time as seconds since 1970.
func WriteUnixTime(p *value.Time, w *Writer) { w.buf = append(w.buf, p.Unix()...) }

// WriteSeconds writes a duration as a number of seconds; one that is no ISO 8601 duration of a
// fixed length is an error.
func WriteSeconds[S ~string](p *S, w *Writer) { w.duration(string(*p), time.Second) }

// WriteMillis writes a duration as a number of milliseconds; see WriteSeconds.
func WriteMillis[S ~string](p *S, w *Writer) { w.duration(string(*p), time.Millisecond) }

func (w *Writer) duration(text string, unit time.Duration) {
	if text == "" {
		text = "PT0S"
	}
	number, err := value.Duration(text).Number(unit)
	if err != nil {
		w.fail(errors.New("json: " + err.Error()))
		return
	}
	w.buf = append(w.buf, number...)
}

// WriteBytes writes base64; nil as "".
func WriteBytes[B ~[]byte](p *B, w *Writer) { w.bytes(*p, base64.StdEncoding) }

// WriteBytesURL writes base64 in the URL alphabet, without padding.
func WriteBytesURL[B ~[]byte](p *B, w *Writer) { w.bytes(*p, base64.RawURLEncoding) }

func (w *Writer) bytes(b []byte, encoding *base64.Encoding) {
	w.buf = append(w.buf, '"')
	w.buf = encoding.AppendEncode(w.buf, b)
	w.buf = append(w.buf, '"')
}

// WriteRaw writes a JSON text as it is; see Writer.Raw.
func WriteRaw[B ~[]byte](p *B, w *Writer) { w.Raw(*p) }

// str writes a string: what has to be escaped is, and what is not UTF-8 becomes U+FFFD.
func (w *Writer) str(s string) {
	start := len(w.buf)
	end := start + len(s) + 2
	if cap(w.buf) < end {
		w.grow(len(s) + 2)
	}
	w.buf = w.buf[:end]
	if !put(w.buf[start:], "", s) {
		w.escape(start+1, s)
	}
}

// stringMember writes a member that is a string. The comma of the first one's key is put where the
// bracket is, and made a bracket again.
//
//go:noinline
func (w *Writer) stringMember(key, s string) {
	start := len(w.buf)
	first := w.buf[start-1] == '{'
	if first {
		start--
	}
	end := start + len(key) + len(s) + 2
	if cap(w.buf) < end {
		w.grow(len(key) + len(s) + 2)
	}
	w.buf = w.buf[:end]
	plain := put(w.buf[start:], key, s)
	if first {
		w.buf[start] = '{'
	}
	if !plain {
		w.escape(start+len(key)+1, s)
	}
}

// escape writes, from n on, the rest of a string that has something to be escaped.
//
//go:noinline
func (w *Writer) escape(n int, s string) {
	i := plain(s, 0)
	w.buf = append(escaped(w.buf[:n+i], s[i:]), '"')
}

// escaped appends s to buf with escapes.
func escaped(buf []byte, s string) []byte {
	const hex = "0123456789abcdef"
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			char, size := utf8.DecodeRuneInString(s[i:])
			switch {
			case char == utf8.RuneError && size == 1:
				buf = append(buf, `\ufffd`...)
			case char == '\u2028' || char == '\u2029': // line ends in JavaScript
				buf = append(buf, '\\', 'u', '2', '0', '2', hex[char&0xF])
			default:
				buf = append(buf, s[i:i+size]...)
			}
			i += size
			continue
		case c >= ' ' && c != '"' && c != '\\':
			buf = append(buf, c)
		case c == '"' || c == '\\':
			buf = append(buf, '\\', c)
		case '\b' <= c && c <= '\r' && c != '\v':
			buf = append(buf, '\\', "btn-fr"[c-'\b'])
		default:
			buf = append(buf, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xF])
		}
		i++
	}
	return buf
}
