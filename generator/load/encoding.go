package load

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/armsmith/armsmith/internal/runtime/charset"
)

// decode returns a file's text in UTF-8, without a byte order mark. UTF-16, which some programs of
// Windows write, is read as well. What is refused is returned as it is.
func decode(data []byte) ([]byte, *syntaxError) {
	if bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")) || bytes.HasPrefix(data, []byte("\x00\x00\xfe\xff")) {
		return data, &syntaxError{line: 1, column: 1, message: "the file is in UTF-32", fix: "save it as UTF-8", limit: true}
	}
	text, err := charset.Decode(unmarked(data), data)
	if err != nil {
		text = data // not UTF-16 after all: what it is instead is said below
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

// unmarked returns the name of the encoding of a text that has no byte order mark. The first two
// characters tell: those of a document are ASCII.
func unmarked(data []byte) string {
	switch {
	case len(data)%2 != 0 || len(data) < 4:
	case data[0] != 0 && data[1] == 0 && data[2] != 0 && data[3] == 0:
		return "utf-16le"
	case data[0] == 0 && data[1] != 0 && data[2] == 0 && data[3] != 0:
		return "utf-16be"
	}
	return "utf-8"
}
