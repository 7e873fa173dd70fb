package emit_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/armsmith/armsmith/generator/emit"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/plan"
	"github.com/armsmith/armsmith/tests/typecheck"
)

var update = flag.Bool("update", false, "write what is generated to testdata/golden")

const golden = "testdata/golden"

// TestGolden generates the document of each folder below testdata/golden, type-checks all of it,
// and compares the files that the document's first lines name with those in the folder.
func TestGolden(t *testing.T) {
	docs, err := filepath.Glob(golden + "/*/openapi.yaml")
	if err != nil || len(docs) == 0 {
		t.Fatal("no documents below "+golden, err)
	}
	checker := newChecker(t)
	for _, doc := range docs {
		dir := filepath.Dir(doc)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			pkg := filepath.Base(dir)
			if pkg == "whole" {
				pkg = "petstore"
			}
			files := generate(t, doc, pkg)
			for _, err := range checker.Check(importPath(dir), withReadme(t, files)) {
				t.Error(err)
			}
			compare(t, dir, compared(t, doc, files), files)
		})
	}
}

func newChecker(t *testing.T) *typecheck.Checker {
	t.Helper()
	exports, err := typecheck.FindExports(t.Context(), ".", "../../internal/runtime/...", "encoding/json", "fmt", "net/http", "log/slog", "iter")
	if err != nil {
		t.Fatal(err)
	}
	return typecheck.New(exports)
}

func importPath(dir string) string {
	return "github.com/armsmith/armsmith/generator/emit/" + filepath.ToSlash(dir)
}

// generate makes the package of a document, twice, since the same document must give the same
// bytes.
func generate(t *testing.T, doc, pkg string) map[string][]byte {
	t.Helper()
	var last map[string][]byte
	for range 2 {
		loaded, found := load.Load(context.Background(), doc, load.Options{})
		if found.HasErrors() {
			t.Fatal(found)
		}
		api, found := plan.Plan(loaded, plan.Config{Package: pkg, Source: filepath.Base(doc)})
		if found.HasErrors() {
			t.Fatal(found)
		}
		files, err := emit.Emit(api, emit.Config{ImportPath: importPath(filepath.Dir(doc)), Version: "(test)"})
		if err != nil {
			t.Fatal(err)
		}
		for name, data := range last {
			if !bytes.Equal(data, files[name]) {
				t.Errorf("%s differs between two runs", name)
			}
		}
		last = files
	}
	return last
}

// compared reads which files a document is an example of: the words after "# Compared:".
func compared(t *testing.T, doc string, files map[string][]byte) []string {
	t.Helper()
	text, err := os.ReadFile(doc)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(text), "# Compared: ")
	if !ok {
		t.Fatal("the document does not say what is compared")
	}
	line, _, _ := strings.Cut(rest, "\n")
	names := strings.Fields(line)
	if slices.Equal(names, []string{"all"}) {
		names = nil
		for name := range files {
			names = append(names, name)
		}
		slices.Sort(names)
	}
	return names
}

// compare compares files with those in a folder, or writes them there.
func compare(t *testing.T, dir string, names []string, files map[string][]byte) {
	t.Helper()
	for _, name := range names {
		got, ok := files[name]
		if !ok {
			t.Errorf("%s is not generated", name)
			continue
		}
		path := filepath.Join(dir, name)
		if *update {
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, got, 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Errorf("%v (go test -run TestGolden -update writes it)", err)
		} else if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s (-want +got; go test -run TestGolden -update writes it):\n%s", path, diff)
		}
	}
}
