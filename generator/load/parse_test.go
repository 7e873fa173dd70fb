package load_test

import (
	"strings"
	"testing"
)

// What YAML and JSON can hold, seen through an extension, which is kept as written.
func TestValues(t *testing.T) {
	tests := []struct {
		name, text, want string
		findings         []string
	}{
		{"response codes and words as keys", "x-v: {200: a, yes: b, null: c, 1.10: d, true: e}",
			`{"200":"a","yes":"b","null":"c","1.10":"d","true":"e"}`, nil},
		{"times stay text", "x-v: [2001-12-14, 2001-12-14T21:59:43Z]", `["2001-12-14","2001-12-14T21:59:43Z"]`, nil},
		{"words", "x-v: [yes, no, on, True, ~, null, Null]", `["yes","no","on",true,null,null,null]`, nil},
		{"numbers keep their digits", "x-v: [9223372036854775807, 1.50, 1e400, -0]", `[9223372036854775807,1.50,1e400,-0]`, nil},
		{"numbers that JSON writes otherwise", "x-v: [0x1F, 0o17, 1_000, .5, +1, 2., -.5]", `[31,15,1000,0.5,1,2,-0.5]`, nil},
		{"what is no number in JSON is text", "x-v: [010, .inf, .nan, 1.2.3]", `["010",".inf",".nan","1.2.3"]`, nil},
		{"tags", "x-v: [!!str 12, !Ref thing, !!binary aGk=]", `["12","thing","aGk="]`, nil},
		{"anchors", "x-a: &a {k: [1]}\nx-v: [*a, *a]", `[{"k":[1]},{"k":[1]}]`, nil},
		{"merge keys", "x-a: &a {k: 1, l: 2}\nx-b: &b {m: 3, k: 4}\nx-v: {<<: [*a, *b], l: 5}", `{"k":1,"m":3,"l":5}`, nil},
		{"a merge key that merges nothing", "x-v: {<<: 1, l: 5}", `{"l":5}`, []string{"merge key"}},
		{"duplicate keys", "x-v:\n  a: 1\n  b: 2\n  a: 3", `{"a":3,"b":2}`,
			[]string{`openapi.yaml:7:3 #/x-v/a: warning: key "a" appears more than once; the last one counts`}},
		{"keys that are no scalars", "x-v: {? [a] : 1, b: 2}", `{"b":2}`, []string{"a key is a list or an object"}},
		{"an alias inside its anchor", "x-v: &a {b: *a}", `{"b":null}`, []string{"alias *a stands inside what it stands for"}},
		{"reserved names", "x-armsmith-defect: mine\nx-v: 1", `1`, []string{`note: "x-armsmith-defect" is reserved`}},
		{"a second document", "x-v: 1\n---\na: 1", `1`, []string{"more than one YAML document"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, findings := mustLoad(t, "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n"+test.text+"\n")
			expect{"/x-v": test.want}.check(t, doc)
			findingsHold(t, findings, test.findings...)
		})
	}
}

func TestJSON(t *testing.T) {
	const head = `{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {}, "x-v": `
	tests := []struct {
		name, value, want string
		findings          []string
	}{
		{"escapes", `"\"\\\/\b\f\n\r\té\ud83d\ude00\ud83d"` + "}", `"\"\\/\b\f\n\r\té😀�"`, nil},
		{"numbers", `[0, -1.50, 1E+2, 9223372036854775807]}`, `[0,-1.50,1E+2,9223372036854775807]`, nil},
		{"duplicate keys", `{"a": 1, "a": 2}}`, `{"a":2}`, []string{`openapi.yaml:1:91 #/x-v/a: warning: key "a"`}},
		{"a trailing comma", `{"a": 1,},}`, `{"a":1}`, []string{"not valid JSON: expected a key in double quotes, found '}'; read as YAML"}},
		{"a byte order mark before it", "1}", "1", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := head + test.value
			if strings.Contains(test.name, "mark") {
				text = "\ufeff" + text
			}
			doc, findings := mustLoad(t, "-- openapi.yaml --\n"+text)
			expect{"/x-v": test.want}.check(t, doc)
			findingsHold(t, findings, test.findings...)
		})
	}
}

func TestBadJSON(t *testing.T) {
	for _, text := range []string{`{"openapi": 01}`, `{"openapi": "3.0.0"} x`, `{"openapi": tru}`, `{"openapi": "\q"}`,
		`{"openapi": "\u12"}`, `{"openapi": "`, `{"openapi": 1.}`, `{"openapi": -}`, `{"openapi"`, `{"a" 1}`, `["a"`} {
		doc, findings := loadArchive(t, "-- openapi.yaml --\n"+text)
		if doc != nil || !findings.HasErrors() {
			t.Errorf("%s: %v", text, findings)
		}
	}
}

// A few lines of aliases, each of ten of the one before, stand for more values than any machine
// holds.
func TestAliasBomb(t *testing.T) {
	var b strings.Builder
	b.WriteString("openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\nx-0: &a0 [1]\n")
	for i := range 12 {
		name, last := string(rune('a'+i+1)), string(rune('a'+i))
		if i == 0 {
			last = "a0"
		}
		b.WriteString("x-" + name + ": &" + name + " [" + strings.Repeat("*"+last+", ", 9) + "*" + last + "]\n")
	}
	doc, findings := loadArchive(t, b.String())
	if doc != nil || !strings.Contains(findings.Sorted()[0].String(), "unfolds to more than") {
		t.Errorf("not refused: %v", findings)
	}
}
