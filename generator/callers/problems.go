package callers

import (
	"cmp"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"
)

// problemOf reads the place of an error out of its text.
func problemOf(e packages.Error) Problem {
	p := Problem{Message: e.Msg}
	rest := e.Pos
	for _, n := range []*int{&p.Pos.Column, &p.Pos.Line} {
		i := strings.LastIndexByte(rest, ':')
		if i < 0 {
			break
		}
		if number, err := strconv.Atoi(rest[i+1:]); err == nil {
			*n, rest = number, rest[:i]
		}
	}
	if p.Pos.Line == 0 { // there was but one number
		p.Pos.Line, p.Pos.Column = p.Pos.Column, 0
	}
	if rest != "" && rest != "-" {
		p.Pos.Filename = rest
	} else {
		p.Pos = token.Position{}
	}
	return p
}

// sortProblems orders the problems by place, each once: a package and its variant for tests have
// the same. The go command repeats what the type checker says with a place; that is left out.
func (p *Program) sortProblems() {
	slices.SortStableFunc(p.Problems, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.Pos.Filename, b.Pos.Filename), cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Column, b.Pos.Column), strings.Compare(a.Message, b.Message))
	})
	p.Problems = slices.Compact(p.Problems)
	if slices.ContainsFunc(p.Problems, func(x Problem) bool { return x.Pos.Filename != "" }) {
		p.Problems = slices.DeleteFunc(p.Problems, func(x Problem) bool {
			return x.Pos.Filename == "" && strings.HasPrefix(x.Message, "# ")
		})
	}
}
