// Package folder writes what the rigs generate and compile on disk.
package folder

import (
	"os"
	"path/filepath"
	"testing"
)

// Write writes a file, by its name with slashes below dir, and the folders that it needs.
func Write(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
