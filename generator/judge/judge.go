package judge

import (
	"errors"
	"fmt"
	"mime"
	"net/http"
	"regexp"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"

	"github.com/armsmith/armsmith/generator/load"
)

// Judge holds requests and responses against a document. It may be used by several goroutines.
type Judge struct {
	doc    *openapi3.T
	router *Router
}

// New returns a judge of calls to the API that a document describes.
func New(doc *load.Document) *Judge {
	return On(Document(doc))
}

// On returns a judge of calls to the API of a document that [Document] has made.
func On(kin *openapi3.T) *Judge { return &Judge{doc: kin, router: NewRouter(kin)} }

// ErrNoOperation is returned for a request that no operation of the document is for.
var ErrNoOperation = errors.New("no operation of the document is for this request")

// Request returns what is wrong with a request, all of it, or nil. Credentials are not looked at,
// nor are bodies of a media type that kin-openapi cannot read, such as XML. The request's body can
// be read again afterwards; the rest of the request stays as it is.
func (j *Judge) Request(req *http.Request) error {
	c, err := j.Case(req)
	if err != nil {
		return err
	}
	return c.Request()
}

// Response returns what is wrong with the answer to a request, or nil. A status that the document
// does not describe is wrong.
func (j *Judge) Response(req *http.Request, status int, header http.Header, body []byte) error {
	c, err := j.Case(req)
	if err != nil {
		return err
	}
	return c.Response(status, header, body)
}

// Case returns a request with the operation that it is for. The error is [ErrNoOperation] when
// there is none.
func (j *Judge) Case(req *http.Request) (*Case, error) {
	route, params := j.router.Find(req)
	if route == nil {
		return nil, fmt.Errorf("%s %s: %w", req.Method, req.URL.EscapedPath(), ErrNoOperation)
	}
	return &Case{Operation: route.Operation, Values: params, input: &openapi3filter.RequestValidationInput{
		Request: req, PathParams: params, Route: route, Options: &openapi3filter.Options{
			MultiError:                        true,
			IncludeResponseStatus:             true,
			RejectWhenRequestBodyNotSpecified: true,
			SkipSettingDefaults:               true,
			ExcludeRequestBody:                !readable(req.Header),
			AuthenticationFunc:                openapi3filter.NoopAuthenticationFunc,
			SchemaValidationOptions:           schemaOptions(route.Spec),
		}}}, nil
}

// Methods returns the methods that a document has for the path of a request, sorted.
func (j *Judge) Methods(req *http.Request) []string { return j.router.Methods(req.URL) }

// schemaOptions returns how values are held against the schemas of a document.
func schemaOptions(doc *openapi3.T) []openapi3.SchemaValidationOption {
	options := []openapi3.SchemaValidationOption{openapi3.SetSchemaRegexCompiler(compile)}
	if !doc.IsOpenAPI31OrLater() { // there kin has other errors, and refuses the option
		// no text of schemas in errors: it can be longer than the document
		options = append(options, openapi3.DisableSchemaErrorDetails())
	}
	return options
}

// readable reports whether kin-openapi can read a body: the media type must be one that it knows.
// What has no media type is for kin to complain about.
func readable(header http.Header) bool {
	text := header.Get("Content-Type")
	if text == "" {
		return true
	}
	mediaType, _, err := mime.ParseMediaType(text)
	return err == nil && (openapi3filter.RegisteredBodyDecoder(mediaType) != nil || strings.HasSuffix(mediaType, "+json"))
}

// compile compiles a pattern. One that Go cannot express, since ECMA-262 knows more, matches
// everything: it says nothing against a value.
func compile(pattern string) (openapi3.RegexMatcher, error) {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return anything{}, nil
	}
	return re, nil
}

type anything struct{}

func (anything) MatchString(string) bool { return true }
