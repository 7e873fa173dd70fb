package judge

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/generator/load/node"
)

// Body is a place of a document that describes a body of JSON.
type Body struct {
	Path, Method string // of the operation, as the document has them
	Status       string // of the response, as the document has it; "" for the request
	MediaType    string // as the document has it
}

// Objection is something in a value that the document does not allow.
type Objection struct {
	// where in a request or an answer the value is: "path", "query", "header", "cookie" or "body";
	// "" for what is of none
	In      string
	Name    string // of the parameter
	Pointer string // JSON pointer to it, within the value
	Message string
}

// Value returns what a document has against a value as the body that stands at a place. What it
// does not describe it has nothing against, and nor has it where kin-openapi gives up.
func (j *Judge) Value(at Body, value []byte) []Objection {
	schema := j.schema(at)
	if schema == nil {
		return nil
	}
	var v any
	if err := json.Unmarshal(value, &v); err != nil {
		return []Objection{{Message: err.Error()}}
	}
	direction := openapi3.VisitAsRequest()
	if at.Status != "" {
		direction = openapi3.VisitAsResponse()
	}
	return j.held(schema, v, direction)
}

// Sent returns what a schema of the judge's document has against a value in a request, as
// encoding/json reads it.
func (j *Judge) Sent(s *openapi3.Schema, v any) []Objection {
	return j.held(s, v, openapi3.VisitAsRequest())
}

// held holds a value that goes one way against a schema. Where kin-openapi gives up there is
// nothing against it.
func (j *Judge) held(s *openapi3.Schema, v any, direction openapi3.SchemaValidationOption) (out []Objection) {
	defer func() {
		if recover() != nil {
			out = nil
		}
	}()
	options := append(schemaOptions(j.doc), direction, openapi3.MultiErrors(), openapi3.DisableReadOnlyValidation(), openapi3.DisableWriteOnlyValidation())
	if j.doc.IsOpenAPI31OrLater() {
		options = append(options, openapi3.EnableJSONSchema2020())
	}
	for _, err := range Each(s.VisitJSON(v, options...)) {
		out = append(out, objections(err)...)
	}
	return out
}

// objections returns an error as one objection or, of a schema that is composed of others (allOf),
// what each of them has against the value.
func objections(err error) (out []Objection) {
	var e *openapi3.SchemaError
	if !errors.As(err, &e) {
		return []Objection{{Message: message(err)}}
	}
	var all openapi3.MultiError
	if e.SchemaField == "allOf" && errors.As(e.Origin, &all) {
		for _, one := range Each(all) {
			for _, o := range objections(one) {
				if !slices.Contains(out, o) { // two of them may ask for the same
					out = append(out, o)
				}
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	return []Objection{{Pointer: node.Join(e.JSONPointer()...), Message: fmt.Sprintf("%.300s", e.Reason)}}
}

func (j *Judge) schema(at Body) *openapi3.Schema {
	op := j.doc.Paths.Value(at.Path).Operations()[at.Method]
	var content openapi3.Content
	switch {
	case op == nil:
	case at.Status == "" && op.RequestBody != nil && op.RequestBody.Value != nil:
		content = op.RequestBody.Value.Content
	case at.Status != "":
		if r := op.Responses.Value(at.Status); r != nil && r.Value != nil {
			content = r.Value.Content
		}
	}
	if mt := content[at.MediaType]; mt != nil && mt.Schema != nil {
		return mt.Schema.Value
	}
	return nil
}

// Allows reports whether a schema of the judge's document allows a value, as encoding/json reads
// it, in an answer. Where kin-openapi gives up it does.
func (j *Judge) Allows(s *openapi3.Schema, v any) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = true
		}
	}()
	options := append(schemaOptions(j.doc), openapi3.VisitAsResponse())
	if j.doc.IsOpenAPI31OrLater() {
		options = append(options, openapi3.EnableJSONSchema2020())
	}
	return s.VisitJSON(v, options...) == nil
}
