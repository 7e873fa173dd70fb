package plan

import (
	"flag"
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/armsmith/armsmith/generator/load"
)

var (
	updateTypes = flag.Bool("update-types", false, "write the golden files of types anew")
	dumpFile    = flag.String("dump", "", "print the types of this document")
)

// TestDump prints the model of one document, for a person: go test -run TestDump -dump
// ../../specs/x/openapi.yaml -v
func TestDump(t *testing.T) {
	if *dumpFile == "" {
		t.Skip("no document named with -dump")
	}
	doc, findings := load.Load(t.Context(), *dumpFile, load.Options{})
	if doc == nil {
		t.Fatal(findings)
	}
	api, built := Plan(doc, Config{Package: "demo", Tolerate: true})
	fmt.Println(dumpTypes(api))
	for _, f := range append(findings, built...) {
		fmt.Println(f)
	}
}

// TestTypesGolden builds each document under testdata/type-* and compares its types with the golden
// text beside it. What a document is about stands in its first line.
func TestTypesGolden(t *testing.T) {
	folders, err := filepath.Glob("testdata/type-*")
	if err != nil || len(folders) == 0 {
		t.Fatal("no golden folders", err)
	}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			doc, found := load.Load(t.Context(), "openapi.yaml", load.Options{FS: os.DirFS(folder)})
			if doc == nil {
				t.Fatal(found)
			}
			api, findings := Plan(doc, Config{Package: "demo", Source: "openapi.yaml"})
			checkRefs(t, api)
			if bad := badIdentifiers(api); len(bad) > 0 {
				t.Errorf("bad identifiers: %q", bad)
			}
			got := dumpTypes(api)
			for _, f := range findings {
				got += f.String() + "\n"
			}
			golden := filepath.Join(folder, "types.txt")
			if *updateTypes {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("run with -update-types if this is meant (-want +got):\n%s", diff)
			}
		})
	}
}

func isExportedIdentifier(s string) bool { return token.IsIdentifier(s) && token.IsExported(s) }
