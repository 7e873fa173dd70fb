package charset

import (
	"encoding/binary"
	"errors"
	"unicode/utf16"
	"unicode/utf8"
)

var errOdd = errors.New("the text is not UTF-16: its number of bytes is odd")

func utf16LittleEndian(text []byte) ([]byte, error) { return fromUTF16(text, binary.LittleEndian) }
func utf16BigEndian(text []byte) ([]byte, error)    { return fromUTF16(text, binary.BigEndian) }

// utf16Guessed reads UTF-16 whose byte order nothing says. JSON and XML begin with an ASCII
// character, so its zero byte tells; other text is big-endian (RFC 2781, section 4.3).
func utf16Guessed(text []byte) ([]byte, error) {
	if len(text) > 1 && text[0] != 0 && text[1] == 0 {
		return utf16LittleEndian(text)
	}
	return utf16BigEndian(text)
}

// fromUTF16 reads UTF-16. Half of a surrogate pair becomes U+FFFD, as it does in JSON.
func fromUTF16(text []byte, order binary.ByteOrder) ([]byte, error) {
	if len(text)%2 != 0 {
		return nil, errOdd
	}
	out := make([]byte, 0, len(text)/2+len(text)/16)
	for i := 0; i < len(text); i += 2 {
		r := rune(order.Uint16(text[i:]))
		if utf16.IsSurrogate(r) && i+4 <= len(text) {
			if pair := utf16.DecodeRune(r, rune(order.Uint16(text[i+2:]))); pair != utf8.RuneError {
				r = pair
				i += 2
			}
		}
		out = utf8.AppendRune(out, r) // U+FFFD for a surrogate
	}
	return out, nil
}
