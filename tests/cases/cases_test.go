// Package cases drives small documents that once failed, each with what must come out of them. A
// case is a folder with spec.yaml and case_test.go.txt, a test of the client generated from it, in
// which CLIENT stands for the client's import path. The clients and tests are laid over this module
// (go test -overlay), so that they share its runtime, and run together in one call of the go
// command.
//
// The cases are those of testdata/ and, where it is beside the checkout, of ../shared/cases.
// known.txt lists the shared ones that do not pass yet, each with the reason; it may only shrink.
package cases

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator"
)

const (
	module = "github.com/armsmith/armsmith"
	shared = "../../../shared/cases"
	below  = "tests/cases/run" // where clients and tests seem to stand; nothing is written there
)

func TestCases(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a client a case")
	}
	known := readKnown(t)
	over := overlay{t: t, dir: t.TempDir(), files: map[string]string{}}
	all := map[string]string{} // package to name
	for _, spec := range specs(t) {
		name := filepath.Base(filepath.Dir(spec))
		pkg := strings.ReplaceAll(name, "-", "_")
		if strings.HasPrefix(spec, shared) {
			pkg = "shared_" + pkg
		} else {
			pkg = "own_" + pkg
		}
		if over.add(pkg, spec) {
			all[pkg] = name
		}
	}
	failed := over.run(all)
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
			out = append(out, filepath.Join(filepath.Dir(test), "spec.yaml"))
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

// overlay is files laid over this module.
type overlay struct {
	t     *testing.T
	dir   string
	files map[string]string // by absolute path: the file whose contents seem to stand there
}

// add lays the client and the test of a case over the module. It reports whether there is a client.
func (o overlay) add(pkg, spec string) bool {
	o.t.Helper()
	base := below + "/" + pkg
	client := module + "/" + base + "/client"
	out, err := generator.Generate(o.t.Context(), generator.Config{
		Spec: spec, Out: filepath.Join("run", pkg, "client"), Package: "client", ImportPath: client,
	})
	if err != nil {
		o.t.Errorf("%s: %v", spec, err)
		return false
	}
	for name, data := range out.Set.Files {
		o.put(base+"/client/"+name, data)
	}
	test, err := os.ReadFile(filepath.Join(filepath.Dir(spec), "case_test.go.txt"))
	if err != nil {
		o.t.Fatal(err)
	}
	text := strings.NewReplacer(`"CLIENT"`, `"`+client+`"`, `"CLIENT/`, `"`+client+`/`).Replace(string(test))
	o.put(base+"/case_test.go", []byte(text))
	return true
}

func (o overlay) put(path string, data []byte) {
	o.t.Helper()
	real := filepath.Join(o.dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(real), 0o755); err != nil {
		o.t.Fatal(err)
	}
	if err := os.WriteFile(real, data, 0o644); err != nil {
		o.t.Fatal(err)
	}
	seems, err := filepath.Abs(filepath.Join("../..", filepath.FromSlash(path)))
	if err != nil {
		o.t.Fatal(err)
	}
	o.files[seems] = real
}

// run compiles the tests of the packages together, runs each, and returns what those that failed
// printed.
func (o overlay) run(packages map[string]string) map[string]string {
	o.t.Helper()
	replace, err := json.Marshal(map[string]any{"Replace": o.files})
	if err != nil {
		o.t.Fatal(err)
	}
	file, binaries := filepath.Join(o.dir, "overlay.json"), filepath.Join(o.dir, "bin")+string(filepath.Separator)
	if err := os.WriteFile(file, replace, 0o644); err != nil {
		o.t.Fatal(err)
	}
	args := []string{"test", "-c", "-vet=off", "-overlay", file, "-o", binaries}
	for pkg := range packages {
		args = append(args, module+"/"+below+"/"+pkg)
	}
	built, _ := exec.CommandContext(o.t.Context(), "go", args...).CombinedOutput() // what failed has no binary
	failed := map[string]string{}
	for pkg := range packages {
		binary := filepath.Join(binaries, pkg+".test")
		if _, err := os.Stat(binary); err != nil {
			failed[pkg] = "it does not compile:\n" + string(built)
			continue
		}
		test := exec.CommandContext(o.t.Context(), binary, "-test.timeout=60s")
		test.Dir = o.dir
		if printed, err := test.CombinedOutput(); err != nil {
			failed[pkg] = string(printed)
		}
	}
	return failed
}
