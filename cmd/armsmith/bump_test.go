package main

import (
	"io"
	"os"
	"path/filepath"
	"testing"
)

// When the configuration cannot be written, all that was written before it is taken back.
func TestBumpTakesBack(t *testing.T) {
	dir := t.TempDir()
	const document = `{openapi: 3.1.0, info: {title: Pets, version: "1"}, servers: [{url: "https://pets.example.com"}],
paths: {/pets: {get: {operationId: Pets_List, responses: {"200": {description: ok}}}}}}`
	for name, text := range map[string]string{"go.mod": "module example.com/shop\n", "v1.yaml": document} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	config := filepath.Join(dir, "armsmith.yaml")
	if err := os.Mkdir(config, 0o755); err != nil { // no file can be put in its place
		t.Fatal(err)
	}
	term := &terminal{out: io.Discard, err: io.Discard}
	results, err := generateAll(t.Context(), term, []client{{
		spec: spec{paths: []string{filepath.Join(dir, "v1.yaml")}}, out: filepath.Join(dir, "gen", "v1"), pkg: "pets", runtime: filepath.Join(dir, "internal", "armsmith"),
	}})
	if err != nil {
		t.Fatal(err)
	}
	if err := write(t.Context(), config, []byte("clients: []\n"), results, len(results)-1); err == nil {
		t.Fatal("no error, although the configuration is a folder")
	}
	left, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range left {
		if name := entry.Name(); name != "go.mod" && name != "v1.yaml" && name != "armsmith.yaml" {
			t.Errorf("%s is left", name)
		}
	}
}
