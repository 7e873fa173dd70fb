package load_test

import (
	"strings"
	"testing"
)

// Documents are found by what they call themselves, wherever their files are, and only those that
// are referred to are read.
func TestSelf(t *testing.T) {
	head := "-- openapi.yaml --\nopenapi: 3.2.0\n$self: https://example.com/apis/pets\n"
	pet := func(ref string) string {
		return "info: {title: t, version: '1'}\ncomponents: {schemas: {A: {$ref: '" + ref + "'}}}\n"
	}
	other := "-- deep/er/x.yaml --\nopenapi: 3.2.0\n$self: https://example.com/apis/other\ninfo: {title: o, version: '1'}\n" +
		"components: {schemas: {B: {title: found}}}\n"
	unused := "-- unused.yaml --\nopenapi: 3.2.0\n$self: https://example.com/apis/unused\nbroken: {$ref: 'https://nowhere.example/'}\n"
	for _, test := range []struct{ name, text, finding string }{
		{"relative to its name", head + pet("other#/components/schemas/B") + other + unused, ""},
		{"absolute", head + pet("https://example.com/apis/other#/components/schemas/B") + other + unused, ""},
		{"back", head + pet("other#/components/schemas/B") + strings.ReplaceAll(other, "{title: found}", "{$ref: 'pets#/components/schemas/C'}") +
			"", "leads nowhere"},
		{"by its file all the same", head + pet("deep/er/x.yaml#/components/schemas/B") + other, ""},
		{"a name nobody has", head + pet("none#/components/schemas/B") + other, "cannot read none"},
		{"an earlier version", strings.Replace(head, "3.2.0", "3.1.0", 1) + pet("other#/components/schemas/B") + other, "cannot read other"},
	} {
		doc, findings := loadArchive(t, test.text)
		if doc == nil {
			t.Errorf("%s: %v", test.name, findings)
			continue
		}
		if test.finding != "" {
			if len(findings) == 0 || !strings.Contains(findings[0].String(), test.finding) {
				t.Errorf("%s: %v, want %s", test.name, findings, test.finding)
			}
			continue
		}
		if a := doc.Node("/components/schemas/A"); len(findings) > 0 || a.Get("title").Str() != "found" {
			t.Errorf("%s: %v: %s", test.name, findings, compact(a))
		}
		if strings.Join(doc.Files, " ") != "openapi.yaml deep/er/x.yaml" {
			t.Errorf("%s: read %v", test.name, doc.Files)
		}
	}
}
