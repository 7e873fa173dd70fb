package json

import (
	"bytes"
	"strings"
	"testing"
)

// What is written in assembly for one machine, and in Go for the others, is the same.
func FuzzPlain(f *testing.F) {
	for n := range 40 {
		for _, c := range []string{`"`, `\`, "\x00", "\x1f", " ", "!", "#", "[", "]", "\x7f", "\x80", "\xff", "é"} {
			f.Add(strings.Repeat("a", n)+c+strings.Repeat("b", 40-n), n/2)
			f.Add(strings.Repeat("a", n)+c, 0)
			f.Add(c+strings.Repeat("a", n), 0)
		}
		f.Add(strings.Repeat("a", n), 0)
	}
	f.Fuzz(func(t *testing.T, s string, i int) {
		i = max(0, min(i, len(s)))
		want := i
		for want < len(s) && s[want] != '"' && s[want] != '\\' && s[want] >= ' ' && s[want] < 0x80 {
			want++
		}
		if got := plainGo(s, i); got != want {
			t.Errorf("%q from %d: in Go %d, want %d", s, i, got, want)
		}
		if got := plain(s, i); got != want {
			t.Errorf("%q from %d: %d, want %d", s, i, got, want)
		}
		for _, key := range []string{"", `,"":`, `,"a":`, `,"name":`, `,"names":`, `,"a longer name":`, `,"as long as two":`, `,"one that is longer than all of these":`} {
			wrote := key + `"` + s[i:] + `"`
			for _, write := range []func([]byte, string, string) bool{put, putGo} {
				dst := bytes.Repeat([]byte{'x'}, len(wrote)+20)
				if got := write(dst, key, s[i:]); got != (want == len(s)) {
					t.Errorf("%q: plain is %t", s[i:], got)
				}
				if got := string(dst); got != wrote+strings.Repeat("x", 20) {
					t.Errorf("%s%q was written as %q", key, s[i:], got)
				}
			}
		}
	})
}
