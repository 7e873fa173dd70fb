package mock

import (
	"maps"
	"net/http"
	"strings"
	"sync/atomic"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/generator/model"
)

const (
	looksBeforeDone = 2     // of those who follow an operation, or a job
	mostOperations  = 10000 // that are remembered
)

// longRunning begins the operations that a document calls long-running
// (x-ms-long-running-operation) and, until they are done, tells clients that ask how they go.
type longRunning struct {
	*service
	last  atomic.Int64
	begun *memory[int, *begun]
}

// begun is an operation, or a job, that has begun.
type begun struct {
	looked atomic.Int64
	result *Answer // nil: it has none
	within bool    // the status document holds the result as a property
	merged bool    // the status document has the properties of the result
}

// look counts a look, and reports whether the operation is done.
func (b *begun) look() bool { return b.looked.Add(1) > looksBeforeDone }

func newLongRunning(s *service) *longRunning {
	return &longRunning{service: s, begun: newMemory[int, *begun](mostOperations)}
}

// lro returns how an operation is long-running; nil for one that is not.
func (op *Operation) lro() *model.LRO {
	for _, m := range op.Methods {
		if m.LRO != nil {
			return m.LRO
		}
	}
	return nil
}

const (
	stateLink  = "operation"
	resultLink = "result"
)

// behave is a [Behavior].
func (l *longRunning) behave(next Answerer) Answerer {
	return func(call *Call) *Answer {
		lro := call.Operation.lro()
		switch {
		case lro == nil || call.Prefer != (Prefer{}):
			return next(call)
		case call.link.kind == stateLink || call.link.kind == resultLink:
			b, there := l.begun.get(call.link.number)
			if !there {
				return Refuse(http.StatusNotFound, "no operation %d has begun", call.link.number)
			}
			if call.link.kind == stateLink {
				return l.state(call, b)
			}
			return l.result(call, b)
		case call.link.method != "":
			return next(call)
		}
		done := next(call)
		if done.own || done.Status/100 != 2 || done.Stream != nil {
			return done
		}
		return l.begin(call, done, lro)
	}
}

// begin returns the first answer of an operation whose last one is known.
func (l *longRunning) begin(call *Call, done *Answer, lro *model.LRO) *Answer {
	first := done.Copy()
	if r := call.Operation.Response(http.StatusAccepted); r != nil && r.Key == "202" {
		first = call.Answer(http.StatusAccepted).Copy()
	}
	headers := signposts(call.Operation, first, lro)
	if len(headers) == 0 {
		return l.standing(done, "Succeeded")
	}
	id := int(l.last.Add(1))
	b := &begun{result: l.outcome(call, done, lro)}
	b.merged = lro.FinalStateVia == viaAsync && call.Operation.Method == http.MethodPost
	for _, name := range headers {
		kind := stateLink
		if name == "Location" {
			kind = resultLink
		}
		b.within = b.within || name == "Operation-Location"
		first.Header.Set(name, call.url(kind, id))
	}
	if l.maySay(first.Response, "Retry-After", 0.0) {
		first.Header.Set("Retry-After", "0")
	}
	l.begun.put(id, b)
	return l.standing(first, "InProgress", "Creating", "Updating", "Accepted", "Running", "Provisioning", "Pending")
}

const (
	viaAsync    = "azure-async-operation"
	viaLocation = "location"
)

// signposts returns the headers by which an operation is followed: what final-state-via says and
// the document describes, or what is usual. It returns none where a client could not get the
// result.
func signposts(op *Operation, first *Answer, lro *model.LRO) []string {
	accepted := first.Status == http.StatusAccepted
	writes := op.Method == http.MethodPut || op.Method == http.MethodPatch
	if writes && lro.FinalStateVia != viaLocation && op.Document.byPath["GET "+shapeOf(op.Path)] == nil {
		if accepted {
			return []string{"Location"}
		}
		return nil
	}
	var out []string
	usual := map[string]string{
		"Azure-AsyncOperation": viaAsync, "Operation-Location": "operation-location", "Location": viaLocation,
	}
	for name, via := range usual {
		if lro.FinalStateVia == via || describes(first.Response, name) {
			out = append(out, name)
		}
	}
	located := len(out) == 1 && out[0] == "Location"
	switch {
	case len(out) == 0 && accepted && !writes && lro.FinalStateVia == "":
		return []string{"Location"}
	case len(out) == 0, located && !accepted: // Location is followed after 202 alone
		return append(out, "Azure-AsyncOperation")
	}
	return out
}

// describes reports whether a response has a header.
func describes(r *Response, name string) bool {
	if r == nil {
		return false
	}
	for header := range r.kin.Headers {
		if strings.EqualFold(header, name) {
			return true
		}
	}
	return false
}

// maySay reports whether a header of a response may have a value.
func (l *longRunning) maySay(r *Response, name string, value any) bool {
	if r == nil {
		return true
	}
	for header, described := range r.kin.Headers {
		if strings.EqualFold(header, name) && described.Value != nil && described.Value.Schema != nil && described.Value.Schema.Value != nil {
			return l.allows(described.Value.Schema.Value, value)
		}
	}
	return true
}

// outcome returns the answer of the operation's end; nil for one that has nothing to show.
func (l *longRunning) outcome(call *Call, done *Answer, lro *model.LRO) *Answer {
	if lro.Result == nil {
		return nil
	}
	if schema := l.finalSchema(call.Operation); schema != nil && (done.Content == nil || done.schema() == nil || done.schema().Ref != schema.Ref) {
		v, _ := l.maker.Value(schema, call.Operation.ID+" result")
		return &Answer{Status: http.StatusOK, MediaType: "application/json", Value: v, own: true}
	}
	if done.Content == nil {
		return nil
	}
	out := l.standing(done, "Succeeded")
	if out.Status == http.StatusAccepted { // what nobody describes
		out = out.Copy()
		out.Status, out.own = http.StatusOK, true
	}
	return out
}

// finalSchema returns the schema that final-state-schema names; nil for none.
func (l *longRunning) finalSchema(op *Operation) schemaRef {
	named := op.node.Get("x-ms-long-running-operation-options").Get("final-state-schema")
	ref := named.Str()
	if ref == "" {
		ref = named.Get("$ref").Str()
	}
	for _, section := range []string{"#/components/schemas/", "#/definitions/"} {
		if name, is := strings.CutPrefix(ref, section); is && l.doc.kin.Components != nil {
			if found := l.doc.kin.Components.Schemas[name]; found != nil {
				return &openapi3.SchemaRef{Ref: "#/components/schemas/" + name, Value: found.Value}
			}
		}
	}
	return nil
}

// standing returns an answer whose provisioningState, if it has one, is the first of the given
// states that its schema allows.
func (l *longRunning) standing(a *Answer, states ...string) *Answer {
	for _, path := range [][]string{{"properties", "provisioningState"}, {"provisioningState"}} {
		if _, there := valueAt(a.Value, path); !there {
			continue
		}
		schema := schemaAt(a.schema(), path)
		for _, state := range states {
			if schema == nil || schema.Value == nil || l.allows(schema.Value, state) {
				return a.With(l.put(a.Value, a.schema(), path, state))
			}
		}
		return a.With(cleared(a.Value, a.schema(), path))
	}
	return a
}

// state is the answer of a status document (Azure-AsyncOperation, Operation-Location).
func (l *longRunning) state(call *Call, b *begun) *Answer {
	a := &Answer{Status: http.StatusOK, Header: http.Header{"Retry-After": {"0"}}, MediaType: "application/json", own: true}
	document := map[string]any{"id": call.Path, "status": "InProgress"}
	if b.look() {
		delete(a.Header, "Retry-After")
		if result, is := b.value().(map[string]any); is && b.merged {
			maps.Copy(document, result)
		}
		if b.within && b.value() != nil {
			document["result"] = b.value()
		}
		document["status"] = "Succeeded"
	}
	a.Value = document
	return a
}

func (b *begun) value() any {
	if b.result == nil {
		return nil
	}
	return b.result.Value
}

// result is the answer at a Location: that the operation goes on, then its result.
func (l *longRunning) result(call *Call, b *begun) *Answer {
	switch {
	case !b.look():
		return &Answer{Status: http.StatusAccepted, own: true,
			Header: http.Header{"Location": {call.url(resultLink, call.link.number)}, "Retry-After": {"0"}}}
	case b.result == nil:
		return &Answer{Status: http.StatusNoContent, own: true}
	}
	return b.result
}
