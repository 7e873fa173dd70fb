// Package emit writes Go from the model of an API. It is the last room before output: it spells out
// what plan has decided and never invents a name. Only emit knows jennifer, and it knows nothing of
// documents.
//
// The files of a generated package are listed in files, with the room that writes each: models,
// codec, operations, client, webhooks, docs, fake, example and convert. What the rooms share is
// gocode; which file a declaration stands in is decided by layout. In each room short functions
// read like the code they write: one takes a node of the model, returns the code for it, and quotes
// that code in its comment. What a generated client does when it runs is not here but in
// internal/runtime; an operation comes out as a descriptor and one call. Files are written in
// parallel, since none depends on another, and the same model always gives the same bytes.
package emit

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"

	"github.com/dave/jennifer/jen"
	"golang.org/x/sync/errgroup"

	"github.com/armsmith/armsmith/generator/emit/client"
	"github.com/armsmith/armsmith/generator/emit/codec"
	"github.com/armsmith/armsmith/generator/emit/convert"
	"github.com/armsmith/armsmith/generator/emit/docs"
	"github.com/armsmith/armsmith/generator/emit/example"
	"github.com/armsmith/armsmith/generator/emit/fake"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/emit/layout"
	"github.com/armsmith/armsmith/generator/emit/models"
	"github.com/armsmith/armsmith/generator/emit/operations"
	"github.com/armsmith/armsmith/generator/emit/roundtrip"
	"github.com/armsmith/armsmith/generator/emit/webhooks"
	"github.com/armsmith/armsmith/generator/model"
)

// DefaultRuntime is the import path of the runtime for packages inside armsmith's own module.
// Packages of other modules carry a copy of the runtime's source and import that.
const DefaultRuntime = "github.com/armsmith/armsmith/internal/runtime"

// Config says what the model itself does not know.
type Config struct {
	ImportPath    string  // import path of the generated package, which its fake needs
	RuntimeImport string  // import path of the runtime; "" for DefaultRuntime
	Version       string  // of armsmith, for the first line of each file; "" for "(devel)"
	Generate      string  // command of the package's go:generate line; "" for none
	Before        *Before // the version before, for CHANGELOG.md; nil for none
	// have functions written beside the client that read and write these with its codec, see
	// package roundtrip
	RoundTrips []*model.Content
}

// Before is the version of the API before the one that is written.
type Before struct {
	API        *model.API
	ImportPath string // of its package
	Changes    string // what has changed since, as Markdown
	// Convert has package convert written, which turns models of that version into those of this
	// one and back. Both must have one runtime.
	Convert bool
}

// Emit returns the files of the package that api describes, by path relative to the package's
// folder, with forward slashes. An error means that armsmith itself is at fault: what was written
// does not parse.
func Emit(api *model.API, cfg Config) (map[string][]byte, error) {
	if err := checkModel(api); err != nil {
		return nil, err
	}
	pkg := gocode.New(api)
	pkg.ImportPath = cmp.Or(cfg.ImportPath, api.Package)
	pkg.Runtime = cmp.Or(cfg.RuntimeImport, DefaultRuntime)
	pkg.Version = cmp.Or(cfg.Version, "(devel)")
	pkg.Generate = cfg.Generate
	files, err := files(pkg, cfg)
	if err != nil {
		return nil, err
	}
	rendered := make([][]byte, len(files))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range files {
		group.Go(func() (err error) {
			// a panic on a goroutine would end the process, out of reach of whoever called
			defer func() {
				if p := recover(); p != nil {
					err = fmt.Errorf("emit: writing %s: %v", f.Path, p)
				}
			}()
			rendered[i], err = gocode.Render(pkg, f)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	out := make(map[string][]byte, len(files)+2)
	for i, f := range files {
		if rendered[i] != nil {
			out[f.Path] = rendered[i]
		}
	}
	if out["README.md"], err = readme(pkg); err != nil {
		return nil, err
	}
	if b := cfg.Before; b != nil {
		if out["CHANGELOG.md"], err = docs.Changelog(pkg, b.API, b.ImportPath, b.Changes); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// readme writes README.md, with a call of an operation at its top.
func readme(pkg *gocode.Package) ([]byte, error) {
	usage, err := example.Usage(pkg)
	if err != nil {
		return nil, err
	}
	return docs.Readme(pkg, example.Import(pkg), usage)
}

// files lists the Go files of the package and who writes them. A file without declarations and
// without a comment is left out.
func files(pkg *gocode.Package, cfg Config) ([]gocode.File, error) {
	comment, err := docs.PackageComment(pkg)
	if err != nil {
		return nil, err
	}
	files := []gocode.File{
		{Path: "doc.go", Comment: comment, Decls: docs.Directives},
		{Path: "client.go", Decls: client.Client},
		{Path: "servers.go", Decls: client.Servers},
		{Path: "scope.go", Decls: client.Scope},
		{Path: "resources.go", Decls: client.Resources},
		{Path: "aliases.go", Decls: client.Aliases},
	}
	shelves := layout.Plan(pkg.API)
	for _, s := range shelves {
		files = append(files, shelfFiles(s)...)
	}
	if len(pkg.API.Groups) > 0 {
		files = slices.Concat(files, fake.Files(pkg, shelves), example.Files(pkg, shelves))
	}
	files = append(files, webhooks.Files(pkg)...)
	if len(cfg.RoundTrips) > 0 {
		files = append(files, roundtrip.File(cfg.RoundTrips))
	}
	if before := cfg.Before; before != nil && before.Convert {
		old := gocode.New(before.API)
		old.ImportPath, old.Runtime = before.ImportPath, pkg.Runtime
		files = append(files, convert.Files(old, pkg)...)
	}
	return files, uniquePaths(files)
}

// shelfFiles lists the files of what stands together.
func shelfFiles(s *layout.Shelf) []gocode.File {
	kind := func(write func(*gocode.Package, []*model.Type) []jen.Code) func(*gocode.Package) []jen.Code {
		return func(pkg *gocode.Package) []jen.Code { return write(pkg, s.Types) }
	}
	var files []gocode.File
	if len(s.Types) > 0 {
		files = append(files, gocode.File{Path: s.JSON + ".go", Decls: kind(codec.JSON)},
			gocode.File{Path: s.XML + ".go", Decls: kind(codec.XML)})
	}
	if s.Kinds() {
		return append(files, gocode.File{Path: s.File + ".go", Decls: kind(models.Structs)},
			gocode.File{Path: "enums.go", Decls: kind(models.Enums)}, gocode.File{Path: "unions.go", Decls: kind(models.Unions)})
	}
	return append(files, gocode.File{Path: s.File + ".go", Decls: func(pkg *gocode.Package) []jen.Code {
		var out []jen.Code
		if s.Client {
			out = operations.Client(pkg, s.Group)
		}
		return slices.Concat(out, operations.Operations(pkg, s.Group, s.Operations),
			models.Structs(pkg, s.Types), models.Enums(pkg, s.Types), models.Unions(pkg, s.Types))
	}})
}

// uniquePaths refuses two files of one path, of which one would silently be lost.
func uniquePaths(files []gocode.File) error {
	seen := map[string]bool{}
	for _, f := range files {
		if seen[f.Path] {
			return fmt.Errorf("emit: two files are called %s, which is a defect of armsmith", f.Path)
		}
		seen[f.Path] = true
	}
	return nil
}
