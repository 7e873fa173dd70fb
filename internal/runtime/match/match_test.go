package match

import (
	"regexp"
	"testing"
)

// Each function must agree with the regular expression that it stands for.
func TestAgreesWithRegexp(t *testing.T) {
	ab := Part{Class: "aabb", Min: 0, Max: 2}
	digits := Part{Class: "09", Min: 1, Max: -1}
	any3 := Part{Class: "\x00\t\v\U0010ffff", Min: 3, Max: 3}
	cases := []struct {
		expr  string
		run   func(string, ...Part) bool
		parts []Part
	}{
		{`\A[ab]{0,2}\z`, All, []Part{ab}},
		{`\A[ab]{0,2}[ab]{0,2}[0-9]+\z`, All, []Part{ab, ab, digits}},
		{`\A[0-9]+[ab]{0,2}`, Prefix, []Part{digits, ab}},
		{`[0-9]+[ab]{0,2}\z`, Suffix, []Part{digits, ab}},
		{`[0-9]+.{3}[0-9]+`, Any, []Part{digits, any3, digits}},
		{`\A.{3}\z`, All, []Part{any3}},
	}
	words := []string{""}
	for range 5 {
		for _, w := range words[max(0, len(words)-300):] {
			for _, c := range []string{"a", "b", "7", "é", "\n"} {
				words = append(words, w+c)
			}
		}
	}
	for _, c := range cases {
		re := regexp.MustCompile(c.expr)
		for _, w := range words {
			if got, want := c.run(w, c.parts...), re.MatchString(w); got != want {
				t.Fatalf("%q against %s: got %v, want %v", w, c.expr, got, want)
			}
		}
	}
}

func TestLongInput(t *testing.T) {
	s := make([]byte, 1000)
	for i := range s {
		s[i] = 'a'
	}
	if !All(string(s), Part{Class: "aa", Max: -1}) || All(string(s), Part{Class: "aa", Max: 999}) {
		t.Error("a long run is not counted right")
	}
}
