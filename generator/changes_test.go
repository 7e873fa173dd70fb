package generator_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/armsmith/armsmith/generator"
)

// The names that the old client has can be spoilt; nothing is said then of what changes.
func TestChangesOfSpoiltNames(t *testing.T) {
	fsys := fstest.MapFS{"pets.yaml": {Data: []byte(`openapi: 3.1.0
info: {title: Pets, version: v1}
servers: [{url: https://pets.example}]
paths: {/pets: {get: {operationId: listPets, responses: {"204": {description: ok}}}}}
`)}}
	for names, want := range map[string]string{
		"# version 99\n": "it is of version 99",
		"<<<<<<< HEAD\npackage\t/a\tA\n=======\n": "a merge has left a conflict",
	} {
		before := generator.Config{FS: fsys, Spec: "pets.yaml", Package: "pets", Names: []byte(names)}
		report, err := generator.Changes(t.Context(), before, generator.Config{FS: fsys, Spec: "pets.yaml", Package: "pets"})
		if report != nil || err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", names, err, want)
		}
	}
}
