// Package callers says which lines of a user's program use which names of a generated package. It
// type-checks the program, so that a use is what the compiler takes for one: a field of an embedded
// struct, a method that is passed as a value, a name that a dot import brings in.
//
// What `armsmith changes --callers` lists and what `armsmith migrate` rewrites are both uses. The
// names are those of changes.Surface: "Pet", "Pet.Tag", "PetsClient.List".
package callers

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// Config says which program to read.
type Config struct {
	Dir      string            // where Patterns are seen from; "" for the working directory
	Patterns []string          // as the go command has them: "./..."
	Overlay  map[string][]byte // what files hold instead of what is on disk, by absolute path
}

// Program is a user's packages, tests included, type-checked.
type Program struct {
	Fset     *token.FileSet
	Files    []*File   // by name
	Ignored  []string  // absolute paths of files that build constraints leave out here
	Problems []Problem // why it does not compile; empty when it does
	dir      string
}

// File is one file of a program.
type File struct {
	Name    string // absolute path
	Package string // import path
	Syntax  *ast.File
	Info    *types.Info
	Types   *types.Package // of the package it belongs to
}

// Problem is an error of the compiler.
type Problem struct {
	Pos     token.Position // without a file when it has no place
	Message string
}

// What the packages are asked for. Without NeedDeps, what they import comes from export data.
const mode = packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports |
	packages.NeedTypes | packages.NeedTypesSizes | packages.NeedSyntax | packages.NeedTypesInfo

// Load reads a program. That it does not compile is no error, but stands in Problems.
func Load(ctx context.Context, cfg Config) (*Program, error) {
	dir, err := filepath.Abs(cfg.Dir)
	if err != nil {
		return nil, err
	}
	p := &Program{Fset: token.NewFileSet(), dir: dir}
	found, err := packages.Load(&packages.Config{Context: ctx, Dir: dir, Fset: p.Fset, Mode: mode, Tests: true, Overlay: cfg.Overlay}, cfg.Patterns...)
	if err != nil {
		return nil, fmt.Errorf("cannot read the packages %s: %w", strings.Join(cfg.Patterns, " "), err)
	}
	seen := map[string]bool{}
	// the tests' variant of a package comes last: its files are those of the package, and more
	slices.SortStableFunc(found, func(a, b *packages.Package) int { return strings.Compare(a.ID, b.ID) })
	for _, pkg := range found {
		p.add(pkg, seen)
	}
	if len(p.Files) == 0 && len(p.Problems) == 0 {
		return nil, fmt.Errorf("no Go packages match %s", strings.Join(cfg.Patterns, " "))
	}
	slices.SortFunc(p.Files, func(a, b *File) int { return strings.Compare(a.Name, b.Name) })
	slices.Sort(p.Ignored)
	p.Ignored = slices.Compact(p.Ignored)
	p.sortProblems()
	return p, nil
}

// add takes the files of a package that no other variant of it has shown.
func (p *Program) add(pkg *packages.Package, seen map[string]bool) {
	if strings.HasSuffix(pkg.ID, ".test") {
		return // the main package that the go command writes
	}
	p.Ignored = append(p.Ignored, pkg.IgnoredFiles...)
	for _, e := range pkg.Errors {
		p.Problems = append(p.Problems, problemOf(e))
	}
	for _, syntax := range pkg.Syntax {
		name := p.Fset.File(syntax.FileStart).Name()
		if seen[name] || pkg.TypesInfo == nil {
			continue
		}
		seen[name] = true
		p.Files = append(p.Files, &File{Name: name, Package: strings.TrimSuffix(pkg.PkgPath, "_test"), Syntax: syntax, Info: pkg.TypesInfo, Types: pkg.Types})
	}
}

// Position returns where something stands, with the path as it is seen from the program's folder.
func (p *Program) Position(pos token.Pos) string { return p.Text(p.Fset.Position(pos)) }

// Text returns a position as it is printed, such as "cmd/main.go:12:3".
func (p *Program) Text(at token.Position) string {
	if rel, err := filepath.Rel(p.dir, at.Filename); err == nil && filepath.IsLocal(rel) {
		at.Filename = rel
	}
	at.Filename = filepath.ToSlash(at.Filename)
	return at.String()
}

// Generated reports whether a file says that it is generated.
func (f *File) Generated() bool { return ast.IsGenerated(f.Syntax) }

// Err returns the first problems of a program that does not compile as an error, nil when it does.
func (p *Program) Err() error {
	if len(p.Problems) == 0 {
		return nil
	}
	text := "the packages do not compile; correct this first:"
	for i, problem := range p.Problems {
		if i == mostProblems {
			text += fmt.Sprintf("\n\tand %d more", len(p.Problems)-i)
			break
		}
		text += "\n\t" + strings.TrimPrefix(p.Text(problem.Pos)+": ", "-: ") + problem.Message
	}
	return errors.New(text)
}

// mostProblems is how many lines of the compiler an error repeats.
const mostProblems = 5
