package xml

import (
	"bytes"
	"strconv"
	"strings"
)

// space is what XML takes for white space.
const space = " \t\r\n"

func trim(text []byte) []byte { return bytes.Trim(text, space) }

// scalar writes the JSON of a text, in the forms that XML Schema and encoding/xml read. What has
// none of them becomes a string, which the codec refuses, saying what it wants.
func (r *reader) scalar(f *Field, text string) {
	switch f.Kind {
	case Text:
		r.text(text)
		return
	case Base64:
		r.text(strings.Join(strings.Fields(text), ""))
		return
	case List: // an attribute, or the text of an element: a list of XML Schema
		r.out = append(r.out, '[')
		for i, item := range strings.Fields(text) {
			if i > 0 {
				r.out = append(r.out, ',')
			}
			r.scalar(f.Elem, item)
		}
		r.out = append(r.out, ']')
		return
	}
	switch text = strings.Trim(text, space); {
	case f.Kind != Bool && f.Kind != Number:
		r.text(text)
	case text == "":
		r.null() // in a list or a map, where it keeps its place
	case f.Kind == Bool:
		r.boolean(text)
	default:
		r.number(text)
	}
}

func (r *reader) boolean(text string) {
	if b, err := strconv.ParseBool(text); err == nil {
		r.out = strconv.AppendBool(r.out, b)
		return
	}
	r.text(text)
}

// number writes a number as JSON has it: without a plus, without zeros in front, and with digits on
// both sides of the point. Its digits stay as they are.
func (r *reader) number(text string) {
	sign, rest := "", text
	if rest[0] == '-' || rest[0] == '+' {
		sign, rest = strings.Trim(rest[:1], "+"), rest[1:]
	}
	mantissa, exponent := rest, ""
	if i := strings.IndexAny(rest, "eE"); i >= 0 {
		mantissa, exponent = rest[:i], rest[i:]
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	if whole+fraction == "" || !digits(whole) || !digits(fraction) || !validExponent(exponent) {
		r.special(text)
		return
	}
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	r.out = append(append(r.out, sign...), whole...)
	if fraction != "" {
		r.out = append(append(r.out, '.'), fraction...)
	}
	r.out = append(r.out, exponent...)
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }

func validExponent(s string) bool {
	if s == "" {
		return true
	}
	if s = s[1:]; s != "" && (s[0] == '-' || s[0] == '+') {
		s = s[1:]
	}
	return s != "" && digits(s)
}

// special writes what is no number of JSON: for an infinity or not-a-number the names that XML
// Schema has, which the codec takes where the Go type can hold them.
func (r *reader) special(text string) {
	switch strings.ToLower(text) {
	case "inf", "+inf":
		text = "INF"
	case "-inf":
		text = "-INF"
	case "nan":
		text = "NaN"
	}
	r.text(text)
}
