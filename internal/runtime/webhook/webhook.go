// Package webhook reads what a service sends to those whom it tells that something has happened: it
// bounds the request, checks its signature, says which of the documented webhooks it is, and
// answers it.
//
// A generated package has a [Table] of its webhooks and two functions that go by it: one reads the
// payload into the type of its webhook, the other calls the function for that type.
//
// Where to find what:
//
//	webhook.go    the table, and a request that is read by it
//	tell.go       which webhook a request is
//	signature.go  the schemes of signatures: what they have in common; each of them is in
//	              standard.go, stripe.go or github.go
//	error.go      what is wrong with a request, and how it is answered
//	serve.go      the answers of an http.Handler
package webhook

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Table is the webhooks of a document: a value that is made once.
type Table struct {
	Scheme *Scheme // how requests are signed; nil: nothing is checked
	Tells  []Tell  // where a request says which webhook it is; empty: it does not
	Kinds  []Kind
}

// Kind is one webhook.
type Kind struct {
	Name   string // in the document
	Method string // "" for POST
	Status int    // of an answer that all is well; 0 for 204
	// what stands in the places of Table.Tells, each as one way to say that it is this webhook;
	// nil: anything
	Is [][]string
}

func (k *Kind) method() string {
	if k.Method == "" {
		return http.MethodPost
	}
	return k.Method
}

// Options say how requests are read.
type Options struct {
	// Secrets are those with which the service may have signed: several while one replaces another.
	Secrets []string
	MaxAge  time.Duration // 0 for 5 minutes; negative: any
	MaxBody int64         // in bytes; 0 for 32 MiB; negative: any
	// Only is the name of the webhook that comes here, whatever else the document has; "" for all.
	Only string
}

const (
	defaultMaxAge  = 5 * time.Minute
	defaultMaxBody = 32 << 20

	// memory is how many bytes reading a body may take for each byte of it; see runtime.Limits.
	memory = 64
)

func (o *Options) maxBody() int64 {
	if o.MaxBody == 0 {
		return defaultMaxBody
	}
	return o.MaxBody
}

// Request is a request that was read, and is signed as it must be.
type Request struct {
	Kind   int      // index in Table.Kinds; -1 for one that is none of them for sure
	MayBe  []string // names of the webhooks that it may be, where nothing tells them apart
	Header http.Header
	Body   []byte // as it came
	Status int    // of an answer that all is well
}

// Read reads a request, once, and checks its signature over the bytes that came. Errors are of type
// *[Error].
func (t *Table) Read(r *http.Request, o Options) (*Request, error) {
	allowed := t.methods(o.Only)
	if len(allowed) == 0 {
		return nil, misused("the document has no webhook that is called %q", o.Only)
	}
	if t.Scheme != nil {
		if err := t.Scheme.usable(o.Secrets); err != nil {
			return nil, err
		}
	}
	if !slices.Contains(allowed, r.Method) {
		return nil, &Error{StatusCode: http.StatusMethodNotAllowed, Allow: strings.Join(allowed, ", "),
			Reason: fmt.Sprintf("the request is a %.20q, and webhooks come as %s", r.Method, strings.Join(allowed, ", "))}
	}
	body, err := readBody(r, o.maxBody())
	if err != nil {
		return nil, err
	}
	if t.Scheme != nil {
		if err := t.Scheme.check(r.Header, body, o, time.Now()); err != nil {
			return nil, err
		}
	}
	req := &Request{Kind: -1, Header: r.Header, Body: body, Status: http.StatusNoContent}
	t.tell(req, r.Method, o.Only)
	return req, nil
}

// methods are those with which webhooks come, in the order of the table.
func (t *Table) methods(only string) []string {
	var out []string
	for i := range t.Kinds {
		k := &t.Kinds[i]
		if (only == "" || only == k.Name) && !slices.Contains(out, k.method()) {
			out = append(out, k.method())
		}
	}
	return out
}

// readBody reads all of a body that is not larger than allowed.
func readBody(r *http.Request, most int64) ([]byte, error) {
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return nil, &Error{StatusCode: http.StatusUnsupportedMediaType, Reason: fmt.Sprintf("the body has the Content-Encoding %.40q", encoding)}
	}
	if r.Body == nil {
		return nil, nil
	}
	source := io.Reader(r.Body)
	if most > 0 {
		if r.ContentLength > most {
			return nil, tooLarge(most)
		}
		source = io.LimitReader(source, most)
	}
	body, err := io.ReadAll(source)
	if err == nil && most > 0 && int64(len(body)) == most {
		// whether there is more
		var next [1]byte
		var n int
		n, err = io.ReadFull(r.Body, next[:])
		if n > 0 {
			return nil, tooLarge(most)
		}
		if errors.Is(err, io.EOF) {
			err = nil
		}
	}
	if err != nil {
		return nil, &Error{StatusCode: http.StatusBadRequest, Reason: "the body could not be read", Err: err}
	}
	return body, nil
}

// JSON decodes the body into v. Strings and raw values of v share the body's memory.
func (r *Request) JSON(v json.Typed) error {
	return r.decoded(json.BudgetFor(len(r.Body), memory).Decode(r.Body, v))
}

// JSONFunc decodes the body with read, for bodies that are no structs.
func (r *Request) JSONFunc(read func(*json.Reader)) error {
	return r.decoded(json.BudgetFor(len(r.Body), memory).DecodeFunc(r.Body, read))
}

func (r *Request) decoded(err error) error {
	if err == nil {
		return nil
	}
	return &Error{StatusCode: http.StatusBadRequest, Reason: "the body is not what the document says", Err: err}
}
