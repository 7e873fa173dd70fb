// Package fake is what the fakes of generated clients stand on: an HTTP transport that answers
// requests from functions, in the same process, so that a test runs the whole client without a
// network.
//
// A generated fake lists its operations as routes. Each finds its parameters again in the request,
// by the same rules by which the client has put them there, calls the test's function, and writes
// what that returns as the service would. Clients do not import this package.
package fake

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"

	"github.com/armsmith/armsmith/internal/runtime"
	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Route is one operation.
type Route struct {
	Name   string // "Tasks.GetTask"
	Method string
	Path   string // template; {+name} may hold slashes
	Accept string // what tells it from an operation of the same method and path; "" for nothing
	Served bool   // there is a function that answers
	Handle func(*Call)
}

// Transport answers requests: those of a client that it is given to with WithTransport, and those of
// a server whose handler it is. It is safe for use by several goroutines, as far as the functions
// are.
type Transport struct {
	routes []*matcher

	mu    sync.Mutex
	links map[string]func(*Call) // what a URL that an answer has led to gives
	away  []awayLink             // those that lead to another host
	rest  map[string]func(*Call) // what a URL gives that no function answers
	last  int                    // number of the last long-running operation
}

// NewTransport returns a transport for some operations. Any other is answered with 501.
func NewTransport(routes ...Route) *Transport {
	t := &Transport{links: map[string]func(*Call){}, rest: map[string]func(*Call){}}
	for _, r := range routes {
		if r.Served {
			t.routes = append(t.routes, newMatcher(r))
		}
	}
	return t
}

// RoundTrip answers a request.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	c := &Call{transport: t, req: req, header: http.Header{}, status: http.StatusOK}
	if req.Body != nil {
		body, err := io.ReadAll(req.Body)
		req.Body.Close()
		if err != nil {
			return nil, err
		}
		c.body = body
	}
	t.answer(c)
	if c.status < 200 || c.status > 999 {
		c.problem(http.StatusInternalServerError, "InternalServerError",
			"the fake's function answers with the status "+strconv.Itoa(c.status)+", which must be 200 to 999")
	}
	return c.response(), nil
}

// answer lets a link or a route answer.
func (t *Transport) answer(c *Call) {
	get := c.req.Method == http.MethodGet
	if handle := t.linked(c.req.URL); handle != nil && get {
		handle(c)
		return
	}
	var best *matcher
	var vars map[string]string
	most := 0
	for _, m := range t.routes {
		v, base, ok := m.match(c.req)
		weight := m.weight
		if m.route.Accept != "" && m.route.Accept == c.req.Header.Get("Accept") {
			weight++
		}
		if ok && (best == nil || weight > most) {
			best, vars, c.base, most = m, v, base, weight
		}
	}
	if handle := t.unanswered(c.req.URL); best == nil && handle != nil && get {
		handle(c)
		return
	}
	if best == nil {
		c.problem(http.StatusNotImplemented, "NotImplemented", "no function answers "+c.req.Method+" "+c.req.URL.Path)
		return
	}
	c.begin(best.route, vars)
	best.route.Handle(c)
}

// Error is an answer that is no success. A function of a fake returns it to make the client see a
// ResponseError.
type Error struct {
	Status  int
	Code    string
	Message string
	// the error's body; nil: one of Code and Message, in the form that Azure's services use
	Body   json.Typed
	Header http.Header // more headers, such as Retry-After
}

// NewError returns an error with a status, a code and a message.
func NewError(status int, code, message string) error {
	return &Error{Status: status, Code: code, Message: message}
}

// Error describes the answer.
func (e *Error) Error() string {
	return fmt.Sprintf("%d %s: %s", e.Status, e.Code, e.Message)
}

// body is the JSON of the error.
func (e *Error) body() []byte {
	if e.Body != nil {
		if data, err := json.Marshal(e.Body); err == nil {
			return data
		}
	}
	return errorBody(e.Code, e.Message)
}

func errorBody(code, message string) []byte {
	var b bytes.Buffer
	b.WriteString(`{"error":{"code":`)
	b.Write(runtime.ShapeText.JSON(code))
	b.WriteString(`,"message":`)
	b.Write(runtime.ShapeText.JSON(message))
	b.WriteString("}}")
	return b.Bytes()
}
