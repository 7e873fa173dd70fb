package armsmith

import (
	"bytes"
	"encoding/json"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// rooms says what each room may import of this module, besides the standard library and what lies
// below itself: data flows one way, and no room reaches back. Tests are free to.
var rooms = map[string][]string{
	"generator/finding":        {},
	"generator/model":          {},
	"generator/changes":        {"generator/model"},
	"generator/callers":        {},
	"generator/migrate":        {"generator/callers"},
	"generator/judge":          {"generator/finding", "generator/load"},
	"generator/examples":       {"generator/finding", "generator/judge", "generator/load", "generator/model"},
	"generator/load":           {"generator/finding", "generator/rule", "internal/runtime/charset"},
	"generator/load/node":      {"generator/finding"},
	"generator/load/shape":     {"generator/load/node"},
	"generator/load/swagger2":  {"generator/load/node", "generator/load/shape"},
	"generator/load/readme":    {"generator/finding"},
	"generator/load/recognise": {"generator/load/node"},
	"generator/load/overlay":   {"generator/finding", "generator/load/node"},
	"generator/load/unite":     {"generator/finding", "generator/load/node", "generator/load/shape", "generator/load/swagger2"},
	"generator/english":        {},
	"generator/rule":           {"generator/finding"},
	"generator/foreign":        {},
	"generator/whole":          {"generator/model"},
	"generator/propose":        {"generator/model", "generator/rule"},
	"generator/plan":           {"generator/english", "generator/finding", "generator/foreign", "generator/load", "generator/model", "generator/rule"},
	"generator/plan/source":    {"generator/english", "generator/finding", "generator/load", "generator/model"},
	"generator/plan/name":      {"generator/english", "generator/finding"},
	"generator/plan/schema":    {"generator/english", "generator/finding", "generator/load", "generator/model", "generator/plan/source"},
	"generator/plan/types": {"generator/english", "generator/finding", "generator/foreign", "generator/load", "generator/model", "generator/rule", "generator/plan/source",
		"generator/plan/name", "generator/plan/schema"},
	"generator/plan/operation": {"generator/english", "generator/finding", "generator/load", "generator/model", "generator/rule",
		"generator/plan/source", "generator/plan/name", "generator/plan/schema", "generator/plan/types"},
	"generator/plan/settle": {"generator/load", "generator/model", "generator/plan/source", "generator/plan/name",
		"generator/plan/schema", "generator/plan/types"},
	"generator/emit":            {"generator/model"},
	"generator/emit/gocode":     {"generator/english", "generator/model"},
	"generator/emit/layout":     {"generator/model"},
	"generator/emit/models":     {"generator/emit/gocode", "generator/english", "generator/model"},
	"generator/emit/codec":      {"generator/emit/gocode", "generator/english", "generator/model"},
	"generator/emit/roundtrip":  {"generator/emit/codec", "generator/emit/gocode", "generator/model"},
	"generator/emit/operations": {"generator/emit/codec", "generator/emit/gocode", "generator/english", "generator/model"},
	"generator/emit/client":     {"generator/emit/gocode", "generator/english", "generator/model"},
	"generator/emit/docs":       {"generator/emit/gocode", "generator/english", "generator/model", "templates"},
	"generator/emit/fake":       {"generator/emit/codec", "generator/emit/gocode", "generator/emit/layout", "generator/english", "generator/model"},
	"generator/emit/example":    {"generator/emit/fake", "generator/emit/gocode", "generator/emit/layout", "generator/english", "generator/model"},
	"generator/emit/webhooks":   {"generator/emit/codec", "generator/emit/gocode", "generator/emit/layout", "generator/english", "generator/model"},
	"generator/emit/convert":    {"generator/changes", "generator/emit/gocode", "generator/emit/layout", "generator/english", "generator/model"},
	"generator/output":          {"generator/finding"},
	"mock":                      {"generator", "generator/finding", "generator/judge", "generator/load", "generator/model", "templates"},
	"mock/sample":               {},
	"templates":                 {},
	"internal/runtime":          {},
	"gen":                       {"internal/runtime"},
	"examples":                  {"gen", "generator", "mock", "specs"},
}

// libraries says who may import the libraries that shape what they are used in. Generated clients
// and the runtime may import none at all, nor may the model. What tests with the judge makes
// services of kin-openapi's documents, so as to owe nothing to the model.
var libraries = map[string][]string{
	"github.com/getkin/kin-openapi": {"generator/judge", "mock", "tests/changes/running"},
	"github.com/dave/jennifer":      {"generator/emit"},
	"github.com/theory/jsonpath":    {"generator/load/overlay"},
}

// bare are the rooms that depend on the standard library alone.
var bare = []string{"generator/changes", "generator/english", "generator/model", "internal/runtime", "gen", "examples"}

// The architecture that README.md draws is a promise, so the imports keep it.
func TestArchitecture(t *testing.T) {
	seen := make(map[string]bool)
	for path, imports := range packages(t) {
		room := roomOf(path)
		seen[room] = true
		for _, imported := range imports {
			own := inModule(imported)
			switch {
			case own != imported && room != "" && !below(own, room) && !slices.ContainsFunc(rooms[room], func(r string) bool { return below(own, r) }):
				t.Errorf("%s imports %s: %s may import %q of this module", path, own, room, rooms[room])
			case own == imported && strings.Contains(imported, ".") && slices.Contains(bare, room):
				t.Errorf("%s imports %s: %s depends on the standard library alone", path, imported, room)
			}
			for library, users := range libraries {
				if below(imported, library) && !slices.ContainsFunc(users, func(r string) bool { return below(path, r) }) {
					t.Errorf("%s imports %s, which is for %q alone", path, imported, users)
				}
			}
		}
	}
	for room := range rooms {
		if !seen[room] {
			t.Errorf("there is no %s", room)
		}
	}
}

// roomOf returns the room that a package belongs to, the innermost of several; "" for what has no
// rule.
func roomOf(path string) string {
	room := ""
	for r := range rooms {
		if below(path, r) && len(r) > len(room) {
			room = r
		}
	}
	return room
}

// inModule returns a package's path within this module, "." for the root, and the path itself for a
// package elsewhere.
func inModule(path string) string {
	if path == Module {
		return "."
	}
	return strings.TrimPrefix(path, Module+"/")
}

// below reports whether a package is dir, or within it.
func below(path, dir string) bool { return path == dir || strings.HasPrefix(path, dir+"/") }

// packages returns what each package of this module imports, tests apart, by its path within the
// module.
func packages(t *testing.T) map[string][]string {
	t.Helper()
	list := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	var problems strings.Builder
	list.Stderr = &problems
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, &problems)
	}
	all := make(map[string][]string)
	for in := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := in.Decode(&p); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all[inModule(p.ImportPath)] = p.Imports
	}
}
