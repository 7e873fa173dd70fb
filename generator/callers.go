package generator

import (
	"context"

	"github.com/armsmith/armsmith/generator/callers"
	"github.com/armsmith/armsmith/generator/changes"
)

// Callers returns the changes of a report that touch a program, each with where: a report of
// [Changes] whose old document is what the generated package importPath was made from, under the
// names of that package. The error says so when the program does not compile.
func Callers(ctx context.Context, report *changes.Report, importPath string, program callers.Config) (*changes.Report, error) {
	p, err := callers.Load(ctx, program)
	if err != nil {
		return nil, err
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	uses := map[string][]string{}
	for _, u := range p.Uses(importPath) {
		uses[u.Name] = append(uses[u.Name], p.Position(u.Pos))
	}
	return report.For(uses), nil
}
