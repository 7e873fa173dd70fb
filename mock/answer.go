package mock

import (
	"io"
	"maps"
	"net/http"
	"sync"
)

// Answer is what is sent for a call. One that comes from a document may be given to many calls at
// once and must not be changed; [Answer.Copy] can be.
type Answer struct {
	Status    int // 0: there is no answer, and the connection is cut
	Header    http.Header
	MediaType string // of the body; "" for none
	// what the body holds, as encoding/json reads it; nil when there is only Data
	Value any
	// the body as it is sent; nil for one that is made of Value
	Data []byte
	// writes the body, piece by piece, instead of Data; an error cuts the connection. What it
	// writes is sent at once.
	Stream func(io.Writer) error

	Response *Response // of the document; nil for what that does not describe
	Content  *Content  // of the document; nil for an answer without a body

	example bool        // its value is an example of the document
	own     bool        // it is not one of the document's: a refusal, the state of an operation
	notes   []Violation // what is reported of how it was made
	verdict struct {    // of the judge, once for an answer that is given to many calls
		sync.Once
		wrong []Violation
	}
}

// Copy returns an answer that can be changed. Its Value is still shared: whoever changes something
// in that copies it first.
func (a *Answer) Copy() *Answer {
	out := &Answer{Status: a.Status, Header: maps.Clone(a.Header), MediaType: a.MediaType, Value: a.Value, Data: a.Data,
		Stream: a.Stream, Response: a.Response, Content: a.Content, own: a.own, example: a.example, notes: a.notes}
	if out.Header == nil {
		out.Header = http.Header{}
	}
	return out
}

// With returns a copy of an answer whose body holds another value.
func (a *Answer) With(value any) *Answer {
	out := a.Copy()
	out.Value, out.Data, out.Stream = value, nil, nil
	out.Header.Del("Etag") // of the other value
	return out
}

// NewAnswer returns an answer without a body to a call.
func NewAnswer(call *Call, status int) *Answer {
	return &Answer{Status: status, Header: http.Header{}, Response: call.Operation.Response(status)}
}

// Refuse returns an answer that describes a problem (RFC 9457).
func Refuse(status int, format string, args ...any) *Answer {
	return refused(status, format, args...).answer()
}
