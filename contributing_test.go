package armsmith

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The files and folders that the guides name are there, and every folder of tests is in its table.
func TestGuidesNameWhatIsThere(t *testing.T) {
	for _, guide := range []string{"CONTRIBUTING.md", "tests/README.md"} {
		text, err := os.ReadFile(guide)
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for _, m := range regexp.MustCompile("`((?:generator|internal|tests|cmd|templates)/[^` ]+)`").FindAllStringSubmatch(string(text), -1) {
			found++
			if _, err := os.Stat(filepath.FromSlash(m[1])); err != nil {
				t.Errorf("%s names %s: %v", guide, m[1], err)
			}
		}
		if found == 0 {
			t.Errorf("%s names no file", guide)
		}
	}
	table, err := os.ReadFile("tests/README.md")
	if err != nil {
		t.Fatal(err)
	}
	rigs, err := os.ReadDir("tests")
	if err != nil {
		t.Fatal(err)
	}
	for _, rig := range rigs {
		if rig.IsDir() && !strings.Contains(string(table), "\n| `"+rig.Name()) {
			t.Errorf("tests/README.md has no row for %s", rig.Name())
		}
	}
}
