package main

import (
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/examples"
	"github.com/armsmith/armsmith/generator/finding"
)

// A report counts what is well, shows the rest, and is good only without changes and refusals.
func TestExamplesReport(t *testing.T) {
	body := examples.Body{Place: finding.Place{File: "e.json", Line: 3}, Operation: "Get", Status: 200}
	changed := examples.Result{Body: body, Outcome: examples.Changed, Differences: []examples.Difference{{Pointer: "/a", Message: "1 is lost"}}}
	refused := examples.Result{Body: body, Outcome: examples.Refused, Refusal: "a: want int32"}
	wrong := examples.Result{Body: body, Outcome: examples.Contradicted, Refusal: "a: want int32", Objection: "/a must be less"}
	for _, tc := range []struct {
		results []examples.Result
		good    bool
		want    string
	}{
		{nil, true, "a.yaml: 0 bodies of examples\n"},
		{[]examples.Result{{Body: body}}, true, "a.yaml: 1 body of examples, 1 unchanged\n"},
		{[]examples.Result{{Body: body}, changed}, false,
			"a.yaml: 2 bodies of examples, 1 unchanged, 1 changed\n  changed: e.json:3 (answer 200 of Get)\n    /a: 1 is lost\n"},
		{[]examples.Result{refused}, false, "a.yaml: 1 body of examples, 1 refused\n  refused: e.json:3 (answer 200 of Get)\n    a: want int32\n"},
		{[]examples.Result{wrong}, true, "a.yaml: 1 body of examples, 1 not what the schema says\n" +
			"  not what the schema says: e.json:3 (answer 200 of Get)\n    a: want int32\n    the schema: /a must be less\n"},
	} {
		var out strings.Builder
		good := (&terminal{out: &out}).examples("a.yaml", generator.Examples{Results: tc.results})
		if good != tc.good || out.String() != tc.want {
			t.Errorf("good: %v, printed:\n%swant:\n%s", good, out.String(), tc.want)
		}
	}
}
