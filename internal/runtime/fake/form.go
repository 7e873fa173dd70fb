package fake

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime"
	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

// form is a body of fields, taken apart.
type form struct {
	values  url.Values
	files   map[string][]value.File
	headers map[string][]http.Header // of the parts of a name
}

// fields takes the body apart, once.
func (c *Call) fields() *form {
	if c.form == nil {
		c.form = &form{values: url.Values{}, files: map[string][]value.File{}, headers: map[string][]http.Header{}}
		if len(c.body) == 0 && c.ContentType() == "" {
			return c.form // a client sends no body when it has no field to send
		}
		mediaType, params, err := mime.ParseMediaType(c.ContentType())
		switch {
		case err != nil:
			c.bad("body", "", err)
		case strings.HasPrefix(mediaType, "multipart/"):
			c.bad("body", "", c.form.readParts(multipart.NewReader(bytes.NewReader(c.body), params["boundary"])))
		default:
			c.form.values, err = url.ParseQuery(string(c.body))
			c.bad("body", "", err)
		}
	}
	return c.form
}

// readParts reads the parts of a multipart body. Each is kept both as text and as a file.
func (f *form) readParts(r *multipart.Reader) error {
	for {
		part, err := r.NextRawPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		name := partName(part)
		f.values.Add(name, string(data))
		f.headers[name] = append(f.headers[name], http.Header(part.Header))
		f.files[name] = append(f.files[name], value.File{
			Name: part.FileName(), ContentType: part.Header.Get("Content-Type"), Body: bytes.NewReader(data),
		})
	}
}

// partName is the name of a part, also of one that is not form data.
func partName(part *multipart.Part) string {
	_, params, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	if err != nil {
		return part.FormName()
	}
	return params["name"]
}

// Field reads a field of a form, if it is there.
func (c *Call) Field(name string, shape runtime.Shape, s runtime.Style, read func(*json.Reader)) {
	if text := valuesJSON(c.fields().values, name, shape, s); text != nil {
		c.decodeText("field", name, shape, text, read)
	}
}

// Fields reads a whole form as an object.
func (c *Call) Fields(read func(*json.Reader)) {
	if text := objectJSON(c.fields().values); text != nil {
		c.decodeText("body", "", runtime.ShapeObject, text, read)
	}
}

// Raw returns a field as it came, and whether it is there.
func (c *Call) Raw(name string) ([]byte, bool) {
	list, ok := c.fields().values[name]
	if !ok {
		return nil, false
	}
	return []byte(list[0]), true
}

// PartHeader reads a header of part i of a name, if it is there; "" is for those without a name.
func (c *Call) PartHeader(part string, i int, name string, shape runtime.Shape, s runtime.Style, read func(*json.Reader)) {
	if parts := c.fields().headers[part]; i < len(parts) {
		c.headerOf(parts[i], name, shape, s, read)
	}
}

// PartHeaders reads a header of each of the parts of a name from part i on; read adds a value.
func (c *Call) PartHeaders(part string, i int, name string, shape runtime.Shape, s runtime.Style, read func(*json.Reader)) {
	for ; i < len(c.fields().headers[part]); i++ {
		c.PartHeader(part, i, name, shape, s, read)
	}
}

// Files returns the parts of that name as files.
func (c *Call) Files(name string) []value.File { return c.fields().files[name] }
