package plan

import (
	"testing"
	"testing/fstest"

	"github.com/armsmith/armsmith/generator/load"
)

// loadText loads a document that is the only file there is. It must be sound.
func loadText(t *testing.T, text string) *load.Document {
	t.Helper()
	fsys := fstest.MapFS{"openapi.yaml": &fstest.MapFile{Data: []byte(text)}}
	doc, found := load.Load(t.Context(), "openapi.yaml", load.Options{FS: fsys})
	if len(found) > 0 {
		t.Fatal(found)
	}
	return doc
}
