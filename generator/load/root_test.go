package load_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/armsmith/armsmith/generator/load"
)

// referringTo returns a document that refers to a schema in another file.
func referringTo(file string) string {
	return schemas("    A: {$ref: '" + file + "#/X'}\n    B: {$ref: '" + file + "#/X'}\n")
}

// References stay below the root: the nearest folder that looks like a project, else the document's
// own, else the one asked for.
func TestRoot(t *testing.T) {
	for name, test := range map[string]struct {
		mark, ref, root string
		refused         bool
	}{
		"beside":                         {ref: "x.yaml"},
		"below":                          {ref: "deep/x.yaml"},
		"above, no project":              {ref: "../x.yaml", refused: true},
		"above, in the project":          {mark: "one/go.mod", ref: "../x.yaml"},
		"above the nearest project":      {mark: "one/two/armsmith.yaml", ref: "../x.yaml", refused: true},
		"out of the project":             {mark: "one/.git", ref: "../../x.yaml", refused: true},
		"a folder named like the root":   {mark: "one/go.mod", ref: "../../one-more/x.yaml", refused: true},
		"asked for":                      {ref: "../../x.yaml", root: "."},
		"asked for, and still too low":   {ref: "../../x.yaml", root: "one", refused: true},
		"asked for, above no more":       {mark: "go.mod", ref: "../x.yaml", root: "one/two", refused: true},
		"a password file, by climbing":   {ref: "../../../../../../etc/passwd", refused: true},
		"out and in again":               {ref: "../two/x.yaml"},
		"out, percent-encoded":           {ref: "%2e%2e/x.yaml", refused: true},
		"out, as Windows would write it": {ref: `..\x.yaml`, refused: true},
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{"one/two/openapi.yaml": referringTo(test.ref)}
			for _, x := range []string{"x.yaml", "one/x.yaml", "one/two/x.yaml", "one/two/deep/x.yaml", "one-more/x.yaml"} {
				files[x] = "X: {type: string, title: read}\n"
			}
			if test.mark != "" {
				files[test.mark] = ""
			}
			fsys := fstest.MapFS{}
			dir := t.TempDir()
			for file, text := range files {
				fsys[file] = &fstest.MapFile{Data: []byte(text)}
				path := filepath.Join(dir, filepath.FromSlash(file))
				if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
					t.Fatal(err)
				}
				writeFile(t, path, text)
			}
			root := test.root
			if root != "" {
				checkRoot(t, "one/two/openapi.yaml", load.Options{FS: fsys, Root: root}, test.refused)
				root = filepath.Join(dir, filepath.FromSlash(root))
			}
			checkRoot(t, filepath.Join(dir, "one", "two", "openapi.yaml"), load.Options{Root: root}, test.refused)
		})
	}
}

func checkRoot(t *testing.T, document string, opts load.Options, refused bool) {
	t.Helper()
	doc, findings := load.Load(t.Context(), document, opts)
	if doc == nil {
		t.Fatal(findings)
	}
	if read := strings.Contains(compact(doc.Root), `"title":"read"`); read == refused {
		t.Errorf("read: %t; %v", read, findings)
	}
	if refused && (len(findings) != 2 || !strings.Contains(findings[0].Message, "outside of") || !strings.Contains(findings[0].Message, "root: in armsmith.yaml")) {
		t.Errorf("findings %v", findings)
	}
	for _, file := range doc.Files[1:] {
		if refused {
			t.Errorf("%s was read", file)
		}
	}
}

// A file system that the caller supplies is a boundary of its own.
func TestRootOfFileSystem(t *testing.T) {
	fsys := fstest.MapFS{"one/two/openapi.yaml": {Data: []byte(referringTo("../../x.yaml"))}, "x.yaml": {Data: []byte("X: {title: read}\n")}}
	checkRoot(t, "one/two/openapi.yaml", load.Options{FS: fsys}, false)
	fsys["one/two/openapi.yaml"].Data = []byte(referringTo("../../../x.yaml"))
	checkRoot(t, "one/two/openapi.yaml", load.Options{FS: fsys}, true)
}

// A symbolic link is as good as what it leads to.
func TestRootAndLinks(t *testing.T) {
	dir := t.TempDir()
	for _, folder := range []string{"project/specs", "project/common", "elsewhere"} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	writeFile(t, filepath.Join(dir, "project", "go.mod"), "")
	writeFile(t, filepath.Join(dir, "project", "common", "x.yaml"), "X: {title: read}\n")
	writeFile(t, filepath.Join(dir, "elsewhere", "x.yaml"), "X: {title: read}\n")
	document := filepath.Join(dir, "project", "specs", "openapi.yaml")
	for target, refused := range map[string]bool{"project/common/x.yaml": false, "elsewhere/x.yaml": true} {
		link := filepath.Join(dir, "project", "specs", "link.yaml")
		_ = os.Remove(link)
		if err := os.Symlink(filepath.Join(dir, filepath.FromSlash(target)), link); err != nil {
			t.Skip(err)
		}
		writeFile(t, document, referringTo("link.yaml"))
		checkRoot(t, document, load.Options{}, refused)
	}
}
