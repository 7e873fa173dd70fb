// Package install does what README.md and docs/first-client.md tell somebody to type who has a
// clone of armsmith and a module of their own.
package install

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/semver"

	"github.com/armsmith/armsmith"
	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/tests/internal/folder"
)

const (
	root  = "../.."
	clone = "../armsmith" // where the pages say that it is
	shop  = "../docs/testdata/shop.yaml"
)

// The lines of README.md give an empty module the generator as its tool.
func TestTool(t *testing.T) {
	m := newModule(t)
	m.install(t, commands(t, "README.md", "Install", "    "))
	m.generates(t)
}

// Without the line that says which tool, they give it what it imports. A client needs no module but
// that of armsmith.
func TestImports(t *testing.T) {
	for _, imported := range []string{"gen/azureml/v20260301", "generator"} {
		t.Run(imported, func(t *testing.T) {
			m := newModule(t)
			folder.Write(t, m.dir, "shop.go", []byte("package shop\n\nimport _ \""+armsmith.Module+"/"+imported+"\"\n"))
			isTool := func(line string) bool { return strings.Contains(line, " -tool=") }
			m.install(t, slices.DeleteFunc(commands(t, "README.md", "Install", "    "), isTool))
			m.run(t, "go vet ./...")
			if mod := goMod(t, m.dir); strings.HasPrefix(imported, "gen/") && len(mod.Require) != 1 {
				t.Errorf("%s needs other modules: %v", imported, mod.Require)
			}
		})
	}
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

// module is the module of somebody who uses armsmith.
type module struct {
	dir   string
	clone string // where armsmith's clone is
}

// newModule makes one that is empty, with the documents of the pages beside its go.mod.
func newModule(t *testing.T) *module {
	t.Helper()
	if testing.Short() {
		t.Skip("compiles the command")
	}
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

// install types the lines that install something. They may ask for the modules that armsmith needs,
// and for no version of armsmith itself, which is nowhere to be had.
func (m *module) install(t *testing.T, lines []string) {
	t.Helper()
	for _, line := range lines {
		out, err := m.command(t, line)
		if err != nil && offline.MatchString(out) {
			t.Skipf("the modules that armsmith needs are not on this machine, and cannot be had: %s", out)
		}
		if err != nil {
			t.Fatalf("%s: %v\n%s", line, err, out)
		}
	}
	if got, want := goMod(t, m.dir).Go.Version, goMod(t, root).Go.Version; semver.Compare("v"+got, "v"+want) < 0 {
		t.Errorf("go.mod says go %s then, and armsmith's %s", got, want)
	}
}

// offline is what Go says of a module that it cannot ask for.
var offline = regexp.MustCompile(`dial tcp|GOPROXY=off`)

// run types a line.
func (m *module) run(t *testing.T, line string) {
	t.Helper()
	if out, err := m.command(t, line); err != nil {
		t.Fatalf("%s: %v\n%s", line, err, out)
	}
}

// command runs a line.
func (m *module) command(t *testing.T, line string) (string, error) {
	args := strings.Fields(strings.ReplaceAll(line, clone, m.clone))
	cmd := exec.CommandContext(t.Context(), args[0], args[1:]...)
	cmd.Dir = m.dir
	cmd.Env = env()
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// env has nothing that the owner of this machine has set for another module.
func env() []string { return append(os.Environ(), "GOWORK=off", "GOFLAGS=") }

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
