package changes

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator"
)

// A document is the same as itself, and as itself with its maps in another order.
func TestIdentity(t *testing.T) {
	for _, spec := range sample(t) {
		t.Run(filepath.Base(spec), func(t *testing.T) {
			before := generator.Config{Spec: spec, Package: "changing", Tolerate: true}
			same(t, before, before)
			same(t, alone(readFile(t, spec)), alone(shuffled(t, spec)))
		})
	}
}

// same fails unless nothing differs between two documents that can be read.
func same(t *testing.T, before, after generator.Config) {
	t.Helper()
	report, err := generator.Changes(t.Context(), before, after)
	var defects *generator.Error
	if errors.As(err, &defects) {
		t.Skip(err)
	} else if err != nil {
		t.Fatal(err)
	}
	if len(report.Changes) > 0 {
		t.Errorf("%.3000s", report.Text())
	}
}

// alone is a document without the files beside it.
func alone(data []byte) generator.Config {
	return generator.Config{Spec: "doc.yaml", FS: fstest.MapFS{"doc.yaml": {Data: data}}, Package: "changing", Tolerate: true}
}

func readFile(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// shuffled writes a document with the members of all its maps in another order.
func shuffled(t *testing.T, spec string) []byte {
	t.Helper()
	var root yaml.Node
	if err := yaml.Unmarshal(readFile(t, spec), &root); err != nil {
		t.Skip(err)
	}
	shuffle(rand.New(rand.NewPCG(1, 2)), &root)
	out, err := yaml.Marshal(&root)
	if err != nil {
		t.Skip(err)
	}
	return out
}

func shuffle(r *rand.Rand, n *yaml.Node) {
	for _, inner := range n.Content {
		shuffle(r, inner)
	}
	if n.Kind == yaml.MappingNode {
		r.Shuffle(len(n.Content)/2, func(i, j int) {
			n.Content[2*i], n.Content[2*j] = n.Content[2*j], n.Content[2*i]
			n.Content[2*i+1], n.Content[2*j+1] = n.Content[2*j+1], n.Content[2*i+1]
		})
	}
}
