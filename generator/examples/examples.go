// Package examples holds the examples of documents against the clients that are generated from
// them: each body is read with the client's own codec and written again, and must come out
// unchanged. [Collect] finds the bodies, [Run] compiles clients and runs their codecs, and package
// judge says of what did not come back whether the document itself allows it.
//
// It runs the go command, since there is no other way to run a codec that is generated code.
package examples

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/judge"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
)

// Outcome is what became of a body.
type Outcome uint8

// The outcomes. The document contradicts an example when the example did not come back, and
// kin-openapi finds that it is not what the schema says, in the very place.
const (
	Unchanged Outcome = iota
	Changed
	Refused
	Contradicted
)

// String returns the outcome as a report names it.
func (o Outcome) String() string {
	return [...]string{"unchanged", "changed", "refused", "not what the schema says"}[o]
}

// Outcomes returns all outcomes, in their order.
func Outcomes() []Outcome { return []Outcome{Unchanged, Changed, Refused, Contradicted} }

// Failed reports whether the outcome is a fault of the client.
func (o Outcome) Failed() bool { return o == Changed || o == Refused }

// Result is what became of one body, and why.
type Result struct {
	Body
	Outcome     Outcome
	Differences []Difference // of what changed
	Refusal     string       // of what was refused, and where
	Objection   string       // of what is contradicted: kin-openapi's
}

// Where says which body it is: "answer 200 of Widgets_Get".
func (r *Result) Where() string {
	what := "request"
	if r.Status != 0 {
		what = fmt.Sprint("answer ", r.Status)
	}
	return what + " of " + r.Operation
}

// mostDifferences is how many differences of one body are told: more say nothing new.
const mostDifferences = 5

// Why returns what there is to say about an outcome, a line each.
func (r *Result) Why() []string {
	var out []string
	for i, d := range r.Differences {
		if i == mostDifferences {
			out = append(out, fmt.Sprintf("and %d more differences", len(r.Differences)-i))
			break
		}
		out = append(out, strings.TrimPrefix(d.Pointer+": ", ": ")+d.Message)
	}
	if r.Refusal != "" {
		out = append(out, r.Refusal)
	}
	if r.Objection != "" {
		out = append(out, "the schema: "+r.Objection)
	}
	return out
}

// Client is a client to be run. It is a package of its own.
type Client struct {
	Bodies []Body
	// by path relative to the client's folder, with the functions for [Contents]
	Files map[string][]byte
	Doc   *load.Document
}

// Contents returns what bodies are read and written as, each once.
func Contents(bodies []Body) []*model.Content {
	var out []*model.Content
	known := map[*model.Content]bool{}
	for _, b := range bodies {
		if !known[b.content] {
			known[b.content] = true
			out = append(out, b.content)
		}
	}
	return out
}

// Run compiles clients and takes each of their bodies through its codec. Runtime holds the files of
// the runtime that they share, see [Module].
func Run(ctx context.Context, clients []Client, runtime map[string][]byte) ([][]Result, error) {
	answers, err := run(ctx, clients, runtime)
	if err != nil {
		return nil, err
	}
	out := make([][]Result, len(clients))
	for i, c := range clients {
		var j *judge.Judge
		for n, body := range c.Bodies {
			r := result(body, answers[i][n])
			if r.Outcome.Failed() {
				if j == nil {
					j = judge.New(c.Doc)
				}
				r.excuse(j, answers[i][n].Path)
			}
			out[i] = append(out[i], r)
		}
	}
	return out, nil
}

func result(body Body, a answer) Result {
	r := Result{Body: body}
	if a.Error != "" {
		r.Outcome, r.Refusal = Refused, a.Error
		return r
	}
	differences, err := compare(body.Value, a.Value)
	if err == nil && body.Status == 0 {
		differences, err = unsent(differences, a.Sent)
	}
	switch {
	case err != nil:
		r.Outcome, r.Refusal = Refused, err.Error()
	case len(differences) > 0:
		r.Outcome, r.Differences = Changed, differences
	}
	return r
}

// excuse makes a failure the document's own when everything that failed is something that the
// schema does not allow.
func (r *Result) excuse(j *judge.Judge, refusedAt string) {
	at := []string{pointer(refusedAt)}
	if r.Outcome == Changed {
		at = nil
		for _, d := range r.Differences {
			at = append(at, d.Pointer)
		}
	}
	objections := j.Value(r.described, r.Value)
	var met judge.Objection
	for _, place := range at {
		i := slices.IndexFunc(objections, func(o judge.Objection) bool { return within(place, o.Pointer) || within(o.Pointer, place) })
		if i < 0 {
			return
		}
		met = objections[i]
	}
	r.Outcome, r.Objection = Contradicted, strings.TrimSpace(met.Pointer+" "+met.Message)
}

// within reports whether a pointer leads to something, or into it.
func within(pointer, something string) bool {
	return pointer == something || strings.HasPrefix(pointer, something+"/")
}
