package emit_test

import (
	"context"
	"os"
	"testing"

	"github.com/armsmith/armsmith/generator/emit"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/plan"
)

// BenchmarkEmit measures emit alone, on the document that EMIT_SPEC names.
func BenchmarkEmit(b *testing.B) {
	spec := os.Getenv("EMIT_SPEC")
	if spec == "" {
		spec = "../../specs/azureml/2026-03-01/openapi.yaml"
	}
	doc, found := load.Load(context.Background(), spec, load.Options{})
	if doc == nil {
		b.Fatal(found)
	}
	api, _ := plan.Plan(doc, plan.Config{Package: "x", Source: spec, Tolerate: true})
	b.ReportAllocs()
	for b.Loop() {
		files, err := emit.Emit(api, emit.Config{ImportPath: "example.com/x"})
		if err != nil {
			b.Fatal(err)
		}
		lines := 0
		for _, data := range files {
			for _, c := range data {
				if c == '\n' {
					lines++
				}
			}
		}
		b.ReportMetric(float64(lines), "lines")
	}
}
