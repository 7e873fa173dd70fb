package model

import "slices"

// Operation is one method of a client. A document's operation with several request contents of
// different kinds becomes several Operations that share an ID.
type Operation struct {
	ID   string // operationId as written, or "METHOD path"
	Name string // Go method: "List", "GetTask", "BeginUpdate"
	// unexported Go identifier, unique in the package, of the descriptor: "batchDeploymentsList"
	Var        string
	Place      Place
	Doc        string // summary and description
	Deprecated string
	DocsURL    string // externalDocs

	Method string // upper case
	Path   string // template: "/jobs/{jobId}"; may hold a literal query (x-ms-paths)
	Host   string // server template of its own, "" for the client's

	Params    *ParamSet // nil when there is nothing to pass
	Body      *Body     // nil without a request body
	Accept    []string  // media types of the success responses, preferred first
	Undecoded []string  // further ones, which callers may ask for and get as they are
	Responses []*Response
	Result    Result
	Flag      *Flag // of the body, that the method sets by itself; nil: none
	// what an answer has come to say besides Result since the method was first generated; it is
	// read by an option of the call; nil: nothing
	Late     *Result
	Paging   *Paging
	LRO      *LRO
	Chunks   *Chunks
	Job      *Job
	Security []SecurityRequired // alternatives; nil: the API's Defaults; empty non-nil: none
	Examples []Example
	// header that carries a key by which the service knows a request that it has had before, so
	// that it is safe to repeat; "": it knows none
	KeyHeader string
	// property of the JSON of a success that says, by being false, that it is an error; "": none
	OKFalse string
	Retry   *Retry // nil: that of the API
}

// Results returns what a method returns and, where there is such, what its callers may ask for
// besides.
func (op *Operation) Results() []*Result {
	if op.Late == nil {
		return []*Result{&op.Result}
	}
	return []*Result{&op.Result, op.Late}
}

// HasParams reports whether an operation has a parameter struct, which may come by an option.
func (op *Operation) HasParams() bool {
	return op.Params != nil && (op.Body != nil || slices.ContainsFunc(op.Params.Params, (*Param).Asked))
}

// TakesParams reports whether an operation's method takes a parameter struct.
func (op *Operation) TakesParams() bool { return op.HasParams() && !op.Params.Late }

// ParamSet is the struct that carries an operation's parameters.
type ParamSet struct {
	Name   string // "ListBatchDeploymentsParams"
	Params []*Param
	// Go name of the field that carries the body ("Body" unless taken); "" without one
	Body string
	// ContentType is the Go name of the field that picks the body's media type, when the document
	// offers several for one type; "" otherwise.
	ContentType string
	// Late: the method was first generated without parameters, and takes them by an option
	Late bool
}

// In is the place of a parameter in a request.
type In uint8

// The places of parameters (OpenAPI, Parameter Object, in), and one that is only armsmith's.
const (
	InPath In = iota
	InQuery
	InHeader
	InCookie
	InHost        // a variable of the endpoint's template
	InQueryString // the whole query
	InPart        // the headers of a part of a multipart body
)

// Style is how a list or an object is written into a parameter (OpenAPI, Parameter Object, style).
type Style uint8

// The styles of OpenAPI, and two more that documents can ask for.
const (
	StyleSimple Style = iota // comma separated; the default in path and header
	StyleForm                // the default in query and cookie
	StyleLabel
	StyleMatrix
	StyleSpaceDelimited
	StylePipeDelimited
	StyleDeepObject
	StyleTabDelimited // Swagger 2.0's collectionFormat: tsv
	StyleJSON         // the parameter has `content`: its value is JSON text
	StyleCookie       // a cookie as it stands, unescaped
)

// Param is one parameter of an operation or of the client.
type Param struct {
	Name       string // Go name
	Wire       string
	In         In
	Place      Place
	Doc        string
	Deprecated string
	Type       Ref
	Presence   Presence
	Required   bool
	Style      Style
	Explode    bool
	Nested     []Style  // of the lists in a list, the outer ones first (Swagger 2.0's items)
	Parts      []*Part  // InQueryString with StyleForm: how each property is written
	Of         *PartsOf // InPart: the parts that have the header
	// allowReserved, or x-ms-skip-url-encoding in a path: reserved characters are not escaped
	Reserved bool
	// x-ms-skip-url-encoding in a query: those that separate parameters are not either
	Unescaped bool
	Prefix    string   // x-ms-header-collection-prefix: a map of headers that share it
	Const     *Literal // only value: sent, not asked for
	Default   *Literal // documentation, except for InHost where it is used
	Example   *Literal // a value that explains more than words; documentation only
	// carries the api-version: sent from the client's configuration, not asked for
	APIVersion bool
	ClientID   bool // x-ms-client-request-id: the runtime fills it when the user does not
	OnClient   bool // lives on the client (x-ms-parameter-location: client)
	Scoped     bool // the API's Scope, or a Resource, can give its value where a call leaves it empty
	Key        bool // is the operation's KeyHeader: the runtime makes a key where a call leaves it empty
	Checks     Checks
}

// Asked reports whether a parameter is a field of the operation's parameter struct: not when its
// value is fixed, and not when the client knows it.
func (p *Param) Asked() bool { return p.Const == nil && !p.APIVersion && !p.OnClient }

// BodyKind is how a body is written or read.
type BodyKind uint8

// The kinds of bodies, told apart by their media types.
const (
	BodyJSON BodyKind = iota
	BodyMergePatch
	BodyText
	BodyBytes // octets, streamed
	BodyForm
	BodyMultipart
	BodyXML
	BodyJSONLines
	BodyEvents  // text/event-stream
	BodyJSONSeq // application/json-seq (RFC 7464)
	BodyParts   // multipart, of parts without names: each is a value
)

// IsSequence reports whether a body is a sequence of values, each as it comes.
func (k BodyKind) IsSequence() bool {
	return k == BodyJSONLines || k == BodyEvents || k == BodyJSONSeq || k == BodyParts
}

// Body is what a request carries.
type Body struct {
	Place    Place
	Doc      string
	Required bool
	Content  Content
	Presence Presence
	Checks   Checks // documentation: what a body holds is for the service to judge
}

// Flag is a boolean of a request's body that says whether the answer is to be a stream.
type Flag struct {
	Field *Field
	On    bool
}

// Events are the server-sent events of a stream whose items are told apart by their names.
type Events struct {
	Names []string // of all of them
	Texts []string // of those whose data is text, not JSON
}

// Content is a body in one media type.
type Content struct {
	// as sent in Content-Type or expected in the response; may be a range such as "image/*"
	MediaType string
	Others    []string // further media types for the same Go type
	Kind      BodyKind
	Type      Ref
	Parts     []*Part // BodyForm and BodyMultipart: how each field is written
	PartTypes PartTypes
	XML       *XML    // BodyXML: how the outermost element is written
	Events    *Events // BodyEvents: the items are the events themselves; nil: they are their data
	Done      string  // BodyEvents: the data of the event that ends a stream; "" for none
	// of a response: the same Go type in other kinds of bodies, told apart by the Content-Type
	Alternatives []*Content
}

// PartTypes are the media types of a BodyParts' parts; "" is for the default of a part's Go type.
type PartTypes struct {
	First []string // of as many parts as there are
	Rest  string   // of those that follow
}

// PartsOf says which parts of a multipart body have a header: those of a name, or those without one
// by their position.
type PartsOf struct {
	Name string // "": by position
	From int    // position of the first of them
	Only bool   // by position: of that one alone
	Each bool   // each has a value of its own: the parameter is a list
}

// Part is one field of a form or multipart body.
type Part struct {
	Field   *Field
	Type    string // media type of the part, "" for the default of its Go type
	Style   Style
	Explode bool
	Nested  []Style // as in Param
}

// Response is one documented response.
type Response struct {
	Low, High int // status codes, inclusive; 0, 0 for default
	Error     bool
	Place     Place
	Doc       string
	Headers   []*Header
	Content   *Content // nil: no body
}

// Header is a response header.
type Header struct {
	Name     string // Go name
	Wire     string
	Doc      string
	Type     Ref
	Presence Presence
	Prefix   string // x-ms-header-collection-prefix
	Style    Style
	Nested   []Style // as in Param
}

// ResultKind tells what a method returns besides the error.
type ResultKind uint8

const (
	// ResultNone returns the error alone.
	ResultNone ResultKind = iota
	// ResultBody returns the body: a pointer to a struct, or the value of another type.
	ResultBody
	// ResultStruct returns a pointer to a struct of headers and bodies.
	ResultStruct
	// ResultBool returns whether the resource is there (HEAD with 2xx and 404).
	ResultBool
)

// Result is what a method returns. For a pager it is one page, for a poller the final value.
type Result struct {
	Kind ResultKind
	Name string // ResultStruct: its Go name
	Body *Content
	// ResultStruct: the body fields ("Body" for one; by status when they differ)
	Bodies  []ResultBodyField
	Headers []*Header // ResultStruct
	// ResultStruct: has a StatusCode field, because several success statuses are documented
	Status bool
}

// ResultBodyField is one body of a result struct.
type ResultBodyField struct {
	Name    string // Go name
	Content *Content
	Low     int // statuses that carry it
	High    int
}

// LRO is a long-running operation (x-ms-long-running-operation).
type LRO struct {
	// "azure-async-operation", "location", "original-uri", "operation-location" or ""
	FinalStateVia string
	Result        *Content // nil: no final value
}

// Example is a sample call of the document, kept for fakes and documentation.
type Example struct {
	Title     string
	Params    map[string]string // wire name -> JSON text
	Body      string            // JSON text, "" for none
	Responses []ExampleResponse
}

// ExampleResponse is one sample answer.
type ExampleResponse struct {
	Status  int
	Headers map[string]string
	Body    string // JSON text, "" for none
}
