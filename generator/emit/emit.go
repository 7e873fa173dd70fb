// Package emit writes Go from the model of an API. It is the last room before output: it spells out
// what build has decided and never invents a name. Only emit knows jennifer, and it knows nothing
// of documents.
//
// Each file of a generated package has an emitter here that reads like the file it writes: a short
// function takes a node of the model, returns the code for it, and quotes that code in its comment.
// What a generated client does when it runs is not here but in internal/runtime; an operation comes
// out as a descriptor and one call. Files are written in parallel, since none depends on another,
// and the same model always gives the same bytes.
package emit

import (
	"bytes"
	"cmp"
	"fmt"
	"go/format"
	"path"
	"runtime"
	"slices"

	"github.com/dave/jennifer/jen"
	"golang.org/x/sync/errgroup"
	"golang.org/x/tools/imports"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// DefaultRuntime is the import path of the runtime for packages inside armsmith's own module.
// Packages of other modules carry a copy of the runtime's source and import that.
const DefaultRuntime = "github.com/armsmith/armsmith/internal/runtime"

// Config says what the model itself does not know.
type Config struct {
	ImportPath    string // import path of the generated package, which its fake needs
	RuntimeImport string // import path of the runtime; "" for DefaultRuntime
	Version       string // of armsmith, for the first line of each file; "" for "(devel)"
	Generate      string // command of the package's go:generate line; "" for none
}

// Emit returns the files of the package that api describes, by path relative to the package's
// folder, with forward slashes. An error means that armsmith itself is at fault: what was written
// does not parse.
func Emit(api *model.API, cfg Config) (map[string][]byte, error) {
	if err := checkModel(api); err != nil {
		return nil, err
	}
	e := newEmitter(api, cfg)
	files, err := e.files()
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
					err = fmt.Errorf("emit: writing %s: %v", f.path, p)
				}
			}()
			rendered[i], err = e.render(f)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	out := make(map[string][]byte, len(files)+1)
	for i, f := range files {
		if rendered[i] != nil {
			out[f.path] = rendered[i]
		}
	}
	readme, err := e.readme()
	if err != nil {
		return nil, err
	}
	out["README.md"] = readme
	return out, nil
}

// file is one Go file to be written. Its declarations are made when it is rendered, so that files
// are made in parallel.
type file struct {
	path    string
	comment string // package comment, as text; "" for none
	lint    bool   // uses what is deprecated, as it must
	decls   func() []jen.Code
}

// files lists the Go files of the package. A file whose decls are empty is left out.
func (e *emitter) files() ([]file, error) {
	comment, err := e.packageComment()
	if err != nil {
		return nil, err
	}
	files := []file{
		{path: "doc.go", comment: comment, decls: e.docFile},
		{path: "client.go", decls: e.clientFile},
		{path: "aliases.go", decls: e.aliasesFile},
		{path: "models.go", decls: e.modelsFile},
		{path: "enums.go", decls: e.enumsFile},
		{path: "unions.go", decls: e.unionsFile},
		{path: "models_json.go", decls: e.jsonFile},
		{path: "models_xml.go", decls: e.xmlFile},
	}
	if len(e.api.Groups) > 0 {
		files = append(files, file{path: "fake/fake.go", comment: e.fakeComment(), lint: e.isDeprecated(), decls: e.fakeFile})
	}
	for _, g := range e.api.Groups {
		files = append(files, file{path: g.File + ".go", decls: func() []jen.Code { return e.groupFile(g) }})
	}
	return files, uniquePaths(files)
}

// uniquePaths refuses two files of one path, of which one would silently be lost.
func uniquePaths(files []file) error {
	seen := map[string]bool{}
	for _, f := range files {
		if seen[f.path] {
			return fmt.Errorf("emit: two files are called %s, which is a defect of armsmith", f.path)
		}
		seen[f.path] = true
	}
	return nil
}

// emitter is what every emitter may read while it writes: the model and where packages are imported
// from. It is not changed once made, so files can be written in parallel.
type emitter struct {
	api *model.API
	cfg Config
	// markers holds, by type name, the markers of the unions that the type is a variant of.
	markers map[string][]string
	// origins says where types are met, for their comments.
	origins map[*model.Type]string
	// secretive are the types that hold a secret.
	secretive map[*model.Type]bool
}

func newEmitter(api *model.API, cfg Config) *emitter {
	cfg.RuntimeImport = cmp.Or(cfg.RuntimeImport, DefaultRuntime)
	cfg.ImportPath = cmp.Or(cfg.ImportPath, api.Package)
	cfg.Version = cmp.Or(cfg.Version, "(devel)")
	return &emitter{api: api, cfg: cfg, markers: unionMarkers(api.Types), origins: origins(api), secretive: secretive(api.Types)}
}

// own names an identifier of the generated package: unqualified in the package itself, qualified in
// its fake.
func (e *emitter) own(name string) *jen.Statement { return jen.Qual(e.cfg.ImportPath, name) }

// rt names an identifier of the runtime.
func (e *emitter) rt(name string) *jen.Statement { return jen.Qual(e.cfg.RuntimeImport, name) }

// json names an identifier of the runtime's JSON package.
func (e *emitter) json(name string) *jen.Statement {
	return jen.Qual(e.cfg.RuntimeImport+"/json", name)
}

// value names an identifier of the runtime's package of values.
func (e *emitter) value(name string) *jen.Statement {
	return jen.Qual(e.cfg.RuntimeImport+"/value", name)
}

// render writes one file; nil when it would be empty.
func (e *emitter) render(f file) ([]byte, error) {
	decls := f.decls()
	if len(decls) == 0 && f.comment == "" {
		return nil, nil
	}
	home, name := e.cfg.ImportPath, e.api.Package
	if dir := path.Dir(f.path); dir != "." {
		home, name = home+"/"+dir, dir
	}
	out := jen.NewFilePathName(home, name)
	out.NoFormat = true
	e.importNames(out)
	out.HeaderComment("// " + english.OneLine(fmt.Sprintf("Code generated by armsmith %s from %s; DO NOT EDIT.", e.cfg.Version, e.api.Source)))
	if f.lint {
		out.HeaderComment("//lint:file-ignore SA1019 what is deprecated is still served")
	}
	if f.comment != "" {
		out.PackageComment(english.Comment(f.comment))
	}
	for _, d := range decls {
		out.Add(d).Line()
	}
	var buf bytes.Buffer
	if err := out.Render(&buf); err != nil {
		return nil, fmt.Errorf("emit: writing %s: %w", f.path, err)
	}
	return formatted(f.path, buf.Bytes())
}

// importNames fixes the names under which generated files import packages, so that they never
// depend on what else a file imports.
func (e *emitter) importNames(f *jen.File) {
	f.ImportName(e.cfg.ImportPath, e.api.Package)
	f.ImportName(e.cfg.RuntimeImport, "runtime")
	// beside encoding/json, which readers expect under this name
	f.ImportAlias(e.cfg.RuntimeImport+"/json", "rtjson")
	f.ImportName(e.cfg.RuntimeImport+"/value", "value")
	f.ImportAlias(e.cfg.RuntimeImport+"/xml", "rtxml")
	f.ImportAlias(e.cfg.RuntimeImport+"/fake", "rtfake")
	f.ImportName(e.cfg.RuntimeImport+"/match", "match")
	f.ImportName(e.cfg.RuntimeImport+"/pattern", "pattern")
}

// formatted lays a file out as goimports does, without ever searching for an import: jennifer has
// written them all. Only the head of the file, down to its import block, goes through goimports,
// which sets the standard library's packages apart; the file as a whole goes through gofmt.
// Goimports parses and prints a file twice, and that was two thirds of emit's time.
func formatted(name string, src []byte) ([]byte, error) {
	// Where jennifer begins a line with a space, gofmt would not see that the comment above it
	// belongs to what follows.
	src = bytes.ReplaceAll(src, []byte("\n "), []byte("\n"))
	src, err := groupImports(name, src)
	if err != nil {
		return nil, err
	}
	out, err := format.Source(src)
	if err != nil {
		return nil, fmt.Errorf("emit: %s does not parse, which is a defect of armsmith: %w", name, err)
	}
	return out, nil
}

// groupImports lays out a file's import block.
func groupImports(name string, src []byte) ([]byte, error) {
	const begin, end = "\nimport (\n", "\n)\n"
	from := bytes.Index(src, []byte(begin))
	if from < 0 {
		return src, nil
	}
	to := bytes.Index(src[from:], []byte(end))
	if to < 0 {
		return src, nil
	}
	to += from + len(end)
	head, err := imports.Process(name, src[:to], &imports.Options{FormatOnly: true, Comments: true, TabIndent: true, TabWidth: 8})
	if err != nil {
		return nil, fmt.Errorf("emit: the imports of %s do not parse, which is a defect of armsmith: %w", name, err)
	}
	return slices.Concat(head, src[to:]), nil
}
