package fake

import (
	"cmp"
	"net/http"
)

// Example is the document's example of what an operation answers.
type Example struct {
	Of     string // the operation, as Route.Name has it
	Status int    // 0 for 200
	Type   string // media type of the body; "" for JSON
	Header map[string]string
	Body   string // "" for none
	Long   bool   // it is the result of a long-running operation
	// query parameter that asks for a page: this one where it is First or not there, any other one
	// is Then; "": there is one page
	Page, First, Then string
}

// FromExamples returns a transport for some operations, of which those that no function serves
// answer as their examples do. Several routes may be of one operation.
func FromExamples(routes []Route, examples []Example) *Transport {
	of := make(map[string]*Example, len(examples))
	for i := range examples {
		of[examples[i].Of] = &examples[i]
	}
	for _, r := range routes {
		if r.Served {
			delete(of, r.Name)
		}
	}
	for i, r := range routes {
		if e := of[r.Name]; e != nil {
			routes[i].Served, routes[i].Handle = true, e.handle
			delete(of, r.Name) // once
		}
	}
	return NewTransport(routes...)
}

func (e *Example) handle(c *Call) {
	if e.Long {
		c.LongRunning(e.answer)
		return
	}
	e.answer(c)
}

func (e *Example) answer(c *Call) {
	c.Status(cmp.Or(e.Status, http.StatusOK))
	for name, v := range e.Header {
		c.SetHeader(name, v)
	}
	body := e.Body
	if asked := c.query.Get(e.Page); e.Page != "" && asked != "" && asked != e.First {
		body = e.Then
	}
	if body != "" {
		c.Write(cmp.Or(e.Type, "application/json"), body)
	}
}
