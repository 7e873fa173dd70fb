package load_test

import (
	"context"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/armsmith/armsmith/generator/load"
)

func TestRefused(t *testing.T) {
	deep := strings.Repeat("[", 5000)
	tests := []struct{ name, text, want string }{
		{"empty", "", "openapi.yaml:1:1: error: the file is empty"},
		{"comment only", "# nothing\n", "the file is empty"},
		{"a list", "- a\n", "openapi.yaml:1:1: error: not an OpenAPI document: a list, not an object"},
		{"some other object", "name: x\n", `neither "openapi" nor "swagger"`},
		{"unknown version", "openapi: 4.0.0\n", `openapi.yaml:1:10 #/openapi: error: version "4.0.0" is not supported (use OpenAPI 3.0, 3.1 or 3.2, or Swagger 2.0)`},
		{"no value", "---\n", "the file is empty"},
		{"a part", "# the paths\npaths: {}\n", `openapi.yaml:2:1: error: not an OpenAPI document: it has neither "openapi" nor "swagger" (begin it with`},
		{"Swagger 1", "apis: []\nswaggerVersion: '1.2'\n", "openapi.yaml:2:17 #/swaggerVersion: error: not an OpenAPI document, but Swagger 1, "},
		{"twice a key of a stranger", "asyncapi: 3.0.0\nid: a\nid: b\n", "openapi.yaml:1:11 #/asyncapi: error: not an OpenAPI document, but AsyncAPI"},
		{"a conflict", "openapi: 3.0.0\n<<<<<<< HEAD\ninfo: {}\n=======\ninfo: {x: 1}\n>>>>>>> topic\n",
			"openapi.yaml:2: error: not an OpenAPI document, but a file with a merge conflict"},
		{"a page", "<!DOCTYPE html>\n<html>url: 'https://a.example/v2/swagger.json'</html>\n",
			"openapi.yaml:1: error: not an OpenAPI document, but an HTML page (save the document that it shows: it names https://a.example/v2/swagger.json)"},
		{"two documents", "{\"openapi\": \"3.0.0\"}\n}\n", "openapi.yaml:2:1: error: unexpected '}' after the document (the document ends before it"},
		{"a special character", "openapi: 3.0.0\ninfo: @x\n", "openapi.yaml:2:7: error: found character that cannot start any token (text that begins with"},
		{"a tab after spaces", "openapi: 3.0.0\ninfo:\n  title: x\n\tversion: y\n", "openapi.yaml:4:1: error: a tab indents this line"},
		{"swagger 3", "swagger: '3.0'\n", `version "3.0" is not supported`},
		{"unclosed JSON", "{\n  \"openapi\": \"3.0.0\"\n", "openapi.yaml:3:1: error: expected ',' or '}', found end of file (the file seems to be cut off"},
		{"bad YAML", "openapi: 3.0.0\ninfo: [1, 2\n", "openapi.yaml:3:1: error: did not find expected"},
		{"tab", "openapi: 3.0.0\ninfo:\n\ttitle: x\n", "openapi.yaml:3:1: error: a tab indents this line (indent with spaces"},
		{"UTF-32", "\xff\xfe\x00\x00{\x00\x00\x00", "the file is in UTF-32 (save it as UTF-8)"},
		{"bytes", "\x00\x01\x00\xff", "openapi.yaml:1: error: not an OpenAPI document, but a binary file"},
		{"not UTF-8", "openapi: 3.0.0\nx: é\xe9\n", "openapi.yaml:2:5: error: byte 0xe9 is not UTF-8"},
		{"too deep JSON", "{\"openapi\": " + deep, "nested more than"},
		{"too deep YAML", "openapi: " + deep, "error: "},
		{"unknown anchor", "openapi: *x\n", "openapi.yaml:1:10: error: unknown anchor"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, findings := loadArchive(t, "-- openapi.yaml --\n"+test.text)
			if doc != nil {
				t.Fatal("there is a document")
			}
			if len(findings) != 1 || !strings.Contains(findings[0].String(), test.want) {
				t.Errorf("got %v\nwant %s", findings, test.want)
			}
		})
	}
}

// TestEncodings reads one document in each encoding that it may have, with the places of it.
func TestEncodings(t *testing.T) {
	text := "openapi: 3.0.3\ninfo: {title: \"é 🐈\", title: t, version: '1'}\npaths: {}\n"
	wide := func(order binary.AppendByteOrder, text string) string {
		var b []byte
		for _, unit := range utf16.Encode([]rune(text)) {
			b = order.AppendUint16(b, unit)
		}
		return string(b)
	}
	for name, data := range map[string]string{
		"UTF-8":                        text,
		"UTF-8 with a mark":            "\ufeff" + text,
		"UTF-16, little end first":     wide(binary.LittleEndian, "\ufeff"+text),
		"UTF-16, big end first":        wide(binary.BigEndian, "\ufeff"+text),
		"UTF-16, little, without mark": wide(binary.LittleEndian, text),
		"UTF-16, big, without mark":    wide(binary.BigEndian, text),
	} {
		fsys := fstest.MapFS{"openapi.yaml": {Data: []byte(data)}}
		doc, findings := load.Load(context.Background(), "openapi.yaml", load.Options{FS: fsys})
		if doc == nil || doc.Root.Get("info").Get("title").Str() != "t" {
			t.Errorf("%s: not read: %v", name, findings)
			continue
		}
		findingsHold(t, findings, `openapi.yaml:2:22 #/info/title: warning: key "title" appears more than once`)
	}
}

func TestUnreadable(t *testing.T) {
	dir := t.TempDir()
	for _, path := range []string{filepath.Join(dir, "none.yaml"), dir, os.DevNull, "https://a.example/openapi.json"} {
		doc, findings := load.Load(context.Background(), path, load.Options{})
		if doc != nil || len(findings) != 1 || !findings.HasErrors() || findings[0].Place.File == "" {
			t.Errorf("%s: %v", path, findings)
		}
	}
}

func TestContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	path := filepath.Join(t.TempDir(), "openapi.yaml")
	if err := os.WriteFile(path, []byte(schemas("    A: {type: string}\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	doc, findings := load.Load(ctx, path, load.Options{})
	if doc != nil || !findings.HasErrors() {
		t.Errorf("not given up: %v", findings)
	}
}

func TestVersions(t *testing.T) {
	tests := []struct {
		field    string
		kind     load.Version
		findings []string
	}{
		{"openapi: 3.0.4", load.OpenAPI30, nil},
		{"openapi: 3.1.0", load.OpenAPI31, nil},
		{"openapi: 3.1", load.OpenAPI31, nil},
		{"openapi: 3.2.0", load.OpenAPI32, nil},
		{"swagger: '2.0'", load.Swagger20, nil},
		{"swagger: 2.0", load.Swagger20, nil},
	}
	for _, test := range tests {
		doc, findings := mustLoad(t, test.field+"\ninfo: {title: t, version: 1.10}\npaths: {}\n")
		if doc.Kind != test.kind || doc.Root.Get("info").Get("version").Str() != "1.10" {
			t.Errorf("%s: %v, version %q", test.field, doc.Kind, doc.Root.Get("info").Get("version").Str())
		}
		findingsHold(t, findings, test.findings...)
	}
}

func TestPlaces(t *testing.T) {
	doc, _ := mustLoad(t, `-- api/openapi.yaml --
openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a/{b}:
    get:
      parameters:
        - $ref: ../common/types.json#/parameters/B
      responses: {}
-- common/types.json --
{"parameters": {
   "B": {"name": "b", "in": "path", "description": "é",  "schema": {"type": "string"}}}}
`)
	tests := map[string]string{
		"/paths/~1a~1{b}/get":               "api/openapi.yaml:6:7 #/paths/~1a~1{b}/get",
		"/components/parameters/B":          "common/types.json:2:9 #/parameters/B",
		"/components/parameters/B/schema":   "common/types.json:2:68 #/parameters/B/schema",
		"/components/parameters/B/nowhere":  "common/types.json:2:9 #/parameters/B",
		"/components":                       "api/openapi.yaml:1:1",
		"/paths/~1a~1{b}/get/parameters/0":  "api/openapi.yaml:7:11 #/paths/~1a~1{b}/get/parameters/0",
		"/components/parameters/B/required": "common/types.json:2:9 #/parameters/B",
	}
	for pointer, want := range tests {
		if got := doc.Place(pointer).String(); got != want {
			t.Errorf("%s: got %s, want %s", pointer, got, want)
		}
	}
	if want := []string{"api/openapi.yaml", "common/types.json"}; !slices.Equal(doc.Files, want) {
		t.Errorf("files are %v, want %v", doc.Files, want)
	}
}
