package generator

import (
	"context"
	"fmt"
	"path"
	"path/filepath"

	"github.com/armsmith/armsmith/generator/emit/example"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/model"
)

// CodeSamples are programs that call the operations of an API by its client, one a method.
type CodeSamples struct {
	List     []CodeSample
	API      *model.API
	Findings finding.List
}

// CodeSample is a program that calls an operation.
type CodeSample struct {
	Operation *model.Operation
	Target    string // JSONPath query of the operation in its document
	Label     string // what a page calls the sample: "Go", and the method where others share the operation
	Source    string // of package main; it compiles as it is
	// the operation stands in a file that the document refers to: Target finds it once they are
	// bundled
	Elsewhere bool
}

// Samples writes a program for each operation, with the values of the document's own samples and
// what has none made up. They import the client from where Out or ImportPath says that it is. An
// error of the document is an [*Error], as of [Generate].
func Samples(ctx context.Context, cfg Config) (out *CodeSamples, err error) {
	r := &run{cfg: cfg}
	defer r.recover(&err)
	target, err := resolve(cfg)
	if err != nil {
		return nil, r.fail(cfg.source(), err)
	}
	if r.before, err = readBefore(ctx, cfg); err != nil {
		return nil, err
	}
	if err := r.read(ctx, target); err != nil {
		return nil, err
	}
	if r.api == nil || r.findings.HasErrors() && !cfg.Tolerate {
		return nil, &Error{Findings: r.findings}
	}
	if err := r.begin(ctx, StageEmit); err != nil {
		return nil, err
	}
	out = &CodeSamples{API: r.api, Findings: r.findings}
	pkg := gocode.New(r.api)
	pkg.ImportPath, pkg.Runtime = target.importPath, target.runtimeImport
	at := targets{methods: map[string]int{}, first: r.doc.Files[0], alone: r.isAlone(), overlays: cfg.Overlays}
	for _, g := range r.api.Groups {
		for _, op := range g.Operations {
			source, err := example.Program(pkg, g, op)
			if err != nil {
				return nil, r.internal(err)
			}
			s := CodeSample{Operation: op, Label: "Go", Source: source}
			s.Target, s.Elsewhere = at.of(op)
			at.methods[s.Target]++
			out.List = append(out.List, s)
		}
	}
	for i, s := range out.List {
		if at.methods[s.Target] > 1 {
			out.List[i].Label = "Go, " + s.Operation.Name
		}
	}
	out.tellElsewhere()
	return out, nil
}

// tellElsewhere notes which operations an overlay does not find in the document as it is.
func (s *CodeSamples) tellElsewhere() {
	n, first := 0, model.Place{}
	for _, one := range s.List {
		if one.Elsewhere {
			if n == 0 {
				first = one.Operation.Place
			}
			n++
		}
	}
	if n == 0 {
		return
	}
	s.Findings = append(s.Findings, finding.Finding{
		Severity: finding.Warning, Place: finding.Place{File: first.File, Line: first.Line, Pointer: first.Pointer},
		Message: fmt.Sprintf("this operation and %d more stand in files that the document refers to, where an overlay does not reach", n-1),
		Fix:     "bundle the document into one file before the overlay is applied",
	})
}

// isAlone reports whether one document was read, with nothing but what it refers to.
func (r *run) isAlone() bool {
	specs := r.cfg.specs()
	return len(specs) == 1 && cleaned(specs[0]) == r.doc.Files[0]
}

func cleaned(name string) string { return path.Clean(filepath.ToSlash(name)) }
