package mock

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/armsmith/armsmith/generator/judge"
)

// Problem is why a server refuses a request, as it is sent (RFC 9457).
type Problem struct {
	Title      string      `json:"title"`
	Status     int         `json:"status"`
	Detail     string      `json:"detail,omitempty"`
	Violations []Violation `json:"violations,omitempty"`

	header http.Header
}

// Violation is something in a request, or in an answer, that the document does not allow.
type Violation struct {
	// "path", "query", "header", "cookie", "body", "security", "example" or "fault"; "" for the whole
	In      string `json:"in,omitempty"`
	Name    string `json:"name,omitempty"`    // of the parameter
	Pointer string `json:"pointer,omitempty"` // JSON pointer within the value
	Message string `json:"message"`
}

// String returns a violation as one line.
func (v Violation) String() string {
	at := strings.TrimSpace(v.In + " " + v.Name + v.Pointer)
	if at == "" {
		return v.Message
	}
	return at + ": " + v.Message
}

func refused(status int, format string, args ...any) *Problem {
	return &Problem{Title: http.StatusText(status), Status: status, Detail: fmt.Sprintf(format, args...)}
}

// with adds a header to the answer that a problem is.
func (p *Problem) with(name, value string) *Problem {
	if p.header == nil {
		p.header = http.Header{}
	}
	p.header.Add(name, value)
	return p
}

// answer returns the answer that tells a problem; nil for none.
func (p *Problem) answer() *Answer {
	if p == nil {
		return nil
	}
	data, err := json.Marshal(p)
	if err != nil {
		panic(err) // cannot be: texts and numbers can be written
	}
	return &Answer{Status: p.Status, Header: p.header.Clone(), MediaType: "application/problem+json", Data: data, own: true}
}

// violations returns what a judge found as it is told.
func violations(err error) []Violation { return told(judge.Objections(err)) }

func told(objections []judge.Objection) []Violation {
	var out []Violation
	for _, o := range objections {
		out = append(out, Violation{In: o.In, Name: o.Name, Pointer: o.Pointer, Message: o.Message})
	}
	return out
}
