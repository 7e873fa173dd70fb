package generator

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"
)

// What things are called, and what they are, must not depend on the order in which a document's maps are written. Where
// they stand does: fields come in the document's order.
func TestNamesDoNotDependOnOrder(t *testing.T) {
	specs, err := filepath.Glob("../specs/*/*/openapi.yaml")
	if err != nil || len(specs) == 0 {
		t.Fatal("no specs:", err)
	}
	for _, spec := range specs {
		data, err := os.ReadFile(spec)
		if err != nil {
			t.Fatal(err)
		}
		beside := folder(t, filepath.Dir(spec)) // the examples are files of their own
		want := declarations(t, beside)
		for seed := range uint64(4) {
			beside["openapi.yaml"] = &fstest.MapFile{Data: shuffled(t, data, seed)}
			if d := cmp.Diff(want, declarations(t, beside)); d != "" {
				t.Errorf("%s, shuffled with seed %d: %s", spec, seed, d)
			}
		}
	}
}

// folder reads all files of a folder.
func folder(t *testing.T, dir string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, p))
		files[p] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// shuffled writes a YAML document with the entries of every map in another order.
func shuffled(t *testing.T, data []byte, seed uint64) []byte {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(seed, 1))
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		if n.Kind == yaml.MappingNode {
			pairs := slices.Collect(slices.Chunk(slices.Clone(n.Content), 2))
			random.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
			n.Content = slices.Concat(pairs...)
		}
		for _, child := range n.Content {
			walk(child)
		}
	}
	walk(&doc)
	out, err := yaml.Marshal(&doc)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// declarations generates a client and lists all that it declares, sorted: "models.go: type Pet field Name string".
func declarations(t *testing.T, files fs.FS) []string {
	t.Helper()
	out, err := Generate(t.Context(), Config{Spec: "openapi.yaml", FS: files, Out: "x", ImportPath: "example.com/x"})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for p, data := range out.Files {
		if !strings.HasSuffix(p, ".go") || strings.HasPrefix(p, RuntimeCopy) {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, data, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			for _, line := range declared(d) {
				all = append(all, p+": "+line)
			}
		}
	}
	slices.Sort(all)
	return all
}

func declared(d ast.Decl) []string {
	switch d := d.(type) {
	case *ast.FuncDecl:
		name := "func " + d.Name.Name
		if d.Recv != nil {
			name += " of " + types.ExprString(d.Recv.List[0].Type)
		}
		return []string{name + " " + types.ExprString(d.Type)}
	case *ast.GenDecl:
		var out []string
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				out = append(out, typeLines(spec)...)
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					out = append(out, d.Tok.String()+" "+name.Name)
				}
			}
		}
		return out
	}
	return nil
}

func typeLines(spec *ast.TypeSpec) []string {
	name := "type " + spec.Name.Name
	s, ok := spec.Type.(*ast.StructType)
	if !ok {
		return []string{name + " " + types.ExprString(spec.Type)}
	}
	out := []string{name + " struct"}
	for _, f := range s.Fields.List {
		for _, n := range f.Names {
			out = append(out, name+" field "+n.Name+" "+types.ExprString(f.Type))
		}
	}
	return out
}
