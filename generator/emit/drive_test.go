package emit_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/armsmith/armsmith/generator"
)

// TestDrive generates DRIVE_SPEC into testdata/drive/x and vets it.
func TestDrive(t *testing.T) {
	spec := os.Getenv("DRIVE_SPEC")
	if spec == "" {
		t.Skip("DRIVE_SPEC is not set")
	}
	dir := "testdata/drive/x"
	start := time.Now()
	out, err := generator.Generate(context.Background(), generator.Config{Spec: spec, Out: dir, Tolerate: true, Package: "x"})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%v %+v", time.Since(start), out.Stats)
	os.RemoveAll(dir)
	for name, data := range out.Set.Files {
		path := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(path), 0o777)
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command("go", "vet", "./"+dir+"/...").CombinedOutput(); err != nil {
		t.Errorf("%s", out)
	}
}
