package main

import (
	"context"
	"fmt"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/examples"
)

// inspectExamples takes the examples of a document through the codec of its client, and reports
// whether all of them came back unchanged.
func inspectExamples(ctx context.Context, term *terminal, c client, cfg generator.Config) (bool, error) {
	spec := c.spec.String()
	progress := term.progress(generator.Stages + 1)
	defer progress.finish()
	cfg.Progress = func(stage generator.Stage) { progress.step(spec, string(stage)) }
	made, err := generator.RoundTrip(ctx, cfg)
	progress.finish()
	if err != nil {
		return false, fmt.Errorf("%s: %w", spec, err)
	}
	if err := made[0].Err; err != nil {
		return false, inspectFailed(term, err)
	}
	return term.examples(spec, made[0]), nil
}

// examples reports what became of the examples of a document, and whether the client has kept all:
//
//	openapi.yaml: 12 bodies of examples, 11 unchanged, 1 changed
//	  changed: examples/Get.json:9:13 #/responses/200/body (answer 200 of Widgets_Get)
//	    /size: 1e400 became 1
func (t *terminal) examples(spec string, made generator.Examples) bool {
	count := map[examples.Outcome]int{}
	for _, r := range made.Results {
		count[r.Outcome]++
	}
	fmt.Fprintf(t.out, "%s: %s of examples", spec, bodies(len(made.Results)))
	for _, outcome := range examples.Outcomes() {
		if n := count[outcome]; n > 0 {
			fmt.Fprintf(t.out, ", %s %s", thousands(n), outcome)
		}
	}
	fmt.Fprintln(t.out)
	for _, r := range made.Results {
		if r.Outcome == examples.Unchanged {
			continue
		}
		fmt.Fprintf(t.out, "  %s: %s (%s)\n", r.Outcome, r.Place, r.Where())
		for _, why := range r.Why() {
			fmt.Fprintf(t.out, "    %s\n", why)
		}
	}
	for _, f := range made.Findings {
		fmt.Fprintf(t.out, "  %s\n", f.String())
	}
	return count[examples.Changed]+count[examples.Refused] == 0
}

func bodies(n int) string {
	if n == 1 {
		return "1 body"
	}
	return thousands(n) + " bodies"
}
