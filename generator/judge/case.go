package judge

import (
	"bytes"
	"errors"
	"io"
	"net/http"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
)

// Case is a request of which a judge knows the operation.
type Case struct {
	Operation *openapi3.Operation // of the judge's document
	Values    map[string]string   // of the path's parameters
	input     *openapi3filter.RequestValidationInput
}

// Request is [Judge.Request] for the case's request.
func (c *Case) Request() error {
	return openapi3filter.ValidateRequest(c.input.Request.Context(), c.input)
}

// Response is [Judge.Response] for an answer to the case's request.
func (c *Case) Response(status int, header http.Header, body []byte) error {
	options := *c.input.Options
	options.ExcludeResponseBody = !readable(header)
	return openapi3filter.ValidateResponse(c.input.Request.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: c.input, Status: status, Header: header, Body: io.NopCloser(bytes.NewReader(body)), Options: &options,
	})
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
	case *openapi3filter.ResponseError:
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

// Objections returns what an error of Request or Response consists of, each with where it is.
func Objections(err error) []Objection {
	var out []Objection
	for _, one := range Each(err) {
		var request *openapi3filter.RequestError
		var response *openapi3filter.ResponseError
		in, name, why := "", "", one
		switch {
		case errors.As(one, &request) && request.Parameter != nil:
			in, name = request.Parameter.In, request.Parameter.Name
		case errors.As(one, &request), errors.As(one, &response):
			in = "body"
		}
		if request != nil && request.Err != nil {
			why = request.Err // the rest says where it is
		}
		for _, o := range objections(why) {
			o.In, o.Name = in, name
			out = append(out, o)
		}
	}
	return out
}
