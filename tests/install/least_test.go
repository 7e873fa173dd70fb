package install

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/armsmith/armsmith"
	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/tests/internal/folder"
)

// What is generated compiles with the version of Go that README.md promises, and with none before:
// a promise that could be better is found here as well.
func TestLeastGo(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles many clients")
	}
	dir := clients(t)
	const before = "1.23"
	// what go vet knows of the library is told by the version in go.mod, as the language is
	if out, err := vet(t, dir, before); err == nil {
		t.Errorf("nothing needs more than Go %s", before)
	} else if !bytes.Contains(out, []byte("requires go"+generator.LeastGo)) {
		t.Errorf("go vet does not find what Go %s lacks:\n%.3000s", before, out)
	}
	if out, err := vet(t, dir, generator.LeastGo); err != nil {
		t.Errorf("what is generated needs more than Go %s: %v\n%.3000s", generator.LeastGo, err, out)
	}
}

// The first release of that version compiles it, and runs the examples of the clients of specs/.
func TestLeastToolchain(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles many clients")
	}
	toolchain := "GOTOOLCHAIN=go" + generator.LeastGo + ".0"
	have := exec.CommandContext(t.Context(), "go", "version")
	have.Env = append(os.Environ(), toolchain, "GOPROXY=off")
	if out, err := have.CombinedOutput(); err != nil {
		t.Skipf("it is not on this machine; `%s go version` downloads it: %s", toolchain, out)
	}
	cmd := exec.CommandContext(t.Context(), "go", "test", "./...")
	cmd.Dir, cmd.Env = clients(t), append(os.Environ(), toolchain, "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil || !bytes.Contains(out, []byte("ok")) {
		t.Errorf("%s: %v\n%.3000s", toolchain, err, out)
	}
}

// The pages promise what is so.
func TestPagesSayWhichGo(t *testing.T) {
	mod := goMod(t, root)
	needs := strings.Join(strings.Split(mod.Go.Version, ".")[:2], ".")
	for _, page := range []string{"README.md", "docs/first-client.md"} {
		text, err := os.ReadFile(filepath.Join(root, page))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"need Go " + needs, "What is generated needs Go " + generator.LeastGo} {
			if !bytes.Contains(text, []byte(want)) {
				t.Errorf("%s does not say %q", page, want)
			}
		}
	}
}

// clients makes a module with clients of the smallest documents that have a feature and of those of
// specs/, and with all of the runtime. It has the path of armsmith's own, so that they find each
// other.
func clients(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	folder.Write(t, dir, "go.mod", []byte("module "+armsmith.Module+"\n\ngo "+generator.LeastGo+"\n"))
	specs, err := filepath.Glob(root + "/generator/emit/testdata/golden/*/openapi.yaml")
	if err != nil || len(specs) == 0 {
		t.Fatal("no documents", err)
	}
	specs = append(specs, root+"/specs/azureml/2026-03-01/openapi.yaml", root+"/specs/azurebatch/2025-06-01/openapi.yaml")
	for _, spec := range specs {
		name := "clients/" + filepath.Base(filepath.Dir(spec))
		out, err := generator.Generate(t.Context(), generator.Config{Spec: spec, Out: filepath.Join(dir, name), Package: "client"})
		if err != nil {
			t.Fatal(err)
		}
		for file, data := range out.Files {
			// go vet says nothing of the library in files that are marked as generated
			folder.Write(t, dir, path.Join(name, file), bytes.Replace(data, []byte("; DO NOT EDIT."), nil, 1))
		}
	}
	copyRuntime(t, dir)
	return dir
}

// copyRuntime writes the runtime, without its tests.
func copyRuntime(t *testing.T, dir string) {
	err := fs.WalkDir(armsmith.Source(), armsmith.RuntimeDir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(file, "_test.go") {
			return err
		}
		data, err := fs.ReadFile(armsmith.Source(), file)
		folder.Write(t, dir, file, data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// vet has go vet read all packages as those of a module of a version of Go.
func vet(t *testing.T, dir, version string) ([]byte, error) {
	folder.Write(t, dir, "go.mod", []byte("module "+armsmith.Module+"\n\ngo "+version+"\n"))
	cmd := exec.CommandContext(t.Context(), "go", "vet", "./...")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOFLAGS=")
	return cmd.CombinedOutput()
}
