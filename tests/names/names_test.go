// Package names puts words that mean something to Go, to armsmith or to a file system wherever a
// document may put a name, and sees that what is generated compiles and can be written anywhere.
package names

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/scanner"
	"go/token"
	"go/types"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/output"
	"github.com/armsmith/armsmith/tests/typecheck"
)

const importPath = "github.com/armsmith/armsmith/tests/names/client"

// words are those that somebody else has a use for. Each stands as it is and in the spelling of an
// exported name.
func words() []string {
	var out []string
	for tok := token.BREAK; tok <= token.VAR; tok++ {
		if tok.IsKeyword() {
			out = append(out, tok.String())
		}
	}
	out = append(out, types.Universe.Names()...)
	out = append(out, model.Reserved()...)
	out = append(out, model.ReservedMembers()...)
	out = append(out, ours...)
	out = append(out, devices()...)
	out = append(out, awkward...)
	for _, w := range slices.Clone(out) {
		out = append(out, strings.ToUpper(w[:1])+w[1:], strings.ToUpper(w))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// ours are names that generated packages have for files, imports, methods, fields and functions.
var ours = strings.Fields(`group groups routes transport newTransport newError streamOf answer handle route call
	models models_json models_xml enums unions aliases params operations doc readme license armsmith armsmith.sum internal fake test
	some_test windows linux_amd64 go.mod vendor testdata client_client group_client error_operations transportOperations
	body contentType statusCode extra additionalProperties items value next nextLink raw kind type params unknown
	begin resume poll wait all pages schemes security apply validate check checks is as unwrap clone
	pet_get getPet new set get fill decode encode read write self this it x y z f e t b s d k g h`)

// awkward are names that are no words.
var awkward = []string{"_", "__", "-", ".", "..", "...", "/", "../../etc/passwd", `..\..\x`, `C:\x`, "a/b", "a\\b", "a:b", "*", "?", "1", "42nd",
	"$ref", "@type", "#", "%2e%2e", "a b", " lead", "trail ", "trail.", "日本語", "é", "e\u0301", "ß", "İ", "ǅ", "a\u200bb", "a\u202eb", "\u00a0", "'", `"`,
	"\u3164", "a\u3164b", "a\u2028b", "a\x1bb", "`", "//go:embed x", "*/", "${x}", "{{.}}", "<b>", "\ufeff", "😀", strings.Repeat("long", 75), strings.Repeat("long", 75) + "er"}

func devices() []string {
	out := []string{"con", "prn", "aux", "nul", "con.txt", "conin$", "clock$", "com¹"}
	for i := range 10 {
		out = append(out, "com"+strconv.Itoa(i), "lpt"+strconv.Itoa(i))
	}
	return out
}

type object = map[string]any

// places says where a word may stand: each makes the n-th part of a document out of it.
var places = map[string]func(d *document, n int, word string){
	"tag":       func(d *document, n int, word string) { d.operation(n, word, fmt.Sprintf("op%d", n)) },
	"operation": func(d *document, n int, word string) { d.operation(n, "things", word) },
	"group and operation": func(d *document, n int, word string) {
		if strings.IndexFunc(word, func(r rune) bool { return r > 0x7f }) < 0 {
			d.operation(n, "", word+"_"+word)
		}
	},
	"schema":   func(d *document, n int, word string) { d.schema(n, word) },
	"property": func(d *document, _ int, word string) { d.property(word) },
	"parameter": func(d *document, n int, word string) {
		op := d.operation(n, "things", fmt.Sprintf("op%d", n))
		for _, in := range []string{"query", "header", "cookie"} {
			if in == "query" || isToken(word) {
				op["parameters"] = append(op["parameters"].([]any), object{"name": word, "in": in, "schema": object{"type": "string"}})
			}
		}
	},
	"path parameter": func(d *document, n int, word string) {
		if !strings.ContainsAny(word, "{}/?#") {
			op := d.operation(n, "things", fmt.Sprintf("op%d", n))
			d.moveTo(n, fmt.Sprintf("/at%d/{%s}", n, word))
			op["parameters"] = []any{object{"name": word, "in": "path", "required": true, "schema": object{"type": "string"}}}
		}
	},
	"path segment": func(d *document, n int, word string) {
		if !strings.ContainsAny(word, "{}?#") && utf8.ValidString(word) {
			delete(d.operation(n, "", ""), "operationId")
			d.moveTo(n, "/"+word)
			d.paths["/"+word].(object)["put"] = object{"responses": object{"204": object{"description": word}}}
		}
	},
	"enum value": func(d *document, _ int, word string) { d.enum(word) },
	"variant":    func(d *document, n int, word string) { d.variant(n, word) },
}

// isToken reports whether a word can be the name of a header (RFC 9110, section 5.6.2).
func isToken(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool {
		return r > 0x7e || r <= ' ' || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r)
	}) < 0
}

func TestAnyNameAnywhere(t *testing.T) {
	check := newChecker(t)
	for place, put := range places {
		t.Run(place, func(t *testing.T) {
			d := newDocument()
			for n, word := range words() {
				put(d, n, word)
			}
			check(t, d)
		})
	}
}

// A word may also stand in all places at once.
func TestOneNameEverywhere(t *testing.T) {
	all := words()
	if testing.Short() {
		all = append(slices.Clone(ours), devices()...)
	}
	check := newChecker(t)
	for _, word := range all {
		d := newDocument()
		n := 0
		for _, place := range []string{"tag", "operation", "schema", "property", "parameter", "path parameter", "enum value", "variant"} {
			places[place](d, n, word)
			n++
		}
		check(t, d, word)
	}
}

// newChecker returns a function that generates a document and says what is wrong with the outcome.
func newChecker(t *testing.T) func(t *testing.T, d *document, word ...string) {
	exports, err := typecheck.FindExports(t.Context(), ".", "../../internal/runtime/...", "encoding/json", "net/http", "log/slog", "iter")
	if err != nil {
		t.Fatal(err)
	}
	return func(t *testing.T, d *document, word ...string) {
		t.Helper()
		text, err := json.Marshal(d.root)
		if err != nil {
			t.Fatal(err)
		}
		out, err := generator.Generate(t.Context(), generator.Config{
			Spec: "openapi.json", FS: fstest.MapFS{"openapi.json": {Data: text}}, Out: "client", Package: "client", ImportPath: importPath,
		})
		var defects *generator.Error
		if errors.As(err, &defects) {
			for _, f := range defects.Findings {
				t.Errorf("%.60q: %v", word, f)
			}
			return
		} else if err != nil {
			t.Fatal(err)
		}
		for _, problem := range typecheck.New(exports).Check(importPath, out.Files) {
			t.Errorf("%.60q: %v", word, problem)
		}
		checkFiles(t, out.Set)
	}
}

// checkFiles sees that every file system takes the paths: output refuses what Windows reserves, and
// a path may be of 260 characters there, with the way to the folder.
func checkFiles(t *testing.T, set *output.Set) {
	t.Helper()
	for p, data := range set.Files {
		if path.Ext(p) == ".go" {
			eachIdentifier(data, func(id string) {
				if strings.ContainsFunc(id, func(r rune) bool { return unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) }) {
					t.Errorf("%s has the identifier %+q, some letters of which nobody sees", p, id)
				}
			})
		}
		for i, r := range string(data) {
			if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)) {
				t.Errorf("%s holds %U: %q", p, r, data[max(0, i-40):min(len(data), i+40)])
				break
			}
		}
		if base := path.Base(p); len(base) > 80 || strings.ToLower(base) != base && base != "README.md" && base != "LICENSE" {
			t.Errorf("file %q is long, or depends on case", p)
		}
	}
}

// eachIdentifier calls f with the identifiers of a Go file.
func eachIdentifier(data []byte, f func(string)) {
	fset := token.NewFileSet()
	var s scanner.Scanner
	s.Init(fset.AddFile("", fset.Base(), len(data)), data, nil, 0)
	for {
		switch _, tok, lit := s.Scan(); tok {
		case token.EOF:
			return
		case token.IDENT:
			f(lit)
		}
	}
}

// document is an OpenAPI document in the making.
type document struct {
	root, paths, schemas, properties object
	values, variants                 []any
	items                            map[int]string
}

func newDocument() *document {
	d := &document{paths: object{}, schemas: object{}, properties: object{}, items: map[int]string{}}
	d.root = object{"openapi": "3.0.3", "info": object{"title": "Names", "version": "1"}, "servers": []any{object{"url": "https://names.example"}},
		"paths": d.paths, "components": object{"schemas": d.schemas}}
	op := d.operation(-1, "things", "everything")
	d.root["info"].(object)["description"] = strings.Join(words(), " ")
	op["requestBody"] = object{"content": object{"application/json": object{"schema": object{"$ref": "#/components/schemas/Everything"}}}}
	d.schemas["Everything"] = object{"type": "object", "properties": d.properties}
	return d
}

func (d *document) operation(n int, tag, id string) object {
	op := object{"operationId": id, "parameters": []any{},
		"summary": id + " of " + tag, "responses": object{"200": object{"description": id, "content": object{"application/json": object{"schema": object{"type": "string"}}}}}}
	if tag != "" {
		op["tags"] = []any{tag}
	}
	d.items[n] = fmt.Sprintf("/at%d", n)
	d.paths[d.items[n]] = object{"get": op}
	if n < 0 {
		d.paths[d.items[n]] = object{"post": op}
	}
	return op
}

func (d *document) moveTo(n int, path string) {
	d.paths[path] = d.paths[d.items[n]]
	delete(d.paths, d.items[n])
}

func (d *document) schema(n int, word string) {
	d.schemas[word] = object{"type": "object", "properties": object{"id": object{"type": "string"}, fmt.Sprintf("p%d", n): object{"type": "integer"}}}
	d.properties[fmt.Sprintf("ref%d", n)] = reference(word)
}

func reference(word string) object {
	return object{"$ref": "#/components/schemas/" + strings.NewReplacer("~", "~0", "/", "~1", "%", "%25", "#", "%23", `"`, "%22").Replace(word)}
}

func (d *document) property(word string) {
	d.properties[word] = object{"type": "string", "description": "About " + word + ".", "default": word, "pattern": "^" + regexp.QuoteMeta(word) + "$"}
}

func (d *document) enum(word string) {
	d.values = append(d.values, word)
	d.schemas["Choice"] = object{"type": "string", "enum": d.values}
	d.properties["choice"] = object{"$ref": "#/components/schemas/Choice"}
}

func (d *document) variant(n int, word string) {
	name := fmt.Sprintf("Variant%d", n)
	d.schemas[name] = object{"type": "object", "required": []any{"kind"}, "properties": object{"kind": object{"type": "string", "enum": []any{word}}}}
	d.variants = append(d.variants, object{"$ref": "#/components/schemas/" + name})
	d.schemas["Union"] = object{"oneOf": d.variants, "discriminator": object{"propertyName": "kind"}}
	d.properties["union"] = object{"$ref": "#/components/schemas/Union"}
}
