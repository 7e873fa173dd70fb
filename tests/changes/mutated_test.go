package changes

import (
	"flag"
	"os"
	"testing"

	"github.com/armsmith/armsmith/tests/changes/evolution"
	"github.com/armsmith/armsmith/tests/mutation"
)

var rounds = flag.Int("rounds", 60, "how many documents to change at random")

var from = flag.Uint64("from", 1, "number of the first round")

// Whatever changes in a document, the verdict on source is true of a program that uses every
// exported name, and is what the declarations of both packages say.
func TestMutated(t *testing.T) {
	exports := findExports(t)
	all := mutable(t)
	if testing.Short() {
		*rounds = min(*rounds, 10)
	}
	judged := 0
	for round := *from; round < *from+uint64(*rounds); round++ {
		r, err := evolution.Mutated(round, all)
		if err != nil {
			continue // it cannot be read
		}
		if judgeProgram(t, exports, r.Old, r.New) {
			judged++
		}
		if t.Failed() {
			t.Fatalf("round %d, %s", round, r.Did)
		}
	}
	t.Logf("%d of %d rounds were judged", judged, *rounds)
	if *rounds >= 40 && judged < *rounds/4 {
		t.Errorf("only %d of %d rounds were judged: they prove little", judged, *rounds)
	}
}

// mutable lists the documents that are changed at random.
func mutable(t *testing.T) []mutation.Document {
	t.Helper()
	var all []mutation.Document
	for _, dir := range []string{"../../specs", corpus + "/specs"} {
		found, err := mutation.Find(dir)
		if err != nil {
			t.Fatal(err)
		}
		if len(found) == 0 && os.Getenv("ARMSMITH_REQUIRE_SHARED") == "1" {
			t.Fatalf("there are no documents in %s", dir)
		}
		all = append(all, found...)
	}
	if len(all) == 0 {
		t.Skip("there are no documents to begin from")
	}
	return all
}
