package mutation

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/tests/typecheck"
)

// module is where the clients claim to be, so that they may import the runtime.
const module = "github.com/armsmith/armsmith/tests/mutation/generated"

// mostTime is how long one generation may take. It takes a small part of that.
const mostTime = 30 * time.Second

// Judge reports whether the generator keeps its promise for a document.
type Judge struct {
	exports typecheck.Exports
	// told of each document before it is judged, as if it failed; may be nil
	Before   func(*Failure)
	Refused  int // strict runs that ended with findings
	Compiled int // clients that were made and compile
}

// NewJudge prepares what clients import. dir is a folder in this module.
func NewJudge(ctx context.Context, dir string) (*Judge, error) {
	exports, err := typecheck.FindExports(ctx, dir, "github.com/armsmith/armsmith/internal/runtime/...", "std")
	return &Judge{exports: exports}, err
}

// Text writes a document as it is given to the generator.
func Text(root map[string]any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	err := e.Encode(root)
	return b.Bytes(), err
}

// Check generates a client of the document with its text replaced, with tolerance and without, and
// returns what is wrong with what came of it.
func (j *Judge) Check(ctx context.Context, d Document, text []byte) error {
	ctx, stop := context.WithTimeout(ctx, mostTime)
	defer stop()
	cfg := generator.Config{
		Spec: d.Path, FS: d.With(text),
		Out: "generated", Package: "client", ImportPath: module, Tolerate: true,
	}
	tolerant, err := j.generate(ctx, cfg)
	if err != nil {
		return fmt.Errorf("with tolerance: %w", err)
	}
	cfg.Tolerate = false
	strict, err := j.generate(ctx, cfg)
	switch {
	case err != nil:
		return fmt.Errorf("strictly: %w", err)
	case strict == nil:
		j.Refused++
	case tolerant == nil:
		return errors.New("only a strict run makes a client")
	case !same(strict.Files, tolerant.Files):
		return errors.New("without an error found, a strict and a tolerant run differ")
	}
	if tolerant == nil {
		return nil
	}
	for _, err := range typecheck.New(j.exports).Check(module, tolerant.Files) {
		return fmt.Errorf("does not compile: %w", err)
	}
	j.Compiled++
	return nil
}

// generate returns no output when the document was refused as it should be.
func (j *Judge) generate(ctx context.Context, cfg generator.Config) (*generator.Output, error) {
	out, err := generator.Generate(ctx, cfg)
	var refused *generator.Error
	switch {
	case errors.As(err, &refused):
		return nil, sound(refused.Findings, true)
	case err != nil:
		return nil, err
	}
	if err := sound(out.Findings, false); err != nil {
		return nil, err
	}
	if err := complete(out); err != nil {
		return nil, err
	}
	return out, filled(out.API)
}

// sound reports whether findings say where, and whether there is an error among those that refuse a
// document.
func sound(list finding.List, refused bool) error {
	if refused && !list.HasErrors() {
		return errors.New("refused without an error")
	}
	for _, f := range list {
		switch {
		case strings.Contains(f.Message, "internal error"):
			return errors.New(f.String())
		case f.Message == "" || f.Place.File == "" || f.Severity == finding.Error && f.Place.Line == 0:
			return fmt.Errorf("a finding that does not say enough: %s", f)
		}
	}
	return nil
}

// complete reports whether each operation that is not in the client is accounted for.
func complete(out *generator.Output) error {
	told := 0
	for _, f := range out.Findings {
		if f.Severity >= finding.Warning && strings.Contains(f.Message, "left out") {
			told++
		}
	}
	if out.Stats.LeftOut > told {
		return fmt.Errorf("%d operations are missing, and %d findings say that something is left out", out.Stats.LeftOut, told)
	}
	return nil
}

var placeholder = regexp.MustCompile(`\{([^{}]*)\}`)

// filled reports whether each place in a path is one that a parameter fills, and each parameter of
// a path has its place.
func filled(api *model.API) error {
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			places := map[string]bool{}
			for _, m := range placeholder.FindAllStringSubmatch(op.Path, -1) {
				places[m[1]] = true
			}
			if op.Params != nil {
				for _, p := range op.Params.Params {
					if p.In == model.InPath && !places[p.Wire] {
						return fmt.Errorf("%s %s has no place for the path parameter %q", op.Method, op.Path, p.Wire)
					}
					if p.In == model.InPath {
						places[p.Wire] = false
					}
				}
			}
			for name, empty := range places {
				if empty {
					return fmt.Errorf("nothing fills {%s} in %s %s", name, op.Method, op.Path)
				}
			}
		}
	}
	return nil
}

func same(a, b map[string][]byte) bool {
	if len(a) != len(b) {
		return false
	}
	for name, data := range a {
		if !bytes.Equal(data, b[name]) {
			return false
		}
	}
	return true
}
