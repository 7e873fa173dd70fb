// Package overlay compiles generated clients and tests of them without writing them anywhere: they
// are laid over this module (go test -overlay), so that they share its runtime, and compiled in one
// call of the go command.
package overlay

import (
	"encoding/json"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/armsmith/armsmith"
	"github.com/armsmith/armsmith/generator"
)

// Overlay is clients and tests laid over this module.
type Overlay struct {
	t        *testing.T
	dir      string // of the files themselves
	root     string // of the module
	below    string // where they seem to stand, within the module
	files    map[string]string
	packages []string
}

// New returns an overlay for files that seem to stand below a folder of the module, which need not
// exist. The test runs two folders below the module's root.
func New(t *testing.T, below string) *Overlay {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return &Overlay{t: t, dir: t.TempDir(), root: root, below: below, files: map[string]string{}}
}

// Add lays the client of a document, and a test of it in which CLIENT stands for the client's
// import path, over the module, as a package of its own. It reports whether there is a client.
func (o *Overlay) Add(pkg, spec, test string) bool {
	o.t.Helper()
	return o.AddNamed(pkg, spec, nil, test)
}

// AddNamed is Add for a client whose things are called what a lock says.
func (o *Overlay) AddNamed(pkg, spec string, names []byte, test string) bool {
	o.t.Helper()
	base := o.below + "/" + pkg
	folder := pkg + "_client" // as its test binary will be called
	client := armsmith.Module + "/" + base + "/" + folder
	out, err := generator.Generate(o.t.Context(), generator.Config{
		Spec: spec, Out: filepath.Join(o.dir, "client"), Package: "client", ImportPath: client, Names: names,
	})
	if err != nil {
		o.t.Errorf("%s: %v", spec, err)
		return false
	}
	for name, data := range out.Set.Files {
		o.put(base+"/"+folder+"/"+name, data)
	}
	if out.Set.Files["example_test.go"] != nil {
		o.packages = append(o.packages, pkg+"/"+folder)
	}
	text := strings.NewReplacer(`"CLIENT"`, `"`+client+`"`, `"CLIENT/`, `"`+client+`/`).Replace(test)
	o.put(base+"/case_test.go", []byte(text))
	o.packages = append(o.packages, pkg)
	return true
}

func (o *Overlay) put(name string, data []byte) {
	o.t.Helper()
	real := filepath.Join(o.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(real), 0o755); err != nil {
		o.t.Fatal(err)
	}
	if err := os.WriteFile(real, data, 0o644); err != nil {
		o.t.Fatal(err)
	}
	o.files[filepath.Join(o.root, filepath.FromSlash(name))] = real
}

// Run compiles the tests and the clients' examples together, runs each, and returns what those that
// failed printed, by their packages.
func (o *Overlay) Run() map[string]string {
	o.t.Helper()
	replace, err := json.Marshal(map[string]any{"Replace": o.files})
	if err != nil {
		o.t.Fatal(err)
	}
	file, binaries := filepath.Join(o.dir, "overlay.json"), filepath.Join(o.dir, "bin")+string(filepath.Separator)
	if err := os.WriteFile(file, replace, 0o644); err != nil {
		o.t.Fatal(err)
	}
	// without inlining and debugging information compiling takes half the time, and nothing here is
	// fast
	args := []string{"test", "-c", "-vet=off", "-gcflags=" + armsmith.Module + "/" + o.below + "/...=-l -dwarf=false", "-ldflags=-w", "-overlay", file, "-o", binaries}
	for _, pkg := range o.packages {
		args = append(args, armsmith.Module+"/"+o.below+"/"+pkg)
	}
	// what failed has no binary
	built, _ := exec.CommandContext(o.t.Context(), "go", args...).CombinedOutput()
	failed := map[string]string{}
	for _, pkg := range o.packages {
		binary := filepath.Join(binaries, path.Base(pkg)+".test")
		pkg, _, _ = strings.Cut(pkg, "/") // the examples of a client are its test's
		if _, err := os.Stat(binary); err != nil {
			failed[pkg] = "it does not compile:\n" + about(string(built), "/"+pkg)
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

// about returns the lines of what the go command prints that are about a package: from a line that
// names it to the next that names another.
func about(printed, pkg string) string {
	var out strings.Builder
	in := false
	for line := range strings.Lines(printed) {
		if strings.HasPrefix(line, "# ") {
			in = strings.Contains(line, pkg)
		}
		if in {
			out.WriteString(line)
		}
	}
	if out.Len() == 0 {
		return printed
	}
	return out.String()
}
