package runtime

import "github.com/armsmith/armsmith/internal/runtime/json"

// Operation describes one operation of a service. Generated code declares one package-level value
// for each and never changes it; everything that differs between calls is in a [Request].
type Operation struct {
	// Name is how errors, logs, spans and resume tokens call the operation: "Tasks.GetTask".
	Name string
	// Method is the HTTP method, in upper case.
	Method string
	// Path is the path template below the endpoint, such as "/jobs/{jobId}". A literal query may
	// follow it (x-ms-paths).
	Path string
	// Host is the server template of an operation that has its own (OpenAPI: servers on a path or
	// operation); "" stands for the client's endpoint. Like that one, it may hold {variables}, set
	// by [Request.Host].
	Host string
	// Accept is the value of the Accept header; "" sends none.
	Accept string
	// Undecoded lists, like Accept, further media types that are documented for results, and that
	// the operation does not decode: see [WithRepresentation].
	Undecoded string
	// ClientID is the header that carries a fresh identifier for each request
	// (x-ms-client-request-id); "" when the operation knows none. A user's own value, set as a
	// header, is left as it is.
	ClientID string
	// Security lists the alternatives that authenticate a call, in the document's order. Empty: the
	// operation is public.
	Security []Requirement
	// Success lists the statuses that the document describes as results. Every other 2xx is one as
	// well; a redirect or an error status is one only if it is listed.
	Success []StatusRange
	// Failures lists the statuses that the document describes as errors; nil where it describes
	// none, or those that it does not name as well (default). [WithDrift] tells of others.
	Failures []StatusRange
	// Errors lists what the bodies of errors are decoded into. It is found in [ResponseError].Body.
	Errors []ErrorBody
	// Form says how the properties of a form are written that are not written as usual: see
	// [Request.Form].
	Form []FormStyle
	// List are, of an operation whose answers are pages, the names that lead to the items in the
	// JSON of a page; none: the page is the list. Nil: its items cannot be told from the rest before
	// all of it is there.
	List []string
	// Idempotent says that repeating the request does no harm although its method (POST, PATCH)
	// does not promise it.
	Idempotent bool
	// KeyHeader is the header that carries a key by which the service knows a request that it has
	// had before, so that repeating it does no harm; "" when it knows none. Each call has a key of
	// its own, the same for all tries, unless its caller gives one, as that header.
	KeyHeader string
	// Retry is how the document has calls tried again; nil: as [Config] says.
	Retry *RetryPolicy
	// OKFalse is the property of the JSON of a success that says, by being false, that it is an
	// error all the same; "" when none does.
	OKFalse string
}

// StatusRange is a range of status codes, both ends included: {200, 299}.
type StatusRange struct {
	Low, High int
	Empty     bool // of a success: it may have no body, although others have
}

// ErrorBody is what the body of an error is decoded into.
type ErrorBody struct {
	Low, High int        // the statuses, both ends included; 0, 0 for all others
	As        any        // (*T)(nil)
	Of        json.Typed // the table of a T that is no model
}

// Requirement is one way to authenticate: every Use in it must be satisfied. An empty Requirement
// needs nothing: the operation may be called without a credential (OpenAPI, Security Requirement
// Object).
type Requirement []Use

// Use is a security scheme as one operation uses it.
type Use struct {
	Scheme *Scheme
	Scopes []string // of OAuth 2.0 and OpenID Connect
}

// SchemeKind tells how a security scheme authenticates.
type SchemeKind uint8

const (
	// SchemeOAuth2 sends "Authorization: Bearer" with a token for the scopes of the Use.
	SchemeOAuth2 SchemeKind = iota
	// SchemeBearer sends "Authorization: Bearer" with a token that no scopes describe.
	SchemeBearer
	// SchemeBasic sends a user name and a password (RFC 7617).
	SchemeBasic
	// SchemeKey sends a key in the header, query parameter or cookie called Name.
	SchemeKey
	// SchemeHTTP sends "Authorization: Name key", for the other authentication schemes of HTTP.
	SchemeHTTP
)

// Scheme is one documented way to authenticate (OpenAPI, Security Scheme Object).
type Scheme struct {
	ID   string // name in the document; selects the credential in [NewCredentials]
	Kind SchemeKind
	In   In // SchemeKey: InHeader, InQuery or InCookie
	// SchemeKey: name of the header, query parameter or cookie; SchemeHTTP: the scheme as sent
	Name string
}

// In is a place in a request.
type In uint8

// The places of parameters and credentials.
const (
	InPath In = iota
	InQuery
	InHeader
	InCookie
	InHost // a variable of the endpoint's template
)

// Pair is a name and a value, both as text: a property of an object in a parameter, a field of a
// form, a variable of an endpoint.
type Pair struct{ Name, Value string }

// succeeds reports whether an answer with status is the operation's result: every 2xx is, listed or
// not (RFC 9110, section 15).
func (o *Operation) succeeds(status int) bool {
	return status >= 200 && status <= 299 || o.documents(status)
}

// documents reports whether status is one of the documented results.
func (o *Operation) documents(status int) bool { return among(o.Success, status) }

func among(list []StatusRange, status int) bool {
	for _, r := range list {
		if status >= r.Low && status <= r.High {
			return true
		}
	}
	return false
}

// errorBody returns what the body of an error is decoded into; nil when the document does not say.
func (o *Operation) errorBody(status int) *ErrorBody {
	var others *ErrorBody
	for i := range o.Errors {
		b := &o.Errors[i]
		switch {
		case b.Low == 0:
			others = b
		case b.Low <= status && status <= b.High:
			return b
		}
	}
	return others
}

// repeatable reports whether sending the request twice has the effect of sending it once (RFC 9110,
// section 9.2.2).
func (o *Operation) repeatable() bool { return o.KeyHeader != "" || o.repeatableWithoutKey() }

func (o *Operation) repeatableWithoutKey() bool {
	switch o.Method {
	case "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "QUERY":
		return true
	}
	return o.Idempotent
}
