// Package tables compares the tables of the JSON codec with the types that they describe, by
// reflection: a wrong kind or offset would corrupt memory. Each client is generated into a module
// of its own and tested there, in the package itself.
package tables

import (
	"bytes"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/output"
	"github.com/armsmith/armsmith/tests/internal/folder"
)

//go:embed testdata/check.go.txt
var check string

// specs are the documents, below the repository or, with ../shared, beside it.
var specs = map[string]string{
	"azureml":    "specs/azureml/2026-03-01/openapi.yaml",
	"azurebatch": "specs/azurebatch/2025-06-01/openapi.yaml",
	"kinds":      "tests/tables/testdata/kinds.yaml",
	"stripe":     "../shared/corpus/specs/vacuum/model/test_files/stripe.yaml",
}

func TestTables(t *testing.T) {
	for name, spec := range specs {
		t.Run(name, func(t *testing.T) {
			spec, err := filepath.Abs(filepath.Join("../..", spec))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(spec); err != nil && os.Getenv("ARMSMITH_REQUIRE_SHARED") != "1" {
				t.Skipf("needs %s", spec)
			}
			if testing.Short() && name == "stripe" {
				t.Skip("takes a minute")
			}
			run(t, spec)
		})
	}
}

// run generates a client and tests its tables.
func run(t *testing.T, spec string) {
	dir := t.TempDir()
	folder.Write(t, dir, "go.mod", []byte("module example.com/m\n\ngo 1.26\n"))
	cfg := generator.Config{Spec: spec, Out: filepath.Join(dir, "client"), Runtime: filepath.Join(dir, "internal", "armsmith"), Tolerate: true}
	out, err := generator.Generate(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	runtime, err := generator.Runtime(out)
	if err != nil {
		t.Fatal(err)
	}
	write(t, cfg.Out, out.Set)
	write(t, cfg.Runtime, runtime)
	test := strings.NewReplacer("PACKAGE", out.API.Package, "RUNTIME", "example.com/m/internal/armsmith/runtime").Replace(check)
	var tables []byte
	for name, data := range out.Files {
		if strings.HasSuffix(name, "_json.go") {
			tables = append(tables, data...)
		}
	}
	folder.Write(t, cfg.Out, "tables_test.go", []byte(test+models(tables)))
	cmd := exec.CommandContext(t.Context(), "go", "test", "-vet=off", "-run", "^TestTables$", "-v", "./client")
	cmd.Dir = dir
	text, err := cmd.CombinedOutput()
	if err != nil || !bytes.Contains(text, []byte("tables: ")) {
		t.Fatalf("%v\n%.3000s", err, text)
	}
	t.Logf("%s", text)
}

func write(t *testing.T, dir string, set *output.Set) {
	for name, data := range set.Files {
		folder.Write(t, dir, name, data)
	}
}

var (
	method = regexp.MustCompile(`(?m)^func \(\*(\w+)\) JSONType\(\)`)
	table  = regexp.MustCompile(`(?m)^var type\w+ = rtjson\.Type\{Kind: rtjson\.KindUnion,\n\tSelf: +\(\*(\w+)\)`)
)

// models writes the list of all types that have a table.
func models(source []byte) string {
	var list strings.Builder
	list.WriteString("\nvar typedModels = []rtjson.Typed{\n")
	for _, m := range method.FindAllSubmatch(source, -1) {
		fmt.Fprintf(&list, "\t(*%s)(nil),\n", m[1])
	}
	list.WriteString("}\n\nvar unions = []*rtjson.Type{\n")
	for _, m := range table.FindAllSubmatch(source, -1) {
		fmt.Fprintf(&list, "\t&type%s,\n", m[1])
	}
	return list.String() + "}\n"
}
