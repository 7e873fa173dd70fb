package value

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

type timeForm uint8

const (
	noTime   timeForm = iota // the zero Time
	instant                  // made from a time.Time: no text
	rfc3339                  // "2025-09-06T06:59:15.1161429Z"
	zoneless                 // RFC 3339 without a zone, taken as UTC
	// RFC 9110, the fixed form of RFC 1123: "Sat, 06 Sep 2025 06:59:15 GMT"
	httpDate
	unixNumber // seconds since 1970 as a JSON number
	unreadable // a text that is no time we know
)

// Time is an instant that remembers the text it came as, so that writing it back changes nothing:
// seven digits of a fraction, a zone, or its absence. Make one with NewTime or ParseTime. The zero
// Time is no time at all.
type Time struct {
	text string
	sec  int64 // since 1970, UTC
	nsec int32
	form timeForm
}

var errYear = errors.New("a time before the year 0 or after the year 9999 cannot be written")

var errNoTime = errors.New("no time in RFC 3339, RFC 1123 or seconds since 1970")

// NewTime returns the instant t, to be written as the document asks.
func NewTime(t time.Time) Time {
	if t.IsZero() {
		return Time{}
	}
	n := Time{sec: t.Unix(), nsec: int32(t.Nanosecond()), form: instant}
	if year := t.Year(); !n.Writable() && 0 <= year && year <= 9999 {
		n.text, n.form = t.Format(time.RFC3339Nano), rfc3339 // in its own zone it can be written
	}
	return n
}

// The first and the last second that RFC 3339 and HTTP can write in UTC, where years have four
// digits.
const firstSecond, lastSecond = -62167219200, 253402300799

// Writable reports whether there is a text for t: not when it was made from an instant before the
// year 0 or after the year 9999. Such a Time is refused where it would be sent.
func (t Time) Writable() bool {
	return t.form != instant && t.form != unixNumber || firstSecond <= t.sec && t.sec <= lastSecond
}

// ParseTime reads a time as services write it: RFC 3339 with any number of fraction digits (those
// beyond nine count for the text alone), the same without a zone (UTC then) or with a space for the
// T, or the dates of HTTP. A text that is none of these is kept in the Time, which is then not
// Valid, and an error says so.
func ParseTime(text string) (Time, error) {
	var t Time
	if !t.Parse(text) {
		return t, errNoTime
	}
	return t, nil
}

// Parse is ParseTime in place; it reports whether t is Valid.
func (t *Time) Parse(text string) bool {
	sec, nsec, zone, ok := parseRFC3339(text)
	if !ok {
		return t.parseHTTP(text)
	}
	*t = Time{text, sec, nsec, zoneless}
	if zone {
		t.form = rfc3339
	}
	return true
}

func (t *Time) parseHTTP(text string) bool {
	*t = Time{text: text, form: unreadable}
	if len(text) < len(time.ANSIC)-2 || len(text) > 2*len(time.RFC850) {
		return false // trying takes memory, which the shortest texts are many times over
	}
	for _, layout := range [...]string{time.RFC1123, time.RFC1123Z, time.RFC850, time.ANSIC} {
		at, err := time.ParseInLocation(layout, text, time.UTC) // not what this machine calls EST
		if err != nil {
			continue
		}
		if zone, offset := at.Zone(); zone != "" && zone != "UTC" && zone != "GMT" && offset == 0 {
			return false // a name such as EST, of which nothing says what it means
		}
		t.sec, t.form = at.Unix(), httpDate
		if layout != time.RFC1123 {
			t.form = instant // understood, but not a form to write
		}
		return true
	}
	return false
}

// ParseUnix reads seconds since 1970 as a JSON number, with or without a fraction.
func ParseUnix(number string) (Time, error) {
	t := Time{text: number, form: unixNumber}
	if !strings.ContainsAny(number, ".eE") {
		if sec, err := strconv.ParseInt(number, 10, 64); err == nil {
			t.sec = sec
			return t, nil
		}
	}
	f, err := strconv.ParseFloat(number, 64)
	if err != nil || !(math.Abs(f) <= 1e15) {
		return Time{text: number, form: unreadable}, errNoTime
	}
	whole := math.Floor(f)
	t.sec, t.nsec = int64(whole), int32((f-whole)*1e9)
	return t, nil
}

// Time returns the instant in UTC, and the zero time.Time when there is none.
func (t Time) Time() time.Time {
	if !t.Valid() {
		return time.Time{}
	}
	return time.Unix(t.sec, int64(t.nsec)).UTC()
}

// Valid reports whether there is an instant: false for the zero Time and for a text that could not
// be read.
func (t Time) Valid() bool { return t.form != noTime && t.form != unreadable }

// IsZero reports whether t is no time at all; a text that could not be read is not zero.
func (t Time) IsZero() bool { return t.form == noTime }

// Equal reports whether both are the same instant, or the same unreadable text.
func (t Time) Equal(u Time) bool {
	if !t.Valid() || !u.Valid() {
		return t.form == u.form && t.text == u.text
	}
	return t.sec == u.sec && t.nsec == u.nsec
}

// Before reports whether t is earlier than u.
func (t Time) Before(u Time) bool { return t.Time().Before(u.Time()) }

// After reports whether t is later than u.
func (t Time) After(u Time) bool { return t.Time().After(u.Time()) }

// String returns the text t came as, or RFC 3339.
func (t Time) String() string {
	if t.text != "" {
		return t.text
	}
	return t.RFC3339()
}

// RFC3339 returns t in RFC 3339: the text it came as when that is such a text (or is unreadable),
// else its instant in UTC with as many fraction digits as it needs. The zero Time gives "", and so
// does one that is not Writable.
func (t Time) RFC3339() string {
	if t.keeps() {
		return t.text
	}
	return string(t.AppendRFC3339(nil))
}

func (t Time) keeps() bool { return t.form == rfc3339 || t.form == zoneless || t.form == unreadable }

// AppendRFC3339 appends RFC3339 to dst.
func (t *Time) AppendRFC3339(dst []byte) []byte {
	switch {
	case t.form == noTime:
		return dst
	case t.keeps():
		return append(dst, t.text...)
	case !t.Writable():
		return dst
	}
	return t.Time().AppendFormat(dst, time.RFC3339Nano)
}

// HTTPDate returns t as HTTP headers write it (RFC 9110, section 5.6.7): "Sat, 06 Sep 2025 06:59:15
// GMT".
func (t Time) HTTPDate() string {
	switch t.form {
	case noTime:
		return ""
	case httpDate, unreadable:
		return t.text
	}
	if t.sec < firstSecond || t.sec > lastSecond {
		return ""
	}
	return t.Time().Format("Mon, 02 Jan 2006 15:04:05 GMT")
}

// Unix returns t as seconds since 1970 in the form of a JSON number, with a fraction only when
// there is one.
func (t Time) Unix() string {
	if t.form == unixNumber {
		return t.text
	}
	if !t.Valid() {
		return "0"
	}
	if t.nsec == 0 {
		return strconv.FormatInt(t.sec, 10)
	}
	sec, nsec, sign := t.sec, int64(t.nsec), ""
	if sec < 0 {
		sec, nsec, sign = -sec-1, 1e9-nsec, "-"
	}
	return strings.TrimRight(fmt.Sprintf("%s%d.%09d", sign, sec, nsec), "0")
}

// MarshalJSON writes the text of RFC3339; the zero Time is null.
func (t Time) MarshalJSON() ([]byte, error) {
	switch {
	case t.form == noTime:
		return []byte("null"), nil
	case !t.Writable():
		return nil, errYear
	}
	return json.Marshal(t.RFC3339())
}

// UnmarshalJSON reads a string as ParseTime does, keeping what it cannot read, and null as the zero
// Time.
func (t *Time) UnmarshalJSON(data []byte) error {
	var text *string
	if err := json.Unmarshal(data, &text); err != nil {
		return err
	}
	*t = Time{}
	if text != nil {
		*t, _ = ParseTime(*text)
	}
	return nil
}
