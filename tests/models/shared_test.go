package models_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	azurebatch "github.com/armsmith/armsmith/gen/azurebatch/v20250601"
	azureml "github.com/armsmith/armsmith/gen/azureml/v20260301"
	"github.com/armsmith/armsmith/tests/internal/bodies"
)

// The payloads that benchmarks use, which lie beside the repository.
func TestSharedPayloads(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "payloads")
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		if os.Getenv("ARMSMITH_REQUIRE_SHARED") == "1" {
			t.Fatalf("ARMSMITH_REQUIRE_SHARED=1, but %s holds no JSON", dir)
		}
		t.Skipf("not beside this repository: %s", dir)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		m := model(new(azureml.BatchDeploymentTrackedResourceArmPaginatedResult))
		if strings.HasPrefix(filepath.Base(file), "task") {
			m = new(azurebatch.BatchTask)
		}
		bodies.Equal(t, filepath.Base(file), text, roundTrip(t, text, m))
	}
}
