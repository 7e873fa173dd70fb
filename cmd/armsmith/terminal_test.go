package main

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator/finding"
)

func TestSomeNamesWhatFitsALine(t *testing.T) {
	numbered := func(n int, format string) []string {
		var out []string
		for i := range n {
			out = append(out, fmt.Sprintf(format, i))
		}
		return out
	}
	for _, test := range []struct {
		files []string
		want  string
	}{
		{[]string{"a.go"}, "a.go"},
		{[]string{"a.go", "b.go"}, "a.go, b.go"},
		{numbered(10, "%d"), "0, 1, 2, 3, 4, 5, 6, 7 and 2 more"},
		{append([]string{"a.go"}, numbered(70, "internal/armsmith/%d.go")...), "a.go; the runtime: 70 files"},
		{numbered(1, "internal/armsmith/%d.go"), "the runtime: 1 file"},
	} {
		if got := some(test.files); got != test.want {
			t.Errorf("%s, want %s", got, test.want)
		}
	}
}

func TestThousands(t *testing.T) {
	for n, want := range map[int]string{0: "0", 12: "12", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := thousands(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

// What a document says must not steer the terminal of whoever reads about it.
func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"plain, naïve, 日本, 👍":   "plain, naïve, 日本, 👍",
		"\x1b[2Jgone":           `\x1b[2Jgone`,
		"two\nlines\r":          "two\nlines\\r",
		"a\tb\r\n":              "a\tb\\r\n",
		"a\u3164b\ufeff":        `a\u3164b\ufeff`,
		"a\u202eb\u2028c\u009b": `a\u202eb\u2028c\u009b`,
	} {
		var out strings.Builder
		if _, err := io.WriteString(visible{&out}, in); err != nil || out.String() != want {
			t.Errorf("%q: %q, want %q", in, &out, want)
		}
	}
}

func TestFindingsAreCounted(t *testing.T) {
	var list finding.List
	list.Add(finding.Error, finding.Place{File: "a.yaml", Line: 1}, "broken\x1b[31m", "")
	for range 5 {
		list.Add(finding.Warning, finding.Place{File: "a.yaml", Line: 2}, "odd", "")
	}
	list.Add(finding.Note, finding.Place{File: "a.yaml", Line: 3}, "by the way", "")
	var out strings.Builder
	(&terminal{err: &out}).findings(list, 2)
	want := "a.yaml:2: warning: odd\na.yaml:2: warning: odd\na.yaml:1: error: broken\\x1b[31m\nand 3 more warnings, which `armsmith inspect` prints\n"
	if out.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", out.String(), want)
	}
}
