package fake

import (
	"bytes"
	stdjson "encoding/json"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/armsmith/armsmith/internal/runtime"
	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Status sets the status of the answer.
func (c *Call) Status(code int) { c.status = code }

// SetHeader sets a header of the answer.
func (c *Call) SetHeader(name, v string) { c.header.Set(name, v) }

// SetValue sets a header of the answer to a text that a type of the user's makes.
func (c *Call) SetValue(name string, v runtime.Value, s runtime.Style) {
	if !c.Fail(v.Err()) {
		c.SetHeader(name, v.Joined(s))
	}
}

// SetLines sets a header of the answer that has a line for each of several values, as Set-Cookie
// has.
func (c *Call) SetLines(name string, v runtime.Value) {
	if !c.Fail(v.Err()) {
		c.header[http.CanonicalHeaderKey(name)] = v.Lines()
	}
}

// SetHeaders sets headers whose names begin with prefix.
func (c *Call) SetHeaders(prefix string, values map[string]string) {
	for name, v := range values {
		c.header.Set(prefix+name, v)
	}
}

// JSON answers with a model.
func (c *Call) JSON(contentType string, v json.Typed) {
	c.JSONFunc(contentType, func(w *json.Writer) { w.Write(v, v) })
}

// JSONFunc answers with the JSON that encode writes.
func (c *Call) JSONFunc(contentType string, encode func(*json.Writer)) {
	data, err := json.MarshalFunc(encode)
	if err != nil {
		c.Fail(err)
		return
	}
	c.write(c.status, contentType, bytes.NewReader(data))
}

// Write answers with text.
func (c *Call) Write(contentType, text string) {
	c.write(c.status, contentType, strings.NewReader(text))
}

// WriteValue answers with a text that a type of the user's makes.
func (c *Call) WriteValue(contentType string, v runtime.Value) {
	if !c.Fail(v.Err()) {
		c.Write(contentType, v.Joined(runtime.Simple))
	}
}

// Encoded answers with what encode returns.
func (c *Call) Encoded(contentType string, encode func() ([]byte, error)) {
	data, err := encode()
	if !c.Fail(err) {
		c.write(c.status, contentType, bytes.NewReader(data))
	}
}

// Stream answers with what src yields. A nil src is an empty body.
func (c *Call) Stream(contentType string, src io.Reader) {
	if src == nil {
		src = strings.NewReader("")
	}
	c.write(c.status, contentType, src)
}

func (c *Call) write(status int, contentType string, body io.Reader) {
	if before, ok := c.out.(io.Closer); ok {
		before.Close() // an answer in the place of another
	}
	c.status, c.out = status, body
	c.header.Set("Content-Type", contentType)
}

// Lines answers with a sequence of values: one JSON text a line, one a record of a JSON sequence,
// or one an event.
func Lines[V any](c *Call, contentType string, s *runtime.Stream[V], encode func(V, *json.Writer)) {
	before, after := "", "\n"
	switch {
	case contentType == "text/event-stream":
		before, after = "data: ", "\n\n"
	case strings.HasSuffix(contentType, "json-seq"):
		before = "\x1e"
	}
	sequence(c, contentType, s, func(b *bytes.Buffer, v V) error {
		data, err := json.MarshalFunc(func(w *json.Writer) { encode(v, w) })
		b.WriteString(before)
		b.Write(data)
		b.WriteString(after)
		return err
	}, nothing)
}

// Events answers with texts as server-sent events.
func Events(c *Call, s *runtime.Stream[string]) {
	sequence(c, "text/event-stream", s, func(b *bytes.Buffer, v string) error {
		writeData(b, v)
		return nil
	}, nothing)
}

// writeData ends an event with its data.
func writeData(b *bytes.Buffer, data string) {
	for line := range strings.SplitSeq(data, "\n") {
		b.WriteString("data: " + line + "\n")
	}
	b.WriteString("\n")
}

// Objects answers with server-sent events, each from a value as EventObject reads it. The data of
// events whose names are in texts is plain text.
func Objects[V any](c *Call, s *runtime.Stream[V], texts []string, encode func(V, *json.Writer)) {
	sequence(c, "text/event-stream", s, func(b *bytes.Buffer, v V) error {
		data, err := json.MarshalFunc(func(w *json.Writer) { encode(v, w) })
		if err != nil {
			return err
		}
		return writeEvent(b, data, texts)
	}, nothing)
}

// writeEvent writes the event that an object describes.
func writeEvent(b *bytes.Buffer, object []byte, texts []string) error {
	var e struct {
		Event, ID string
		Data      stdjson.RawMessage
		Retry     int64
	}
	if err := stdjson.Unmarshal(object, &e); err != nil {
		return err
	}
	data := string(e.Data)
	if slices.Contains(texts, e.Event) {
		if err := stdjson.Unmarshal(e.Data, &data); err != nil {
			return err
		}
	}
	b.WriteString("event: " + e.Event + "\n")
	if e.ID != "" {
		b.WriteString("id: " + e.ID + "\n")
	}
	if e.Retry > 0 {
		b.WriteString("retry: " + strconv.FormatInt(e.Retry, 10) + "\n")
	}
	writeData(b, data)
	return nil
}

// Page makes the link of a page lead back to the same function, with the same parameters.
func (c *Call) Page(link string) {
	if link == "" {
		return
	}
	first := *c
	c.transport.link(c, link, func(next *Call) {
		own := first
		own.errs, own.status, own.header, own.out, own.next = nil, http.StatusOK, next.header, nil, link
		own.req = first.req.Clone(next.req.Context())
		own.route.Handle(&own)
		*next = own
	})
}

// NextHeader has a header say what leads to the next page, which is a link to the same function or
// else a token; "" after the last page.
func (c *Call) NextHeader(name, next string, link bool) {
	if next == "" {
		return
	}
	if link {
		c.Page(next)
	}
	if strings.EqualFold(name, "Link") {
		next = "<" + next + `>; rel="next"`
	}
	c.header.Set(name, next)
}

// LongRunning answers 202 and lets finish give the result once the client has asked for the second
// time.
func (c *Call) LongRunning(finish func(*Call)) {
	// relative: where the fake stands below a path of a server, it does not know which
	target := "armsmith-fake-operation-" + c.transport.number()
	var asked atomic.Bool
	c.transport.link(c, target, func(poll *Call) {
		if asked.CompareAndSwap(false, true) {
			poll.accept(target)
			return
		}
		finish(poll)
	})
	c.transport.otherwise(c.req.URL, finish)
	c.accept(target)
}

// accept answers that an operation is under way.
func (c *Call) accept(location string) {
	c.status = http.StatusAccepted
	c.header.Set("Location", location)
	c.header.Set("Retry-After-Ms", "1")
}

// response is the answer as a transport returns it.
func (c *Call) response() *http.Response {
	resp := &http.Response{
		Status: strconv.Itoa(c.status) + " " + http.StatusText(c.status), StatusCode: c.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: c.header, Body: http.NoBody, Request: c.req,
	}
	if closer, ok := c.out.(io.Closer); ok && c.req.Method == http.MethodHead {
		closer.Close()
	}
	if c.out == nil || c.req.Method == http.MethodHead {
		return resp
	}
	resp.Body, resp.ContentLength = io.NopCloser(c.out), -1
	if closer, ok := c.out.(io.ReadCloser); ok {
		resp.Body = closer
	}
	if sized, ok := c.out.(interface{ Len() int }); ok {
		resp.ContentLength = int64(sized.Len())
	}
	return resp
}
