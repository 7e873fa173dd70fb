package conformance

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/format"
	"os"
	"path"
	"path/filepath"
	"strings"
	"text/template"

	"golang.org/x/sync/errgroup"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/tests/typecheck"
)

// workFolder is where the generated packages and the program that drives them are written, below
// the module's root. The go command does not see folders that begin with an underscore unless they
// are named.
const workFolder = "_conformance"

// Workspace is what Prepare has made: a program that links every generated package.
type Workspace struct {
	Program string            // its import path
	Refused map[string]string // "form/document" -> why nothing was generated
}

// Program is the import path of the program that Prepare writes, in a module.
func Program(module string) string { return module + "/" + workFolder + "/driver" }

// Prepare generates one package for each document of a suite, in each form, and the program that
// drives them all. The module's root is where go.mod stands.
func Prepare(ctx context.Context, root, module string, suite *Suite, progress func(done, all int)) (*Workspace, error) {
	work := filepath.Join(root, workFolder)
	if err := os.RemoveAll(work); err != nil {
		return nil, err
	}
	ws := &Workspace{Program: Program(module), Refused: map[string]string{}}
	type job struct{ form, doc string }
	var jobs []job
	for _, form := range suite.Forms {
		for _, doc := range suite.Documents(form) {
			jobs = append(jobs, job{form, doc})
		}
	}
	exports, err := typecheck.FindExports(ctx, root, imports...)
	if err != nil {
		return nil, err
	}
	made, unions := make([]error, len(jobs)), make([][]string, len(jobs))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(4)
	for i, j := range jobs {
		group.Go(func() error {
			folder := packageFolder(j.form, j.doc)
			unions[i], made[i] = generate(ctx, exports, filepath.Join(suite.Dir, j.form, filepath.FromSlash(j.doc)), filepath.Join(work, folder), path.Join(module, workFolder, folder))
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	var packages []packageRef
	for i, j := range jobs {
		if made[i] != nil {
			ws.Refused[j.form+"/"+j.doc] = made[i].Error()
			continue
		}
		folder := packageFolder(j.form, j.doc)
		packages = append(packages, packageRef{Form: j.form, Doc: j.doc, Import: path.Join(module, workFolder, folder), Alias: fmt.Sprintf("p%d", i), Unions: unions[i]})
		progress(i+1, len(jobs))
	}
	return ws, writeProgram(filepath.Join(work, "driver"), packages)
}

// imports are what generated packages may import; the driver's judgement of whether they compile
// needs their export data.
var imports = []string{"github.com/armsmith/armsmith/internal/runtime/...", "std"}

// generate makes the client of one document and writes it, if it compiles: one that does not must
// not keep all the others from being driven. It returns the names of its unions.
func generate(ctx context.Context, exports typecheck.Exports, spec, folder, importPath string) (unions []string, err error) {
	out, err := generator.Generate(ctx, generator.Config{Spec: spec, Out: folder, Package: "client", ImportPath: importPath, Tolerate: true})
	var bad *generator.Error
	if errors.As(err, &bad) {
		return nil, errors.New(bad.Error())
	} else if err != nil {
		return nil, err
	}
	if errs := typecheck.New(exports).Check(importPath, out.Files); len(errs) > 0 {
		return nil, fmt.Errorf("does not compile: %w", errs[0])
	}
	for _, t := range out.API.Types {
		if t.Kind == model.KindUnion && declares(out.Files, "Unmarshal"+t.Name) {
			unions = append(unions, t.Name)
		}
	}
	comparison, err := out.Compare(folder)
	if err != nil {
		return nil, err
	}
	return unions, comparison.Write(ctx)
}

// declares reports whether a function is in a package: a union that is another one by a second name
// has none of its own.
func declares(files map[string][]byte, function string) bool {
	for _, text := range files {
		if bytes.Contains(text, []byte("\nfunc "+function+"(")) {
			return true
		}
	}
	return false
}

// packageFolder names the folder of a document's package: its path with what Go does not take in
// import paths replaced.
func packageFolder(form, doc string) string {
	clean := func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '/' {
			return r
		}
		if r >= 'A' && r <= 'Z' {
			return r - 'A' + 'a'
		}
		return '_'
	}
	doc = strings.TrimSuffix(doc, path.Ext(doc))
	// "internal" would forbid the driver to import the package, and "testdata" and "vendor" have
	// meanings too.
	return strings.ReplaceAll(strings.Map(clean, form+"/"+doc), "/", "/d_")
}

// packageRef is one generated package as the program imports it.
type packageRef struct {
	Form, Doc, Import, Alias string
	Unions                   []string // names of its union types
}

var program = template.Must(template.New("program").Parse(`// Code generated by the conformance run; DO NOT EDIT.

// Command driver drives every generated client through the suite.
package main

import (
	"github.com/armsmith/armsmith/tests/conformance"
{{range .}}
	{{.Alias}} {{printf "%q" .Import}}
{{- end}}
)

func main() {
	conformance.Main([]conformance.Package{
{{- range .}}
		{Form: {{printf "%q" .Form}}, Doc: {{printf "%q" .Doc}}, New: {{.Alias}}.NewClient, Unions: []any{ {{- $alias := .Alias}}{{range .Unions}}{{$alias}}.Unmarshal{{.}}, {{end -}} }},
{{- end}}
	})
}
`))

// writeProgram writes the program that links the packages.
func writeProgram(folder string, packages []packageRef) error {
	var buf bytes.Buffer
	if err := program.Execute(&buf, packages); err != nil {
		return err
	}
	src, err := format.Source(buf.Bytes())
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "main.go"), src, 0o644)
}
