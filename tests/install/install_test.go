// Package install does what README.md and docs/first-client.md tell somebody to type who has a
// clone of armsmith and a module of their own.
package install

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"

	"github.com/armsmith/armsmith"
	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/tests/internal/folder"
)

const (
	root  = "../.."
	clone = "../armsmith" // where the pages say that it is
	shop  = "../docs/testdata/shop.yaml"
)

// What is installed is what an empty module gets by the lines of README.md, without a network.
func TestReadme(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the command")
	}
	cacheModules(t)
	replace, installs := installLines(t)
	used := map[string]bool{}
	for _, line := range installs {
		at := regexp.MustCompile(regexp.QuoteMeta(armsmith.Module) + `/([\w/]+)@`).FindStringSubmatch(line)
		if at == nil {
			t.Fatalf("README.md installs no package of %s: %s", armsmith.Module, line)
		}
		tool := strings.Contains(line, " -tool ")
		used[at[1]] = true
		t.Run(at[1], func(t *testing.T) {
			m := newModule(t)
			m.run(t, replace)
			m.run(t, line)
			if got, want := goMod(t, m.dir).Go.Version, goMod(t, root).Go.Version; got != want {
				t.Errorf("go.mod says go %s then, and armsmith's %s", got, want)
			}
			if tool {
				m.generates(t)
			} else {
				m.imports(t, armsmith.Module+"/"+at[1])
			}
		})
	}
	for _, want := range []string{"cmd/armsmith", "generator", "gen/azureml/v20260301"} {
		if !used[want] {
			t.Errorf("README.md has no line that installs %s", want)
		}
	}
}

// installLines returns the line that says where the clone is, and those that get something of it.
func installLines(t *testing.T) (replace string, installs []string) {
	lines := commands(t, "README.md", "Install", "    ")
	if len(lines) < 2 || !strings.Contains(lines[0], "-replace=") {
		t.Fatalf("README.md begins to install with %q, and not with -replace", lines)
	}
	return lines[0], lines[1:]
}

// commands returns the lines below a heading of a page that are to be typed, which begin with a
// prompt and with "go", without what is said beside them.
func commands(t *testing.T, page, heading, prompt string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, page))
	if err != nil {
		t.Fatal(err)
	}
	_, below, found := strings.Cut(string(text), "\n## "+heading+"\n")
	if !found {
		t.Fatalf("%s has no heading %q", page, heading)
	}
	below, _, _ = strings.Cut(below, "\n## ")
	var out []string
	for line := range strings.Lines(below) {
		line, typed := strings.CutPrefix(line, prompt)
		if typed && strings.HasPrefix(line, "go ") {
			line, _, _ = strings.Cut(line, "#")
			out = append(out, strings.TrimSpace(line))
		}
	}
	if len(out) == 0 {
		t.Fatalf("%s says nothing to type under %q", page, heading)
	}
	return out
}

// cacheModules sees that the modules which armsmith needs are in the cache of this machine.
func cacheModules(t *testing.T) {
	cmd := exec.CommandContext(t.Context(), "go", "mod", "download")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("the modules that armsmith needs are not on this machine, and cannot be had: %v\n%s", err, out)
	}
}

// module is the module of somebody who uses armsmith.
type module struct {
	dir   string
	clone string // where armsmith's clone is
}

// newModule makes one that is empty, with the documents of the pages beside its go.mod.
func newModule(t *testing.T) *module {
	t.Helper()
	here, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	m := &module{dir: t.TempDir(), clone: here}
	folder.Write(t, m.dir, "go.mod", []byte("module example.com/shop\n\ngo "+generator.LeastGo+"\n"))
	text, err := os.ReadFile(shop)
	if err != nil {
		t.Fatal(err)
	}
	folder.Write(t, m.dir, "openapi.yaml", text)
	folder.Write(t, m.dir, "shop.yaml", text)
	return m
}

// run types a line.
func (m *module) run(t *testing.T, line string) {
	t.Helper()
	args := strings.Fields(strings.ReplaceAll(line, clone, m.clone))
	cmd := exec.CommandContext(t.Context(), args[0], args[1:]...)
	cmd.Dir = m.dir
	cmd.Env = m.env()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", line, err, out)
	}
}

// env has no network, and nothing that the owner of this machine has set for another module.
func (m *module) env() []string {
	return append(os.Environ(), "GOPROXY=off", "GOSUMDB=off", "GOWORK=off", "GOFLAGS=")
}

// generates makes clients with the tool, as both pages say.
func (m *module) generates(t *testing.T) {
	for _, page := range []struct{ name, heading, prompt string }{
		{"README.md", "The generator in ten lines", "    "},
		{"docs/first-client.md", "Generate it", "$ "},
	} {
		for _, line := range commands(t, page.name, page.heading, page.prompt) {
			m.run(t, line)
		}
		m.run(t, "go vet ./...")
		m.run(t, "go generate ./...")
		if err := os.Remove(filepath.Join(m.dir, "armsmith.yaml")); err != nil {
			t.Fatal(err)
		}
	}
	for _, made := range []string{"internal/petstore/client.go", "internal/shop/client.go"} {
		if _, err := os.Stat(filepath.Join(m.dir, made)); err != nil {
			t.Error(err)
		}
	}
}

// imports compiles a program that imports a package. A client needs no module but that of armsmith.
func (m *module) imports(t *testing.T, path string) {
	folder.Write(t, m.dir, "shop.go", []byte("package shop\n\nimport _ \""+path+"\"\n"))
	m.run(t, "go vet ./...")
	if mod := goMod(t, m.dir); strings.Contains(path, "/gen/") && len(mod.Require) != 1 {
		t.Errorf("%s needs other modules: %v", path, mod.Require)
	}
}

// goMod reads the go.mod of a folder.
func goMod(t *testing.T, dir string) *modfile.File {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	mod, err := modfile.Parse("go.mod", text, nil)
	if err != nil {
		t.Fatal(err)
	}
	return mod
}
