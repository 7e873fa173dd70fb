package sample

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

// mostRepeats is how often a part that may be repeated is, at most, to make a text longer.
const mostRepeats = 300

// Matching returns a text that all patterns match and that is as long as it must be: a sample of
// one of them.
func Matching(patterns []string, shortest, longest int64) (string, error) {
	all := make([]*regexp.Regexp, len(patterns))
	for i, pattern := range patterns {
		re, err := regexp.Compile(pattern)
		if err != nil {
			return "", err
		}
		all[i] = re
	}
	for _, pattern := range patterns {
		tree, err := syntax.Parse(pattern, syntax.Perl)
		if err != nil {
			return "", err
		}
		for repeats := 0; repeats <= mostRepeats; repeats++ {
			var b strings.Builder
			sample(&b, tree, repeats)
			out := b.String()
			for repeats > 0 && int64(utf8.RuneCountInString(out)) < shortest && !strings.HasSuffix(pattern, "$") {
				out += "a"
			}
			n := int64(utf8.RuneCountInString(out))
			if n >= shortest && n <= longest && !slices.ContainsFunc(all, func(re *regexp.Regexp) bool { return !re.MatchString(out) }) {
				return out, nil
			}
		}
	}
	return "", fmt.Errorf("no text of %d to %d characters was found that matches %q", shortest, longest, patterns)
}

// sample writes a text that an expression matches. What may be repeated is, as often as asked
// within its own bounds.
func sample(b *strings.Builder, re *syntax.Regexp, repeats int) {
	switch re.Op {
	case syntax.OpLiteral:
		b.WriteString(string(re.Rune))
	case syntax.OpCharClass:
		b.WriteRune(member(re.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteByte('a')
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range re.Sub {
			sample(b, sub, repeats)
		}
	case syntax.OpAlternate:
		sample(b, re.Sub[0], repeats)
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
		least, most := bounds(re)
		for range min(most, max(least, repeats)) {
			sample(b, re.Sub[0], repeats)
		}
	}
}

func bounds(re *syntax.Regexp) (least, most int) {
	switch re.Op {
	case syntax.OpStar:
		return 0, mostRepeats
	case syntax.OpPlus:
		return 1, mostRepeats
	case syntax.OpQuest:
		return 0, 1
	}
	if re.Max < 0 {
		return re.Min, mostRepeats
	}
	return re.Min, re.Max
}

// member returns a character of a class: a letter or a digit where it has one.
func member(ranges []rune) rune {
	for _, wanted := range "aA0123456789bcdefxyzBCDEFXYZ-_." {
		for i := 0; i+1 < len(ranges); i += 2 {
			if ranges[i] <= wanted && wanted <= ranges[i+1] {
				return wanted
			}
		}
	}
	if len(ranges) == 0 {
		return 'a'
	}
	return ranges[0]
}
