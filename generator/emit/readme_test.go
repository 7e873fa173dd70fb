package emit_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"maps"
	"strings"
	"testing"
	"unicode"
)

// withReadme adds to the files of a package a program: the lines of Go that its README.md shows, in
// a function that has ctx and what the client is made with.
func withReadme(t *testing.T, files map[string][]byte) map[string][]byte {
	t.Helper()
	_, rest, ok := strings.Cut(string(files["README.md"]), "```go\n")
	lines, _, ended := strings.Cut(rest, "```\n")
	imported, lines, parted := strings.Cut(lines, "\n\n")
	if !ok || !ended || !parted {
		t.Fatalf("README.md has no Go:\n%s", files["README.md"])
	}
	name, aliased := "api", len(strings.Fields(imported)) == 3
	if !aliased {
		name = ""
	}
	params := newClientParams(t, files["client.go"], name)
	var b strings.Builder
	fmt.Fprintf(&b, "package readme\n\nimport (\n\t\"context\"\n")
	for _, std := range []string{"encoding/json", "fmt", "strings", "time"} {
		if strings.Contains(lines, std[strings.LastIndex(std, "/")+1:]+".") {
			fmt.Fprintf(&b, "\t%q\n", std)
		}
	}
	fmt.Fprintf(&b, "\t%s\n)\n\nfunc use(ctx context.Context%s) error {\n%s\n", strings.TrimPrefix(imported, "import "), params, lines)
	if strings.Count(lines, "\n") == 1 {
		b.WriteString("_ = client\nreturn err\n}\n") // there is no operation to call
	} else {
		b.WriteString("return nil\n}\n")
	}
	out := maps.Clone(files)
	out["readme/readme.go"] = []byte(b.String())
	return out
}

// newClientParams returns the parameters of NewClient but for the options, for a function of another
// package that knows the client's as name, or by its own when that is "".
func newClientParams(t *testing.T, client []byte, name string) (params string) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "client.go", client, 0)
	if err != nil {
		t.Fatal(err)
	}
	if name == "" {
		name = file.Name.Name
	}
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Name.Name != "NewClient" {
			continue
		}
		for _, p := range f.Type.Params.List {
			if _, options := p.Type.(*ast.Ellipsis); options {
				continue
			}
			ast.Inspect(p.Type, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok && unicode.IsUpper(rune(id.Name[0])) {
					id.Name = name + "." + id.Name
				}
				_, qualified := n.(*ast.SelectorExpr)
				return !qualified
			})
			var b bytes.Buffer
			if err := format.Node(&b, fset, p.Type); err != nil {
				t.Fatal(err)
			}
			for _, id := range p.Names {
				params += ", " + id.Name + " " + b.String()
			}
		}
	}
	return params
}
