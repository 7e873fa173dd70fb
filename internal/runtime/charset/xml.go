package charset

import (
	"bytes"
	"errors"
	"strings"
)

// DecodeXML is [Decode] for a document of XML, which may say itself how it is encoded. What its
// bytes mean says, in this order (RFC 7303): a byte order mark, the label that came with it, or its
// own declaration.
func DecodeXML(label string, text []byte) ([]byte, error) {
	if label == "" && !HasMark(text) {
		label = declared(text)
		wide := strings.HasPrefix(strings.ToLower(label), "utf-16") || strings.EqualFold(label, "utf16")
		if wide && bytes.HasPrefix(text, []byte("<?xml")) {
			return nil, errors.New("the document says that it is " + label + ", but it is not")
		}
	}
	return Decode(label, text)
}

// declared returns the encoding that a document declares, or that its first character gives away.
func declared(text []byte) string {
	switch {
	case bytes.HasPrefix(text, []byte("<\x00")), bytes.HasPrefix(text, []byte("\x00<")):
		return "utf-16"
	case !bytes.HasPrefix(text, []byte("<?xml")):
		return ""
	}
	declaration, _, _ := bytes.Cut(text, []byte("?>"))
	_, after, _ := bytes.Cut(declaration, []byte("encoding"))
	after = bytes.TrimLeft(after, " \t\r\n=")
	if len(after) == 0 || after[0] != '"' && after[0] != '\'' {
		return ""
	}
	name, _, _ := bytes.Cut(after[1:], after[:1])
	return string(name)
}
