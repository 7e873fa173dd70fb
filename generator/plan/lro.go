package plan

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// finalStates are the values of final-state-via that a poller knows.
var finalStates = []string{"azure-async-operation", "location", "original-uri", "operation-location"}

// longRunning reads x-ms-long-running-operation and its options: where the final value is found,
// and of what type it is.
func (o *operations) longRunning(m *method, op *model.Operation) {
	if !m.lro {
		return
	}
	options := m.to("x-ms-long-running-operation-options")
	lro := &model.LRO{FinalStateVia: strings.ToLower(options.Get("final-state-via").Str())}
	if lro.FinalStateVia != "" && !slices.Contains(finalStates, lro.FinalStateVia) {
		o.warn(options.ptr, "final-state-via "+quote(lro.FinalStateVia)+" is not known; the default of the method is used",
			"use one of "+strings.Join(finalStates, ", "))
		lro.FinalStateVia = ""
	}
	lro.Result = o.finalState(options, op)
	op.LRO = lro
	if m.paged() {
		o.note(m.to("x-ms-pageable").ptr, m.what+" is long-running: its final value is the first page, and further pages are not followed", "")
	}
}

// finalState gives the final value: what final-state-schema names, or what the response to a
// completed request carries. The body of 202 is how far the operation is, not what it makes, and
// counts only when nothing else is documented.
func (o *operations) finalState(options at, op *model.Operation) *model.Content {
	if schema := o.schemaNamed(options.to("final-state-schema")); schema.there() {
		c := &model.Content{MediaType: "application/json", Kind: model.BodyJSON}
		c.Type = o.typeOf(schema.ptr, o.hintAt(schema.ptr, "", ""))
		return c
	}
	var accepted *model.Content
	done := false
	for _, r := range successes(op.Responses) {
		switch {
		case r.Low == 202:
			accepted = r.Content
		case r.Content != nil:
			return r.Content
		default:
			done = true
		}
	}
	if done || op.Method == "DELETE" {
		return nil
	}
	return accepted
}

// schemaNamed goes where a schema is referred to by text or by a $ref.
func (o *operations) schemaNamed(a at) at {
	ref := a.Str()
	if ref == "" {
		ref = a.Get("$ref").Str()
	}
	if rest, ok := strings.CutPrefix(ref, "#/definitions/"); ok {
		ref = "#" + componentSchemas + rest
	}
	if !strings.HasPrefix(ref, "#/") {
		return at{}
	}
	return o.at(ref[1:])
}
