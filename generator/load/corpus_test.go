package load_test

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/judge"
	"github.com/armsmith/armsmith/generator/load"
)

// shared returns a path beside the repository, where test input lies that is not part of it.
func shared(t testing.TB, elem ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{"..", "..", "..", "shared"}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("ARMSMITH_REQUIRE_SHARED") == "1" {
			t.Fatalf("test input is missing: %v", err)
		}
		t.Skipf("test input is not here: %v", err)
	}
	return path
}

// corpusRoots returns the root documents of the corpus.
func corpusRoots(t testing.TB) []string {
	file, err := os.Open(shared(t, "corpus", "corpus.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var roots []string
	for lines := bufio.NewScanner(file); lines.Scan(); {
		path, _, _ := strings.Cut(lines.Text(), "\t")
		if path != "path" {
			roots = append(roots, shared(t, "corpus", "specs", filepath.FromSlash(path)))
		}
	}
	return roots
}

// spectorRoots returns the documents of the conformance scenarios, in their three forms.
func spectorRoots(t testing.TB) []string {
	var roots []string
	for _, form := range []string{"openapi3.0", "openapi3.1", "swagger2.0"} {
		err := filepath.WalkDir(shared(t, "spector", form), func(path string, entry os.DirEntry, err error) error {
			if err == nil && (entry.Name() == "openapi.yaml" || entry.Name() == "openapi.json") {
				roots = append(roots, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return roots
}

// acceptable fails the test unless a document is what Load promises. kin-openapi's own loader,
// which gives up at the first field it does not like, is the judge.
func acceptable(t testing.TB, doc *load.Document, findings finding.List) {
	t.Helper()
	if doc == nil {
		if !findings.HasErrors() {
			t.Fatalf("no document and no error: %v", findings)
		}
		return
	}
	if findings.HasErrors() {
		t.Errorf("a document, and an error all the same: %v", findings)
	}
	text, err := judge.Document(doc).MarshalJSON()
	if err != nil {
		t.Fatalf("not to be written as JSON: %v", err)
	}
	if _, err := openapi3.NewLoader().LoadFromData(text); err != nil {
		t.Errorf("refused by kin-openapi: %v", err)
	}
}

func TestCorpus(t *testing.T) {
	for _, root := range append(corpusRoots(t), spectorRoots(t)...) {
		if info, err := os.Stat(root); err == nil && info.Size() > 500_000 && testing.Short() {
			continue // the judge takes its time
		}
		t.Run(root, func(t *testing.T) {
			start := time.Now()
			doc, findings := load.Load(context.Background(), root, load.Options{Root: shared(t)})
			took := time.Since(start)
			acceptable(t, doc, findings)
			if doc == nil {
				t.Errorf("refused: %v", findings)
			}
			t.Logf("%v, %d findings, %d files", took, len(findings), docFiles(doc))
			if limit := 20 * time.Second; took > limit {
				t.Errorf("took %v, more than %v", took, limit)
			}
		})
	}
}

func docFiles(doc *load.Document) int {
	if doc == nil {
		return 0
	}
	return len(doc.Files)
}
