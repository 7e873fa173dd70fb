package json

import (
	"strings"
	"time"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// The functions of this file read a scalar into the variable that p points to. All but ReadRaw
// read null as the zero value; for a field of a model it is remembered with the undeclared
// members, so that it is written back.

// ReadString reads a string, an enum or a text with a type of its own, such as a value.Duration.
func ReadString[S ~string](p *S, r *Reader) { *p = S(r.str()) }

// ReadOptString reads null as such and anything else as a string.
func ReadOptString[S ~string](p *value.Optional[S], r *Reader) {
	if s, ok := r.simple(); ok {
		*p = value.Some(S(r.keep(s)))
		return
	}
	if r.peek() == 'n' && r.literal("null") {
		*p = value.Null[S]()
		return
	}
	*p = value.Some(S(r.str()))
}

// Fill is value.Fill.
func Fill[T any](p *value.Optional[T]) *T { return value.Fill(p) }

// Ref is value.Ref.
func Ref[T any](p *value.Optional[T]) *T { return value.Ref(p) }

// ReadSecret reads a string that must not show in an error.
func ReadSecret[S ~string](p *S, r *Reader) {
	if c := r.peek(); c != '"' && c != 'n' && (!r.plain || c == '{' || c == '[') {
		r.fail("want string, found another kind of value")
	}
	*p = S(r.str())
}

// ReadBool reads true or false.
func ReadBool[B ~bool](p *B, r *Reader) {
	*p = false
	switch r.peek() {
	case 't':
		*p = B(r.literal("true"))
	case 'f':
		r.literal("false")
	default:
		if !r.null() {
			r.want("true or false")
		}
	}
}

// ReadInt32 reads a whole number that fits an int32, also one written as 8.0 or 1E2.
func ReadInt32[N ~int32](p *N, r *Reader) { *p = N(r.integer(32, "int32")) }

// ReadInt8 reads a whole number that fits an int8; see ReadInt32.
func ReadInt8[N ~int8](p *N, r *Reader) { *p = N(r.integer(8, "int8")) }

// ReadInt16 reads a whole number that fits an int16; see ReadInt32.
func ReadInt16[N ~int16](p *N, r *Reader) { *p = N(r.integer(16, "int16")) }

// ReadInt64 reads a whole number that fits an int64; see ReadInt32.
func ReadInt64[N ~int64](p *N, r *Reader) { *p = N(r.integer(64, "int64")) }

// ReadUint8 reads a whole number that fits a uint8; see ReadInt32.
func ReadUint8[N ~uint8](p *N, r *Reader) { *p = N(r.unsigned(8, "uint8")) }

// ReadUint16 reads a whole number that fits a uint16; see ReadInt32.
func ReadUint16[N ~uint16](p *N, r *Reader) { *p = N(r.unsigned(16, "uint16")) }

// ReadUint32 reads a whole number that fits a uint32; see ReadInt32.
func ReadUint32[N ~uint32](p *N, r *Reader) { *p = N(r.unsigned(32, "uint32")) }

// ReadUint64 reads a whole number that fits a uint64; see ReadInt32.
func ReadUint64[N ~uint64](p *N, r *Reader) { *p = N(r.unsigned(64, "uint64")) }

// ReadFloat64 reads a number, rounded to the nearest float64. One too large for it is an error.
func ReadFloat64[N ~float64](p *N, r *Reader) { *p = N(r.float()) }

// ReadNumber reads a number and keeps its text.
func ReadNumber[N ~string](p *N, r *Reader) {
	*p = ""
	if !r.null() {
		*p = N(r.keep(r.number()))
	}
}

// ReadQuoted reads, with read, a number or boolean that stands in a string. One that does not is
// taken too.
func ReadQuoted[T any](p *T, r *Reader, read func(*T, *Reader)) {
	if r.peek() != '"' {
		read(p, r)
		return
	}
	start := r.pos
	r.pos++
	if c := r.at(); c <= ' ' || c == 'n' {
		r.pos = start
		r.want("number or boolean in a string")
		return
	}
	read(p, r)
	switch {
	case r.at() == '"':
		r.pos++
	case !r.failed:
		r.pos = start
		r.want("number or boolean in a string")
	default:
		r.offset = start
	}
}

// at returns the byte at the current position, 0 at the end.
func (r *reading) at() byte {
	if r.pos < len(r.data) {
		return r.data[r.pos]
	}
	return 0
}

// ReadTime reads a time in a string. What is no time is kept as it is.
func ReadTime(p *value.Time, r *Reader) {
	if s, ok := r.simple(); ok {
		r.time(p, r.keep(s))
		return
	}
	*p = value.Time{}
	if !r.null() {
		r.time(p, r.str())
	}
}

func (r *reading) time(p *value.Time, s string) {
	if !p.Parse(s) || s[0] > '9' {
		r.take(oddTimeCost)
	}
}

// Bytes that are allocated on the way.
const (
	oddTimeCost     = 512 // to a time that is not RFC 3339
	durationCost    = 64  // to a duration that is a small whole number
	oddDurationCost = 1024
)

// ReadUnixTime reads seconds since 1970.
func ReadUnixTime(p *value.Time, r *Reader) {
	*p = value.Time{}
	if r.null() {
		return
	}
	start := r.pos
	var err error
	if *p, err = value.ParseUnix(r.keep(r.number())); err != nil && !r.failed {
		r.pos = start
		r.want("seconds since 1970")
	}
}

// ReadSeconds reads a duration that is a number of seconds.
func ReadSeconds[S ~string](p *S, r *Reader) { readDuration(p, r, time.Second) }

// ReadMillis reads a duration that is a number of milliseconds.
func ReadMillis[S ~string](p *S, r *Reader) { readDuration(p, r, time.Millisecond) }

func readDuration[S ~string](p *S, r *Reader, unit time.Duration) {
	*p = ""
	if r.null() {
		return
	}
	start := r.pos
	number := r.number()
	if len(number) <= 12 && !strings.ContainsAny(number, ".eE") {
		r.take(durationCost)
	} else {
		r.take(oddDurationCost)
	}
	d, ok := value.DurationFromNumber(number, unit)
	if !ok && !r.failed {
		r.pos = start
		r.want("number of " + unit.String()[1:])
	}
	*p = S(d)
}

// ReadBytes reads base64 in either alphabet, with or without padding (RFC 4648, sections 4 and 5).
func ReadBytes[B ~[]byte](p *B, r *Reader) { *p = r.bytes() }

// ReadBytesURL is ReadBytes.
func ReadBytesURL[B ~[]byte](p *B, r *Reader) { *p = r.bytes() }

func (r *reading) bytes() []byte {
	if field := r.extra != nil; r.nilNull() {
		if !field {
			r.lose()
		}
		return nil
	}
	start := r.pos
	text := r.str()
	r.take(len(text))
	out, err := value.DecodeBase64(text)
	if err != nil {
		r.failAt(start, "want base64, found "+excerpt([]byte(text)))
	}
	return out
}

// ReadRaw reads any value, null too, and keeps its text.
func ReadRaw[B ~[]byte](p *B, r *Reader) { *p = r.Raw() }
