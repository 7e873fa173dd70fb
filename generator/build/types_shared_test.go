package build

import (
	"path/filepath"
	"testing"

	"github.com/armsmith/armsmith/generator/load"
)

// TestSharedTypes builds every document that others published: every identifier must be one, and different from the others.
func TestSharedTypes(t *testing.T) {
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
			api, _ := Build(doc, Config{Package: "demo", Source: path, Tolerate: true})
			checkRefs(t, api)
			if bad := badIdentifiers(api); len(bad) > 0 {
				t.Errorf("bad identifiers: %q", bad)
			}
		})
	}
}
