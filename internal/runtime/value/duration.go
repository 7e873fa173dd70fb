package value

import (
	"bytes"
	"fmt"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Duration is a length of time in ISO 8601, kept as its text: "PT5M", or
// "P10675199DT2H48M5.4775807S", which Azure Batch sends for "no limit" and no time.Duration can
// hold.
type Duration string

// DurationOf returns d in hours, minutes and seconds: "PT1H30M", "PT0S", "-PT0.5S".
func DurationOf(d time.Duration) Duration {
	if d == 0 {
		return "PT0S"
	}
	out := make([]byte, 0, 24)
	rest := uint64(d)
	if d < 0 {
		out = append(out, '-')
		rest = -rest
	}
	out = append(out, "PT"...)
	unit := func(size time.Duration, letter byte) {
		if n := rest / uint64(size); n > 0 {
			out = append(strconv.AppendUint(out, n, 10), letter)
			rest %= uint64(size)
		}
	}
	unit(time.Hour, 'H')
	unit(time.Minute, 'M')
	if rest > 0 {
		out = strconv.AppendUint(out, rest/1e9, 10)
		if fraction := rest % 1e9; fraction > 0 {
			digits := strings.TrimRight(fmt.Sprintf("%09d", fraction), "0")
			out = append(append(out, '.'), digits...)
		}
		out = append(out, 'S')
	}
	return Duration(out)
}

// Std returns d as a time.Duration, rounded towards zero below a nanosecond. An error says that the
// text is no ISO 8601 duration, that it counts years or months, which have no fixed length, or that
// it is longer than the 292 years a time.Duration can hold.
func (d Duration) Std() (time.Duration, error) {
	seconds, err := d.seconds()
	if err != nil {
		return 0, err
	}
	nanos := new(big.Rat).Mul(seconds, big.NewRat(1e9, 1))
	whole := new(big.Int).Quo(nanos.Num(), nanos.Denom())
	if !whole.IsInt64() {
		return 0, fmt.Errorf("duration %q is longer than a time.Duration can hold", string(d))
	}
	return time.Duration(whole.Int64()), nil
}

// String returns the text.
func (d Duration) String() string { return string(d) }

// seconds reads the text: an optional sign, P, then numbers each followed by its letter, those of a
// day's parts after T. A fraction is allowed in the last number alone, with a point or a comma.
func (d Duration) seconds() (*big.Rat, error) {
	bad := func(why string) (*big.Rat, error) { return nil, fmt.Errorf("duration %q: %s", string(d), why) }
	s, negative := strings.CutPrefix(strings.TrimPrefix(string(d), "+"), "-")
	s, ok := strings.CutPrefix(s, "P")
	if !ok || len(s) > 64 {
		return bad("is not ISO 8601, such as PT1H30M")
	}
	total, clock, order := new(big.Rat), false, 0
	for s != "" {
		if !clock && s[0] == 'T' && len(s) > 1 {
			clock, s = true, s[1:]
			continue
		}
		number, letter, rest, ok := durationPart(s)
		rank, size := durationUnit(letter, clock)
		if !ok || rank <= order || strings.Contains(number, ".") && rest != "" {
			return bad("is not ISO 8601, such as PT1H30M")
		}
		n, _ := new(big.Rat).SetString(number)
		if size == 0 && n.Sign() != 0 {
			return bad("counts years or months, which have no fixed length")
		}
		total.Add(total, n.Mul(n, big.NewRat(size, 1)))
		order, s = rank, rest
	}
	if order == 0 {
		return bad("is not ISO 8601, such as PT1H30M")
	}
	if negative {
		total.Neg(total)
	}
	return total, nil
}

func durationPart(s string) (number string, letter byte, rest string, ok bool) {
	i := 0
	for i < len(s) && (s[i]-'0' <= 9 || s[i] == '.' || s[i] == ',') {
		i++
	}
	if i == 0 || i == len(s) || s[0]-'0' > 9 || s[i-1]-'0' > 9 || strings.Count(s[:i], ".")+strings.Count(s[:i], ",") > 1 {
		return "", 0, "", false
	}
	return strings.Replace(s[:i], ",", ".", 1), s[i], s[i+1:], true
}

// durationUnit returns the place of a unit in the order of ISO 8601 (0: no unit) and its length in
// seconds (0: none).
func durationUnit(letter byte, clock bool) (rank int, size int64) {
	units, sizes := "YMWD", [...]int64{0, 0, 7 * 86400, 86400}
	first := 1
	if clock {
		units, sizes, first = "HMS", [...]int64{3600, 60, 1, 0}, 5
	}
	i := strings.IndexByte(units, letter)
	if i < 0 {
		return 0, 0
	}
	return first + i, sizes[i]
}

// DurationFromNumber reads a JSON number of units of time as a Duration of seconds: 1500 with a
// unit of time.Millisecond is PT1.5S. Nothing is rounded; it reports false for what is no number or
// too long to write out.
func DurationFromNumber(number string, unit time.Duration) (Duration, bool) {
	if n, err := strconv.ParseInt(number, 10, 64); len(number) <= 12 && err == nil && unit >= time.Millisecond {
		return wholeMillis(n * unit.Milliseconds()), true
	}
	f, err := strconv.ParseFloat(number, 64)
	if err != nil || math.Abs(f) > 1e30 || f != 0 && math.Abs(f) < 1e-30 || len(number) > 64 {
		return "", false
	}
	n, ok := new(big.Rat).SetString(number)
	if !ok {
		return "", false
	}
	n.Mul(n, big.NewRat(int64(unit), int64(time.Second)))
	sign := ""
	if n.Sign() < 0 {
		sign = "-"
	}
	d := Duration(sign + "PT" + decimal(n.Abs(n)) + "S")
	_, err = d.seconds() // what could not be written again is not taken
	return d, err == nil
}

// wholeMillis is a duration of milliseconds: PT1.5S.
func wholeMillis(n int64) Duration {
	text := make([]byte, 0, 24)
	if n < 0 {
		text, n = append(text, '-'), -n
	}
	text = strconv.AppendInt(append(text, "PT"...), n/1000, 10)
	if rest := n % 1000; rest != 0 {
		text = strconv.AppendInt(append(text, '.'), 1000+rest, 10)
		text = slices.Delete(text, len(text)-4, len(text)-3) // the 1 that keeps the zeros
		text = bytes.TrimRight(text, "0")
	}
	return Duration(append(text, 'S'))
}

// Number returns d as a JSON number of units of time, exactly. An error is that of Std, except for
// the length: any fits.
func (d Duration) Number(unit time.Duration) (string, error) {
	n, err := d.seconds()
	if err != nil {
		return "", err
	}
	return decimal(n.Mul(n, big.NewRat(int64(time.Second), int64(unit)))), nil
}

// decimal writes a number whose denominator divides a power of ten.
func decimal(n *big.Rat) string {
	if n.IsInt() {
		return n.Num().String()
	}
	digits, _ := n.FloatPrec()
	return n.FloatString(digits)
}
