package changes

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	gotypes "go/types"
	"maps"
	"slices"
	"strings"
)

// Generator is what another version of armsmith makes of the same document under the same names. It
// is told apart from what the API's own new version does.
type Generator struct {
	Old     string   `json:"old"`     // version of armsmith that wrote the old client
	New     string   `json:"new"`     // version that compares
	Removed []string `json:"removed"` // exported names that are gone
	Changed []string `json:"changed"` // exported names that are declared otherwise
	Added   []string `json:"added"`   // exported names that are new
}

// Source says whether code that calls the old client compiles with one that the new armsmith
// writes. A declaration that differs counts as breaking, as not all code that uses it need compile.
func (g *Generator) Source() Verdict {
	switch {
	case g == nil:
		return None
	case len(g.Removed)+len(g.Changed) > 0:
		return Breaking
	case len(g.Added) > 0:
		return Compatible
	}
	return None
}

// touching returns the part that touches uses, by the name that is used; nil for nothing.
func (g *Generator) touching(uses map[string][]string) *Generator {
	if g == nil {
		return nil
	}
	unused := func(name string) bool { return len(uses[name]) == 0 }
	out := *g
	out.Removed = slices.DeleteFunc(slices.Clone(g.Removed), unused)
	out.Changed = slices.DeleteFunc(slices.Clone(g.Changed), unused)
	out.Added = []string{}
	if out.Source() == None {
		return nil
	}
	return &out
}

// CompareGenerated compares the files of one package as two versions of armsmith wrote them. It
// returns nil when both are one version and export the same.
func CompareGenerated(oldVersion, newVersion string, old, now map[string][]byte) (*Generator, error) {
	was, err := exported(old)
	if err != nil {
		return nil, err
	}
	is, err := exported(now)
	if err != nil {
		return nil, err
	}
	g := &Generator{Old: oldVersion, New: newVersion, Removed: []string{}, Changed: []string{}, Added: []string{}}
	for _, name := range slices.Sorted(maps.Keys(was)) {
		if text, there := is[name]; !there {
			g.Removed = append(g.Removed, name)
		} else if text != was[name] {
			g.Changed = append(g.Changed, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(is)) {
		if _, there := was[name]; !there {
			g.Added = append(g.Added, name)
		}
	}
	if oldVersion == newVersion && g.Source() == None {
		return nil, nil
	}
	return g, nil
}

// exports are the exported declarations of a package as they are written, without comments, values
// and the names of parameters. Members stand behind their type's name, as in [Surface].
type exports map[string]string

// exported parses the files of a package. They need not compile: what they import may be elsewhere.
func exported(files map[string][]byte) (exports, error) {
	out := exports{}
	fset := token.NewFileSet()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := parser.ParseFile(fset, name, files[name], parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("is not Go: %w", err)
		}
		for _, decl := range f.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				out.function(d)
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					out.spec(d.Tok, spec)
				}
			}
		}
	}
	return out, nil
}

func (e exports) add(name, text string) {
	owner, member, isMember := strings.Cut(name, ".")
	if token.IsExported(owner) && (!isMember || token.IsExported(member)) {
		e[name] = text
	}
}

func (e exports) function(d *ast.FuncDecl) {
	text := typeText(d.Type)
	if d.Recv == nil {
		e.add(d.Name.Name, text)
		return
	}
	receiver := d.Recv.List[0].Type
	base, isPointer := receiver.(*ast.StarExpr)
	if isPointer {
		receiver, text = base.X, "*"+text
	}
	if generic, ok := receiver.(*ast.IndexExpr); ok {
		receiver = generic.X
	}
	e.add(gotypes.ExprString(receiver)+"."+d.Name.Name, text)
}

func (e exports) spec(tok token.Token, spec ast.Spec) {
	switch s := spec.(type) {
	case *ast.ValueSpec:
		text := tok.String()
		if s.Type != nil {
			text += " " + typeText(s.Type)
		}
		for _, n := range s.Names {
			e.add(n.Name, text)
		}
	case *ast.TypeSpec:
		e.typ(s)
	}
}

func (e exports) typ(s *ast.TypeSpec) {
	text := "type" + fieldsText(s.TypeParams) + " " + pick(s.Assign.IsValid(), "= ", "")
	members := func(list *ast.FieldList) {
		for _, f := range list.List {
			for _, n := range f.Names {
				e.add(s.Name.Name+"."+n.Name, typeText(f.Type))
			}
			if len(f.Names) == 0 {
				text += " " + typeText(f.Type) // embedded
			}
		}
	}
	switch t := s.Type.(type) {
	case *ast.StructType:
		text += "struct"
		members(t.Fields)
	case *ast.InterfaceType:
		text += "interface"
		members(t.Methods)
	default:
		text += typeText(t)
	}
	e.add(s.Name.Name, text)
}

// typeText writes a type, and functions without the names of parameters.
func typeText(t ast.Expr) string {
	if f, ok := t.(*ast.FuncType); ok {
		return "func" + fieldsText(f.TypeParams) + fieldsText(f.Params) + " " + fieldsText(f.Results)
	}
	return gotypes.ExprString(t)
}

// fieldsText writes the types of parameters, each as often as it has names.
func fieldsText(list *ast.FieldList) string {
	if list == nil {
		return ""
	}
	var out []string
	for _, f := range list.List {
		for range max(1, len(f.Names)) {
			out = append(out, typeText(f.Type))
		}
	}
	return "(" + strings.Join(out, ", ") + ")"
}
