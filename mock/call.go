package mock

import (
	"net/http"

	"github.com/armsmith/armsmith/generator/judge"
)

// Call is a request that the document allows, or that is answered nevertheless, with its operation.
type Call struct {
	Request   *http.Request // as it came; its body has been read
	Body      []byte
	Operation *Operation
	Values    map[string]string // of the path's parameters
	Path      string            // of the request, below the path of the document's server
	// where the document's paths begin, for links: "http://127.0.0.1:4010/v1"
	Root       string
	Prefer     Prefer
	Violations []Violation // what is wrong with the request

	service *service
	large   bool          // it has come through the turnstile
	link    link          // that the request follows; zero for none
	local   *http.Request // as the judge gets it: with the path of the document
	found   *judge.Case
}

// objections returns what a judge finds. It is nothing where kin-openapi would not come to an end
// with the document, or panics.
func (c *Call) objections(judge func() []Violation) (wrong []Violation) {
	if c.service.doc.endless != "" {
		return nil
	}
	defer func() {
		if recover() != nil {
			wrong = nil
		}
	}()
	return judge()
}

// Answer returns what the document alone answers to the call when it is asked for a status: the
// example, or values made up. It is for behaviours that need another answer than the one that comes
// next, such as that of a job that has ended; with 0 it is the answer of a success.
func (c *Call) Answer(status int) *Answer {
	other := *c
	other.Prefer.Code = status
	return c.service.answer(&other)
}
