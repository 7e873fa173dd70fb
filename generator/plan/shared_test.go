package plan

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"

	"github.com/armsmith/armsmith/generator/load"
)

const shared = "../../../shared"

// TestSharedDocuments builds every document that others published, tolerating their defects:
// nothing may panic, no operation may vanish without a finding that names it, no identifier may be
// given twice, and each must be one in Go.
func TestSharedDocuments(t *testing.T) {
	if testing.Short() {
		t.Skip("hundreds of documents take a while")
	}
	for _, path := range sharedDocuments(t) {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			doc, _ := load.Load(t.Context(), filepath.Join(shared, path), load.Options{})
			if doc == nil {
				return // nothing to build from; load's own tests judge why
			}
			api, findings := Plan(doc, Config{Package: "demo", Source: path, Tolerate: true})
			checkWhole(t, doc, api, findings)
			checkRefs(t, api)
			if bad := badIdentifiers(api); len(bad) > 0 {
				t.Errorf("bad identifiers: %q", bad)
			}
		})
	}
}

// sharedDocuments lists the conformance documents and the corpus, relative to the shared folder.
func sharedDocuments(t *testing.T) []string {
	t.Helper()
	file, err := os.Open(filepath.Join(shared, "corpus", "corpus.tsv"))
	if err != nil {
		if os.Getenv("ARMSMITH_REQUIRE_SHARED") == "1" {
			t.Fatal(err)
		}
		t.Skip("the shared documents are not here: ", err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.Comma, r.LazyQuotes = '\t', true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, row := range rows[1:] {
		out = append(out, filepath.Join("corpus", "specs", row[0]))
	}
	err = filepath.WalkDir(filepath.Join(shared, "spector"), func(path string, d os.DirEntry, err error) error {
		if err == nil && (d.Name() == "openapi.yaml" || d.Name() == "openapi.json") {
			rel, _ := filepath.Rel(shared, path)
			out = append(out, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
