package cassette

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"mime"
	"slices"
	"strings"
	"unicode/utf8"
)

// body is a body as a file has it: JSON, lines of text with their ends, or octets. At most one of
// them is there; none is an empty body.
type body struct {
	JSON   json.RawMessage `json:"json,omitempty"`
	Text   []string        `json:"text,omitempty"`
	Base64 string          `json:"base64,omitempty"`
}

// bodyOf puts octets into the form that can be read best.
func bodyOf(contentType string, data []byte) body {
	switch {
	case len(data) == 0:
		return body{}
	case isJSON(contentType) && utf8.Valid(data) && json.Valid(data):
		return body{JSON: bytes.TrimSpace(data)}
	case isText(data):
		return body{Text: slices.Collect(strings.Lines(string(data)))}
	}
	return body{Base64: base64.StdEncoding.EncodeToString(data)}
}

func mediaType(contentType string) string {
	t, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(t))
}

// isJSON reports whether a media type is of one JSON text.
func isJSON(contentType string) bool {
	t := mediaType(contentType)
	return t == "application/json" || strings.HasSuffix(t, "+json")
}

// isText reports whether octets are text: UTF-8 without control characters, except those of lines.
func isText(data []byte) bool {
	return utf8.Valid(data) && !bytes.ContainsFunc(data, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7f
	})
}

// bytes returns the octets of a body, of JSON without white space.
func (b *body) bytes() []byte {
	switch {
	case b.JSON != nil:
		var out bytes.Buffer
		if json.Compact(&out, b.JSON) != nil {
			return b.JSON
		}
		return out.Bytes()
	case b.Text != nil:
		return []byte(strings.Join(b.Text, ""))
	}
	data, _ := base64.StdEncoding.DecodeString(b.Base64) // check has seen it
	return data
}

func (b *body) check() error {
	n := 0
	for _, there := range []bool{b.JSON != nil, b.Text != nil, b.Base64 != ""} {
		if there {
			n++
		}
	}
	if n > 1 {
		return errors.New("body is there twice: json, text and base64 are alternatives")
	}
	if _, err := base64.StdEncoding.DecodeString(b.Base64); err != nil {
		return errors.New("base64 is not valid")
	}
	return nil
}

// boundary stands for the boundary of a multipart body, which is random.
const boundary = "cassette-boundary"

// settled returns the content type and the body of a request without a random boundary.
func settled(contentType string, data []byte) (string, []byte) {
	if !strings.HasPrefix(mediaType(contentType), "multipart/") {
		return contentType, data
	}
	_, params, err := mime.ParseMediaType(contentType)
	if own := params["boundary"]; err == nil && own != "" {
		return strings.ReplaceAll(contentType, own, boundary), bytes.ReplaceAll(data, []byte(own), []byte(boundary))
	}
	return contentType, data
}
