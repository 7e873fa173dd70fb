package load_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load"
)

// loadPaths loads what paths name in a txtar archive.
func loadPaths(t testing.TB, text, tag string, paths ...string) (*load.Document, finding.List) {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(text)).Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return load.LoadAll(t.Context(), paths, load.Options{FS: fsys, Tag: tag})
}

// mustLoadPaths does the same for documents that must come out as LoadAll promises.
func mustLoadPaths(t testing.TB, text string, paths ...string) (*load.Document, finding.List) {
	t.Helper()
	doc, findings := loadPaths(t, text, "", paths...)
	if doc == nil {
		t.Fatalf("refused: %v", findings)
	}
	acceptable(t, doc, findings)
	return doc, findings
}

// sharing are two documents that share definitions: some the same, some not, some through others.
const sharing = `
-- a.yaml --
swagger: "2.0"
info: {title: Things, version: "1"}
host: x.example
paths:
  /a:
    get:
      operationId: A_Get
      parameters: [{$ref: "#/parameters/Top"}]
      responses: {200: {description: a, schema: {$ref: "#/definitions/Page"}}, default: {$ref: "#/responses/Failed"}}
parameters: {Top: {name: top, in: query, type: integer, description: how many}, Of: {name: of, in: query, type: integer, description: that of a}}
responses: {Failed: {description: no, schema: {$ref: "#/definitions/Error"}}}
definitions:
  Error: {type: object, required: [code, message], properties: {code: {type: string}, message: {type: string}, inner: {$ref: "#/definitions/Error"}}}
  Page: {description: of a, properties: {next: {$ref: "#/definitions/Link"}, size: {$ref: "#/definitions/Size"}}}
  Link: {type: object, properties: {page: {$ref: "#/definitions/Page"}}}
  Size: {type: integer}
  Around: {type: object, properties: {kind: {$ref: "#/definitions/Kind"}}}
  Kind: {type: string, enum: [a]}
  Unused: {type: string}
-- b.yaml --
swagger: "2.0"
info: {title: Things, version: "1"}
host: x.example
paths:
  /b:
    get:
      operationId: B_Get
      parameters: [{$ref: "#/parameters/Top"}, {name: around, in: body, schema: {$ref: "#/definitions/Around"}}]
      responses: {200: {description: b, schema: {$ref: "#/definitions/Page"}}, default: {$ref: "#/responses/Failed"}}
parameters: {Top: {name: top, in: query, type: integer, description: how many}, Of: {name: of, in: query, type: integer, description: that of b}}
responses: {Failed: {description: no, schema: {$ref: "#/definitions/Error"}}}
definitions:
  Error: {type: object, required: [message, code], properties: {message: {type: string}, inner: {$ref: "#/definitions/Error"}, code: {type: string}}}
  Page: {description: of b, type: object, properties: {size: {$ref: "#/definitions/Size"}, next: {$ref: "#/definitions/Link"}}}
  Link: {type: object, properties: {page: {$ref: "#/definitions/Page"}}}
  Size: {type: integer}
  Around: {type: object, properties: {kind: {$ref: "#/definitions/Kind"}}}
  Kind: {type: string, enum: [b]}
`

// Definitions that mean the same are one, also in a circle; those that refer to what differs are
// not. Parameters are documented for where they are used, so that they must say the same.
func TestSameDefinitions(t *testing.T) {
	doc, findings := mustLoadPaths(t, sharing, "a.yaml", "b.yaml")
	findingsHold(t, findings)
	if got, want := doc.Node("/components/schemas").Keys(), "Error Link Page Size Unused a_Around a_Kind b_Around b_Kind"; strings.Join(sortedKeys(got), " ") != want {
		t.Errorf("schemas %q, want %q", got, want)
	}
	expect{
		"/paths/~1b/get/responses/200/content/application~1json/schema": `{"$ref":"#/components/schemas/Page"}`,
		"/paths/~1b/get/requestBody/content/application~1json/schema":   `{"$ref":"#/components/schemas/b_Around"}`,
		"/paths/~1b/get/parameters":                                     `[{"$ref":"#/components/parameters/Top"}]`,
		"/components/schemas/b_Around/properties/kind":                  `{"$ref":"#/components/schemas/b_Kind"}`,
		"/components/schemas/b_Kind/x-armsmith-name":                    `"Kind"`,
		"/components/schemas/Page/description":                          `"of a"`,
		"/servers":                                                      `[{"url":"https://x.example"}]`,
	}.check(t, doc)
	if doc.Node("/x-armsmith-documents") != nil || strings.Join(sortedKeys(doc.Node("/components/parameters").Keys()), " ") != "Top a_Of b_Of" || doc.Node("/components/responses").Len() != 1 {
		t.Errorf("left over: %v", doc.Root.Keys())
	}
	if want := []string{"a.yaml", "b.yaml"}; !slices.Equal(doc.Files, want) {
		t.Errorf("files %v", doc.Files)
	}
	if place := doc.Place("/paths/~1b/get"); place.File != "b.yaml" || place.Line != 7 {
		t.Errorf("the place is %v", place)
	}
}

func sortedKeys(keys []string) []string { return slices.Sorted(slices.Values(keys)) }

// Whatever the order of the documents and of their maps, the same comes out.
func TestOrderOfDocuments(t *testing.T) {
	third := strings.NewReplacer("/a", "/c", "A_Get", "C_Get", "-- a.yaml", "-- c.yaml", "enum: [a]", "enum: [c]").
		Replace(sharing[:strings.Index(sharing, "-- b.yaml")])
	paths := []string{"a.yaml", "b.yaml", "c.yaml"}
	first := ""
	for range 8 {
		rand.Shuffle(len(paths), func(i, j int) { paths[i], paths[j] = paths[j], paths[i] })
		doc, findings := mustLoadPaths(t, sharing+third, paths...)
		got := compact(doc.Root)
		if first == "" {
			first = got
		}
		if got != first {
			t.Fatalf("%v: differs:\n%s", paths, firstDifference(got, first))
		}
		if len(findings) > 0 {
			t.Fatal(findings)
		}
	}
}

// A base with a discriminator is what extends it, too.
func TestSameFamilies(t *testing.T) {
	family := func(file, path, more string) string {
		return "-- " + file + " --\nswagger: '2.0'\ninfo: {title: t, version: '1'}\npaths: {" + path + ": {get: {responses: {200: {description: x, schema: {$ref: '#/definitions/Base'}}}}}}\n" +
			"definitions:\n  Base: {type: object, discriminator: kind, required: [kind], properties: {kind: {type: string}}}\n" +
			"  One: {allOf: [{$ref: '#/definitions/Base'}], x-ms-discriminator-value: one}\n" + more
	}
	two := "  Two: {allOf: [{$ref: '#/definitions/Base'}], x-ms-discriminator-value: two}\n"
	doc, _ := mustLoadPaths(t, family("a.yaml", "/a", "")+family("b.yaml", "/b", ""), "a.yaml", "b.yaml")
	expect{"/components/schemas/Base/discriminator/mapping": `{"one":"#/components/schemas/One"}`}.check(t, doc)
	doc, _ = mustLoadPaths(t, family("a.yaml", "/a", "")+family("b.yaml", "/b", two), "a.yaml", "b.yaml")
	expect{
		"/components/schemas/a_Base/discriminator/mapping": `{"one":"#/components/schemas/a_One"}`,
		"/components/schemas/b_Base/discriminator/mapping": `{"one":"#/components/schemas/b_One","two":"#/components/schemas/Two"}`,
	}.check(t, doc)
}

// Definitions of one document are as much the same when it is one that refers to the files.
func TestSameDefinitionsOfAnIndex(t *testing.T) {
	doc, findings := mustLoadPaths(t, sharing+"-- index.yaml --\nswagger: '2.0'\ninfo: {title: t, version: '1'}\n"+
		"paths: {/a: {$ref: 'a.yaml#/paths/~1a'}, /b: {$ref: 'b.yaml#/paths/~1b'}}\n", "index.yaml")
	findingsHold(t, findings)
	if got, want := sortedKeys(doc.Node("/components/schemas").Keys()), "Around Error Kind Link Page Size"; strings.Join(got, " ") != want {
		t.Errorf("schemas %q, want %q", got, want)
	}
}

// A folder stands for the documents in it, and a readme for those of a tag.
func TestFoldersAndReadmes(t *testing.T) {
	const more = `
-- v1/a.yaml --
openapi: 3.0.3
info: {title: A, version: "1"}
paths: {/a: {get: {responses: {200: {description: a, content: {application/json: {schema: {$ref: "common.json#/components/schemas/C"}}}}}}}}
-- v1/b.json --
{"openapi": "3.0.3", "info": {"title": "B", "version": "1"}, "paths": {"/b": {"get": {"responses": {"200": {"description": "b"}}}}}}
-- v1/common.json --
{"openapi": "3.0.3", "info": {"title": "C", "version": "1"}, "paths": {}, "components": {"schemas": {"C": {"type": "string"}, "D": {"type": "string"}}}}
-- v1/package.json --
{"name": "not a document"}
-- v1/notes.txt --
: {
-- v1/examples/e.yaml --
openapi: 3.0.3
info: {title: E, version: "1"}
paths: {/e: {get: {responses: {200: {description: e}}}}}
-- types/a.yaml --
openapi: 3.0.3
info: {title: A, version: "1"}
components: {schemas: {A: {type: string}}}
-- types/b.yaml --
openapi: 3.0.3
info: {title: A, version: "1"}
components: {schemas: {B: {type: string}}}
-- empty/readme.txt --
-- broken/a.yaml --
openapi: 3.0.3
info: {title: A, version: "1"}
paths: {}
-- broken/b.json --
{"openapi":
-- readme.md --
# Service

` + "``` yaml\ntag: v1\n```\n``` yaml $(tag) == 'v1'\ninput-file:\n  - v1/b.json\n  - v1/a.yaml\n```\n``` yaml $(tag) == 'gone'\ninput-file: v1/gone.json\n```\n``` yaml $(tag) == 'out'\ninput-file: https://example.com/a.json\n```\n"
	for name, test := range map[string]struct {
		paths      []string
		tag        string
		operations string
		files      string
		refused    string
	}{
		"folder":         {paths: []string{"v1"}, operations: "/a /b", files: "v1/a.yaml v1/b.json v1/common.json"},
		"and another":    {paths: []string{"v1/", "v1/examples/e.yaml"}, operations: "/a /b /e", files: "v1/a.yaml v1/b.json v1/examples/e.yaml v1/common.json"},
		"types alone":    {paths: []string{"types"}, files: "types/a.yaml types/b.yaml"},
		"readme":         {paths: []string{"readme.md"}, operations: "/a /b", files: "v1/a.yaml v1/b.json readme.md v1/common.json"},
		"empty":          {paths: []string{"empty"}, refused: "empty: error: there is no OpenAPI document in this folder"},
		"broken":         {paths: []string{"broken"}, refused: "broken/b.json:2:1: error: expected a value"},
		"none":           {refused: "no document is given"},
		"twice":          {paths: []string{"v1/a.yaml", "v1/../v1/a.yaml"}, refused: "v1/a.yaml: error: the document is given twice"},
		"twice, hidden":  {paths: []string{"v1", "v1/b.json"}, refused: "v1/b.json: error: the document is given twice"},
		"missing":        {paths: []string{"v1/a.yaml", "gone.yaml"}, refused: "gone.yaml: error: cannot read gone.yaml"},
		"unknown tag":    {paths: []string{"readme.md"}, tag: "v2", refused: `readme.md: error: there is no tag "v2" (there are v1, out, gone)`},
		"missing of tag": {paths: []string{"readme.md"}, tag: "gone", refused: "readme.md:12: error: cannot read v1/gone.json"},
		"tag of none":    {paths: []string{"v1"}, tag: "v1", refused: `the tag "v1" is of no readme.md`},
		"no document":    {paths: []string{"v1/a.yaml", "v1/package.json"}, refused: "v1/package.json:1:1: error: not an OpenAPI document"},
		"two versions":   {paths: []string{"v1/a.yaml", "a.yaml"}, refused: "v1/a.yaml:1:1: error: this is OpenAPI 3.0, and a.yaml is Swagger 2.0: one client cannot be made of both"},
	} {
		doc, findings := loadPaths(t, sharing+more, test.tag, test.paths...)
		if test.refused != "" {
			said := func(f finding.Finding) bool { return strings.Contains(f.String(), test.refused) }
			if doc != nil || !slices.ContainsFunc(findings, said) {
				t.Errorf("%s: %v", name, findings)
			}
			continue
		}
		if doc == nil {
			t.Errorf("%s: %v", name, findings)
			continue
		}
		if got := strings.Join(doc.Node("/paths").Keys(), " "); got != test.operations {
			t.Errorf("%s: operations %q", name, got)
		}
		if got := strings.Join(doc.Files, " "); got != test.files {
			t.Errorf("%s: files %q", name, got)
		}
	}
}

// Two links to one file are one document.
func TestTwiceByLink(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "a.yaml"), schemas("    A: {}\n"))
	if err := os.Symlink("a.yaml", filepath.Join(dir, "b.yaml")); err != nil {
		t.Skip(err)
	}
	doc, findings := load.LoadAll(t.Context(), []string{filepath.Join(dir, "a.yaml"), filepath.Join(dir, "b.yaml")}, load.Options{})
	if doc != nil || !strings.Contains(findings[0].String(), "given twice") {
		t.Error(findings)
	}
}
