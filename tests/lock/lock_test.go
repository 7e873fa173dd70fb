// Package lock holds that names stay: each case in testdata is a document and what it became, and
// whatever a program could say to the old client it can say to the new one, which was generated
// with the names of the old.
package lock

import (
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/armsmith/armsmith/generator"
	plan "github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/tests/internal/overlay"
	"github.com/armsmith/armsmith/tests/typecheck"
)

const importPath = "github.com/armsmith/armsmith/gen/evolving"

// head begins every document; a case holds what follows.
const head = "openapi: 3.1.0\ninfo: {title: Evolving, version: v1}\nservers: [{url: https://localhost}]\n"

// TestAdditive: what was there before is there afterwards, under its name and with its type.
func TestAdditive(t *testing.T) {
	exports, err := typecheck.FindExports(t.Context(), ".", "../../internal/runtime/...", "encoding/json", "net/http", "log/slog", "iter")
	if err != nil {
		t.Fatal(err)
	}
	for name, docs := range cases(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			first, before := build(t, exports, docs, "old.yaml", names(docs))
			second, after := build(t, exports, docs, "new.yaml", first.Files[plan.LockFile])
			if docs["breaks"] != "" { // what cannot stay still compiles, see build
				if len(missing(before, after)) == 0 {
					t.Error("nothing moves: the case breaks nothing")
				}
				return
			}
			for _, lost := range missing(before, after) {
				t.Error(lost)
			}
			if _, alone := build(t, exports, docs, "new.yaml", nil); len(missing(before, alone)) == 0 && docs["stays"] == "" {
				t.Error("nothing moves without the names of before: the case proves nothing")
			}
			third, _ := build(t, exports, docs, "new.yaml", second.Files[plan.LockFile])
			if string(third.Files[plan.LockFile]) != string(second.Files[plan.LockFile]) {
				t.Error("a second run writes other names")
			}
		})
	}
}

// TestDriven runs the tests of cases that have one, against the client of the new document.
func TestDriven(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a client a case")
	}
	exports, err := typecheck.FindExports(t.Context(), ".", "../../internal/runtime/...", "encoding/json", "net/http", "log/slog", "iter")
	if err != nil {
		t.Fatal(err)
	}
	over := overlay.New(t, "tests/lock/run")
	for name, docs := range cases(t) {
		if docs["case_test.go"] == "" {
			continue
		}
		spec := filepath.Join(t.TempDir(), "new.yaml")
		if err := os.WriteFile(spec, []byte(head+docs["new.yaml"]), 0o600); err != nil {
			t.Fatal(err)
		}
		first, _ := build(t, exports, docs, "old.yaml", names(docs))
		over.AddNamed(strings.ReplaceAll(name, "-", "_"), spec, first.Files[plan.LockFile], docs["case_test.go"])
	}
	for name, output := range over.Run() {
		t.Errorf("%s: %s", name, output)
	}
}

// cases reads the cases: by name, the files of each.
func cases(t *testing.T) map[string]map[string]string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	out := map[string]map[string]string{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		docs := map[string]string{}
		for _, f := range txtar.Parse(data).Files {
			docs[f.Name] = string(f.Data)
		}
		for _, want := range []string{"old.yaml", "new.yaml"} {
			if docs[want] == "" {
				t.Fatalf("%s has no %s", file, want)
			}
		}
		out[strings.TrimSuffix(filepath.Base(file), ".txtar")] = docs
	}
	return out
}

// names returns what a case is said to have called things before its old document; nil for nothing.
func names(docs map[string]string) []byte {
	if docs["armsmith.names"] == "" {
		return nil
	}
	return []byte(docs["armsmith.names"])
}

func build(t *testing.T, exports typecheck.Exports, docs map[string]string, spec string, names []byte) (*generator.Output, *types.Package) {
	t.Helper()
	files := fstest.MapFS{}
	for name, data := range docs {
		if !strings.HasSuffix(name, ".yaml") {
			continue
		}
		if !strings.HasPrefix(data, "paths:") { // a part of a document
			files[name] = &fstest.MapFile{Data: []byte(data)}
			continue
		}
		files[name] = &fstest.MapFile{Data: []byte(head + data)}
	}
	out, err := generator.Generate(t.Context(), generator.Config{
		FS: files, Spec: spec, Out: t.TempDir(), Package: "evolving", ImportPath: importPath, Names: names,
	})
	if err != nil {
		t.Fatalf("%s: %v", spec, err)
	}
	checker := typecheck.New(exports)
	for _, problem := range checker.Check(importPath, out.Files) {
		t.Fatalf("%s: %v", spec, problem)
	}
	pkg, err := checker.Import(importPath)
	if err != nil {
		t.Fatal(err)
	}
	return out, pkg
}

// missing lists what a program could use of one package and can't of the other.
func missing(before, after *types.Package) []string {
	var out []string
	for _, word := range before.Scope().Names() {
		was, is := before.Scope().Lookup(word), after.Scope().Lookup(word)
		switch {
		case !was.Exported():
		case is == nil:
			out = append(out, word+" is gone")
		case describe(was) != describe(is):
			out = append(out, word+" was "+describe(was)+" and is "+describe(is))
		default:
			out = append(out, missingMembers(word, was, is)...)
		}
	}
	return out
}

// missingMembers lists the fields and methods of a type that are gone or of another type.
func missingMembers(word string, was, is types.Object) []string {
	if _, isType := was.(*types.TypeName); !isType {
		return nil
	}
	var out []string
	members := membersOf(is.Type())
	for member, then := range membersOf(was.Type()) {
		if now := members[member]; now != then {
			out = append(out, word+"."+member+" was "+then+" and is "+now)
		}
	}
	return out
}

// describe says what a declaration is, as far as a program that uses it can tell.
func describe(o types.Object) string {
	if c, isConst := o.(*types.Const); isConst {
		return o.Type().String() + " " + c.Val().ExactString()
	}
	if _, isType := o.(*types.TypeName); isType {
		_, isStruct := o.Type().Underlying().(*types.Struct)
		_, isInterface := o.Type().Underlying().(*types.Interface)
		if isStruct || isInterface {
			return "a type"
		}
		return o.Type().Underlying().String()
	}
	return o.Type().String()
}

func membersOf(t types.Type) map[string]string {
	out := map[string]string{}
	if s, ok := t.Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			if f.Exported() {
				out[f.Name()] = f.Type().String()
			}
		}
	}
	methods := types.NewMethodSet(types.NewPointer(t))
	if types.IsInterface(t) {
		methods = types.NewMethodSet(t)
	}
	for m := range methods.Methods() {
		if m.Obj().Exported() {
			out[m.Obj().Name()] = m.Obj().Type().String()
		}
	}
	return out
}
