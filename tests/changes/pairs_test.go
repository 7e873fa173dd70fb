package changes

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/changes"
	"github.com/armsmith/armsmith/tests/changes/evolution"
	documents "github.com/armsmith/armsmith/tests/internal/corpus"
	"github.com/armsmith/armsmith/tests/typecheck"
)

// fewestPairs is how many pairs the corpus has at least.
const fewestPairs = 10

// Of the APIs that the corpus has in two versions, the verdict on source is true of a program that
// uses every exported name.
func TestPairs(t *testing.T) {
	exports := findExports(t)
	pairs := documents.Versions(t, corpus)
	if testing.Short() {
		pairs = pairs[:2]
	}
	judged := 0
	for _, p := range pairs {
		t.Run(filepath.Base(p[0])+" to "+filepath.Base(p[1]), func(t *testing.T) {
			if judgeProgram(t, exports, pairConfig(p[0]), pairConfig(p[1])) {
				judged++
			}
		})
	}
	if t.Logf("%d of %d pairs were judged", judged, len(pairs)); judged < min(fewestPairs, len(pairs)) {
		t.Errorf("only %d pairs were judged, want %d", judged, fewestPairs)
	}
}

func pairConfig(spec string) generator.Config {
	return generator.Config{Spec: spec, Package: "changing", ImportPath: evolution.ImportPath, Out: "generated", Tolerate: true}
}

// judgeProgram holds the verdict on source against a program that uses every exported name of the
// old client. It reports whether there are two clients.
func judgeProgram(t *testing.T, exports typecheck.Exports, before, now generator.Config) bool {
	t.Helper()
	report, old, next, err := evolution.Compare(t.Context(), exports, before, now)
	if errors.Is(err, evolution.ErrRefused) {
		return false
	} else if err != nil {
		t.Fatal(err)
	}
	checkProgram(t, report, old, next)
	if v := compilers(declared(old.Package), declared(next.Package)); v != report.Source {
		t.Errorf("source is %s, and by what the packages declare %s", report.Source, v)
	}
	return true
}

// checkProgram fails unless the program compiles with the new client exactly when the report says
// that source does not break.
func checkProgram(t *testing.T, report *changes.Report, old, next *evolution.Client) {
	t.Helper()
	program := evolution.Uses(old.Package, common)
	if problems := old.Program(program); problems != nil {
		t.Fatalf("the program does not compile with the old client: %v\n%.3000s", problems, program)
	}
	problems := next.Program(program)
	if breaks := report.Source == changes.Breaking; breaks != (problems != nil) {
		t.Errorf("source is %s, and the compiler says of a program that uses everything: %v\n%.3000s", report.Source, problems, report.Text())
	}
}
