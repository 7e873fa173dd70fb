package fake

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/textproto"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime"
	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Parts reads a multipart body of parts without names, each of them JSON or a text of that shape.
func (c *Call) Parts(shape runtime.Shape, read func(*json.Reader)) {
	for _, f := range c.Files("") {
		data, err := io.ReadAll(f.Body)
		if err == nil {
			data, err = runtime.ReceivedPart{ContentType: f.ContentType, Data: data}.JSON(shape)
		}
		if err != nil {
			c.bad("body", "", err)
			return
		}
		c.decode("body", "", data, read)
	}
}

// Parts answers with a sequence of values, each a part of a multipart body: of its type in
// first, or else of type rest.
func Parts[V any](c *Call, contentType string, s *runtime.Stream[V], encode func(V, *json.Writer), rest string, first ...string) {
	writeParts(c, contentType, s, func(i int, v V) (runtime.Part, error) {
		data, err := json.MarshalFunc(func(w *json.Writer) { encode(v, w) })
		return runtime.PartOf(runtime.Nth(i, rest, first...), data), err
	})
}

// ByteParts is Parts for octets.
func ByteParts(c *Call, contentType string, s *runtime.Stream[[]byte], rest string, first ...string) {
	writeParts(c, contentType, s, func(i int, v []byte) (runtime.Part, error) {
		t := runtime.Nth(i, rest, first...)
		if t == "" {
			t = "application/octet-stream"
		}
		return runtime.Part{ContentType: t, Body: bytes.NewReader(v)}, nil
	})
}

func writeParts[V any](c *Call, contentType string, s *runtime.Stream[V], part func(int, V) (runtime.Part, error)) {
	var to bytes.Buffer // what the writer has written and nobody has taken
	w, n := multipart.NewWriter(&to), 0
	contentType, _, _ = strings.Cut(contentType, ";")
	sequence(c, contentType+"; boundary="+w.Boundary(), s, func(b *bytes.Buffer, v V) error {
		p, err := part(n, v)
		n++
		if err == nil {
			err = writePart(w, p)
		}
		to.WriteTo(b)
		return err
	}, func(b *bytes.Buffer) error {
		err := w.Close()
		to.WriteTo(b)
		return err
	})
}

func writePart(w *multipart.Writer, p runtime.Part) error {
	h := textproto.MIMEHeader{}
	if p.ContentType != "" {
		h.Set("Content-Type", p.ContentType)
	}
	out, err := w.CreatePart(h)
	if err == nil {
		_, err = io.Copy(out, p.Body)
	}
	return err
}
