package operations

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/internal/runtime/match"
)

// TestPatterns: a pattern that is taken for a sequence of classes accepts exactly what the regular
// expression does.
func TestPatterns(t *testing.T) {
	patterns := []string{
		`^[a-zA-Z0-9][a-zA-Z0-9\-_]{0,254}$`, `^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$`, `[a-zA-Z0-9_]`, `^\d{4}-\d{2}$`, `^[^/]*$`, `^.+$`, `^$`,
		`^[0-9a-f]{2}-([0-9a-f]{2}-){3}[0-9a-f]{2}$`, `abc`, `^a?b*c+$`, `x$`, `^x`, `^[\s\S]*$`, `^(a)(b)?$`, `^\w+\.\w+$`, `^[é-ü]+$`, `^a{3}$`,
	}
	const letters = "ab7-_x./é\n cA"
	for _, p := range patterns {
		seq, ok := parseSequence(p)
		if !ok {
			t.Errorf("%s is a sequence, but not taken for one", p)
			continue
		}
		re := regexp.MustCompile(p)
		r := rand.New(rand.NewPCG(1, 2))
		for range 3000 {
			s := randomText(r, letters)
			if got, want := runSequence(seq, s), re.MatchString(s); got != want {
				t.Fatalf("%s, %q: got %v, want %v", p, s, got, want)
			}
		}
	}
	for _, p := range []string{`^(one|two)$`, `^(ab)*$`, `(?i)abc`, `\bx`, `^a|b$`, `(`, `^(a{1000}){1000}$`} {
		if _, ok := parseSequence(p); ok {
			t.Errorf("%s is taken for a sequence", p)
		}
	}
}

func randomText(r *rand.Rand, letters string) string {
	runes := []rune(letters)
	var b strings.Builder
	for range r.IntN(8) {
		b.WriteRune(runes[r.IntN(len(runes))])
	}
	return b.String()
}

// runSequence calls what matches would write a call of.
func runSequence(seq sequence, s string) bool {
	var parts []match.Part
	for _, p := range seq.parts {
		parts = append(parts, match.Part{Class: p.class, Min: p.min, Max: p.max})
	}
	switch {
	case seq.start && seq.end:
		return match.All(s, parts...)
	case seq.start:
		return match.Prefix(s, parts...)
	case seq.end:
		return match.Suffix(s, parts...)
	default:
		return match.Any(s, parts...)
	}
}
