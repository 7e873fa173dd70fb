package value

import (
	"fmt"
	"time"
)

// Date is a calendar day as RFC 3339 writes it (full-date): "2025-09-06". A text that is no such
// day is kept as it came.
type Date string

// NewDate returns the given day. Values outside their usual ranges are normalised as time.Date
// does.
func NewDate(year int, month time.Month, day int) Date {
	return DateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// DateOf returns the day of t in t's own zone.
func DateOf(t time.Time) Date { return Date(t.Format(time.DateOnly)) }

// Time returns midnight UTC of that day, and the zero time.Time when the text is no day.
func (d Date) Time() time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// Valid reports whether the text is a day.
func (d Date) Valid() bool {
	_, err := time.Parse(time.DateOnly, string(d))
	return err == nil
}

// String returns the text.
func (d Date) String() string { return string(d) }

// TimeOfDay is a clock time as RFC 3339 writes it (full-time or partial-time): "06:59:15.25",
// "06:59:15Z". A text that is no such time is kept as it came.
type TimeOfDay string

// SinceMidnight returns the time passed since midnight by that clock; an error says that the text
// is no clock time.
func (t TimeOfDay) SinceMidnight() (time.Duration, error) {
	text := string(t)
	if len(text) == len("15:04") {
		text += ":00"
	}
	var zone string
	for i, c := range text {
		if c == 'Z' || c == 'z' || c == '+' || c == '-' {
			text, zone = text[:i], text[i:]
			break
		}
	}
	sec, nsec, _, ok := parseRFC3339("1970-01-01T" + text)
	if _, _, zoneOK := parseZone(zone); !ok || !zoneOK {
		return 0, fmt.Errorf("%q is no time of day", string(t))
	}
	return time.Duration(sec)*time.Second + time.Duration(nsec), nil
}

// Valid reports whether the text is a clock time.
func (t TimeOfDay) Valid() bool {
	_, err := t.SinceMidnight()
	return err == nil
}

// String returns the text.
func (t TimeOfDay) String() string { return string(t) }
