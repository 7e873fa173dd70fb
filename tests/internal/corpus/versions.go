// Package corpus finds documents for the rigs that compare two versions of an API.
package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Versions lists the documents of the corpus in dir that have the same title, each with the next.
// Without the corpus the test is skipped, or fails where it is required.
func Versions(t *testing.T, dir string) [][2]string {
	t.Helper()
	index, err := os.ReadFile(filepath.Join(dir, "corpus.tsv"))
	if err != nil {
		if os.Getenv("ARMSMITH_REQUIRE_SHARED") == "1" {
			t.Fatal(err)
		}
		t.Skip("without the corpus:", err)
	}
	last := map[string]string{}
	var out [][2]string
	for _, line := range strings.Split(strings.TrimSpace(string(index)), "\n")[1:] {
		columns := strings.Split(line, "\t")
		title := strings.ToLower(columns[8])
		file := filepath.Join(dir, "specs", columns[0])
		if last[title] != "" && title != "" {
			out = append(out, [2]string{last[title], file})
		}
		last[title] = file
	}
	return out
}
