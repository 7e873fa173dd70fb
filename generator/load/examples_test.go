package load_test

import (
	"testing"
	"testing/fstest"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load"
)

// The files that sample calls refer to are read. One note says of all that cannot be read.
func TestExamples(t *testing.T) {
	fsys := fstest.MapFS{
		"spec.json": {Data: []byte(`{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/w": {"get": {
			"responses": {"204": {"description": "ok"}},
			"x-ms-examples": {"there": {"$ref": "there.json"}, "b": {"$ref": "b.json"}, "c": {"$ref": "c.json"}}}}}}`)},
		"there.json": {Data: []byte(`{"parameters": {}, "responses": {"204": {}}}`)},
	}
	doc, found := load.Load(t.Context(), "spec.json", load.Options{FS: fsys})
	samples := doc.Root.Get("paths").Get("/w").Get("get").Get(load.ExamplesExtension)
	if !samples.Get("there").Has("responses") || samples.Get("b").Ref() != "b.json" {
		t.Error("the file that is there is not read, or one is that is not there")
	}
	const message = "the example leads nowhere: cannot read b.json: file does not exist; nor can 1 other example be read"
	if len(found) != 1 || found[0].Severity != finding.Note || found[0].Message != message {
		t.Errorf("found %v", found)
	}
}
