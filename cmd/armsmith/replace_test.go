package main

import (
	"io"
	"os"
	"path/filepath"
	"testing"
)

// Who reads a file while it is replaced sees all of the old one. A link stays one, and the mode of
// what it leads to as well.
func TestReplaceFile(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "file"), filepath.Join(dir, "link")
	if err := replaceFile(file, []byte("old")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(file, link); err != nil {
		t.Skip(err)
	}
	if err := os.Chmod(file, 0o600); err != nil {
		t.Fatal(err)
	}
	reading, err := os.Open(link)
	if err != nil {
		t.Fatal(err)
	}
	defer reading.Close()
	if err := replaceFile(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	if was, err := io.ReadAll(reading); err != nil || string(was) != "old" {
		t.Errorf("what was open holds %q, %v", was, err)
	}
	if now, err := os.ReadFile(file); err != nil || string(now) != "new" {
		t.Errorf("the file holds %q, %v", now, err)
	}
	info, err := os.Lstat(link)
	if err != nil || info.Mode().Type() != os.ModeSymlink {
		t.Errorf("the link is %v, %v", info, err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v", info, err)
	}
	if all, _ := filepath.Glob(filepath.Join(dir, ".*")); len(all) > 0 {
		t.Errorf("left behind: %v", all)
	}
}
