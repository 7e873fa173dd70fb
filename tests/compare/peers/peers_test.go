package peers

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// The programs of testdata compile with what the peers' own generators write today.
func TestProgramsCompile(t *testing.T) {
	module := t.TempDir()
	if err := os.CopyFS(module, os.DirFS("testdata")); err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	ours := []byte("module github.com/armsmith/armsmith/tests/compare/peers\n")
	if !bytes.Contains(mod, ours) {
		t.Fatal("go.mod has another module")
	}
	sum, err := os.ReadFile("go.sum")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"go.mod": bytes.Replace(mod, ours, []byte("module example.com/peers\n"), 1), "go.sum": sum, "oapi/shop/shop.go": nil,
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(module, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(module, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run(t, ".", "tool", "ogen", "-target", filepath.Join(module, "ogen", "shop"), "-package", "shop", "testdata/shop.yaml")
	run(t, ".", "tool", "oapi-codegen", "-generate", "types,client", "-package", "shop", "-o", filepath.Join(module, "oapi", "shop", "shop.go"), "testdata/shop.yaml")
	run(t, module, "vet", "./oapi", "./ogen")
}

// run runs the go command, and shows what it prints only when it fails.
func run(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go %v: %v\n%s", args, err, out)
	}
}
