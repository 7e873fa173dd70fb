// Package charset turns text of other encodings into UTF-8: those that services still send, by
// tables of our own, since the runtime depends on the standard library alone. The readers of JSON,
// XML and plain text use it before they look at a body.
package charset

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
)

// decoders has, by the names that IANA and browsers know them under, the encodings that can be
// read. What is UTF-8 already, as US-ASCII is, has no decoder.
var decoders = map[string]func([]byte) ([]byte, error){
	"":         nil,
	"utf-8":    nil,
	"utf8":     nil,
	"us-ascii": nil,
	"ascii":    nil,

	"iso-8859-1": latin1,
	"iso8859-1":  latin1,
	"iso_8859-1": latin1,
	"latin1":     latin1,
	"l1":         latin1,

	"windows-1252": windows1252,
	"cp1252":       windows1252,
	"x-cp1252":     windows1252,

	"utf-16":   utf16Guessed,
	"utf16":    utf16Guessed,
	"utf-16le": utf16LittleEndian,
	"utf-16be": utf16BigEndian,
}

// marks are the byte order marks, and what they say about the text after them.
var marks = []struct {
	mark   []byte
	decode func([]byte) ([]byte, error)
}{
	{[]byte("\xEF\xBB\xBF"), nil},
	{[]byte("\xFF\xFE"), utf16LittleEndian},
	{[]byte("\xFE\xFF"), utf16BigEndian},
}

// Decode returns text in UTF-8 and without a byte order mark. The label names its encoding, as the
// charset of a Content-Type or the declaration of an XML document does; "" stands for UTF-8. A byte
// order mark counts for more than the label, as it does in browsers and in RFC 7303.
//
// Text that is in UTF-8 is returned as it is, not as a copy, and is not checked.
func Decode(label string, text []byte) ([]byte, error) {
	for _, m := range marks {
		if rest, ok := bytes.CutPrefix(text, m.mark); ok {
			return apply(m.decode, rest)
		}
	}
	decode, ok := decoders[strings.ToLower(strings.Trim(label, " \t\r\n"))]
	if !ok {
		return nil, errors.New("the character set " + strconv.Quote(short(label)) + " cannot be read, only " +
			"UTF-8, US-ASCII, ISO-8859-1, windows-1252 and UTF-16")
	}
	return apply(decode, text)
}

// HasMark reports whether text begins with a byte order mark.
func HasMark(text []byte) bool {
	for _, m := range marks {
		if bytes.HasPrefix(text, m.mark) {
			return true
		}
	}
	return false
}

func apply(decode func([]byte) ([]byte, error), text []byte) ([]byte, error) {
	if decode == nil {
		return text, nil
	}
	return decode(text)
}

// short returns enough of a label to recognize it: it comes from a service.
func short(label string) string { return label[:min(len(label), 40)] }
