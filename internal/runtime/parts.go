package runtime

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"strings"
	"unicode/utf8"

	charsets "github.com/armsmith/armsmith/internal/runtime/charset"
	"github.com/armsmith/armsmith/internal/runtime/json"
)

// This file reads and writes multipart bodies whose parts have no names but a position (RFC 2046).

// Nth is the media type of part i: one of first, or else rest.
func Nth(i int, rest string, first ...string) string {
	if i < len(first) {
		return first[i]
	}
	return rest
}

// PartOf is a part without a name that holds JSON: as it is under a type that is JSON's; under
// another one a scalar is text. By default, which "" stands for, a scalar is text and the rest
// JSON.
func PartOf(contentType string, data []byte) Part {
	switch b := firstByte(data); {
	case contentType == "" && (b == '{' || b == '[' || b == 'n'):
		contentType = "application/json"
	case b != '{' && b != '[' && !strings.Contains(contentType, "json"):
		data = []byte(scalar(data))
	}
	return Part{ContentType: contentType, Body: bytes.NewBuffer(data)}
}

// ReceivedPart is a part of a body that was received.
type ReceivedPart struct {
	ContentType string
	Data        []byte
}

// NewParts reads a multipart body part by part. decode turns one into a value within a budget. Each
// has memory of its own.
func NewParts[T any](resp *Response, decode func(ReceivedPart, json.Budget) (*T, error)) *Stream[*T] {
	parts, err := newPartReader(resp)
	n := 0
	return &Stream[*T]{resp: resp, err: err, next: func() (*T, error) {
		p, err := parts.next()
		if err == io.EOF {
			return nil, err
		}
		var v *T
		if err == nil {
			v, err = decode(p, resp.Budget(len(p.Data)))
		}
		if n++; err != nil {
			return nil, fmt.Errorf("part %d: %w", n-1, err)
		}
		return v, nil
	}}
}

// PartBytes is what a part holds, for [NewParts].
func PartBytes(p ReceivedPart, _ json.Budget) (*[]byte, error) { return &p.Data, nil }

// PartValue decodes parts, each by its own type, for [NewParts]: JSON, or text of that shape.
func PartValue[T any](shape Shape, read func(*T, *json.Reader)) func(ReceivedPart, json.Budget) (*T, error) {
	return func(p ReceivedPart, budget json.Budget) (*T, error) {
		text, err := p.JSON(shape)
		if err != nil {
			return nil, err
		}
		v := new(T)
		return v, budget.DecodeFunc(text, func(r *json.Reader) { read(v, r) })
	}
}

// JSON is the JSON that a part holds, or that its text of that shape stands for.
func (p ReceivedPart) JSON(shape Shape) ([]byte, error) {
	t, params, err := mime.ParseMediaType(orDefault(p.ContentType, "text/plain"))
	if err != nil {
		return nil, fmt.Errorf("its Content-Type is not valid: %s", oneLine(p.ContentType, 64))
	}
	isJSON := strings.Contains(t, "json")
	if !isJSON && !strings.HasPrefix(t, "text/") && !saysNothing(t) {
		return nil, fmt.Errorf("want JSON or text, found a part of type %s", oneLine(t, 64))
	}
	text, err := charsets.Decode(params["charset"], p.Data)
	switch {
	case err != nil && !utf8.Valid(p.Data):
		return nil, err
	case err != nil:
		text = p.Data
	}
	switch {
	case isJSON:
		return text, nil
	case !utf8.Valid(text):
		return nil, errors.New("want text, found octets that are no UTF-8")
	case shape == ShapeText:
		return shape.JSON(string(text)), nil
	}
	return shape.JSON(strings.TrimSpace(string(text))), nil
}

// longestBoundary is how long a boundary can be (RFC 2046, 5.1.1).
const longestBoundary = 70

// partReader reads the parts of a body, none of them longer than limit.
type partReader struct {
	src   *gauge
	parts *multipart.Reader
	limit int64
}

func newPartReader(resp *Response) (*partReader, error) {
	if err := resp.isSequence("multipart/"); err != nil {
		return nil, err
	}
	_, params, err := mime.ParseMediaType(fieldOf(resp.header, "Content-Type"))
	if boundary := params["boundary"]; err != nil || boundary == "" || len(boundary) > longestBoundary {
		return nil, errors.New("want a Content-Type with a boundary of 1 to 70 characters, found " + oneLine(fieldOf(resp.header, "Content-Type"), 128))
	}
	src := &gauge{src: resp.octets()}
	return &partReader{src: src, parts: multipart.NewReader(src, params["boundary"]), limit: resp.most()}, nil
}

// next returns a part, io.EOF behind the last.
func (r *partReader) next() (ReceivedPart, error) {
	p, err := r.read()
	if err != nil && err != io.EOF && r.src.err != nil {
		err = r.src.err // a header that was cut off is no malformed one
	}
	return p, err
}

func (r *partReader) read() (ReceivedPart, error) {
	r.src.left = headerLimit
	part, err := r.parts.NextPart()
	if err != nil {
		return ReceivedPart{}, err
	}
	r.src.left = unbounded
	t := part.Header.Get("Content-Type")
	if major, _, _ := strings.Cut(t, "/"); strings.EqualFold(strings.TrimSpace(major), "multipart") {
		return ReceivedPart{}, errors.New("want a part that is no multipart body itself")
	}
	body := io.Reader(part)
	switch encoding := strings.ToLower(part.Header.Get("Content-Transfer-Encoding")); encoding {
	case "", "7bit", "8bit", "binary": // NextPart has undone quoted-printable
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, part)
	default:
		return ReceivedPart{}, errors.New("unknown Content-Transfer-Encoding " + oneLine(encoding, 64))
	}
	data, err := readBounded(body, r.limit)
	return ReceivedPart{ContentType: t, Data: data}, err
}

// gauge reads no more than is left. A body that ends is one that was cut off, because nobody reads
// behind the last boundary. That may lack the line end which the reader wants to see.
type gauge struct {
	src  io.Reader
	left int64
	last [2]byte
	err  error // that reading ended with
}

func (g *gauge) Read(p []byte) (int, error) {
	if g.left <= 0 {
		g.err = ErrTooLarge
		return 0, g.err
	}
	n, err := g.src.Read(p[:min(int64(len(p)), g.left)])
	g.left -= int64(n)
	switch {
	case n > 1:
		g.last = [2]byte(p[n-2 : n])
	case n == 1:
		g.last = [2]byte{g.last[1], p[0]}
	case err == io.EOF && string(g.last[:]) == "--" && len(p) > 1:
		g.last = [2]byte{}
		return copy(p, "\r\n"), nil
	}
	switch {
	case err == io.EOF && n > 0:
		return n, nil // the next call meets it again
	case err == io.EOF:
		err = io.ErrUnexpectedEOF
	}
	g.err = err
	return n, err
}
