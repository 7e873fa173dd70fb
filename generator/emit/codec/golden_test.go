package codec

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	udiff "github.com/aymanbagabas/go-udiff"
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/emit/models"
	"github.com/armsmith/armsmith/generator/model"
)

var updateCodec = flag.Bool("update-codec", false, "write testdata anew")

// TestCodecGolden writes the package of testdata/kinds, which codec_kinds_test.go imports and
// drives, and compares it with what is committed.
func TestCodecGolden(t *testing.T) {
	const dir = "testdata/kinds"
	pkg := gocode.New(kindsAPI())
	pkg.ImportPath = "github.com/armsmith/armsmith/generator/emit/codec/" + dir
	pkg.Runtime = "github.com/armsmith/armsmith/internal/runtime"
	pkg.Version = "(devel)"
	// Aliases.go is written by hand there, so that the package needs no more of the runtime than
	// the codec.
	for _, f := range []gocode.File{
		{Path: "models.go", Decls: all(models.Structs)}, {Path: "enums.go", Decls: all(models.Enums)},
		{Path: "unions.go", Decls: all(models.Unions)}, {Path: "models_json.go", Decls: all(JSON)},
	} {
		got, err := gocode.Render(pkg, f)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, f.Path)
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

// all has the declarations of all types written.
func all(write func(*gocode.Package, []*model.Type) []jen.Code) func(*gocode.Package) []jen.Code {
	return func(pkg *gocode.Package) []jen.Code { return write(pkg, pkg.API.Types) }
}
