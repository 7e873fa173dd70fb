package generator

import (
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/armsmith/armsmith"
)

func TestRewriteImports(t *testing.T) {
	src := `//go:build !plan9

// Package p mentions "old/runtime" and more.
package p

import (
	"fmt"
	. "old/runtime"
	json2 "old/runtime/json"
	"old/runtimes" // not ours
)

const s = "old/runtime"
`
	got, err := rewriteImports([]byte(src), "old/runtime", "new.org/x/internal/rt")
	if err != nil {
		t.Fatal(err)
	}
	want := runtimeHeader + strings.NewReplacer(
		`. "old/runtime"`, `. "new.org/x/internal/rt"`,
		`json2 "old/runtime/json"`, `json2 "new.org/x/internal/rt/json"`,
	).Replace(src)
	if string(got) != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if _, err := rewriteImports([]byte("packag p"), "a", "b"); err == nil {
		t.Error("a file that does not parse was accepted")
	}
}

// The embedding patterns in armsmith.go name how deep the runtime's packages lie. This fails when
// one lies deeper.
func TestRuntimeBundleIsWhole(t *testing.T) {
	bundle, err := runtimeBundle("example.com/x/" + runtimeFolder)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	root := filepath.Join("..", filepath.FromSlash(armsmith.RuntimeDir))
	err = filepath.WalkDir(root, func(p string, d os.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == "testdata" {
			return filepath.SkipDir
		}
		if err != nil || d.IsDir() || strings.HasSuffix(p, "_test.go") {
			return err
		}
		n++
		rel, _ := filepath.Rel(root, p)
		if _, ok := bundle[path.Join(runtimeFolder, filepath.ToSlash(rel))]; !ok {
			t.Errorf("%s is not in the bundle", rel)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := n + 1; len(bundle) != want { // and the licence
		t.Errorf("the bundle has %d files, want %d", len(bundle), want)
	}
}

// A copy must stand on its own: the standard library and itself.
func TestRuntimeBundleImports(t *testing.T) {
	const at = "example.com/x/" + runtimeFolder
	bundle, err := runtimeBundle(at)
	if err != nil {
		t.Fatal(err)
	}
	for p, data := range bundle {
		if path.Ext(p) != ".go" {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, data, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range f.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			first, _, _ := strings.Cut(imported, "/")
			rest, own := strings.CutPrefix(imported, at)
			if own && !hasPackage(bundle, runtimeFolder+rest) || !own && strings.Contains(first, ".") {
				t.Errorf("%s imports %s", p, imported)
			}
		}
	}
}

// A client carries the packages that it imports, and what these import, and no others.
func TestUsedRuntime(t *testing.T) {
	const at = "example.com/x/" + runtimeFolder
	client := func(imports string) map[string][]byte {
		return map[string][]byte{"client.go": []byte("package client\n" + imports)}
	}
	for imports, want := range map[string][]string{
		``:                                nil,
		`import "` + at + `/value"`:       {"/value"},
		`import "` + at + `"`:             {"", "/charset", "/json", "/value"},
		`import _ "` + at + `/xml"`:       {"", "/charset", "/json", "/value", "/xml"},
		`import rtfake "` + at + `/fake"`: {"", "/charset", "/fake", "/json", "/value"},
	} {
		used, err := usedRuntime(client(imports), at)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range []string{"", "/charset", "/fake", "/json", "/match", "/pattern", "/value", "/xml"} {
			if hasPackage(used, runtimeFolder+p) {
				got = append(got, p)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s brings %q, want %q", imports, got, want)
		}
		if used[licence] == nil {
			t.Error("the licence is missing")
		}
	}
}

func hasPackage(files map[string][]byte, dir string) bool {
	for p := range files {
		if path.Dir(p) == dir {
			return true
		}
	}
	return false
}
