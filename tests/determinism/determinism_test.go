// Package determinism_test generates the clients of specs/ again and again. The same document gives
// the same bytes, and one that says the same in another order gives the same declarations in its
// own order.
package determinism_test

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/specs"
	"github.com/aymanbagabas/go-udiff"
	"go.yaml.in/yaml/v4"
)

var documents = []string{"azureml/2025-06-01/openapi.yaml", "azureml/2026-03-01/openapi.yaml", "azurebatch/2025-06-01/openapi.yaml"}

// generate makes a client of one of specs/ from a document's text.
func generate(t *testing.T, name string, text []byte) map[string]string {
	t.Helper()
	files := fstest.MapFS{}
	folder := path.Dir(name) + "/examples"
	samples, err := specs.Files.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range samples {
		data, err := specs.Files.ReadFile(folder + "/" + s.Name())
		if err != nil {
			t.Fatal(err)
		}
		files[folder+"/"+s.Name()] = &fstest.MapFile{Data: data}
	}
	return generateFrom(t, name, text, files)
}

// generateFrom makes a client from a document's text and the files beside it.
func generateFrom(t *testing.T, name string, text []byte, files fstest.MapFS) map[string]string {
	t.Helper()
	files[name] = &fstest.MapFile{Data: text}
	out, err := generator.Generate(t.Context(), generator.Config{Spec: name, FS: files, Out: "client", Package: "client", ImportPath: "example.com/client"})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for name, data := range out.Files {
		got[name] = string(data)
	}
	return got
}

// read returns a document's text.
func read(t *testing.T, name string) []byte {
	t.Helper()
	text, err := specs.Files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// same fails unless two clients are the same, to the byte.
func same(t *testing.T, why string, want, got map[string]string) {
	t.Helper()
	if len(want) < 5 {
		t.Fatalf("only %d files: this proves nothing", len(want))
	}
	for name := range want {
		if diff := udiff.Unified("first", "then", want[name], got[name]); diff != "" {
			t.Errorf("%s: %s differs:\n%.2000s", why, name, diff)
		}
	}
	for name := range got {
		if _, there := want[name]; !there {
			t.Errorf("%s: %s is there only sometimes", why, name)
		}
	}
}

// sameInOrder fails unless two clients hold the same declarations and the same words, in whatever
// order.
func sameInOrder(t *testing.T, why string, want, got map[string]string) {
	t.Helper()
	same(t, why, unordered(t, want), unordered(t, got))
}

// unordered makes of each Go file its declarations and its words, a line each, sorted. Comments are
// left out, since one may name the first of several, and so are numbers, since some are positions.
func unordered(t *testing.T, files map[string]string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for name, text := range files {
		if !strings.HasSuffix(name, ".go") {
			continue
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		// members that are read-only share a condition with their neighbours, so how many
		// conditions there are depends on the order
		code := strings.ReplaceAll(show(t, fset, file), "if w.ReadOnly()", "")
		lines := strings.FieldsFunc(code, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' })
		lines = slices.DeleteFunc(lines, func(word string) bool { return unicode.IsDigit(rune(word[0])) })
		lines = append(lines, declarations(t, fset, file)...)
		slices.Sort(lines)
		out[name] = strings.Join(lines, "\n")
	}
	return out
}

// show writes a node as Go.
func show(t *testing.T, fset *token.FileSet, node any) string {
	t.Helper()
	var b strings.Builder
	if err := format.Node(&b, fset, node); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// declarations lists what a file declares: names with types, and each field behind its struct.
func declarations(t *testing.T, fset *token.FileSet, file *ast.File) (out []string) {
	t.Helper()
	for _, decl := range file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok {
			f.Body, f.Doc = nil, nil
			out = append(out, show(t, fset, f))
			continue
		}
		for _, spec := range decl.(*ast.GenDecl).Specs {
			typed, _ := spec.(*ast.TypeSpec)
			if typed == nil {
				continue
			}
			out = append(out, "type "+typed.Name.Name)
			if s, ok := typed.Type.(*ast.StructType); ok {
				for _, field := range s.Fields.List {
					for _, name := range field.Names {
						out = append(out, typed.Name.Name+"."+name.Name+" "+show(t, fset, field.Type))
					}
				}
			}
		}
	}
	return out
}

func TestTwice(t *testing.T) {
	for _, name := range documents {
		t.Run(name, func(t *testing.T) {
			first := generate(t, name, read(t, name))
			same(t, "again", first, generate(t, name, read(t, name)))
		})
	}
}

// shuffled writes a document with the members of all its maps in an order that chance decides.
// Lists stay as they are: their order means something.
func shuffled(t *testing.T, text []byte, chance *rand.Rand) []byte {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	shuffle(&doc, chance)
	out, err := yaml.Marshal(&doc)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func shuffle(n *yaml.Node, chance *rand.Rand) {
	for _, c := range n.Content {
		shuffle(c, chance)
	}
	if n.Kind == yaml.MappingNode {
		pairs := slices.Collect(slices.Chunk(n.Content, 2))
		chance.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
		n.Content = slices.Concat(pairs...)
	}
}

func TestShuffled(t *testing.T) {
	chance := rand.New(rand.NewPCG(3, 4))
	for _, name := range documents {
		t.Run(name, func(t *testing.T) {
			text := read(t, name)
			first := generate(t, name, text)
			for range 3 {
				other := shuffled(t, text, chance)
				sameInOrder(t, "shuffled", first, generate(t, name, other))
			}
		})
	}
}

// The same for documents of other kinds and versions, which lie beside the repository.
func TestShuffledShared(t *testing.T) {
	chance := rand.New(rand.NewPCG(5, 6))
	pattern := filepath.Join("..", "..", "..", "shared", "spector", "*", "*", "*", "*", "openapi.*")
	files, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		if os.Getenv("ARMSMITH_REQUIRE_SHARED") == "1" {
			t.Fatalf("ARMSMITH_REQUIRE_SHARED=1, but nothing is at %s", pattern)
		}
		t.Skipf("not beside this repository: %s", pattern)
	}
	for i := 0; i < len(files); i += 12 {
		t.Run(files[i], func(t *testing.T) {
			text, err := os.ReadFile(files[i])
			if err != nil {
				t.Fatal(err)
			}
			first := generateFrom(t, "openapi.yaml", text, fstest.MapFS{})
			sameInOrder(t, "shuffled", first, generateFrom(t, "openapi.yaml", shuffled(t, text, chance), fstest.MapFS{}))
		})
	}
}

// What the tests above compare does depend on the document.
func TestControl(t *testing.T) {
	text := read(t, documents[0])
	changed := bytes.Replace(text, []byte("Batch inference settings"), []byte("Settings"), 1)
	if bytes.Equal(text, changed) {
		t.Fatal("the words that this test changes are gone")
	}
	if maps.Equal(generate(t, documents[0], text), generate(t, documents[0], changed)) {
		t.Error("a changed description changes nothing")
	}
}
