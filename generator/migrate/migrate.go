// Package migrate moves the callers of a generated package to the package of another version. It
// works on the types of a program, not on its text: what it rewrites is what the compiler takes for
// a use of the old package.
//
// [Plan] decides everything and writes nothing: which name of the new package stands for which of
// the old (names.go), what that makes of each file (rewrite.go, imports.go), and what the compiler
// says of the result (check.go). [Result.Write] writes all of it or nothing.
//
// What cannot be done for sure is left as it is and listed. A name of the package that has no
// counterpart goes on being that of the old package, which stays imported beside the new one. A
// field or a method without a counterpart cannot: its value has become one of the new package. It
// stays in the code as it was written, for the compiler to find and a person to decide.
package migrate

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/callers"
)

// Config says what to move where.
type Config struct {
	Old, New *callers.Client
	// what the old package's names are called in the new one, where that is not the same, and why
	// those that have no counterpart are gone; from [Renames] and from a report of changes
	Renames map[string]string
	Reasons map[string]string
	Program callers.Config
}

// Result is what is to be written, and what is not.
type Result struct {
	Files   []File
	Left    []Left   // by place
	Skipped []string // generated files that use the old package: generate them again
}

// File is a file of the program, before and after.
type File struct {
	Name          string // absolute path
	Path          string // as it is printed
	Before, After []byte
}

// Left is a place that is left to a person.
type Left struct {
	At     string // "main.go:12:3", or without a column
	Reason string
}

// String returns the place and the reason.
func (l Left) String() string { return l.At + ": " + l.Reason }

// Plan works out how a program moves from one package to the other. It is an error when the program
// does not compile, or does not use the old package.
func Plan(ctx context.Context, cfg Config) (*Result, error) {
	if cfg.Old.ImportPath == cfg.New.ImportPath {
		return nil, fmt.Errorf("the old and the new package are the same: %s", cfg.Old.ImportPath)
	}
	program, err := callers.Load(ctx, cfg.Program)
	if err != nil {
		return nil, err
	}
	if err := program.Err(); err != nil {
		return nil, err
	}
	m := &migration{Config: cfg, program: program, edits: map[*callers.File]*edits{}, fields: map[string]string{}}
	for _, pair := range packagesOf(ctx, cfg) {
		m.move(pair)
	}
	if err := m.ignored(); err != nil {
		return nil, err
	}
	m.embedded()
	if err := m.apply(); err != nil {
		return nil, err
	}
	if len(m.result.Files)+len(m.result.Left)+len(m.result.Skipped) == 0 {
		return nil, fmt.Errorf("nothing to do: no file of %s uses %s", strings.Join(cfg.Program.Patterns, " "), cfg.Old.ImportPath)
	}
	if err := m.check(ctx); err != nil {
		return nil, err
	}
	slices.SortStableFunc(m.result.Left, func(a, b Left) int { return comparePlaces(a.At, b.At) })
	m.result.Left = slices.Compact(m.result.Left)
	return &m.result, nil
}

// migration is the state of one Plan.
type migration struct {
	Config
	program *callers.Program
	edits   map[*callers.File]*edits
	// what embedded fields of the program are called now, by where they are declared: they have the
	// name of their type
	fields map[string]string
	result Result
}

// in returns the edits of a file.
func (m *migration) in(f *callers.File) *edits {
	if m.edits[f] == nil {
		m.edits[f] = &edits{file: m.program.Fset.File(f.Syntax.FileStart)}
	}
	return m.edits[f]
}

func (m *migration) leave(at, format string, args ...any) {
	m.result.Left = append(m.result.Left, Left{at, fmt.Sprintf(format, args...)})
}

// comparePlaces orders places by file, then by number.
func comparePlaces(a, b string) int {
	x, y := strings.Split(a, ":"), strings.Split(b, ":")
	return cmp.Or(strings.Compare(x[0], y[0]), slices.CompareFunc(x, y, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
	}))
}
