package emit

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	udiff "github.com/aymanbagabas/go-udiff"
)

var updateCodec = flag.Bool("update-codec", false, "write testdata/codec anew")

// TestCodecGolden writes the package of testdata/codec/kinds, which codec_kinds_test.go imports and
// drives, and compares it with what is committed.
func TestCodecGolden(t *testing.T) {
	const dir = "testdata/codec/kinds"
	e := newEmitter(kindsAPI(), Config{ImportPath: "github.com/armsmith/armsmith/generator/emit/" + dir})
	// Aliases.go is written by hand there, so that the package needs no more of the runtime than
	// the codec.
	for _, f := range []file{
		{path: "models.go", decls: e.modelsFile}, {path: "enums.go", decls: e.enumsFile},
		{path: "unions.go", decls: e.unionsFile}, {path: "models_json.go", decls: e.jsonFile},
	} {
		got, err := e.render(f)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, f.path)
		if *updateCodec {
			if err := os.WriteFile(path, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, _ := os.ReadFile(path)
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what is written now; look, then run go test -run CodecGolden -update-codec\n%.3000s", path,
				udiff.Unified("committed", "now", string(want), string(got)))
		}
	}
}
