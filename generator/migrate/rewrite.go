package migrate

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/armsmith/armsmith/generator/callers"
)

// move plans the edits of all files that use a package.
func (m *migration) move(p *pair) {
	byFile := map[*callers.File][]callers.Use{}
	for _, u := range m.program.Uses(p.old) {
		if u.Ident != nil {
			byFile[u.File] = append(byFile[u.File], u)
		}
	}
	for _, f := range m.program.Files {
		uses := byFile[f]
		if f.Package == m.Old.ImportPath || len(uses) == 0 && !imports(f.Syntax, p.old) {
			continue
		}
		if f.Generated() {
			if !strings.HasPrefix(f.Package+"/", m.Old.ImportPath+"/") && !strings.HasPrefix(f.Package+"/", m.New.ImportPath+"/") {
				m.result.Skipped = append(m.result.Skipped, m.program.Text(token.Position{Filename: f.Name}))
			}
			continue
		}
		w := &rewriter{migration: m, pair: p, file: f, edits: m.in(f), selectors: selectorsOf(f.Syntax), left: map[*ast.Ident]bool{}, done: map[*ast.Ident]bool{}}
		w.rewrite(uses)
	}
}

// rewriter moves one file.
type rewriter struct {
	*migration
	*pair
	file      *callers.File
	edits     *edits
	selectors map[*ast.Ident]*ast.SelectorExpr // of which an identifier is the last part
	left      map[*ast.Ident]bool              // uses of the package's own names that stay with the old one
	done      map[*ast.Ident]bool              // that were rewritten together with what stands behind them
}

func selectorsOf(file *ast.File) map[*ast.Ident]*ast.SelectorExpr {
	out := map[*ast.Ident]*ast.SelectorExpr{}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			out[s.Sel] = s
		}
		return true
	})
	return out
}

func (w *rewriter) rewrite(uses []callers.Use) {
	var own []callers.Use // of names that the package declares
	for _, u := range uses {
		if strings.Contains(u.Name, ".") {
			w.member(u)
		} else {
			own = append(own, u)
		}
	}
	for _, u := range uses {
		if strings.Contains(u.Name, ".") && !w.done[u.Ident] {
			w.rename(u)
		}
	}
	for _, u := range own {
		w.declared(u)
	}
	w.imports(own)
}

// declared renames a use of what the package declares.
func (w *rewriter) declared(u callers.Use) {
	is := w.resolve(u.Name)
	if is == "" {
		w.left[u.Ident] = true
		w.leave(w.program.Position(u.Pos), "%s", w.gone(u.Name))
		return
	}
	w.text(u.Ident, is)
	if field, ok := w.file.Info.Defs[u.Ident].(*types.Var); ok && field.Embedded() && is != u.Name {
		w.fields[w.declaredAt(field)] = is
	}
}

// text has another word stand in the place of an identifier.
func (w *rewriter) text(id *ast.Ident, text string) {
	if id.Name != text {
		w.edits.replace(id.Pos(), id.End(), text)
	}
}

// member moves the use of a method that has gone to another group's client: what it is called on
// goes with it, when it is written there.
func (w *rewriter) member(u callers.Use) {
	is := w.resolve(u.Name)
	owner, _, _ := strings.Cut(u.Name, ".")
	newOwner, method, _ := strings.Cut(is, ".")
	if is == "" || newOwner == w.resolve(owner) {
		return
	}
	w.done[u.Ident] = true
	selector := w.selectors[u.Ident]
	group, base := w.called(selector, owner)
	way, reached := w.wayTo(newOwner)
	if base == nil || !reached {
		w.leave(w.program.Position(u.Pos), "%s is %s now, and this is called on a value that is no %s", u.Name, is, newOwner)
		return
	}
	if group != nil {
		w.done[group] = true
	}
	w.edits.replace(base.End(), u.Ident.End(), way+"."+method)
}

// called returns the client on which a method of a group is called, and the field of it that leads
// to the group: c and Pets of c.Pets.List.
func (w *rewriter) called(s *ast.SelectorExpr, owner string) (group *ast.Ident, base ast.Expr) {
	if s == nil {
		return nil, nil
	}
	if owner == "Client" {
		return nil, s.X
	}
	field, ok := s.X.(*ast.SelectorExpr)
	if !ok {
		return nil, nil
	}
	v, ok := w.file.Info.Uses[field.Sel].(*types.Var)
	if !ok || !v.IsField() || v.Pkg() == nil || v.Pkg().Path() != w.old || typeName(w.file.Info.TypeOf(field.X)) != "Client" {
		return nil, nil
	}
	return field.Sel, field.X
}

// wayTo returns the field of the client that leads to another type, with its dot; "" for the client
// itself.
func (w *rewriter) wayTo(owner string) (way string, reached bool) {
	if owner == "Client" {
		return "", true
	}
	field := groupsOf(w.New.Types)[owner]
	return "." + field, field != ""
}

// typeName returns the name of a type, or of what a pointer points to; "" when it has none.
func typeName(t types.Type) string {
	if t == nil {
		return ""
	}
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		return named.Obj().Name()
	}
	return ""
}

// rename renames a field or method where its type keeps it. Of a type that has no counterpart the
// members are those of the old package, as its values are.
func (w *rewriter) rename(u callers.Use) {
	is := w.resolve(u.Name)
	owner, _, _ := strings.Cut(u.Name, ".")
	if is == "" && w.resolve(owner) == "" {
		return
	}
	if is == "" {
		w.leave(w.program.Position(u.Pos), "%s", w.gone(u.Name))
		return
	}
	_, member, _ := strings.Cut(is, ".")
	w.text(u.Ident, member)
}

// embedded renames the uses of fields that are named after their type, which has another name now.
func (m *migration) embedded() {
	if len(m.fields) == 0 {
		return
	}
	for _, f := range m.program.Files {
		for id, obj := range f.Info.Uses {
			if v, ok := obj.(*types.Var); ok && v.Embedded() {
				if is := m.fields[m.declaredAt(v)]; is != "" && is != id.Name && !f.Generated() {
					m.in(f).replace(id.Pos(), id.End(), is)
				}
			}
		}
	}
}

// declaredAt is where a variable is declared, which is the same for all who see it.
func (m *migration) declaredAt(v *types.Var) string {
	return m.program.Fset.Position(v.Pos()).String() + " " + v.Name()
}
