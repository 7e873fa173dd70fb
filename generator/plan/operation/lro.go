package operation

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// finalStates are the values of final-state-via that a poller knows.
var finalStates = []string{"azure-async-operation", "location", "original-uri", "operation-location"}

// longRunning reads x-ms-long-running-operation and its options: where the final value is found,
// and of what type it is.
func (o responses) longRunning(m *method, op *model.Operation) {
	if !m.lro {
		return
	}
	options := m.To("x-ms-long-running-operation-options")
	lro := &model.LRO{FinalStateVia: strings.ToLower(options.Get("final-state-via").Str())}
	if lro.FinalStateVia != "" && !slices.Contains(finalStates, lro.FinalStateVia) {
		o.doc.Warn(options.Ptr, "final-state-via "+source.Quote(lro.FinalStateVia)+" is not known; the default of the method is used",
			"use one of "+strings.Join(finalStates, ", "))
		lro.FinalStateVia = ""
	}
	lro.Result = o.finalState(options, op)
	op.LRO = lro
}

// finalState gives the final value: what final-state-schema names, or what the response to a
// completed request carries. The body of 202 is how far the operation is, not what it makes, and
// counts only when nothing else is documented.
func (o responses) finalState(options source.At, op *model.Operation) *model.Content {
	if schema := o.schemaNamed(options.To("final-state-schema")); schema.There() {
		c := &model.Content{MediaType: "application/json", Kind: model.BodyJSON}
		c.Type = o.use(schema, hintAt(schema.Ptr, "", ""))
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
func (o responses) schemaNamed(a source.At) source.At {
	ref := a.Str()
	if ref == "" {
		ref = a.Get("$ref").Str()
	}
	if rest, ok := strings.CutPrefix(ref, "#/definitions/"); ok {
		ref = "#" + schema.Components + rest
	}
	if !strings.HasPrefix(ref, "#/") {
		return source.At{}
	}
	return o.at(ref[1:])
}
