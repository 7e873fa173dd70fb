package mutation

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"testing"
)

var (
	rounds = flag.Int("rounds", 40, "how many rounds to play")
	from   = flag.Uint64("from", 1, "number of the first round")
	keep   = flag.String("keep", "", "folder to write documents that fail to")
)

// sources are the folders with documents, from here.
var sources = []string{
	"../../specs", "../../../shared/spector/openapi3.0", "../../../shared/spector/openapi3.1", "../../../shared/spector/swagger2.0",
	"../../../shared/corpus/specs",
}

func documents(t *testing.T) []Document {
	var all []Document
	for _, dir := range sources {
		found, err := Find(dir)
		if err != nil {
			t.Fatal(err)
		}
		if len(found) == 0 {
			if os.Getenv("ARMSMITH_REQUIRE_SHARED") == "1" {
				t.Fatalf("there are no documents in %s", dir)
			}
			t.Skipf("there are no documents in %s to begin from", dir)
		}
		all = append(all, found...)
	}
	return all
}

// Whatever the document, it is refused with findings that say where, or its client compiles.
func TestHunt(t *testing.T) {
	all := documents(t)
	j, err := NewJudge(t.Context(), ".")
	if err != nil {
		t.Fatal(err)
	}
	j.Before = func(f *Failure) { save(t, "last", f) } // stays there when the process dies of it
	for round := *from; round < *from+uint64(*rounds); round++ {
		err := j.Round(t.Context(), round, all)
		var f *Failure
		if errors.As(err, &f) {
			t.Error(f)
			save(t, fmt.Sprint(f.Round), f)
		} else if err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("of %d documents: %d rounds, %d refused when strict, %d clients compile", len(all), *rounds, j.Refused, j.Compiled)
	if *rounds >= 40 && j.Compiled < *rounds/4 {
		t.Errorf("only %d of %d rounds came to a client: the mutations prove little", j.Compiled, *rounds)
	}
}

// save writes a document to the folder of those kept, if there is one.
func save(t *testing.T, name string, f *Failure) {
	if *keep == "" {
		return
	}
	if err := os.MkdirAll(*keep, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*keep, name+path.Ext(f.Document.Path)), f.Text, 0o666); err != nil {
		t.Fatal(err)
	}
}
