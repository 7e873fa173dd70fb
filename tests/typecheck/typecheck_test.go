package typecheck

import (
	"context"
	"strings"
	"testing"
)

// A package and one below it that imports it are checked in that order, and an error is reported
// with its file.
func TestCheck(t *testing.T) {
	exports, err := FindExports(context.Background(), ".", "strings")
	if err != nil {
		t.Fatal(err)
	}
	good := map[string][]byte{
		"a.go":      []byte("package a\n\nimport \"strings\"\n\nfunc Up(s string) string { return strings.ToUpper(s) }\n"),
		"fake/f.go": []byte("package fake\n\nimport \"x/a\"\n\nvar X = a.Up(\"x\")\n"),
	}
	if errs := New(exports).Check("x/a", good); len(errs) > 0 {
		t.Fatalf("sound packages: %v", errs)
	}
	good["fake/f.go"] = []byte("package fake\n\nimport \"x/a\"\n\nvar X int = a.Up(\"x\")\n")
	errs := New(exports).Check("x/a", good)
	if len(errs) != 1 || !strings.Contains(errs[0].Error(), "fake/f.go:5") {
		t.Fatalf("a type error in fake/f.go: got %v", errs)
	}
}
