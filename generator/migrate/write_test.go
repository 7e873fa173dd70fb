package migrate

import (
	"os"
	"path/filepath"
	"testing"
)

// TestWriteAllOrNothing: what stands in the way of one file stops all, and nothing is left beside
// them.
func TestWriteAllOrNothing(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a.go"), filepath.Join(dir, "b.go")
	for _, name := range []string{a, b} {
		if err := os.WriteFile(name, []byte("old"), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	holds := func(name, want string) {
		t.Helper()
		if data, err := os.ReadFile(name); err != nil || string(data) != want {
			t.Errorf("%s holds %q (%v), want %q", name, data, err, want)
		}
	}
	file := func(name, before string) File { return File{name, name, []byte(before), []byte("new")} }
	for _, second := range []File{file(b, "read before somebody changed it"), file(filepath.Join(dir, "missing", "c.go"), "")} {
		if err := (&Result{Files: []File{file(a, "old"), second}}).Write(t.Context()); err == nil {
			t.Errorf("%s was written", second.Name)
		}
		holds(a, "old")
		holds(b, "old")
	}
	if err := (&Result{Files: []File{file(a, "old"), file(b, "old")}}).Write(t.Context()); err != nil {
		t.Fatal(err)
	}
	holds(a, "new")
	holds(b, "new")
	if info, err := os.Stat(a); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("its mode is %v (%v)", info.Mode(), err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 2 {
		t.Errorf("the folder holds %v", entries)
	}
}

// TestLinesBefore: each line of the text as it will be is found in the text of today.
func TestLinesBefore(t *testing.T) {
	got := linesBefore(File{Before: []byte("a\nb\nc\nd\n"), After: []byte("a\nx\ny\nc\nd2\n")})
	for line, want := range map[int]int{1: 1, 2: 2, 4: 3, 5: 4} {
		if got[line] != want {
			t.Errorf("line %d was %d, want %d (%v)", line, got[line], want, got)
		}
	}
}
