package generator

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"
)

// A JSON object has no order, so neither the order in which a document's maps are written nor a second run may change a byte of
// what comes out.
func TestOrderOfMapsDoesNotMatter(t *testing.T) {
	specs, err := filepath.Glob("../specs/*/*/openapi.yaml")
	if err != nil || len(specs) == 0 {
		t.Fatal("no specs:", err)
	}
	for _, spec := range specs {
		data, err := os.ReadFile(spec)
		if err != nil {
			t.Fatal(err)
		}
		beside := folder(t, filepath.Dir(spec)) // the examples are files of their own
		want := generated(t, beside)
		if d := cmp.Diff(want, generated(t, beside)); d != "" {
			t.Errorf("%s, a second time: %s", spec, d)
		}
		for seed := range uint64(4) {
			beside["openapi.yaml"] = &fstest.MapFile{Data: shuffled(t, data, seed)}
			if d := cmp.Diff(want, generated(t, beside)); d != "" {
				t.Errorf("%s, shuffled with seed %d: %s", spec, seed, d)
			}
		}
	}
}

// generated makes a client and returns its files.
func generated(t *testing.T, files fs.FS) map[string]string {
	t.Helper()
	out, err := Generate(t.Context(), Config{Spec: "openapi.yaml", FS: files, Out: "x", ImportPath: "example.com/x"})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for p, data := range out.Files {
		all[p] = string(data)
	}
	return all
}

// folder reads all files of a folder.
func folder(t *testing.T, dir string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, p))
		files[p] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// shuffled writes a YAML document with the entries of every map in another order.
func shuffled(t *testing.T, data []byte, seed uint64) []byte {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(seed, 1))
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		if n.Kind == yaml.MappingNode {
			pairs := slices.Collect(slices.Chunk(slices.Clone(n.Content), 2))
			random.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
			n.Content = slices.Concat(pairs...)
		}
		for _, child := range n.Content {
			walk(child)
		}
	}
	walk(&doc)
	out, err := yaml.Marshal(&doc)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
