package json

import (
	"strings"
	"testing"
)

// What is written in assembly for one machine, and in Go for the others, finds the same.
func FuzzPlain(f *testing.F) {
	for n := range 40 {
		for _, c := range []string{`"`, `\`, "\x00", "\x1f", " ", "!", "#", "[", "]", "\x7f", "\x80", "\xff", "é"} {
			f.Add(strings.Repeat("a", n)+c+strings.Repeat("b", 40-n), n/2)
		}
	}
	f.Add("", 0)
	f.Fuzz(func(t *testing.T, s string, i int) {
		if i = max(0, min(i, len(s))); plain(s, i) != plainGo(s, i) {
			t.Errorf("%q from %d: %d, in Go %d", s, i, plain(s, i), plainGo(s, i))
		}
		want := i
		for want < len(s) && s[want] != '"' && s[want] != '\\' && s[want] >= ' ' && s[want] < 0x80 {
			want++
		}
		if got := plainGo(s, i); got != want {
			t.Errorf("%q from %d: %d, want %d", s, i, got, want)
		}
	})
}
