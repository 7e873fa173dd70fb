package readme

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

const example = "# Things\n\n``` yaml\nopenapi-type: arm\ntag: package-2024-04\n```\n\n" +
	"### Tag: package-2024-04\n\n``` yaml $(tag) == 'package-2024-04'\ninput-file:\n  - stable/2024-04-01/a.json\n  - $(this-folder)/stable/2024-04-01/b.json\n  - stable\\2024-04-01\\c.json\n```\n\n" +
	"```yaml $(tag)==\"package-2023-10\" && !$(go)\ninput-file: ./stable/2023-10-01/a.json\ndirective:\n  - suppress: R1\n    reason: none\n```\n\n" +
	"~~~ yaml $(tag) == 'package-old' || $(tag) == 'package-older'\ninput-file: [old.json, old.json]\ndirective:\n  - from: old.json\n    transform: delete $.x\n~~~\n\n" +
	"``` yaml $(swagger-to-sdk)\nswagger-to-sdk:\n  - repo: {{ not yaml\n```\n\n``` yaml $(python)\ninput-file: python.json\n```\n"

func TestSelect(t *testing.T) {
	for name, test := range map[string]struct {
		text, tag string
		want      []string
		is        string // the tag chosen, when another than asked for
		ignored   int
	}{
		"its own":      {text: example, is: "package-2024-04", want: []string{"stable/2024-04-01/a.json", "stable/2024-04-01/b.json", "stable/2024-04-01/c.json"}},
		"asked for":    {text: example, tag: "package-2023-10", want: []string{"stable/2023-10-01/a.json"}},
		"one of two":   {text: example, tag: "package-older", want: []string{"old.json"}, ignored: 1},
		"windows":      {text: strings.ReplaceAll(example, "\n", "\r\n"), tag: "package-old", want: []string{"old.json"}, ignored: 1},
		"no condition": {text: "```yaml\ninput-file: a.json\n```\n", want: []string{"a.json"}},
		"both":         {text: "```yaml\ninput-file: a.json\n```\n```yaml $(tag) == 'x'\ninput-file: b.json\n```", tag: "x", want: []string{"a.json", "b.json"}},
		"brackets":     {text: "```yaml ($(tag) != 'y') && ($(tag) == 'x' || $(multiapi))\ninput-file: b.json\n```", tag: "x", want: []string{"b.json"}},
	} {
		s, err := Select([]byte(test.text), test.tag)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, in := range s.Inputs {
			got = append(got, in.Path)
			if line := strings.Split(test.text, "\n")[in.Line-1]; !strings.Contains(line, in.Path[strings.LastIndexByte(in.Path, '/')+1:]) {
				t.Errorf("%s: %s is not in line %d: %s", name, in.Path, in.Line, line)
			}
		}
		want := test.is
		if want == "" {
			want = test.tag
		}
		if !slices.Equal(got, test.want) || s.Tag != want || len(s.Ignored) != test.ignored {
			t.Errorf("%s: %q of %q, %d ignored", name, got, s.Tag, len(s.Ignored))
		}
	}
}

func TestSelectRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		text, tag, message, fix string
		line                    int
	}{
		"unknown":   {text: example, tag: "package-2024-05", message: `no tag "package-2024-05"`, fix: "there are package-2024-04, package-2023-10, package-older, package-old"},
		"no blocks": {text: "# Nothing\n", message: "no block of YAML"},
		"no tag":    {text: "```yaml $(tag) == 'x'\ninput-file: b.json\n```", message: "no tag is given", fix: "there are x"},
		"default that has nothing": {text: "```yaml\ntag: y\n```\n```yaml $(tag) == 'x'\ninput-file: b.json\n```",
			message: `no tag "y"`, fix: "there are x"},
		"condition": {text: "```yaml $(tag) = 'x'\ninput-file: b.json\n```\n```yaml\ninput-file: a.json\n```", message: "is not understood", line: 1},
		"deep":      {text: "```yaml " + strings.Repeat("(", 1000) + "\ninput-file: b.json\n```", message: "nested too deeply", line: 1},
		"no paths":  {text: "\n```yaml\ninput-file: {a: b}\n```", message: "neither a path nor a list", line: 3},
		"no YAML":   {text: "\n```yaml\ninput-file: [a\n```", message: "not YAML"},
	} {
		_, err := Select([]byte(test.text), test.tag)
		bad := (*Error)(nil)
		if !errors.As(err, &bad) || !strings.Contains(bad.Message, test.message) || !strings.Contains(bad.Fix, test.fix) || test.line != 0 && bad.Line != test.line {
			t.Errorf("%s: %+v", name, err)
		}
	}
}

func FuzzSelect(f *testing.F) {
	f.Add(example, "package-old")
	f.Fuzz(func(t *testing.T, text, tag string) {
		if s, err := Select([]byte(text), tag); err == nil && len(s.Inputs) == 0 {
			t.Error("nothing selected, and no error")
		}
	})
}
