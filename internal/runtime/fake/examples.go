package fake

import (
	"cmp"
	"net/http"
)

// Example is how an operation answers as the document's example of it does.
type Example struct {
	Of     string // the operation, as Route.Name has it
	Status int    // 0 for 200
	Type   string // media type of the body; "" for JSON
	Header map[string]string
	Body   string // "" for none
	Long   bool   // of a long-running operation, which ends so
	// query parameter that asks for the pages after this one, which are Then, unless it has First or
	// nothing; "": there are no others
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
