package mock

import (
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"strings"

	"github.com/armsmith/armsmith/mock/sample"
)

// choice is which answer of an operation is asked for.
type choice struct {
	op        *Operation
	status    int
	mediaType string // of the document; "" for an answer without a body
	sent      string // the media type as it is sent
	example   string
}

// answer returns what the document answers to a call.
func (s *service) answer(call *Call) *Answer {
	op := call.Operation
	status := call.Prefer.Code
	if status == 0 {
		status = op.Success()
	}
	r := op.Response(status)
	if r == nil && call.Prefer.Code == 0 {
		a := NewAnswer(call, status)
		a.own = true // the document describes no success
		return a
	}
	if r == nil {
		return Refuse(http.StatusBadRequest, "the document has no answer %d for %s; it has %s", status, op.ID, keysOf(op))
	}
	if len(r.Contents) == 0 {
		return s.known(choice{op: op, status: status}, r, nil, call.Prefer)
	}
	content, sent := accepted(call.Request.Header.Values("Accept"), r.Contents)
	if content == nil {
		return Refuse(http.StatusNotAcceptable, "%s is answered as %s, and the client accepts %.200q",
			op.ID, mediaTypesOf(r), call.Request.Header.Get("Accept"))
	}
	if name := call.Prefer.Example; name != "" && content.named(name) == nil {
		return Refuse(http.StatusBadRequest, "there is no example %.100q of this answer; there are: %s", name, content.names())
	}
	return s.known(choice{op, status, content.MediaType, sent, call.Prefer.Example}, r, content, call.Prefer)
}

// known returns an answer that has been made before, or makes it. Those that are kept are made of
// words of the document alone, and so are few.
func (s *service) known(c choice, r *Response, content *Content, prefer Prefer) *Answer {
	switch {
	case prefer.Dynamic:
		m := s.maker
		m.Seed, m.NoExamples = rand.Uint64(), true
		return s.make(c, r, content, m)
	case c.sent != concrete(c.mediaType, ""): // the client chose it from a range
		return s.make(c, r, content, s.maker)
	}
	if a, there := s.answers.Load(c); there {
		return a.(*Answer)
	}
	a, _ := s.answers.LoadOrStore(c, s.make(c, r, content, s.maker))
	return a.(*Answer)
}

// make makes an answer from an example or, where none fits, from a made-up value.
func (s *service) make(c choice, r *Response, content *Content, m sample.Maker) *Answer {
	place := c.op.Method + " " + c.op.Path + " " + r.Key
	a := &Answer{Status: c.status, MediaType: c.sent, Response: r, Content: content}
	a.Header = headersOf(r, m, place)
	if content == nil {
		return a
	}
	if e := s.fitting(a, content, c.example, m); e != nil {
		a.Value, a.Data, a.example = e.value(), e.body(c.sent), true
	} else {
		a.Value, _ = m.Value(content.Schema, place) // where there is none, null is as good as anything
	}
	if a.Data == nil {
		a.Data = encode(a.Value, c.sent, content.Schema)
	}
	return a
}

// fitting returns the example of a content that is asked for by name or, without a name, the first
// that is what its schema says; nil for none. The answer notes those that are passed over.
func (s *service) fitting(a *Answer, content *Content, name string, m sample.Maker) *example {
	if name != "" {
		return content.named(name)
	}
	if m.NoExamples {
		return nil
	}
	for i, e := range content.examples {
		if content.Schema == nil || content.Schema.Value == nil || e.sent || !isJSON(content.MediaType) {
			return &content.examples[i]
		}
		v, err := asKin(e.body(content.MediaType))
		if err == nil && s.allows(content.Schema.Value, v) {
			return &content.examples[i]
		}
		a.notes = append(a.notes, Violation{In: "example", Name: e.name,
			Message: "the example at " + e.node.Place().String() + " is not what its schema says, and is passed over"})
	}
	return nil
}

// asKin reads JSON as kin-openapi wants it, with numbers as floats.
func asKin(data []byte) (v any, err error) {
	err = json.Unmarshal(data, &v)
	return v, err
}

func (c *Content) named(name string) *example {
	for i, e := range c.examples {
		if e.name == name {
			return &c.examples[i]
		}
	}
	return nil
}

// names lists the examples that can be asked for.
func (c *Content) names() string {
	var out []string
	for _, e := range c.examples {
		if e.name != "" {
			out = append(out, e.name)
		}
	}
	if len(out) == 0 {
		return "none"
	}
	return strings.Join(out, ", ")
}

func keysOf(op *Operation) string {
	var out []string
	for _, r := range op.Responses {
		out = append(out, r.Key)
	}
	return strings.Join(out, ", ")
}

func mediaTypesOf(r *Response) string {
	var out []string
	for _, c := range r.Contents {
		out = append(out, c.MediaType)
	}
	return strings.Join(out, ", ")
}
