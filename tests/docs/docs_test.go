// Package docs compiles the Go that README.md and the pages of docs/ show, against a client that is
// made of testdata/shop.yaml here and now.
package docs

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/tests/typecheck"
)

const (
	root     = "../.."
	shopPath = "github.com/armsmith/armsmith/tests/docs/shop"
)

// piece is a block of Go on a page.
type piece struct {
	page string
	line int
	text string
	from string // file that has it word for word, and is compiled elsewhere; "" for none
}

func TestSnippetsCompile(t *testing.T) {
	checker, around := newChecker(t)
	for _, p := range pieces(t) {
		if p.from == "" {
			for _, err := range compile(checker, around, p) {
				t.Error(err)
			}
			continue
		}
		text, err := os.ReadFile(filepath.Join(root, p.from))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(outdented(string(text)), outdented(p.text)) {
			t.Errorf("%s:%d: this is not in %s", p.page, p.line, p.from)
		}
	}
}

// A test that cannot fail would be worth nothing: a piece that is wrong is seen.
func TestSeesWhatIsWrong(t *testing.T) {
	checker, around := newChecker(t)
	for _, text := range []string{
		"order, err := client.Orders.Place(ctx)",
		"fmt.Println(undeclared)",
		"var n int = \"text\"",
		"func broken() error {}",
		"for {",
	} {
		if len(compile(checker, around, piece{page: "page.md", text: text})) == 0 {
			t.Errorf("nothing is found wrong with %s", text)
		}
	}
}

var (
	block = regexp.MustCompile("(?ms)^(?:<!-- from (\\S+) -->\n)?^```go\n(.*?)^```$")
	// what a page may leave open: a piece ends before what it has made is used
	declaration = regexp.MustCompile(`\A(?:\s*//[^\n]*\n)*(?:func|type) `)
	imports     = regexp.MustCompile(`(?s)\Apackage page.*?\nimport \(.*?\n\)\n`)
	unused      = regexp.MustCompile(`^declared and not used: |imported and not used$|imported as \S+ and not used$`)
)

// pieces returns all Go of README.md and docs/.
func pieces(t *testing.T) []piece {
	t.Helper()
	pages, err := filepath.Glob(root + "/docs/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatal("there is no docs/", err)
	}
	var out []piece
	for _, page := range append(pages, root+"/README.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range block.FindAllSubmatchIndex(text, -1) {
			p := piece{page: page, line: 1 + strings.Count(string(text[:at[4]]), "\n"), text: string(text[at[4]:at[5]])}
			if at[2] >= 0 {
				p.from = string(text[at[2]:at[3]])
			}
			out = append(out, p)
		}
	}
	return out
}

// newChecker returns a checker that knows the client of the shop, and all else that is imported
// around a piece, and that.
func newChecker(t *testing.T) (checker *typecheck.Checker, around string) {
	t.Helper()
	text, err := os.ReadFile("testdata/around.go.txt")
	if err != nil {
		t.Fatal(err)
	}
	around = string(text)
	shop, err := generator.Generate(t.Context(), generator.Config{Spec: "testdata/shop.yaml", Out: "shop"})
	if err != nil {
		t.Fatal(err)
	}
	exports := typecheck.Exports{}
	for folder, packages := range importsByModule(t, around) {
		found, err := typecheck.FindExports(t.Context(), folder, packages...)
		if err != nil {
			t.Fatal(err)
		}
		for path, file := range found {
			exports[path] = file
		}
	}
	checker = typecheck.New(exports)
	for _, err := range checker.Check(shopPath, shop.Files) {
		t.Fatal(err)
	}
	return checker, around
}

// importsByModule returns what is imported around a piece by the folder of the module that has it.
func importsByModule(t *testing.T, around string) map[string][]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "around.go", around, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{root: {"./internal/runtime/..."}} // which the client of the shop imports
	for _, spec := range file.Imports {
		path := strings.Trim(spec.Path.Value, `"`)
		adapter, ours := strings.CutPrefix(path, "github.com/armsmith/armsmith/adapters/")
		switch {
		case strings.HasPrefix(path, shopPath):
		case ours:
			out[root+"/adapters/"+adapter] = append(out[root+"/adapters/"+adapter], path)
		case strings.HasPrefix(path, "golang.org/x/oauth2"):
			out[root+"/adapters/oauth2"] = append(out[root+"/adapters/oauth2"], path)
		case strings.HasPrefix(path, "github.com/Azure/"):
			out[root+"/adapters/azidentity"] = append(out[root+"/adapters/azidentity"], path)
		default:
			out[root] = append(out[root], path)
		}
	}
	return out
}

// compile returns what is wrong with a piece, which is declarations, or the statements of a
// function. Errors are at the page's own lines.
func compile(checker *typecheck.Checker, around string, p piece) []error {
	text := fmt.Sprintf("package page\n//line %s:%d\n%s", p.page, p.line, p.text)
	if !declaration.MatchString(p.text) {
		text = fmt.Sprintf("package page\nfunc _() error {\n//line %s:%d\n%s\nreturn nil\n}\n", p.page, p.line, p.text)
	}
	fset := token.NewFileSet()
	given, err := parser.ParseFile(fset, "around.go", around, parser.SkipObjectResolution)
	if err != nil {
		return []error{err}
	}
	file, err := parser.ParseFile(fset, p.page, imports.FindString(around)+text[len("package page"):], parser.SkipObjectResolution)
	if err != nil {
		return []error{err}
	}
	given.Decls = slices.DeleteFunc(given.Decls, func(d ast.Decl) bool { return slices.Contains(names(file.Decls), nameOf(d)) })
	var errs []error
	conf := types.Config{Importer: checker, Error: func(err error) {
		var e types.Error
		if errors.As(err, &e) && unused.MatchString(e.Msg) {
			return
		}
		errs = append(errs, err)
	}}
	_, _ = conf.Check("page", fset, []*ast.File{given, file}, nil)
	return errs
}

// names are what declarations declare: what a page declares itself is not given.
func names(decls []ast.Decl) []string {
	var out []string
	for _, d := range decls {
		if name := nameOf(d); name != "" {
			out = append(out, name)
		}
	}
	return out
}

// nameOf returns the name of a function or of a type, also for each of its methods.
func nameOf(d ast.Decl) string {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			return strings.Trim(d.Name.Name, "_")
		}
		if id, ok := d.Recv.List[0].Type.(*ast.Ident); ok {
			return id.Name
		}
	case *ast.GenDecl:
		if spec, ok := d.Specs[0].(*ast.TypeSpec); ok {
			return spec.Name.Name
		}
	}
	return ""
}

// outdented returns text without the space at the beginnings of its lines.
func outdented(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		out.WriteString(strings.TrimSpace(line) + "\n")
	}
	return out.String()
}
