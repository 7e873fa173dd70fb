// Package paging drives lists of eight services, each with the rule that an owner would write for
// its document, against a server of three pages. The documents are those of ../shared/corpus; what
// is generated is one armsmith.yaml, as its users run it, cut down to the lists.
package paging

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/tests/internal/folder"
)

const corpus = "../../../shared/corpus/specs"

func TestLists(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles eight clients")
	}
	documents, err := filepath.Abs(corpus)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(documents); err != nil && os.Getenv("ARMSMITH_REQUIRE_SHARED") != "1" {
		t.Skipf("needs %s", corpus)
	}
	dir := t.TempDir()
	armsmith := filepath.Join(dir, "armsmith")
	run(t, "", "go", "build", "-o", armsmith, "../../cmd/armsmith")
	folder.Write(t, dir, "go.mod", []byte("module example.com/m\n\ngo 1.26\n"))
	folder.Write(t, dir, "armsmith.yaml", []byte(strings.ReplaceAll(text(t, "armsmith.yaml"), "CORPUS", filepath.ToSlash(documents))))
	folder.Write(t, dir, "lists_test.go", []byte(text(t, "lists_test.go.txt")))
	run(t, dir, armsmith, "generate")
	run(t, dir, "go", "test", ".")
}

func text(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func run(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", cmd, err, out)
	}
}
