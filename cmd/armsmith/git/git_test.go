package git

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// repository makes a repository with one commit.
func repository(t *testing.T) *Repository {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	dir := t.TempDir()
	t.Setenv("HOME", dir)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	for name, text := range map[string]string{"a.yaml": "a: 1\n", "sub/b [x]*.yaml": "b: 2\r\n"} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("/etc/passwd", filepath.Join(dir, "link")); err != nil {
		t.Skip(err)
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "."},
		{"-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "one"}} {
		if _, err := run(t.Context(), dir, args...); err != nil {
			t.Fatal(err)
		}
	}
	r, err := Open(t.Context(), filepath.Join(dir, "sub"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A tree has what was committed, whatever stands in the working tree now.
func TestTree(t *testing.T) {
	r := repository(t)
	for _, name := range []string{"a.yaml", "sub"} {
		if err := os.RemoveAll(filepath.Join(r.Root, name)); err != nil {
			t.Fatal(err)
		}
	}
	tree, err := r.Tree(t.Context(), "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"a.yaml": "a: 1\n", "sub/b [x]*.yaml": "b: 2\r\n"} {
		if got, err := fs.ReadFile(tree, name); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, want)
		}
		if info, err := fs.Stat(tree, name); err != nil || info.Size() != int64(len(want)) || !info.Mode().IsRegular() {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	sub, err := fs.Sub(tree, "sub")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := fs.ReadFile(sub, "b [x]*.yaml"); err != nil || string(got) != "b: 2\r\n" {
		t.Errorf("in a folder: %q, %v", got, err)
	}
	for folder, want := range map[string]string{".": "[a.yaml link sub]", "sub": "[b [x]*.yaml]"} {
		entries, err := fs.ReadDir(tree, folder)
		var names []string
		for _, e := range entries {
			names = append(names, e.Name())
		}
		if err != nil || fmt.Sprint(names) != want {
			t.Errorf("in the folder %s: %v, %v; want %s", folder, names, err, want)
		}
	}
	if _, err := fs.ReadDir(tree, "a.yaml"); err == nil {
		t.Error("a file was listed")
	}
	if info, err := fs.Stat(tree, "sub"); err != nil || !info.IsDir() {
		t.Errorf("a folder: %v, %v", info, err)
	}
}

// Nothing that is asked for leads out of the commit.
func TestTreeRefuses(t *testing.T) {
	tree, err := repository(t).Tree(t.Context(), "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"missing.yaml", "a.yaml/x", "link", "link/x", "sub", "../a.yaml", "/etc/passwd", "", "a\x00b", "*.yaml", ":a.yaml", "-r", "sub/../a.yaml"} {
		if data, err := fs.ReadFile(tree, name); err == nil {
			t.Errorf("%q: read %q", name, data)
		}
	}
}

// A revision is a revision, never an option or a path.
func TestRevision(t *testing.T) {
	r := repository(t)
	for _, revision := range []string{"", "-p", "--output=x", "HEAD:a.yaml", "HEAD\n", "no such", "none", "HEAD^{tree}"} {
		tree, err := r.Tree(t.Context(), revision)
		if err == nil {
			t.Errorf("%q is %s", revision, tree.Commit)
		} else if !strings.Contains(err.Error(), "name a branch, a tag or a commit") {
			t.Errorf("%q: %v: it does not say what to do", revision, err)
		}
	}
}

func TestWithoutGit(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := Open(t.Context(), "."); err == nil || !strings.Contains(err.Error(), "git is not installed") {
		t.Error(err)
	}
}
