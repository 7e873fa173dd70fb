package runtime

import (
	"errors"
	"mime"
	"strings"
	"unicode/utf8"

	charsets "github.com/armsmith/armsmith/internal/runtime/charset"
)

// What the Content-Type of an answer says decides how its body is read: this file looks at it.

// utf8Body returns the body in UTF-8 and without a byte order mark. A name of a character set that
// nobody knows does no harm to a body that is UTF-8 all the same.
func (r *Response) utf8Body() ([]byte, error) {
	label := ""
	if t := r.header.Get("Content-Type"); strings.Contains(t, ";") {
		_, params, _ := mime.ParseMediaType(t)
		label = params["charset"]
	}
	text, err := charsets.Decode(label, r.body)
	if err != nil && utf8.Valid(r.body) {
		return r.body, nil
	}
	return text, err
}

// jsonBody returns the body when it may be JSON.
func (r *Response) jsonBody() ([]byte, error) {
	if t := r.MediaType(); !r.documented(t) && !mayBeJSON(t) {
		return nil, unexpectedType("JSON", t)
	}
	return r.utf8Body()
}

// documented reports whether the operation's document names a media type for its answers.
func (r *Response) documented(mediaType string) bool {
	return mediaType != "" && r.op != nil && strings.Contains(strings.ToLower(r.op.Accept), mediaType)
}

// mayBeJSON reports whether services send JSON under a media type: one that says so, or that says
// nothing.
func mayBeJSON(mediaType string) bool {
	switch mediaType {
	case "", "text/plain", "application/octet-stream", "binary/octet-stream", "text/javascript", "application/javascript":
		return true
	}
	return strings.Contains(mediaType, "json")
}

// isSequence reports whether a media type is that of a stream of values: the one that is wanted, or
// none.
func (r *Response) isSequence(wanted ...string) error {
	t := r.MediaType()
	if t == "" {
		return nil
	}
	for _, w := range wanted {
		if strings.Contains(t, w) {
			return nil
		}
	}
	return unexpectedType(wanted[0], t)
}

func unexpectedType(wanted, got string) error {
	return errors.New("want " + wanted + ", found a body of type " + oneLine(got, 64))
}
