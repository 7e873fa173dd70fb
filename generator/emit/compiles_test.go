package emit_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestCompiles generates each document below testdata/compiles and type-checks what comes out. Each
// is something rare that once made Go that does not compile; its first line says what.
func TestCompiles(t *testing.T) {
	docs, err := filepath.Glob("testdata/compiles/*.yaml")
	if err != nil || len(docs) == 0 {
		t.Fatal("no documents", err)
	}
	checker := newChecker(t)
	for _, doc := range docs {
		name := strings.TrimSuffix(filepath.Base(doc), ".yaml")
		t.Run(name, func(t *testing.T) {
			for _, err := range checker.Check(importPath(filepath.Dir(doc)), withReadme(t, generate(t, doc, "client"))) {
				t.Error(err)
			}
		})
	}
}
