package operations

import (
	"regexp/syntax"
	"strings"
	"unicode"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
)

// maxParts bounds how long a sequence of character classes may be written out.
const maxParts = 64

// matchCond writes the condition that a string matches a pattern. A sequence of character classes
// needs no regular expression:
//
//	match.All(s, match.Part{Class: "09AZaz", Min: 1, Max: 1}, match.Part{Class: "--09AZ", Max: 254})
//	pattern.Match(s, "^(a|bc)$")
func matchCond(pkg *gocode.Package, s jen.Code, expr string) jen.Code {
	seq, ok := parseSequence(expr)
	if !ok {
		return jen.Qual(pkg.Runtime+"/pattern", "Match").Call(s, jen.Lit(expr))
	}
	match := func(name string) *jen.Statement { return jen.Qual(pkg.Runtime+"/match", name) }
	args := []jen.Code{s}
	for _, p := range seq.parts {
		fields := []jen.Code{jen.Id("Class").Op(":").Lit(p.class)}
		if p.min != 0 {
			fields = append(fields, jen.Id("Min").Op(":").Lit(p.min))
		}
		if p.max != 0 {
			fields = append(fields, jen.Id("Max").Op(":").Lit(p.max))
		}
		args = append(args, match("Part").Values(fields...))
	}
	name := "Any"
	switch {
	case seq.start && seq.end:
		name = "All"
	case seq.start:
		name = "Prefix"
	case seq.end:
		name = "Suffix"
	}
	return match(name).Call(args...)
}

// sequence is a pattern that is nothing but character classes, each a number of times, one after
// the other.
type sequence struct {
	start, end bool // anchored
	parts      []part
}

type part struct {
	class    string
	min, max int
}

// parseSequence reads a pattern as a sequence, if it is one.
func parseSequence(expr string) (sequence, bool) {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return sequence{}, false
	}
	var s sequence
	items := []*syntax.Regexp{re}
	if re.Op == syntax.OpConcat {
		items = re.Sub
	}
	if len(items) > 0 && items[0].Op == syntax.OpBeginText {
		s.start, items = true, items[1:]
	}
	if n := len(items); n > 0 && items[n-1].Op == syntax.OpEndText {
		s.end, items = true, items[:n-1]
	}
	for _, item := range items {
		if !s.add(item) {
			return sequence{}, false
		}
	}
	return s, (len(s.parts) > 0 || s.start && s.end) && len(s.parts) <= maxParts
}

// add appends one item of a pattern; false when it is more than a sequence.
func (s *sequence) add(re *syntax.Regexp) bool {
	if class, ok := classOf(re); ok {
		s.parts = append(s.parts, part{class, 1, 1})
		return true
	}
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return false
		}
		for _, r := range re.Rune {
			s.parts = append(s.parts, part{string([]rune{r, r}), 1, 1})
		}
		return true
	case syntax.OpConcat, syntax.OpCapture:
		for _, sub := range re.Sub {
			if !s.add(sub) {
				return false
			}
		}
		return true
	case syntax.OpStar:
		return s.repeat(re.Sub[0], 0, -1)
	case syntax.OpPlus:
		return s.repeat(re.Sub[0], 1, -1)
	case syntax.OpQuest:
		return s.repeat(re.Sub[0], 0, 1)
	case syntax.OpRepeat:
		return s.repeat(re.Sub[0], re.Min, re.Max)
	default:
		return false
	}
}

// repeat appends a class a number of times, or anything a fixed number of times.
func (s *sequence) repeat(re *syntax.Regexp, low, high int) bool {
	for re.Op == syntax.OpCapture {
		re = re.Sub[0]
	}
	if class, ok := classOf(re); ok {
		s.parts = append(s.parts, part{class, low, high})
		return true
	}
	if low != high {
		return false
	}
	for range low {
		if len(s.parts) > maxParts || !s.add(re) {
			return false
		}
	}
	return true
}

// classOf returns the ranges of what matches exactly one character.
func classOf(re *syntax.Regexp) (string, bool) {
	switch {
	case re.Op == syntax.OpCapture:
		return classOf(re.Sub[0])
	case re.Op == syntax.OpAnyChar:
		return string([]rune{0, unicode.MaxRune}), true
	case re.Op == syntax.OpAnyCharNotNL:
		return string([]rune{0, '\n' - 1, '\n' + 1, unicode.MaxRune}), true
	case re.Op == syntax.OpLiteral && len(re.Rune) == 1 && re.Flags&syntax.FoldCase == 0:
		return string([]rune{re.Rune[0], re.Rune[0]}), true
	case re.Op != syntax.OpCharClass || len(re.Rune) == 0 || len(re.Rune) > 64:
		return "", false
	}
	for _, r := range re.Rune {
		if 0xd800 <= r && r <= 0xdfff || !strings.ContainsRune(string(r), r) {
			return "", false // half of a pair cannot stand in a string
		}
	}
	return string(re.Rune), true
}
