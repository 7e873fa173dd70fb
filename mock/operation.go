package mock

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

// Operation is an operation of a document.
type Operation struct {
	Document  *Document
	ID        string // operationId, or "METHOD path"
	Method    string // upper case, or as the document spells one of its own
	Path      string // template, as the document has it
	Responses []*Response
	// methods that a client has for it, usually one; none where a defect reaches the operation
	Methods []*model.Operation

	kin    *openapi3.Operation
	node   *node.Node
	number int // in the document
}

// Response is one of the responses that a document describes for an operation.
type Response struct {
	Key      string     // as the document has it: "200", "4XX" or "default"
	Contents []*Content // what its body may be, in the document's order; none: it has none

	kin *openapi3.Response
}

// Content is a body in one media type.
type Content struct {
	MediaType string              // as the document has it; may be a range such as "image/*"
	Schema    *openapi3.SchemaRef // nil: it may be anything
	examples  []example
	item      schemaRef // itemSchema
}

// whole returns the schema of a body; one that says nothing where there is none.
func (c *Content) whole() *openapi3.Schema {
	if c.Schema == nil || c.Schema.Value == nil {
		return &openapi3.Schema{}
	}
	return c.Schema.Value
}

// operationsOf lists all operations of a document, in its order.
func operationsOf(d *Document) []*Operation {
	methods := map[model.Place][]*model.Operation{}
	for _, g := range d.API.Groups {
		for _, op := range g.Operations {
			methods[op.Place] = append(methods[op.Place], op)
		}
	}
	var out []*Operation
	for found := range d.Loaded.Operations() {
		item := d.kin.Paths.Value(found.Path)
		if item == nil || item.Operations()[found.Method] == nil {
			continue
		}
		place := found.Node.Place()
		op := &Operation{
			Document: d, Method: found.Method, Path: found.Path,
			ID:      cmp.Or(found.Node.Get("operationId").Str(), found.Method+" "+found.Path),
			Methods: methods[model.Place{File: place.File, Line: place.Line, Pointer: place.Pointer}],
			kin:     item.Operations()[found.Method], node: found.Node, number: len(out),
		}
		op.Responses = responsesOf(op, d.Loaded.Root.Get("components"))
		out = append(out, op)
	}
	return out
}

func responsesOf(op *Operation, components *node.Node) []*Response {
	var out []*Response
	for key, n := range op.node.Get("responses").Each() {
		ref := op.kin.Responses.Value(key)
		if ref == nil || ref.Value == nil {
			continue
		}
		r := &Response{Key: key, kin: ref.Value}
		for mediaType, described := range follow(n, components, "responses").Get("content").Each() {
			kin := ref.Value.Content[mediaType]
			if kin == nil {
				continue
			}
			c := &Content{MediaType: mediaType, Schema: kin.Schema, item: kin.ItemSchema, examples: examplesOf(described, components)}
			if isJSON(mediaType) {
				c.examples = append(c.examples, samplesOf(op.node.Get(load.ExamplesExtension), key)...)
			}
			r.Contents = append(r.Contents, c)
		}
		out = append(out, r)
	}
	return out
}

// follow returns what a reference to a section of components leads to.
func follow(n, components *node.Node, section string) *node.Node {
	if n.Ref() == "" {
		return n
	}
	return n.Resolve(components.Get(section))
}

// parameters returns what an operation takes outside of its body: its own parameters, and those of
// its path that it does not replace.
func (op *Operation) parameters() []*openapi3.Parameter {
	var out []*openapi3.Parameter
	for _, list := range []openapi3.Parameters{op.kin.Parameters, op.Document.kin.Paths.Value(op.Path).Parameters} {
		for _, ref := range list {
			p := ref.Value
			if p != nil && !slices.ContainsFunc(out, func(other *openapi3.Parameter) bool { return other.In == p.In && other.Name == p.Name }) {
				out = append(out, p)
			}
		}
	}
	return out
}

// Response returns the response that is for a status, and nil where the document has none: the one
// of that status, or that of its range, or the default.
func (op *Operation) Response(status int) *Response {
	var other, rest *Response
	for _, r := range op.Responses {
		switch {
		case r.Key == strconv.Itoa(status):
			return r
		case strings.EqualFold(r.Key, strconv.Itoa(status/100)+"XX"):
			other = r
		case r.Key == "default":
			rest = r
		}
	}
	return cmp.Or(other, rest)
}

// Success returns the status of an operation that succeeds: the lowest 2xx that is described, or
// what is nearest to that. Where only errors are, it is 204, without a body, as clients expect of
// such a document.
func (op *Operation) Success() int {
	best := 0
	better := func(status int) bool {
		return best == 0 || best/100 > 2 && status < best || best/100 == 2 && status/100 == 2 && status < best
	}
	for _, r := range op.Responses {
		status, err := strconv.Atoi(strings.ReplaceAll(strings.ToUpper(r.Key), "X", "0"))
		if err == nil && status >= 200 && better(status) {
			best = status
		}
	}
	switch {
	case best > 0 && best < 400:
		return best
	case op.Response(http.StatusOK) != nil: // by "default"
		return http.StatusOK
	}
	return http.StatusNoContent
}
