package mutation

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Failure is a document for which the generator does not keep its promise.
type Failure struct {
	Round    uint64
	Document Document
	Did      []string // the mutations it takes
	Text     []byte   // the document with them
	Err      error    // what is wrong
}

// Error says all it takes to see the failure again.
func (f *Failure) Error() string {
	return fmt.Sprintf("round %d, %s: %v\n\t%s", f.Round, f.Document.Path, f.Err, strings.Join(f.Did, "\n\t"))
}

// Round plays one round. Its error is a [Failure] that takes as few mutations as leaving out one
// after another shows to suffice, or that of the context.
func (j *Judge) Round(ctx context.Context, round uint64, documents []Document) error {
	d, plan := Plan(round, documents)
	fail := j.play(ctx, round, d, plan)
	if fail == nil {
		return nil
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	for i := len(plan) - 1; i >= 0; i-- {
		fewer := slices.Delete(slices.Clone(plan), i, i+1)
		if f := j.play(ctx, round, d, fewer); f != nil && alike(f.Err, fail.Err) {
			plan, fail = fewer, f
		}
	}
	return fail
}

// play makes the mutations and judges the document.
func (j *Judge) play(ctx context.Context, round uint64, d Document, plan []Mutation) *Failure {
	f := &Failure{Round: round, Document: d}
	root, err := d.Tree()
	if err != nil {
		return nil // what is no document to begin with is for the tests of load
	}
	for _, m := range plan {
		f.Did = append(f.Did, m.Mutate(root))
	}
	if f.Text, f.Err = Text(root); f.Err == nil {
		if j.Before != nil {
			j.Before(f)
		}
		f.Err = j.Check(ctx, d, f.Text)
	}
	if f.Err == nil {
		return nil
	}
	return f
}

// alike reports whether two errors are of one kind: a smaller document must not fail for another
// reason.
func alike(a, b error) bool {
	kind := func(err error) string { s, _, _ := strings.Cut(err.Error(), ": "); return s }
	return kind(a) == kind(b) && errors.Is(a, context.DeadlineExceeded) == errors.Is(b, context.DeadlineExceeded)
}
