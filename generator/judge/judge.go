package judge

import (
	"bytes"
	"errors"
	"fmt"
	"io"
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
	kin := Document(doc)
	return &Judge{doc: kin, router: NewRouter(kin)}
}

// ErrNoOperation is returned for a request that no operation of the document is for.
var ErrNoOperation = errors.New("no operation of the document is for this request")

// Request returns what is wrong with a request, all of it, or nil. Credentials are not looked at,
// nor are bodies of a media type that kin-openapi cannot read, such as XML. The request's body can
// be read again afterwards; the rest of the request stays as it is.
func (j *Judge) Request(req *http.Request) error {
	input, err := j.input(req)
	if err != nil {
		return err
	}
	return openapi3filter.ValidateRequest(req.Context(), input)
}

// Each returns the errors that an error of Request or Response consists of, each with where it is.
func Each(err error) []error {
	var out []error
	switch e := err.(type) {
	case nil:
	case openapi3.MultiError:
		for _, one := range e {
			out = append(out, Each(one)...)
		}
	case *openapi3filter.RequestError:
		for _, one := range Each(e.Err) {
			about := *e
			about.Err = one
			out = append(out, &about)
		}
	}
	if len(out) == 0 && err != nil {
		return []error{err}
	}
	return out
}

// Response returns what is wrong with the answer to a request, or nil. A status that the document
// does not describe is wrong.
func (j *Judge) Response(req *http.Request, status int, header http.Header, body []byte) error {
	input, err := j.input(req)
	if err != nil {
		return err
	}
	options := *input.Options
	options.ExcludeResponseBody = !readable(header)
	return openapi3filter.ValidateResponse(req.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: input, Status: status, Header: header, Body: io.NopCloser(bytes.NewReader(body)), Options: &options,
	})
}

func (j *Judge) input(req *http.Request) (*openapi3filter.RequestValidationInput, error) {
	route, params := j.router.Find(req)
	if route == nil {
		return nil, fmt.Errorf("%s %s: %w", req.Method, req.URL.EscapedPath(), ErrNoOperation)
	}
	return &openapi3filter.RequestValidationInput{Request: req, PathParams: params, Route: route, Options: &openapi3filter.Options{
		MultiError:                        true,
		IncludeResponseStatus:             true,
		RejectWhenRequestBodyNotSpecified: true,
		SkipSettingDefaults:               true,
		ExcludeRequestBody:                !readable(req.Header),
		AuthenticationFunc:                openapi3filter.NoopAuthenticationFunc,
		SchemaValidationOptions:           schemaOptions(route.Spec),
	}}, nil
}

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
