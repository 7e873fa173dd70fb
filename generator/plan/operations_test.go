package plan

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
)

var updateOperations = flag.Bool("update-operations", false, "write the golden files of operations anew")

// TestOperationsGolden builds each document under testdata/op-* and compares its operations with
// the golden text beside it. What a document is about stands in its first line.
func TestOperationsGolden(t *testing.T) {
	folders, err := filepath.Glob("testdata/op-*")
	if err != nil || len(folders) == 0 {
		t.Fatal("no golden folders", err)
	}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			got := dumpBuilt(t, folder, false)
			if strings.Contains(got, ": error: ") {
				got += "\n--- tolerated ---\n" + dumpBuilt(t, folder, true)
			}
			golden := filepath.Join(folder, "operations.txt")
			if *updateOperations {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("run with -update-operations if this is meant (-want +got):\n%s", diff)
			}
		})
	}
}

func dumpBuilt(t *testing.T, folder string, tolerate bool) string {
	doc, found := load.Load(t.Context(), "openapi.yaml", load.Options{FS: os.DirFS(folder)})
	if doc == nil {
		t.Fatal(found)
	}
	api, findings := Plan(doc, Config{Package: "demo", Source: "openapi.yaml", Tolerate: tolerate})
	checkWhole(t, doc, api, findings)
	return dumpOperations(api, findings)
}

// checkWhole holds a model to what it promises: every operation of the document is there or named
// in a finding, and all identifiers of a scope differ.
func checkWhole(t *testing.T, doc *load.Document, api *model.API, findings finding.List) {
	t.Helper()
	made := map[string]bool{}
	pkg := unique{t: t, scope: "package"}
	files := unique{t: t, scope: "files"}
	client := unique{t: t, scope: "client"}
	for _, typ := range api.Types {
		pkg.add(typ.Name)
	}
	for _, g := range api.Groups {
		files.add(g.File)
		methods := &client
		if g.Name != "" {
			client.add(g.Name)
			pkg.add(g.Client)
			methods = &unique{t: t, scope: g.Name}
		}
		for _, op := range g.Operations {
			made[op.Method+" "+op.ID] = true
			made[op.Method+" "+op.Path] = true
			methods.add(op.Name)
			if op.LRO != nil {
				methods.add("Resume" + strings.TrimPrefix(op.Name, "Begin"))
			}
			pkg.add(op.Var)
			checkFields(t, &pkg, op)
		}
	}
	for path, item := range doc.Node("/paths").Each() {
		for method, op := range item.Each() {
			if !strings.Contains(" get put post delete options head patch trace query ", " "+method+" ") {
				continue
			}
			method = strings.ToUpper(method)
			if id := op.Get("operationId").Str(); !made[method+" "+id] && !made[method+" "+path] && !made[method+" "+method+" "+path] &&
				!named(findings, id, method+" "+path) {
				t.Errorf("%s %s (%s) is neither generated nor named in a finding", method, path, id)
			}
		}
	}
}

func named(findings finding.List, id, where string) bool {
	for _, f := range findings {
		if strings.Contains(f.Message, where) || id != "" && strings.Contains(f.Message, source.Quote(id)) {
			return true
		}
	}
	return false
}

func checkFields(t *testing.T, pkg *unique, op *model.Operation) {
	if op.Params != nil {
		pkg.add(op.Params.Name)
		fields := unique{t: t, scope: op.Params.Name}
		for _, p := range op.Params.Params {
			if !p.OnClient {
				fields.add(p.Name)
			}
		}
		fields.add(op.Params.Body)
		fields.add(op.Params.ContentType)
	}
	if op.Result.Kind == model.ResultStruct {
		pkg.add(op.Result.Name)
		fields := unique{t: t, scope: op.Result.Name}
		for _, b := range op.Result.Bodies {
			fields.add(b.Name)
		}
		for _, h := range op.Result.Headers {
			fields.add(h.Name)
		}
		if op.Result.Status {
			fields.add("StatusCode")
		}
	}
}

// unique is a set of identifiers that must differ.
type unique struct {
	t     *testing.T
	scope string
	seen  map[string]bool
}

func (u *unique) add(name string) {
	if name == "" {
		return
	}
	if u.seen[name] {
		u.t.Errorf("%s: the name %s is given twice", u.scope, name)
	}
	if u.seen == nil {
		u.seen = map[string]bool{}
	}
	u.seen[name] = true
}
