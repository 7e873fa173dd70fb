// Package cases drives small documents that once failed, each with what must come out of them. A
// case is a folder with spec.yaml, or with a folder spec of several documents, and case_test.go.txt,
// a test of the client generated from it, in which CLIENT stands for the client's import path. The
// clients and tests are laid over this module (go test -overlay), so that they share its runtime,
// and run together in one call of the go command.
//
// The cases are those of testdata/ and, where it is beside the checkout, of ../shared/cases.
// known.txt lists the shared ones that do not pass yet, each with the reason; it may only shrink.
package cases

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/tests/internal/overlay"
)

const shared = "../../../shared/cases"

func TestCases(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a client a case")
	}
	known := readKnown(t)
	over := overlay.New(t, "tests/cases/run")
	all := map[string]string{} // package to name
	for _, spec := range specs(t) {
		name := filepath.Base(filepath.Dir(spec))
		pkg := strings.ReplaceAll(name, "-", "_")
		if strings.HasPrefix(spec, shared) {
			pkg = "shared_" + pkg
		} else {
			pkg = "own_" + pkg
		}
		test, err := os.ReadFile(filepath.Join(filepath.Dir(spec), "case_test.go.txt"))
		if err != nil {
			t.Fatal(err)
		}
		if over.Add(pkg, spec, string(test)) {
			all[pkg] = name
		}
	}
	failed := over.Run()
	for pkg, name := range all {
		reason, listed := known[name]
		listed = listed && strings.HasPrefix(pkg, "shared_")
		switch output, bad := failed[pkg]; {
		case bad && listed:
			t.Logf("%s: known: %s", name, reason)
		case bad:
			t.Errorf("%s: %s", name, output)
		case listed:
			t.Errorf("%s passes: take it off known.txt", name)
		}
	}
}

// specs lists the documents of all cases that have a test.
func specs(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, dir := range []string{"testdata", shared} {
		tests, err := filepath.Glob(dir + "/*/case_test.go.txt")
		if err != nil {
			t.Fatal(err)
		}
		if len(tests) == 0 && dir == shared {
			if os.Getenv("ARMSMITH_REQUIRE_SHARED") == "1" {
				t.Fatalf("no cases in %s", shared)
			}
			t.Logf("the shared cases are not here (%s): only those of testdata are run", shared)
		}
		for _, test := range tests {
			spec := filepath.Join(filepath.Dir(test), "spec")
			if info, err := os.Stat(spec); err != nil || !info.IsDir() {
				spec += ".yaml"
			}
			out = append(out, spec)
		}
	}
	return out
}

// readKnown reads known.txt: a case and a reason on each line.
func readKnown(t *testing.T) map[string]string {
	t.Helper()
	f, err := os.Open("known.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	known := map[string]string{}
	for in := bufio.NewScanner(f); in.Scan(); {
		if name, reason, ok := strings.Cut(in.Text(), ": "); ok && !strings.HasPrefix(name, "#") {
			known[name] = reason
		}
	}
	return known
}
