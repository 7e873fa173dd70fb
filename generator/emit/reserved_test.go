package emit_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"testing"

	"github.com/armsmith/armsmith/generator/model"
)

// TestReserved: what generated packages declare for themselves must be reserved, or a schema could
// be called the same.
func TestReserved(t *testing.T) {
	docs, err := filepath.Glob(golden + "/*/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	reserved := model.Reserved()
	for _, doc := range docs {
		files := emitted(t, modelOf(t, doc))
		for _, name := range []string{"aliases.go", "client.go"} {
			f, err := parser.ParseFile(token.NewFileSet(), name, files[name], parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, id := range packageLevel(f) {
				if !slices.Contains(reserved, id) {
					t.Errorf("%s: %s declares %s, which model.Reserved does not list", doc, name, id)
				}
			}
		}
	}
}

// packageLevel lists the identifiers that a file declares, and the names of its imports.
func packageLevel(f *ast.File) []string {
	var out []string
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				out = append(out, d.Name.Name)
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					out = append(out, s.Name.Name)
				case *ast.ValueSpec:
					for _, n := range s.Names {
						out = append(out, n.Name)
					}
				case *ast.ImportSpec:
					out = append(out, importName(s))
				}
			}
		}
	}
	return out
}

func importName(s *ast.ImportSpec) string {
	if s.Name != nil {
		return s.Name.Name
	}
	return filepath.Base(s.Path.Value[1 : len(s.Path.Value)-1])
}
