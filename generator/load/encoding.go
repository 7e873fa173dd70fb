package load

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// decode returns a file's text in UTF-8, without a byte order mark. UTF-16, which some programs of
// Windows write, is read as well. What is refused is returned as it is.
func decode(data []byte) ([]byte, *syntaxError) {
	text := bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	switch order := utf16Order(data); {
	case bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(data, []byte("\x00\x00\xfe\xff")):
		return data, &syntaxError{line: 1, column: 1, message: "the file is in UTF-32", fix: "save it as UTF-8", limit: true}
	case order != nil:
		text = fromUTF16(data, order)
	}
	if utf8.Valid(text) {
		return text, nil
	}
	line, start := 1, 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			return data, &syntaxError{line: line, column: utf8.RuneCount(text[start:i]) + 1,
				message: fmt.Sprintf("byte %#x is not UTF-8", text[i]), fix: "save the file as UTF-8"}
		}
		if i += size; r == '\n' {
			line, start = line+1, i
		}
	}
	return text, nil
}

// utf16Order returns the byte order of a text in UTF-16; nil of any other. Without a mark, the
// first two characters tell: those of a document are ASCII.
func utf16Order(data []byte) binary.ByteOrder {
	switch {
	case len(data)%2 != 0 || len(data) < 2:
		return nil
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return binary.LittleEndian
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return binary.BigEndian
	case len(data) < 4:
		return nil
	case data[0] != 0 && data[1] == 0 && data[2] != 0 && data[3] == 0:
		return binary.LittleEndian
	case data[0] == 0 && data[1] != 0 && data[2] == 0 && data[3] != 0:
		return binary.BigEndian
	}
	return nil
}

// fromUTF16 returns a text of UTF-16 in UTF-8. Half a pair becomes U+FFFD.
func fromUTF16(data []byte, order binary.ByteOrder) []byte {
	text := make([]byte, 0, len(data)/2)
	for len(data) > 0 {
		r := rune(order.Uint16(data))
		data = data[2:]
		if utf16.IsSurrogate(r) && len(data) > 0 {
			if pair := utf16.DecodeRune(r, rune(order.Uint16(data))); pair != utf8.RuneError {
				r, data = pair, data[2:]
			}
		}
		text = utf8.AppendRune(text, r)
	}
	return bytes.TrimPrefix(text, []byte("\ufeff"))
}
