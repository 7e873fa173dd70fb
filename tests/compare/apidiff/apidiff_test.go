package apidiff

import (
	"errors"
	"os"
	"strings"
	"testing"

	"golang.org/x/exp/apidiff"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/changes"
	"github.com/armsmith/armsmith/tests/changes/evolution"
	"github.com/armsmith/armsmith/tests/mutation"
	"github.com/armsmith/armsmith/tests/typecheck"
)

const root = "../../.."

// rounds is how many documents are changed at random.
const rounds = 150

func findExports(t *testing.T) typecheck.Exports {
	t.Helper()
	exports, err := typecheck.FindExports(t.Context(), root, "github.com/armsmith/armsmith/internal/runtime/...", "std")
	if err != nil {
		t.Fatal(err)
	}
	return exports
}

func TestEvolutions(t *testing.T) {
	exports := findExports(t)
	all, err := evolution.All(root + "/tests/changes/testdata")
	if err != nil || len(all) == 0 {
		t.Fatal("no evolutions", err)
	}
	for _, e := range all {
		t.Run(e.Name, func(t *testing.T) { agree(t, exports, e.Old(), e.New()) })
	}
}

func TestMutated(t *testing.T) {
	exports := findExports(t)
	documents, err := mutation.Find(root + "/../shared/corpus/specs")
	if err != nil {
		t.Fatal(err)
	}
	if len(documents) == 0 {
		if os.Getenv("ARMSMITH_REQUIRE_SHARED") == "1" {
			t.Fatal("there are no documents to begin from")
		}
		t.Skip("there are no documents to begin from")
	}
	judged := 0
	for round := range uint64(rounds) {
		r, err := evolution.Mutated(20000+round, documents)
		if err != nil {
			continue // it cannot be read
		}
		if agree(t, exports, r.Old, r.New) {
			judged++
		}
		if t.Failed() {
			t.Fatal(r.Did)
		}
	}
	if judged < rounds/4 {
		t.Errorf("only %d of %d rounds were judged", judged, rounds)
	}
}

// agree fails when apidiff finds more that harms a caller's source than the report says. Less it
// may find: it does not compare type arguments, so that Optional[string] and Optional[PetKind] are
// the same to it. It reports whether there was something to be judged.
func agree(t *testing.T, exports typecheck.Exports, before, now generator.Config) bool {
	t.Helper()
	report, old, next, err := evolution.Compare(t.Context(), exports, before, now)
	if errors.Is(err, evolution.ErrRefused) {
		return false
	} else if err != nil {
		t.Fatal(err)
	}
	found := apidiff.Changes(old.Package, next.Package)
	verdict := changes.None
	for _, c := range found.Changes {
		if strings.Contains(c.Message, "value changed from") {
			continue // the value of a constant is no part of the exported API
		}
		verdict = max(verdict, changes.Compatible)
		if !c.Compatible {
			verdict = changes.Breaking
		}
	}
	if verdict > report.Source {
		t.Errorf("source is %s, and by apidiff %s:\n%v\n%.2000s", report.Source, verdict, found, report.Text())
	}
	return true
}
