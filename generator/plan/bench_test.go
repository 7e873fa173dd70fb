package plan

import (
	"os"
	"testing"

	"github.com/armsmith/armsmith/generator/load"
)

// BenchmarkPlan times building one document: BUILD_DOC=path go test -bench Build -run xx
func BenchmarkPlan(b *testing.B) {
	path := os.Getenv("BUILD_DOC")
	if path == "" {
		b.Skip("BUILD_DOC names no document")
	}
	doc, findings := load.Load(b.Context(), path, load.Options{})
	if doc == nil {
		b.Fatal(findings)
	}
	b.ReportAllocs()
	for b.Loop() {
		Plan(doc, Config{Package: "demo", Tolerate: true})
	}
}
