package running

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/tests/internal/clients"
)

// arguments are what a call is made with: JSON by the names of Go fields. A field that is not there
// stays unset.
type arguments map[string][]byte

func (a arguments) String() string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(a)) {
		out = append(out, fmt.Sprintf("%s: %.300s", name, a[name]))
	}
	return strings.Join(out, ", ")
}

// set writes arguments into a struct of parameters.
func (a arguments) set(params reflect.Value, op *model.Operation, decode clients.Decoder) error {
	for name, value := range a {
		field := params.FieldByName(name)
		if name == op.Params.Body && op.Body.Content.Kind == model.BodyBytes {
			if err := clients.SetFile(field, "", op.Body.Content.MediaType, value); err != nil {
				return err
			}
			continue
		}
		if err := decode.Set(field, value); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// argumentsOf returns the arguments to call an operation with: everything, what is required, and
// everything with one further value, for each that the document allows.
func argumentsOf(doc *openapi3.T, op *model.Operation) []arguments {
	if op.Params == nil {
		return []arguments{{}}
	}
	full, least := arguments{}, arguments{}
	further := map[string][][]byte{}
	add := func(name string, required bool, values [][]byte) {
		if len(values) == 0 {
			return
		}
		full[name], further[name] = values[0], values[1:]
		if required {
			least[name] = values[0]
		}
	}
	for _, p := range op.Params.Params {
		if p.Asked() {
			add(p.Name, p.Required, encoded(paramValues(doc, op, p)))
		}
	}
	if op.Params.Body != "" {
		add(op.Params.Body, op.Body.Required, encoded(bodyValues(doc, op)))
	}
	if op.Params.ContentType != "" {
		for _, other := range append([]string{op.Body.Content.MediaType}, op.Body.Content.Others...) {
			text, _ := json.Marshal(other)
			further[op.Params.ContentType] = append(further[op.Params.ContentType], text)
		}
	}
	out := []arguments{full, least}
	for _, name := range slices.Sorted(maps.Keys(further)) {
		for _, value := range further[name] {
			one := maps.Clone(full)
			one[name] = value
			out = append(out, one)
		}
	}
	return out
}

func encoded(values []any) [][]byte {
	var out [][]byte
	for _, v := range values {
		data, err := json.Marshal(v)
		if err != nil {
			panic(err) // values are of JSON
		}
		out = append(out, data)
	}
	return out
}

// operationOf finds an operation in a document.
func operationOf(doc *openapi3.T, op *model.Operation) (*openapi3.PathItem, *openapi3.Operation) {
	item := doc.Paths.Value(op.Path)
	if item == nil {
		return &openapi3.PathItem{}, &openapi3.Operation{}
	}
	return item, item.GetOperation(op.Method)
}

var places = map[model.In]string{model.InPath: "path", model.InQuery: "query", model.InHeader: "header", model.InCookie: "cookie"}

// paramValues returns the values of a parameter.
func paramValues(doc *openapi3.T, op *model.Operation, p *model.Param) []any {
	item, operation := operationOf(doc, op)
	for _, ref := range append(slices.Clone(operation.Parameters), item.Parameters...) {
		own := ref.Value
		if own.Name != p.Wire || own.In != places[p.In] {
			continue
		}
		schema := own.Schema
		for _, content := range own.Content {
			schema = content.Schema
		}
		return slices.DeleteFunc(maker{doc: doc, sent: true}.values(schema, 1), func(v any) bool {
			return v == "" && p.In == model.InPath // another path
		})
	}
	return nil
}

// bodyValues returns the values of a body.
func bodyValues(doc *openapi3.T, op *model.Operation) []any {
	_, operation := operationOf(doc, op)
	if operation.RequestBody == nil {
		return nil
	}
	content := operation.RequestBody.Value.Content[op.Body.Content.MediaType]
	if content == nil {
		return nil
	}
	return maker{doc: doc, sent: true}.values(content.Schema, 0)
}
