// Package migrate holds what `armsmith migrate` makes of programs: each case in testdata is two
// documents, a program before and after, and what is left. The documents become clients of one
// module; what is not left must compile.
package migrate

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/callers"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/tests/internal/folder"
)

var update = flag.Bool("update", false, "rewrite what the cases want")

// head begins every document.
const head = "openapi: 3.1.0\nservers: [{url: https://localhost}]\n"

func TestMigrate(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases (%v)", err)
	}
	t.Setenv("GOFLAGS", "-trimpath") // so that the runtime is compiled once for all cases
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { runCase(t, file) })
	}
}

func runCase(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	folder.Write(t, dir, "go.mod", []byte("module example.com/shop\ngo 1.26\n"))
	var names []byte
	for _, f := range archive.Files {
		if rel, ok := strings.CutPrefix(f.Name, "before/"); ok {
			folder.Write(t, dir, rel, f.Data)
		}
		if f.Name == "names" {
			names = f.Data
		}
	}
	m := generator.Migration{Program: callers.Config{Dir: dir, Patterns: []string{"./..."}}}
	m.Before, m.Now = generate(t, dir, archive, names)
	if m.Old, err = callers.Find(t.Context(), dir, "./petsv1"); err != nil {
		t.Fatal(err)
	}
	if m.New, err = callers.Find(t.Context(), dir, "./petsv2"); err != nil {
		t.Fatal(err)
	}
	if names != nil { // armsmith.names alone has to do
		m.Before, m.Now = nil, nil
	}
	result, err := generator.Migrate(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	var left strings.Builder
	for _, l := range result.Left {
		fmt.Fprintln(&left, l)
	}
	for _, s := range result.Skipped {
		fmt.Fprintln(&left, s+": skipped")
	}
	if err := result.Write(t.Context()); err != nil {
		t.Fatal(err)
	}
	compare(t, dir, file, archive, left.String())
	compiles(t, dir, len(result.Left))
}

// generate makes the clients of both documents. The names of the new one are its own, or those of
// the old one with some replaced: "Pet Animal" a line.
func generate(t *testing.T, dir string, archive *txtar.Archive, replaced []byte) (before, after *generator.Config) {
	t.Helper()
	docs := fstest.MapFS{}
	for _, f := range archive.Files {
		docs[f.Name] = &fstest.MapFile{Data: []byte(head + string(f.Data))}
	}
	client := func(spec, folder string, names []byte) *generator.Output {
		out, err := generator.Generate(t.Context(), generator.Config{FS: docs, Spec: spec, Out: filepath.Join(dir, folder),
			Runtime: filepath.Join(dir, "internal/armsmith"), Names: names})
		if err != nil {
			t.Fatal(err)
		}
		diff, err := out.Compare(filepath.Join(dir, folder))
		if err != nil {
			t.Fatal(err)
		}
		if err := diff.Write(t.Context()); err != nil {
			t.Fatal(err)
		}
		return out
	}
	old := client("old.yaml", "petsv1", nil)
	var names []byte
	if replaced != nil {
		names = old.Files[name.LockFile]
		for line := range strings.Lines(string(replaced)) {
			was, is, _ := strings.Cut(strings.TrimSpace(line), " ")
			names = []byte(strings.ReplaceAll(string(names)+"\n", "\t"+was+"\n", "\t"+is+"\n"))
			names = []byte(strings.ReplaceAll(string(names), "\t"+was+"\t", "\t"+is+"\t"))
		}
	}
	now := client("new.yaml", "petsv2", names)
	shared, err := generator.Runtime(old, now)
	if err != nil {
		t.Fatal(err)
	}
	diff, err := shared.Compare(filepath.Join(dir, "internal/armsmith"))
	if err != nil {
		t.Fatal(err)
	}
	if err := diff.Write(t.Context()); err != nil {
		t.Fatal(err)
	}
	return &generator.Config{FS: docs, Spec: "old.yaml", Package: "petsv1"}, &generator.Config{FS: docs, Spec: "new.yaml", Package: "petsv2"}
}

// compare holds the program and what is left against what the case wants.
func compare(t *testing.T, dir, file string, archive *txtar.Archive, left string) {
	t.Helper()
	archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return *update && (strings.HasPrefix(f.Name, "after/") || f.Name == "left") })
	seen := map[string]string{"left": left}
	for _, f := range archive.Files {
		if rel, ok := strings.CutPrefix(f.Name, "before/"); ok {
			data, err := os.ReadFile(filepath.Join(dir, rel))
			if err != nil {
				t.Fatal(err)
			}
			seen["after/"+rel] = string(data)
		}
	}
	if *update {
		for name, data := range seen {
			if data != "" {
				archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(data)})
			}
		}
		slices.SortStableFunc(archive.Files, func(a, b txtar.File) int { return strings.Compare(order(a.Name), order(b.Name)) })
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range archive.Files {
		if got, ok := seen[f.Name]; ok && got != string(f.Data) {
			t.Errorf("%s is\n%s\nwant\n%s", f.Name, got, f.Data)
		}
		delete(seen, f.Name)
	}
	for name, data := range seen {
		if data != "" {
			t.Errorf("the case does not say what %s is:\n%s", name, data)
		}
	}
}

// order puts the parts of a case in theirs.
func order(name string) string {
	if strings.Contains(name, "/") || name == "left" {
		return "~" + strings.NewReplacer("before/", "1", "after/", "2", "left", "3").Replace(name)
	}
	return ""
}

// compiles fails unless the program compiles, except for as many lines as are left.
func compiles(t *testing.T, dir string, left int) {
	t.Helper()
	program, err := callers.Load(t.Context(), callers.Config{Dir: dir, Patterns: []string{"./..."}})
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]bool{}
	for _, p := range program.Problems {
		p.Pos.Column = 0
		lines[program.Text(p.Pos)] = true
	}
	if len(lines) > left {
		t.Errorf("%d places are left, and the compiler minds more: %v", left, program.Problems)
	}
}
