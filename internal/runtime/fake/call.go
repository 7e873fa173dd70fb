package fake

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime"
	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

// Call is one request on its way to a test's function, and the answer on its way back.
type Call struct {
	transport *Transport
	req       *http.Request
	route     Route
	vars      map[string]string
	base      string // the endpoint's own path, which stands before the template's
	query     url.Values
	form      *form
	body      []byte
	next      string
	errs      []error

	status int
	header http.Header
	out    io.Reader
}

// begin sets a call up for a route.
func (c *Call) begin(r Route, vars map[string]string) {
	c.route, c.vars, c.query = r, vars, c.req.URL.Query()
}

// Context is the caller's.
func (c *Call) Context() context.Context { return c.req.Context() }

// Next is the link by which a page was asked for; "" for the first page.
func (c *Call) Next() string { return c.next }

// bad remembers what is wrong with the request.
func (c *Call) bad(what, name string, err error) {
	if err != nil {
		c.errs = append(c.errs, errors.New(what+" "+name+": "+err.Error()))
	}
}

// Bad answers 400, and is true, when the request could not be understood.
func (c *Call) Bad() bool {
	if len(c.errs) > 0 {
		c.problem(http.StatusBadRequest, "BadRequest", errors.Join(c.errs...).Error())
	}
	return len(c.errs) > 0
}

// Fail answers with an error, and is true, unless err is nil. Anything but an [Error] becomes a
// 500.
func (c *Call) Fail(err error) bool {
	if err == nil {
		return false
	}
	var e *Error
	if !errors.As(err, &e) {
		e = &Error{Status: http.StatusInternalServerError, Code: "InternalServerError", Message: err.Error()}
	}
	c.write(e.Status, "application/json", bytes.NewReader(e.body()))
	for name, values := range e.Header {
		c.header[http.CanonicalHeaderKey(name)] = values
	}
	if e.Code != "" && e.Body == nil {
		c.header.Set("x-ms-error-code", e.Code)
	}
	return true
}

// Nothing answers 500, and is true, when a function has returned neither a result nor an error.
func (c *Call) Nothing(missing bool) bool {
	if missing {
		c.problem(http.StatusInternalServerError, "InternalServerError",
			"the fake's function for "+c.route.Name+" returned neither a result nor an error")
	}
	return missing
}

func (c *Call) problem(status int, code, message string) {
	c.Fail(NewError(status, code, message))
}

// decode reads JSON that a part of the request stands for.
func (c *Call) decode(what, name string, text []byte, read func(*json.Reader)) {
	c.bad(what, name, json.DecodeFunc(text, read))
}

// decodeText reads JSON that a text of a shape stands for.
func (c *Call) decodeText(what, name string, shape runtime.Shape, text []byte, read func(*json.Reader)) {
	c.bad(what, name, shape.Decode(json.Budget{}, text, read))
}

// Path reads a path parameter.
func (c *Call) Path(name string, shape runtime.Shape, s runtime.Style, read func(*json.Reader)) {
	text, ok := c.vars[name]
	if !ok {
		return
	}
	c.decodeText("path parameter", name, shape, pathJSON(name, text, shape, s), read)
}

// Query reads a query parameter, if it is there.
func (c *Call) Query(name string, shape runtime.Shape, s runtime.Style, read func(*json.Reader)) {
	if text := valuesJSON(c.query, name, shape, s); text != nil {
		c.decodeText("query parameter", name, shape, text, read)
	}
}

// QueryString reads the whole query, if there is one, of what is no form.
func (c *Call) QueryString(shape runtime.Shape, read func(*json.Reader)) {
	text, err := url.PathUnescape(c.req.URL.RawQuery)
	if c.bad("query", "", err); err == nil && text != "" {
		c.decodeText("query", "", shape, shape.JSON(text), read)
	}
}

// QueryForm has read read the query, if there is one, as it reads a form.
func (c *Call) QueryForm(read func()) {
	if len(c.query) > 0 {
		body := c.form
		c.form = &form{values: c.query}
		read()
		c.form = body
	}
}

// Header reads a header, if it is there.
func (c *Call) Header(name string, shape runtime.Shape, s runtime.Style, read func(*json.Reader)) {
	c.headerOf(c.req.Header, name, shape, s, read)
}

// headerOf reads one of some headers, if it is there.
func (c *Call) headerOf(all http.Header, name string, shape runtime.Shape, s runtime.Style, read func(*json.Reader)) {
	if values := all.Values(name); len(values) > 0 {
		c.decodeText("header", name, shape, textJSON(strings.Join(values, ","), shape, s), read)
	}
}

// Cookie reads a cookie, if it is there.
func (c *Call) Cookie(name string, shape runtime.Shape, s runtime.Style, read func(*json.Reader)) {
	values := url.Values{}
	for _, cookie := range c.req.Cookies() {
		text, err := url.PathUnescape(cookie.Value)
		if err != nil || base(s) == runtime.AsCookie {
			text = cookie.Value
		}
		values.Add(cookie.Name, text)
	}
	if text := valuesJSON(values, name, shape, s); text != nil {
		c.decodeText("cookie", name, shape, text, read)
	}
}

// Headers returns the headers whose names begin with prefix, by the rest of their names; nil when
// there is none.
func (c *Call) Headers(prefix string) map[string]string {
	var out map[string]string
	for name, values := range c.req.Header {
		if len(name) > len(prefix) && strings.EqualFold(name[:len(prefix)], prefix) {
			if out == nil {
				out = map[string]string{}
			}
			out[strings.ToLower(name[len(prefix):])] = values[0]
		}
	}
	return out
}

// HasBody reports whether the request has a body.
func (c *Call) HasBody() bool { return len(c.body) > 0 }

// Body reads a body of JSON, if there is one.
func (c *Call) Body(read func(*json.Reader)) {
	if len(c.body) > 0 {
		c.decode("body", "", c.body, read)
	}
}

// Text reads a body of text.
func (c *Call) Text(shape runtime.Shape, read func(*json.Reader)) {
	c.decodeText("body", "", shape, shape.JSON(string(c.body)), read)
}

// Lines reads a body of one JSON value a line, or one a record of a JSON sequence.
func (c *Call) Lines(read func(*json.Reader)) {
	for line := range bytes.Lines(c.body) {
		if line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte{0x1e})); len(line) > 0 {
			c.decode("body", "", line, read)
		}
	}
}

// Bytes returns the body.
func (c *Call) Bytes() []byte { return c.body }

// File returns the body as a file.
func (c *Call) File() value.File {
	return value.File{ContentType: c.ContentType(), Body: bytes.NewReader(c.body)}
}

// ContentType is the media type of the body.
func (c *Call) ContentType() string { return c.req.Header.Get("Content-Type") }

// Decode reads a body that is no JSON, if there is one.
func (c *Call) Decode(read func(data []byte) error) {
	if len(c.body) > 0 {
		c.bad("body", "", read(c.body))
	}
}
