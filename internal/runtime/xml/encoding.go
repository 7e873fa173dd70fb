package xml

import (
	"bytes"
	"errors"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/charset"
)

// decoded returns a document in UTF-8. What its bytes mean says, in this order (RFC 7303): a byte
// order mark, the label that came with it, or its own declaration.
func decoded(data []byte, label string) ([]byte, error) {
	if label == "" && !charset.HasMark(data) {
		label = declared(data)
		wide := strings.HasPrefix(strings.ToLower(label), "utf-16") || strings.EqualFold(label, "utf16")
		if wide && bytes.HasPrefix(data, []byte("<?xml")) {
			return nil, errors.New("XML: the document says that it is " + label + ", but it is not")
		}
	}
	data, err := charset.Decode(label, data)
	if err != nil {
		return nil, errors.New("XML: " + err.Error())
	}
	return data, nil
}

// declared returns the encoding that a document declares, or that its first character gives away.
func declared(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("<\x00")), bytes.HasPrefix(data, []byte("\x00<")):
		return "utf-16"
	case !bytes.HasPrefix(data, []byte("<?xml")):
		return ""
	}
	declaration, _, _ := bytes.Cut(data, []byte("?>"))
	_, after, _ := bytes.Cut(declaration, []byte("encoding"))
	after = bytes.TrimLeft(after, " \t\r\n=")
	if len(after) == 0 || after[0] != '"' && after[0] != '\'' {
		return ""
	}
	name, _, _ := bytes.Cut(after[1:], after[:1])
	return string(name)
}
