package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"
)

// verdict is what a document came to.
type verdict string

const (
	whole   verdict = "whole"    // every operation, and it compiles
	partial verdict = "partial"  // compiles, some operation left out and listed
	refused verdict = "refused"  // nothing generated, a finding says why
	broken  verdict = "broken"   // generated, does not compile
	crashed verdict = "crashed"  // panic, time limit
	over    verdict = "too much" // above 2 GiB
)

var verdicts = []verdict{whole, partial, refused, broken, crashed, over}

const mostMiB = 2048

// judge says what came of a document, and why in one line.
func judge(r result) (verdict, string) {
	switch {
	case r.Failure != "":
		return crashed, r.Failure
	case len(r.Errors) > 0:
		return broken, r.Errors[0]
	case !r.Generated:
		return refused, r.Refused
	case r.PeakMiB > mostMiB:
		return over, fmt.Sprintf("%.0f MiB", r.PeakMiB)
	case len(r.LeftOut) > 0:
		return partial, r.LeftOut[0]
	case r.outcome.Operations < r.document.Operations:
		return partial, fmt.Sprintf("%d of %d operations, and no finding says why", r.outcome.Operations, r.document.Operations)
	default:
		return whole, ""
	}
}

// report prints the tables and fails when a goal is missed.
func report(w io.Writer, results []result, o options, took time.Duration) error {
	listShort(w, results, o.verbose)
	printClasses(w, results)
	printSlowest(w, results)
	real := slices.DeleteFunc(slices.Clone(results), func(r result) bool { return r.Kind != "real" })
	counts := tally(real)
	share := 100 * float64(counts[whole]) / float64(max(1, len(real)))
	fmt.Fprintf(w, "\n%d documents in %s; of %d real ones %.1f %% are generated whole and compile (goal: %.0f %%).\n", len(results), took.Round(time.Second), len(real), share, o.minOK)
	all := tally(results)
	if bad := all[broken] + all[crashed] + all[over]; bad > 0 {
		return fmt.Errorf("%d documents do not compile, crash or take too much", bad)
	}
	if len(real) > 0 && share < o.minOK {
		return fmt.Errorf("%.1f %% of the real documents are whole, below %.1f %%", share, o.minOK)
	}
	return nil
}

func tally(results []result) map[verdict]int {
	counts := map[verdict]int{}
	for _, r := range results {
		v, _ := judge(r)
		counts[v]++
	}
	return counts
}

// listShort prints each document that fell short with its first finding.
func listShort(w io.Writer, results []result, verbose bool) {
	for _, r := range results {
		v, why := judge(r)
		if v == whole && !verbose {
			continue
		}
		fmt.Fprintf(w, "%-8s %s (%s, %s)\n", v, r.Path, r.Class, r.Kind)
		if why != "" {
			fmt.Fprintf(w, "         %s\n", why)
		}
	}
}

func printClasses(w io.Writer, results []result) {
	type class struct{ class, kind string }
	byClass := map[class][]result{}
	for _, r := range results {
		c := class{r.Class, r.Kind}
		byClass[c] = append(byClass[c], r)
	}
	classes := make([]class, 0, len(byClass))
	for c := range byClass {
		classes = append(classes, c)
	}
	slices.SortFunc(classes, func(a, b class) int { return cmp.Or(cmp.Compare(b.kind, a.kind), cmp.Compare(a.class, b.class)) })
	fmt.Fprintln(w)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(tw, "class\tkind\tdocuments\t")
	for _, v := range verdicts {
		fmt.Fprintf(tw, "%s\t", v)
	}
	fmt.Fprintln(tw, "operations\tpaged\tstreamed\twebhooks typed\t")
	for _, c := range classes {
		fmt.Fprintf(tw, "%s\t%s\t%d\t", c.class, c.kind, len(byClass[c]))
		counts := tally(byClass[c])
		for _, v := range verdicts {
			fmt.Fprintf(tw, "%d\t", counts[v])
		}
		var sum outcome
		for _, r := range byClass[c] {
			sum.Operations += r.outcome.Operations
			sum.Paged += r.Paged
			sum.Streamed += r.Streamed
			sum.Webhooks += r.Webhooks
		}
		fmt.Fprintf(tw, "%d\t%d\t%d\t%d\t\n", sum.Operations, sum.Paged, sum.Streamed, sum.Webhooks)
	}
	tw.Flush()
}

func printSlowest(w io.Writer, results []result) {
	slow := slices.SortedFunc(slices.Values(results), func(a, b result) int { return cmp.Compare(b.Wall, a.Wall) })
	fmt.Fprintln(w)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "slowest\tgenerate s\tCPU s with check\tpeak MiB\toperations\ttypes\tlines\t")
	for _, r := range slow[:min(6, len(slow))] {
		fmt.Fprintf(tw, "%s\t%.2f\t%.2f\t%.0f\t%d\t%d\t%d\t\n", r.Path, r.Seconds, r.CPU.Seconds(), r.PeakMiB, r.outcome.Operations, r.Types, r.Lines)
	}
	tw.Flush()
}
