package mutation

import (
	"fmt"
	"math/rand/v2"
)

// Mutation is one change to a document. Same numbers, same change.
type Mutation struct {
	Seed, Step uint64
}

// change is a kind of mutation: it says what it did, "" when it found nothing to do.
type change func(t *tree) string

// changes lists every kind.
func changes() []change {
	var all []change
	for _, some := range [][]change{shapeChanges, nameChanges, keywordChanges, httpChanges, azureChanges} {
		all = append(all, some...)
	}
	return all
}

// Mutate changes a document in place and says how. A mutation may find nothing to do.
func (m Mutation) Mutate(root map[string]any) string {
	r := rand.New(rand.NewPCG(m.Seed, m.Step))
	all := changes()
	for range 5 {
		if did := all[r.IntN(len(all))](index(root, r)); did != "" {
			return did
		}
	}
	return "nothing"
}

// Plan decides what happens in a round: which of the documents it begins from and its mutations.
func Plan(round uint64, documents []Document) (Document, []Mutation) {
	r := rand.New(rand.NewPCG(round, 0))
	d := pick(r, documents)
	plan := make([]Mutation, 1+r.IntN(12))
	if r.IntN(4) == 0 {
		plan = make([]Mutation, 10+r.IntN(60)) // what many oddities do to one another
	}
	for i := range plan {
		plan[i] = Mutation{round, uint64(i + 1)}
	}
	return d, plan
}

func say(format string, args ...any) string { return fmt.Sprintf(format, args...) }
