package callers

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// Use is a place where a program uses a name of a package.
type Use struct {
	Name string // as changes.Surface has it: "Pet.Tag"
	File *File
	// where the name is written; nil for a switch, which is a use of the enum or union that it
	// switches on, however that came there
	Ident *ast.Ident
	Pos   token.Pos
}

// Uses returns where a program uses a package, in the order of files and lines. The package itself
// and what was generated below it, such as its fakes, are no users of it.
func (p *Program) Uses(importPath string) []Use {
	names := newIndex(importPath)
	var out []Use
	for _, f := range p.Files {
		if f.Package == importPath || f.Generated() && strings.HasPrefix(f.Package, importPath+"/") {
			continue
		}
		ast.Inspect(f.Syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				if name := names.of(f.Info.Uses[n]); name != "" {
					out = append(out, Use{name, f, n, n.Pos()})
				}
			case *ast.SwitchStmt:
				if n.Tag != nil {
					out = names.switched(out, f, n.Tag, n.Pos())
				}
			case *ast.TypeSwitchStmt:
				out = names.switched(out, f, switchedOn(n), n.Pos())
			}
			return true
		})
	}
	return out
}

// switched adds the use of the type that a switch is on.
func (x *index) switched(out []Use, f *File, on ast.Expr, pos token.Pos) []Use {
	if named, ok := types.Unalias(f.Info.TypeOf(on)).(*types.Named); ok {
		if name := x.of(named.Origin().Obj()); name != "" {
			out = append(out, Use{name, f, nil, pos})
		}
	}
	return out
}

// switchedOn returns x of "switch v := x.(type)".
func switchedOn(s *ast.TypeSwitchStmt) ast.Expr {
	switch stmt := s.Assign.(type) {
	case *ast.AssignStmt:
		return stmt.Rhs[0].(*ast.TypeAssertExpr).X
	case *ast.ExprStmt:
		return stmt.X.(*ast.TypeAssertExpr).X
	}
	return nil
}

// index knows the names of what a package exports. A program may see the package several times,
// once for each of its variants.
type index struct {
	path  string
	known map[*types.Package]map[types.Object]string
}

func newIndex(path string) *index {
	return &index{path, map[*types.Package]map[types.Object]string{}}
}

// of returns the name of an object; "" when it is not the package's, or not exported.
func (x *index) of(obj types.Object) string {
	if obj == nil || obj.Pkg() == nil || obj.Pkg().Path() != x.path || !obj.Exported() {
		return ""
	}
	names := x.known[obj.Pkg()]
	if names == nil {
		names = Names(obj.Pkg())
		x.known[obj.Pkg()] = names
	}
	switch o := obj.(type) {
	case *types.Var:
		obj = o.Origin()
	case *types.Func:
		obj = o.Origin()
	}
	return names[obj]
}

// Names returns what each exported thing of a package is called: what it declares, and the fields
// and methods of its types behind the type's name.
func Names(pkg *types.Package) map[types.Object]string {
	out := map[types.Object]string{}
	for _, name := range pkg.Scope().Names() {
		obj := pkg.Scope().Lookup(name)
		if !obj.Exported() {
			continue
		}
		out[obj] = name
		t, ok := obj.(*types.TypeName)
		if !ok || t.IsAlias() {
			continue
		}
		for member := range members(t.Type()) {
			if member.Exported() {
				out[member] = name + "." + member.Name()
			}
		}
	}
	return out
}

// members yields the fields and methods that a type declares itself.
func members(t types.Type) func(yield func(types.Object) bool) {
	return func(yield func(types.Object) bool) {
		if named, ok := t.(*types.Named); ok {
			for m := range named.Methods() {
				if !yield(m) {
					return
				}
			}
		}
		switch u := t.Underlying().(type) {
		case *types.Struct:
			for f := range u.Fields() {
				if !yield(f) {
					return
				}
			}
		case *types.Interface:
			for m := range u.ExplicitMethods() {
				if !yield(m) {
					return
				}
			}
		}
	}
}
