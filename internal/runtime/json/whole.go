package json

import (
	"strconv"
	"strings"
)

// decimal is the value of a JSON number, exactly: digits, without zeros at either end, times a
// power of ten. Zero has no digits.
type decimal struct {
	negative bool
	digits   string
	exponent int // of the last digit
}

// farExponent is what an exponent counts as that no int could hold.
const farExponent = 1 << 30

// parseDecimal reads a JSON number.
func parseDecimal(number string) (d decimal) {
	mantissa, exponent, _ := strings.Cut(strings.ReplaceAll(number, "E", "e"), "e")
	mantissa, d.negative = strings.CutPrefix(mantissa, "-")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	if exponent != "" {
		n, err := strconv.Atoi(exponent)
		if err != nil || n > farExponent || n < -farExponent {
			n = farExponent
			if exponent[0] == '-' {
				n = -farExponent
			}
		}
		d.exponent = n
	}
	d.exponent -= len(fraction)
	d.digits = strings.TrimLeft(whole+fraction, "0")
	short := strings.TrimRight(d.digits, "0")
	d.exponent += len(d.digits) - len(short)
	if d.digits = short; short == "" {
		d.exponent = 0
	}
	return d
}

// magnitude returns the number without its sign, if it is whole and fits 64 bits.
func (d decimal) magnitude() (n uint64, ok bool) {
	if d.digits == "" {
		return 0, true
	}
	if d.exponent < 0 || len(d.digits)+d.exponent > 20 {
		return 0, false
	}
	n, err := strconv.ParseUint(d.digits+strings.Repeat("0", d.exponent), 10, 64)
	return n, err == nil
}

// isWhole reports whether a JSON number is one: 8, 8.0, 1E2.
func isWhole(number string) bool {
	return !strings.ContainsAny(number, ".eE") || parseDecimal(number).exponent >= 0
}

// sameNumber reports whether two JSON numbers are one number, however they are written.
func sameNumber(a, b string) bool {
	x, y := parseDecimal(a), parseDecimal(b)
	x.negative, y.negative = x.negative && x.digits != "", y.negative && y.digits != ""
	return x == y
}
