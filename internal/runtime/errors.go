package runtime

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"time"

	codec "github.com/armsmith/armsmith/internal/runtime/json"
)

// ResponseError is an answer of the service that is not a success.
//
// Its text is one line and holds neither body nor header; what the service sent is in the fields.
type ResponseError struct {
	Operation  string // "Tasks.GetTask"
	StatusCode int
	// "404 Not Found"; for a long-running operation that failed, its state: "Failed"
	Status string

	// What the body says, whichever of the known forms it has (see fault.go), or a header such as
	// x-ms-error-code.
	Code    string
	Message string
	Target  string
	Details []ErrorDetail
	// AdditionalInfo is what else the service says of the error, at its top (Azure Resource Manager
	// RPC, error response).
	AdditionalInfo []ErrorInfo

	RequestID string // what to tell the service's support
	// what the service calls all that was done for the call, in every service that took part; ""
	// when it does not say
	CorrelationID string
	RetryAfter    time.Duration // how long the service asked to wait; 0 when it did not
	Header        http.Header
	Raw           []byte // the body as it came, up to 1 MiB
	// the body decoded into the document's own type: a pointer to a model, the variant of a union,
	// a list; nil when there is none
	Body any

	failed bool // a long-running operation that ended without success
}

// ErrorDetail is one of several things that an error names.
type ErrorDetail struct {
	Code    string
	Message string
	Target  string
	Details []ErrorDetail
	// AdditionalInfo is what else the service says of it.
	AdditionalInfo []ErrorInfo
}

// ErrorInfo is something about an error for which the common fields have no place, such as the
// policy that forbids a call: {"type": "PolicyViolation", "info": {...}}.
type ErrorInfo struct {
	Type string
	Info json.RawMessage // as the service wrote it, with secrets that it repeats hidden
}

// Error is one line: operation, status, code, message, and what the service calls the request.
func (e *ResponseError) Error() string {
	var b strings.Builder
	b.WriteString(e.Operation + ": ")
	b.WriteString(orDefault(e.Status, strconv.Itoa(e.StatusCode)))
	if e.Code != "" {
		b.WriteString(": " + oneLine(e.Code, 128))
	}
	if e.Message != "" {
		b.WriteString(": " + oneLine(e.Message, 512))
	}
	if e.RequestID != "" {
		b.WriteString(" (request " + oneLine(e.RequestID, 128))
		if e.CorrelationID != "" && e.CorrelationID != e.RequestID {
			b.WriteString(", correlation " + oneLine(e.CorrelationID, 128))
		}
		b.WriteString(")")
	}
	return b.String()
}

// Is makes errors.Is(err, ErrNotFound) and the like work.
func (e *ResponseError) Is(target error) bool {
	if target == ErrOperationFailed {
		return e.failed
	}
	s, ok := target.(statusError)
	return ok && int(s) == e.StatusCode
}

// Unwrap gives errors.As the body, decoded into the document's own type, where that is an error:
//
//	var invalid *ValidationError
//	if errors.As(err, &invalid) { ... }
func (e *ResponseError) Unwrap() error {
	body, _ := e.Body.(error)
	return body
}

// As gives errors.As the body as an interface that it implements, such as that of a union.
func (e *ResponseError) As(target any) bool {
	to := reflect.ValueOf(target).Elem()
	if e.Body == nil || to.Kind() != reflect.Interface || !reflect.TypeOf(e.Body).Implements(to.Type()) {
		return false
	}
	to.Set(reflect.ValueOf(e.Body))
	return true
}

// BodyText is the text of an error that is the body of a [ResponseError], by itself: what is found
// in it as the code and the message, or else what it is called.
func BodyText(name string, body any) string {
	var e ResponseError
	if text, err := json.Marshal(body); err == nil {
		e.readBody(text, "application/json")
	}
	switch {
	case e.Code == "" && e.Message == "":
		return name
	case e.Code == "" || e.Message == "":
		return name + ": " + oneLine(e.Code+e.Message, 512)
	}
	return name + ": " + oneLine(e.Code, 128) + ": " + oneLine(e.Message, 512)
}

// statusError is an error that stands for a status.
type statusError int

func (s statusError) Error() string { return strings.ToLower(http.StatusText(int(s))) }

// What a [ResponseError] can be, by its status, for errors.Is.
var (
	// 304: what you have is current
	ErrNotModified error = statusError(http.StatusNotModified)
	ErrBadRequest  error = statusError(http.StatusBadRequest) // 400
	// 401: the credential was not accepted
	ErrUnauthorized error = statusError(http.StatusUnauthorized)
	// 403: the credential does not suffice
	ErrForbidden error = statusError(http.StatusForbidden)
	ErrNotFound  error = statusError(http.StatusNotFound) // 404
	ErrConflict  error = statusError(http.StatusConflict) // 409
	ErrGone      error = statusError(http.StatusGone)     // 410
	// 412: it has changed since
	ErrPreconditionFailed error = statusError(http.StatusPreconditionFailed)
	// 429, after all retries
	ErrTooManyRequests error = statusError(http.StatusTooManyRequests)
	// 503, after all retries
	ErrUnavailable error = statusError(http.StatusServiceUnavailable)
)

// ErrForeignOrigin says that the service's answer leads to another origin (scheme, host and port)
// than the endpoint's. The rule: links to next pages and to long-running operations are followed
// only to the endpoint's own origin, or to one named with [WithTrustedOrigin], because the
// credential goes along. Redirects within that origin are followed with the credential; a redirect
// elsewhere is followed only for GET and HEAD, only to https, and without credential, cookies or
// any header that the user or the document set. Everything else is this error.
var ErrForeignOrigin = errors.New("leads to another origin than the endpoint's")

// Errors for errors.Is that no answer of the service stands for.
var (
	// ErrTooLarge: a body, a line or an event beyond [Limits], or one that would take more memory
	// than they allow.
	ErrTooLarge = codec.ErrTooLarge
	// ErrTooManyPages: a list beyond [Limits].
	ErrTooManyPages = errors.New("more pages than the limit")
	// ErrNotLink: a page names the next one by what is no URL, such as a token: the document says
	// that it is a link, and a rule for paging can say what it is.
	ErrNotLink = errors.New("the page names the next one by what is no link")
	// ErrPageLoop: a page whose next link was there before.
	ErrPageLoop = errors.New("the next link leads back to an earlier page")
	// ErrNoCredential: an operation needs authentication that the client's credential does not
	// give.
	ErrNoCredential = errors.New("no credential for what the operation asks")
	// ErrResumeToken: a resume or page token that is damaged, of another version, or of another
	// operation or endpoint.
	ErrResumeToken = errors.New("not a token of this operation")
	// ErrOperationFailed: a long-running operation that ended as failed or canceled. The error is a
	// [ResponseError].
	ErrOperationFailed = errors.New("the operation failed")
	// ErrNotDone: the result of an operation that is still running.
	ErrNotDone = errors.New("the operation is not done yet")
	// ErrPollTimeout: an operation still running after Limits.PollTime.
	ErrPollTimeout = errors.New("the operation is still running")
	// ErrEmptyBody: a page without a body, although the page before it has a link to it.
	ErrEmptyBody = errors.New("the body is empty")
)

var (
	errBodyOnce      = errors.New("the request body cannot be sent again")
	errBadLink       = errors.New("not a link that can be followed")
	errManyRedirects = errors.New("too many redirects")
	errCoding        = errors.New("the body has an encoding that was not asked for")
	errTryTimeout    = &timeoutError{"no answer within the limit for one try"}
	errCallTimeout   = &timeoutError{"no answer within the limit for the call"}
)

// ParamError says which parameters break which constraints of the document. Nothing was sent.
type ParamError struct {
	Operation  string
	Violations []ParamViolation // all of them
}

// ParamViolation is one broken constraint. Message never holds the value.
type ParamViolation struct {
	Field   string // the name on the wire, or a path into the body
	Message string // "must be at least 1"
}

// Error is one line with all violations.
func (e *ParamError) Error() string {
	var b strings.Builder
	b.WriteString(e.Operation + ": ")
	for i, v := range e.Violations {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(oneLine(v.Field, 256) + " " + oneLine(v.Message, 512))
	}
	return b.String()
}

// RequestError is a call to which no answer came: the network, the context, a credential that could
// not be had.
type RequestError struct {
	Operation string
	Method    string
	Host      string // where it went
	Tries     int
	Err       error
}

// Error is one line without the URL's path or query, which may hold secrets.
func (e *RequestError) Error() string {
	text := e.Operation + ": " + e.Method + " " + oneLine(e.Host, 256) + ": " + oneLine(e.Err.Error(), 512)
	if e.Tries > 1 {
		text += " (after " + strconv.Itoa(e.Tries) + " tries)"
	}
	return text
}

// Unwrap gives errors.Is and errors.As the cause: context.DeadlineExceeded, *net.OpError ...
func (e *RequestError) Unwrap() error { return e.Err }

// DecodeError is a success whose body is not what the document says.
type DecodeError struct {
	Operation  string
	StatusCode int
	RequestID  string
	// what the service says the body is, and the body as it came; of a stream there is none
	ContentType string
	Raw         []byte
	Err         error // names the place in the body
}

// Error is one line. It does not show what the body holds.
func (e *DecodeError) Error() string {
	text := e.Operation + ": " + strconv.Itoa(e.StatusCode) + ": " + oneLine(e.Err.Error(), 512)
	if e.RequestID != "" {
		text += " (request " + oneLine(e.RequestID, 128) + ")"
	}
	return text
}

// Unwrap gives the cause.
func (e *DecodeError) Unwrap() error { return e.Err }

// LinkError is a link of the service that was not followed.
type LinkError struct {
	What string // "next link", "redirect", "Operation-Location"
	Host string // where it leads
	Err  error  // such as ErrForeignOrigin
}

// Error is one line with the host alone: the rest of a link may hold secrets.
func (e *LinkError) Error() string {
	if e.Host == "" {
		return e.What + ": " + e.Err.Error()
	}
	return e.What + " to " + oneLine(e.Host, 128) + ": " + e.Err.Error()
}

// Unwrap gives the cause.
func (e *LinkError) Unwrap() error { return e.Err }

// optionError is a client or call that was set up wrongly.
type optionError string

func (e optionError) Error() string { return string(e) }

// timeoutError is a limit of the client's own that has passed. It is a context.DeadlineExceeded to
// errors.Is.
type timeoutError struct{ text string }

func (e *timeoutError) Error() string        { return e.text }
func (e *timeoutError) Timeout() bool        { return true }
func (e *timeoutError) Is(target error) bool { return target == context.DeadlineExceeded }

// ctxError is why ctx has ended: its error, and the cause that was given for it.
func ctxError(ctx context.Context) error {
	err, cause := ctx.Err(), context.Cause(ctx)
	switch {
	case cause == err:
		return err
	case cause == errTryTimeout, cause == errCallTimeout:
		return cause
	}
	return &causeError{err, cause}
}

type causeError struct{ err, cause error }

func (e *causeError) Error() string   { return e.err.Error() + ": " + e.cause.Error() }
func (e *causeError) Unwrap() []error { return []error{e.err, e.cause} }
