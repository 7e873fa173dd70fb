package load_test

import (
	"context"
	"testing"

	"github.com/armsmith/armsmith/generator/load"
)

// BenchmarkLoad reads a small, a YAML and the largest JSON document of the corpus.
func BenchmarkLoad(b *testing.B) {
	for name, path := range map[string]string{
		"petstore":  "readme-oas/3.1/json/petstore.json",
		"stripe":    "vacuum/model/test_files/stripe.yaml",
		"github":    "github-webhooks/generated/api.github.com.json",
		"swagger-2": "azure-dp/specification/servicefabric/data-plane/Microsoft.ServiceFabric/stable/8.0/servicefabric.json",
	} {
		b.Run(name, func(b *testing.B) {
			path := shared(b, "corpus", "specs", path)
			b.ReportAllocs()
			for b.Loop() {
				if doc, findings := load.Load(context.Background(), path, load.Options{}); doc == nil {
					b.Fatal(findings)
				}
			}
		})
	}
}
