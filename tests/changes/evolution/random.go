package evolution

import (
	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/tests/mutation"
)

// Random is a document that was changed at random.
type Random struct {
	Old, New generator.Config
	Did      string // which document it was, and what was done to it
}

// mostChanges keeps what is changed small enough to be looked at.
const mostChanges = 3

// Mutated changes a document; the same round gives the same change. A document that cannot be read
// is an error.
func Mutated(round uint64, documents []mutation.Document) (*Random, error) {
	doc, plan := mutation.Plan(round, documents)
	tree, err := doc.Tree()
	if err != nil {
		return nil, err
	}
	before, err := mutation.Text(tree)
	if err != nil {
		return nil, err
	}
	did := doc.Path
	for _, m := range plan[:min(len(plan), mostChanges)] {
		did += "; " + m.Mutate(tree)
	}
	after, err := mutation.Text(tree)
	if err != nil {
		return nil, err
	}
	config := func(text []byte) generator.Config {
		return generator.Config{Spec: doc.Path, FS: doc.With(text), Package: "changing", ImportPath: ImportPath, Out: "generated", Tolerate: true}
	}
	return &Random{Old: config(before), New: config(after), Did: did}, nil
}
