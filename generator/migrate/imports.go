package migrate

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/callers"
)

// imports moves the imports of a file, and has each use of what the package declares go by the name
// under which its package is imported then. The new package takes the old one's place, under the
// same name where that is free. A file that has the new one already loses the old one. Where uses
// are left, the old one stays beside it.
func (w *rewriter) imports(own []callers.Use) {
	there := w.importOf(w.new)
	name := "" // of the new package in this file
	if there != nil {
		name = w.localName(there)
	}
	for _, spec := range w.file.Syntax.Imports {
		if pathOf(spec) != w.old {
			continue
		}
		if spec.Name != nil && spec.Name.Name == "_" {
			w.repath(spec, there)
			continue
		}
		was := w.localName(spec)
		moved, left := w.through(spec, own)
		switch {
		case len(moved) == 0 && len(left) > 0: // all stays as it is
		case there != nil && len(left) > 0: // both are there already
			w.qualify(moved, was, name)
		case there != nil:
			w.remove(spec)
			w.qualify(moved, was, name)
		default:
			old := ""
			if len(left) > 0 {
				old = w.free("old" + w.oldName)
			}
			there, name = spec, w.take(spec, was, old)
			w.qualify(moved, was, name)
			w.qualify(left, was, old)
		}
	}
}

// importOf returns the import under which a file sees a package; nil when there is none.
func (w *rewriter) importOf(path string) *ast.ImportSpec {
	for _, spec := range w.file.Syntax.Imports {
		if pathOf(spec) == path && (spec.Name == nil || spec.Name.Name != "_") {
			return spec
		}
	}
	return nil
}

func pathOf(spec *ast.ImportSpec) string {
	path, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return ""
	}
	return path
}

// localName is how a file calls a package that it imports: "." when it calls it nothing.
func (w *rewriter) localName(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	if name, ok := w.file.Info.Implicits[spec].(*types.PkgName); ok {
		return name.Name()
	}
	return ""
}

// through returns the uses that go through an import: those that move and those that are left.
func (w *rewriter) through(spec *ast.ImportSpec, own []callers.Use) (moved, left []*ast.Ident) {
	var imported types.Object = w.file.Info.Implicits[spec]
	if spec.Name != nil {
		imported = w.file.Info.Defs[spec.Name]
	}
	for _, u := range own {
		var qualifier *ast.Ident
		if s := w.selectors[u.Ident]; s != nil {
			qualifier, _ = s.X.(*ast.Ident)
		}
		dot := spec.Name != nil && spec.Name.Name == "."
		if dot != (qualifier == nil) || !dot && w.file.Info.Uses[qualifier] != imported {
			continue
		}
		if w.left[u.Ident] {
			left = append(left, u.Ident)
		} else {
			moved = append(moved, u.Ident)
		}
	}
	return moved, left
}

// qualify has uses go by another name of their package.
func (w *rewriter) qualify(uses []*ast.Ident, was, is string) {
	for _, id := range uses {
		switch {
		case was == is:
		case was == ".":
			w.edits.replace(id.Pos(), id.Pos(), is+".")
		case is == ".":
			w.edits.replace(w.selectors[id].X.Pos(), id.Pos(), "")
		default:
			w.text(w.selectors[id].X.(*ast.Ident), is)
		}
	}
}

// take has an import be that of the new package, and returns the name that it has in the file. The
// old package is imported beside it when it is given a name.
func (w *rewriter) take(spec *ast.ImportSpec, was, old string) string {
	is, text := was, strconv.Quote(w.new)
	switch {
	case spec.Name != nil:
		text = was + " " + text
	case was == w.name:
	case w.free(w.name) == w.name:
		is = w.name
	default:
		text = was + " " + text
	}
	if old != "" {
		text += "\n\t" + old + " " + strconv.Quote(w.old)
		if !w.declOf(spec).Lparen.IsValid() {
			text = "(\n\t" + text + "\n)"
		}
	}
	w.edits.replace(spec.Pos(), spec.End(), text)
	return is
}

// repath has an import for its effects be that of the new package.
func (w *rewriter) repath(spec *ast.ImportSpec, there *ast.ImportSpec) {
	if there != nil {
		w.remove(spec)
		return
	}
	w.edits.replace(spec.Path.Pos(), spec.Path.End(), strconv.Quote(w.new))
}

// remove takes an import out, with its line.
func (w *rewriter) remove(spec *ast.ImportSpec) {
	from, to := spec.Pos(), spec.End()
	if decl := w.declOf(spec); !decl.Lparen.IsValid() {
		from, to = decl.Pos(), decl.End()
	}
	if spec.Comment != nil {
		to = spec.Comment.End()
	}
	line := w.edits.file.Line(to)
	if line < w.edits.file.LineCount() && w.edits.file.Line(from) == line {
		from, to = w.edits.file.LineStart(line), w.edits.file.LineStart(line+1)
	}
	w.edits.replace(from, to, "")
}

func (w *rewriter) declOf(spec *ast.ImportSpec) *ast.GenDecl {
	for _, d := range w.file.Syntax.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Pos() <= spec.Pos() && spec.End() <= g.End() {
			return g
		}
	}
	return &ast.GenDecl{TokPos: spec.Pos(), Lparen: spec.Pos()}
}

// free returns a name that nothing has in the file or its package, the one given if it can be.
func (w *rewriter) free(name string) string {
	used := map[string]bool{}
	ast.Inspect(w.file.Syntax, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			used[id.Name] = true
		}
		return true
	})
	for _, spec := range w.file.Syntax.Imports {
		used[w.localName(spec)] = true
	}
	for i := 2; ; i++ {
		if !used[name] && w.file.Types.Scope().Lookup(name) == nil && types.Universe.Lookup(name) == nil {
			return name
		}
		name = strings.TrimRight(name, "0123456789") + strconv.Itoa(i)
	}
}

func imports(file *ast.File, path string) bool {
	for _, spec := range file.Imports {
		if pathOf(spec) == path {
			return true
		}
	}
	return false
}

// ignored lists the files that build constraints leave out and that use the old package: the
// compiler has not seen them.
func (m *migration) ignored() error {
	for _, name := range m.program.Ignored {
		if filepath.Ext(name) != ".go" {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err == nil && (imports(file, m.Old.ImportPath) || imports(file, m.Old.ImportPath+"/fake")) {
			m.leave(m.program.Text(token.Position{Filename: name}),
				"its build constraints leave it out here: migrate again with GOOS, GOARCH or GOFLAGS=-tags=... set for it")
		}
	}
	return nil
}
