// Package programs_test compiles what `armsmith samples` writes: of each document, the client that
// is generated from it and, for each operation, the program that calls it. The overlay that carries
// them goes through our own reader of overlays.
package programs_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/tests/typecheck"
)

// documents are small ones, each of something rare.
var documents = []string{
	"../cases/testdata/*/spec.yaml", "../cases/testdata/*/spec",
	"../../generator/emit/testdata/compiles/*.yaml", "../../generator/emit/testdata/golden/*/openapi.yaml",
}

// corpus is a folder of real documents; it is not in the repository.
const corpus = "../../../shared/corpus"

// largest is how many bytes a document of the corpus may have here, and every how manyth is looked
// at.
const largest, every = 1 << 20, 20

// Of documents that have something rare, every program compiles.
func TestRare(t *testing.T) {
	exports := exports(t)
	n := 0
	for _, pattern := range documents {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal("no documents:", pattern, err)
		}
		for _, file := range files {
			t.Run(file, func(t *testing.T) { n += compiles(t, exports, file, "api") })
		}
	}
	t.Logf("%d programs", n)
}

// No name of a parameter or of the package hides what a program uses.
func TestNames(t *testing.T) {
	exports := exports(t)
	for _, pkg := range []string{"client", "ctx", "fmt", "os", "io", "http", "log", "context", "result", "body", "api", "string", "err"} {
		t.Run(pkg, func(t *testing.T) { compiles(t, exports, "testdata/names.yaml", pkg) })
	}
}

// Of a part of the corpus, every program compiles.
func TestCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("checks whole clients")
	}
	index, err := os.ReadFile(filepath.Join(corpus, "corpus.tsv"))
	if err != nil {
		if os.Getenv("ARMSMITH_REQUIRE_SHARED") == "1" {
			t.Fatal(err)
		}
		t.Skip("without the corpus:", err)
	}
	exports := exports(t)
	n := 0
	for i, line := range strings.Split(strings.TrimSpace(string(index)), "\n")[1:] {
		name, _, _ := strings.Cut(line, "\t")
		file := filepath.Join(corpus, "specs", filepath.FromSlash(name))
		if info, err := os.Stat(file); err != nil || info.Size() > largest || i%every != 0 {
			continue
		}
		t.Run(name, func(t *testing.T) { n += compiles(t, exports, file, "api") })
	}
	t.Logf("%d programs", n)
}

// exports finds what clients and programs import.
func exports(t *testing.T) typecheck.Exports {
	t.Helper()
	found, err := typecheck.FindExports(t.Context(), ".", "../../internal/runtime/...", "github.com/armsmith/armsmith/tests/cases/testdata/foreign-types/...",
		"encoding/json", "fmt", "net/http", "net/netip", "net/url", "math/big", "log/slog", "iter", "os")
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// compiles checks the programs of a document against its client, of the package called so, and that
// its overlay adds them. It returns how many there are.
func compiles(t *testing.T, exports typecheck.Exports, spec, pkg string) int {
	t.Helper()
	cfg := generator.Config{Spec: spec, Out: filepath.Join("run", pkg), Package: pkg, Tolerate: true}
	client, err := generator.Generate(t.Context(), cfg)
	if err != nil {
		t.Skip(err) // nothing is left of it
	}
	made, err := generator.Samples(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	operations := 0
	for _, g := range client.API.Groups {
		operations += len(g.Operations)
	}
	if len(made.List) != operations {
		t.Errorf("%d samples of %d operations", len(made.List), operations)
	}
	files := maps.Clone(client.Files)
	maps.DeleteFunc(files, func(name string, _ []byte) bool { return path.Dir(name) != "." || strings.HasSuffix(name, "_test.go") })
	for i, s := range made.List {
		files[fmt.Sprintf("sample%d/main.go", i)] = []byte(s.Source)
	}
	for _, err := range typecheck.New(exports).Check("github.com/armsmith/armsmith/tests/programs/run/"+pkg, files) {
		t.Error(err)
	}
	adds(t, spec, made)
	return len(made.List)
}

// adds checks that a document has the samples once their overlay is applied to it, twice.
func adds(t *testing.T, spec string, made *generator.CodeSamples) {
	t.Helper()
	overlay, err := made.Overlay()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "samples.overlay.yaml")
	if err := os.WriteFile(file, overlay, 0o600); err != nil {
		t.Fatal(err)
	}
	doc, found := load.Load(context.Background(), spec, load.Options{Overlays: []string{file, file}})
	if doc == nil {
		t.Fatal(found)
	}
	for _, f := range found {
		missed := slices.ContainsFunc(made.List, func(s generator.CodeSample) bool {
			return s.Elsewhere && strings.Contains(f.Message, s.Target+" matches nothing")
		})
		if f.Place.File == file && !missed && !strings.Contains(f.Message, "x-armsmith") {
			t.Error(f)
		}
	}
	var got, want []string
	for op := range doc.Operations() {
		for _, sample := range op.Node.Get("x-codeSamples").Elems() {
			if !sample.Get("x-armsmith").True() {
				continue // somebody else's
			}
			got = append(got, op.Method+" "+sample.Get("lang").Str()+" "+sample.Get("source").Str())
		}
	}
	for _, s := range made.List {
		if s.Elsewhere {
			continue
		}
		want = append(want, s.Operation.Method+" Go "+s.Source)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the document has %d samples, want %d", len(got), len(want))
	}
}
