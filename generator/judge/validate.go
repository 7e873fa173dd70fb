package judge

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
)

// Validate returns what kin-openapi finds wrong with a document and nobody has said yet. None of it
// stops a client from being generated: armsmith's own findings tell what does. What kin finds in
// examples and defaults is a Note, everything else a Warning.
func Validate(ctx context.Context, doc *load.Document, said finding.List) (found finding.List) {
	defer func() {
		if r := recover(); r != nil {
			found = append(found, finding.Finding{Severity: finding.Note, Place: doc.Root.Place(),
				Message: fmt.Sprintf("kin-openapi gave up on this document: %v", r)})
		}
	}()
	if doc.Kind >= load.OpenAPI32 {
		return finding.List{{Severity: finding.Note, Place: doc.Place("/openapi"), Message: "kin-openapi does not know OpenAPI 3.2: there is no second opinion"}}
	}
	err := Document(doc).Validate(ctx, openapi3.EnableMultiError())
	o := opinion{doc: doc, said: placesOf(said)}
	o.add(err, nil)
	return o.found.Sorted()
}

// opinion turns kin's tree of errors into findings.
type opinion struct {
	doc   *load.Document
	said  map[finding.Place]bool
	found finding.List
}

// placesOf returns the places about which something has been said. Columns are left out: a finding
// may stand at a key or at its value.
func placesOf(said finding.List) map[finding.Place]bool {
	places := make(map[finding.Place]bool, 2*len(said))
	for _, f := range said {
		places[finding.Place{File: f.Place.File, Line: f.Place.Line}] = true
		places[finding.Place{File: f.Place.File, Pointer: f.Place.Pointer}] = true
	}
	return places
}

// add adds one error, or each of those that it is made of. The keys lead to where in the joined
// document it was found.
func (o *opinion) add(err error, keys []string) {
	var many openapi3.MultiError
	switch e := err.(type) {
	case nil:
	case openapi3.MultiError:
		many = e
	case *openapi3.SectionValidationError:
		o.add(e.Cause, []string{e.Section})
	case *openapi3.PathValidationError:
		o.add(e.Cause, []string{"paths", e.Path})
	case *openapi3.WebhookValidationError:
		o.add(e.Cause, []string{"webhooks", e.Name})
	case *openapi3.OperationValidationError:
		o.add(e.Cause, append(keys[:len(keys):len(keys)], strings.ToLower(e.Method)))
	case *openapi3.ComponentValidationError:
		o.add(e.Cause, []string{"components", sections[e.Section], e.Name})
	case *openapi3.SchemaCombinatorElementValidationError:
		o.add(e.Cause, keys) // reported again through each schema that refers to the element
	default:
		o.one(err, keys)
	}
	for _, err := range many {
		o.add(err, keys)
	}
}

// sections are kin's words for the sections of components.
var sections = map[string]string{"schema": "schemas", "parameter": "parameters", "header": "headers", "request body": "requestBodies",
	"response": "responses", "security scheme": "securitySchemes", "example": "examples", "link": "links", "callback": "callbacks"}

func (o *opinion) one(err error, keys []string) {
	places := o.places(err, keys)
	for _, at := range places {
		if o.said[finding.Place{File: at.File, Line: at.Line}] || o.said[finding.Place{File: at.File, Pointer: at.Pointer}] {
			return
		}
	}
	severity := finding.Warning
	var value *openapi3.SchemaValueError
	var example *openapi3.MediaTypeExampleValidationError
	var parameter *openapi3.ParameterExampleValidationError
	if errors.As(err, &value) || errors.As(err, &example) || errors.As(err, &parameter) {
		severity = finding.Note
	}
	o.found.Add(severity, places[0], "kin-openapi: "+message(err), "")
}

// places returns where an error is. Of two things that are in each other's way, both places.
func (o *opinion) places(err error, keys []string) []finding.Place {
	item := func(path string) finding.Place { return o.doc.Place(node.Join("paths", path)) }
	var params *openapi3.PathParametersError
	var paths *openapi3.ConflictingPathsError
	var ids *openapi3.DuplicateOperationIDError
	switch {
	case errors.As(err, &params):
		return []finding.Place{o.doc.Place(node.Join("paths", params.Path, strings.ToLower(params.Method)))}
	case errors.As(err, &paths):
		return []finding.Place{item(paths.Path2), item(paths.Path1)}
	case errors.As(err, &ids):
		return []finding.Place{o.operationID(ids.Endpoint2), o.operationID(ids.Endpoint1)}
	}
	return []finding.Place{o.innermost(err, keys)}
}

// operationID returns the place of an operation's identifier. Kin names the operation by its method
// and path: "GET /pets".
func (o *opinion) operationID(endpoint string) finding.Place {
	method, path, _ := strings.Cut(endpoint, " ")
	return o.doc.Place(node.Join("paths", path, strings.ToLower(method), "operationId"))
}

// innermost returns what the innermost part of an error that knows its place says, else where the
// keys lead.
func (o *opinion) innermost(err error, keys []string) finding.Place {
	place := o.doc.Place(node.Join(keys...))
	for ; err != nil; err = errors.Unwrap(err) {
		v := reflect.ValueOf(err)
		if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
			continue
		}
		field := v.Elem().FieldByName("Origin")
		if !field.IsValid() {
			continue
		}
		if at, ok := field.Interface().(*openapi3.Origin); ok && at != nil && at.Key.File != "" {
			place = finding.Place{File: at.Key.File, Line: at.Key.Line, Column: at.Key.Column, Pointer: at.Key.Name}
		}
	}
	return place
}

// message returns what kin says on one line, without the schema and the value that it prints below.
func message(err error) string {
	text := err.Error()
	var mismatch *openapi3.SchemaError
	if errors.As(err, &mismatch) {
		text, _, _ = strings.Cut(text, "\nSchema:")
	}
	return strings.Join(strings.Fields(text), " ")
}
