package output

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"
)

// TestEdits: edits turn one text into the other, however much they differ, and a text with many
// small differences keeps the lines that it shares.
func TestEdits(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		text := func() string {
			var b strings.Builder
			for range r.IntN(30) {
				fmt.Fprintf(&b, "line %d\n", r.IntN(12))
			}
			return b.String() + strings.Repeat("end", r.IntN(2))
		}
		before, after := text(), text()
		if got, err := udiff.Apply(before, edits(before, after)); err != nil || got != after {
			t.Fatalf("seed %d: %q to %q gives %q (%v)", seed, before, after, got, err)
		}
	}
	var old, changed []string
	for i := range 8000 {
		old = append(old, fmt.Sprintf("\tcase %d:\n", i), "\t\treturn\n")
		changed = append(changed, fmt.Sprintf("\tcase %d:\n", i))
		if i%10 == 0 {
			changed = append(changed, "\t\tdone()\n")
		}
		changed = append(changed, "\t\treturn\n")
	}
	lines := func(all []string) string { return strings.Join(slices.Clone(all), "") }
	list := edits(lines(old), lines(changed))
	for _, e := range list {
		if e.New != "\t\tdone()\n" || e.Start != e.End {
			t.Fatalf("an edit is %+v, want an insertion of one line", e)
		}
	}
	if len(list) != 800 {
		t.Errorf("%d edits, want 800", len(list))
	}
}
