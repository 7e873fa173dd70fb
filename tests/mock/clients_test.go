package mock_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/tests/internal/overlay"
)

// TestClients drives what a mock server does besides answering by generated clients: each test of
// testdata that is named after a case of tests/cases is one of the client of that case's document,
// which SPEC stands for. Other tests have a document beside them.
func TestClients(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a client a test")
	}
	tests, err := filepath.Glob("testdata/*_test.go.txt")
	if err != nil || len(tests) == 0 {
		t.Fatal("there are no tests", err)
	}
	over := overlay.New(t, "tests/mock/driven")
	for _, file := range tests {
		name := strings.TrimSuffix(filepath.Base(file), "_test.go.txt")
		spec := filepath.Join("testdata", name+".yaml")
		if _, err := os.Stat(spec); err != nil {
			spec = filepath.Join("../cases/testdata", name, "spec.yaml")
		}
		spec, err := filepath.Abs(spec)
		if err != nil {
			t.Fatal(err)
		}
		test, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		over.Add("mock_"+strings.ReplaceAll(name, "-", "_"), spec, strings.ReplaceAll(string(test), "SPEC", filepath.ToSlash(spec)))
	}
	for pkg, output := range over.Run() {
		t.Errorf("%s: %s", pkg, output)
	}
}
