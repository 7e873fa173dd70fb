package runtime

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	charsets "github.com/armsmith/armsmith/internal/runtime/charset"
)

// What the Content-Type of an answer says decides how its body is read: this file looks at it.

// utf8Body returns the body in UTF-8 and without a byte order mark. A name of a character set that
// nobody knows does no harm to a body that is UTF-8 all the same.
func (r *Response) utf8Body() ([]byte, error) {
	text, err := charsets.Decode(r.Charset(), r.body)
	if err != nil && utf8.Valid(r.body) {
		return r.body, nil
	}
	return text, err
}

// peek returns the body for a look into it, in UTF-8 if it can be read.
func (r *Response) peek() []byte {
	text, err := r.utf8Body()
	if err != nil {
		return r.body
	}
	return text
}

// jsonBody returns the body when it may be JSON.
func (r *Response) jsonBody() ([]byte, error) {
	t := r.MediaType()
	if lists(r.op.Undecoded, t) || !lists(r.op.Accept, t) && !mayBeJSON(t) {
		return nil, r.unexpectedType("JSON", t)
	}
	return r.utf8Body()
}

// Is reports whether the body is of one of these media types.
func (r *Response) Is(mediaTypes ...string) bool {
	t := r.MediaType()
	return slices.ContainsFunc(mediaTypes, func(m string) bool { return matches(m, t) })
}

// CheckType returns an error when the body is of a type that the operation does not read: one that
// is not documented for it, or that must be asked for ([WithRepresentation]). Types that say
// nothing, as servers give them to what they do not know, are no other types.
func (r *Response) CheckType() error {
	t := r.MediaType()
	switch {
	case !r.HasBody():
		return nil
	case lists(r.op.Undecoded, t):
	case r.op.Accept == "" || saysNothing(t) || lists(r.op.Accept, t) || lists(r.op.Accept, otherName(t)):
		return nil
	}
	err := r.mismatch(r.unexpectedType("another type", t))
	if err != nil {
		r.Close()
	}
	return err
}

// saysNothing reports whether a media type is what servers call a body of which they know nothing.
func saysNothing(mediaType string) bool {
	switch mediaType {
	case "", "text/plain", "application/octet-stream", "binary/octet-stream":
		return true
	}
	return false
}

// otherName is the other name that a media type has, "" for none.
func otherName(mediaType string) string {
	for _, pair := range [][2]string{{"application/xml", "text/xml"}, {"image/jpeg", "image/jpg"}, {"application/zip", "application/x-zip-compressed"},
		{"application/gzip", "application/x-gzip"}, {"audio/mpeg", "audio/mp3"}} {
		switch mediaType {
		case pair[0]:
			return pair[1]
		case pair[1]:
			return pair[0]
		}
	}
	return ""
}

// lists reports whether a media type is one of a list, as an Accept header has it.
func lists(list, mediaType string) bool {
	for list != "" && mediaType != "" {
		var one string
		one, list, _ = strings.Cut(list, ",")
		if matches(one, mediaType) {
			return true
		}
	}
	return false
}

// matches reports whether a media type, in lower case, is a documented one or in its range.
func matches(documented, mediaType string) bool {
	documented, _, _ = strings.Cut(documented, ";")
	documented = strings.TrimSpace(documented)
	if major, found := strings.CutSuffix(documented, "*"); found {
		return major == "*/" || len(mediaType) > len(major) && strings.EqualFold(mediaType[:len(major)], major)
	}
	return strings.EqualFold(documented, mediaType)
}

// mayBeJSON reports whether services send JSON under a media type: one that says so, or that says
// nothing.
func mayBeJSON(mediaType string) bool {
	switch mediaType {
	case "text/javascript", "application/javascript":
		return true
	}
	return saysNothing(mediaType) || strings.Contains(mediaType, "json")
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
	return r.unexpectedType(wanted[0], t)
}

// unexpectedType is the error of a body of another type than is wanted. It names those of the
// document, too.
func (r *Response) unexpectedType(wanted, got string) error {
	wanted = "want " + orDefault(r.op.Accept, wanted) + ", found a body of type " + oneLine(got, 64)
	switch {
	case lists(r.op.Undecoded, got):
		wanted += ", which WithRepresentation asks for"
	case r.op.Undecoded != "":
		wanted += "; documented, too, are " + r.op.Undecoded
	}
	return errors.New(wanted)
}

// handOver gives the answer to the caller as it is. Nothing is left here to be decoded.
func (r *Response) handOver(dst **http.Response) {
	*dst = &http.Response{
		Status: strconv.Itoa(r.StatusCode) + " " + http.StatusText(r.StatusCode), StatusCode: r.StatusCode,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: r.header, Body: r.Stream(), ContentLength: -1,
	}
	r.body, r.stream = nil, nil
}
