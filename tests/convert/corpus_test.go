package convert

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/armsmith/armsmith"
	"github.com/armsmith/armsmith/generator"
	documents "github.com/armsmith/armsmith/tests/internal/corpus"
	"github.com/armsmith/armsmith/tests/typecheck"
)

// corpus is a folder of real documents; it is not in the repository.
const corpus = "../../../shared/corpus"

// Of the APIs that the corpus has in two versions, package convert compiles.
func TestCorpus(t *testing.T) {
	runtime := armsmith.Module + "/" + armsmith.RuntimeDir
	exports, err := typecheck.FindExports(t.Context(), "../..", runtime+"/...")
	if err != nil {
		t.Fatal(err)
	}
	pairs := documents.Versions(t, corpus)
	if testing.Short() {
		pairs = pairs[:min(2, len(pairs))]
	}
	compiled := 0
	for _, p := range pairs {
		t.Run(filepath.Base(p[0])+" to "+filepath.Base(p[1]), func(t *testing.T) {
			before := generator.Config{Spec: p[0], Out: "old", ImportPath: armsmith.Module + "/old", Tolerate: true}
			now := generator.Config{Spec: p[1], Out: "next", ImportPath: armsmith.Module + "/next", Tolerate: true, Since: &before, Convert: true}
			checker := typecheck.New(exports)
			for _, cfg := range []generator.Config{before, now} {
				out, err := generator.Generate(t.Context(), cfg)
				var refused *generator.Error
				if errors.As(err, &refused) {
					t.Skip(err)
				} else if err != nil {
					t.Fatal(err)
				}
				for _, problem := range checker.Check(cfg.ImportPath, out.Files) {
					t.Error(problem)
				}
			}
			compiled++
		})
	}
	if t.Logf("%d of %d pairs were compiled", compiled, len(pairs)); compiled < min(10, len(pairs)) {
		t.Errorf("only %d pairs were compiled", compiled)
	}
}
