package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/tests/typecheck"
)

// module is where generated packages claim to be, so that they may import the runtime.
const module = "github.com/armsmith/armsmith/tests/corpus/generated"

// imports are all that generated code may import.
var imports = []string{
	"github.com/armsmith/armsmith/internal/runtime/...", "context", "encoding/json", "encoding/xml", "errors", "fmt", "io", "iter",
	"net/http", "net/url", "regexp", "strconv", "strings", "sync", "time", "math", "slices", "maps", "log/slog", "bytes", "encoding/base64",
}

// outcome is what came of one document. Generated means that a package was made, LeftOut how many
// operations it lacks.
type outcome struct {
	Generated  bool
	Operations int      // generated, as the document counts them
	Paged      int      // of these, those whose lists come in pages
	Streamed   int      // of these, those that answer with a stream of values
	Webhooks   int      // with a type for what they carry
	Types      int      //
	Lines      int      //
	LeftOut    []string // findings that say what was left out and why
	Refused    string   // first error when nothing was generated
	Errors     []string // of the type checker
	Seconds    float64  // load, build and emit
	Warnings   int
}

// work generates and checks one document and prints its outcome.
func work(ctx context.Context, o options) int {
	out, err := generateOne(ctx, o)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if err := json.NewEncoder(os.Stdout).Encode(out); err != nil {
		return 1
	}
	return 0
}

func generateOne(ctx context.Context, o options) (*outcome, error) {
	start := time.Now()
	out := new(outcome)
	made, err := generator.Generate(ctx, generator.Config{
		Root: filepath.Join(o.dir, "specs"), // Azure's documents climb to their common types
		Spec: filepath.Join(o.dir, "specs", o.worker), Out: "generated", Package: "client", ImportPath: module, Tolerate: true,
	})
	out.Seconds = time.Since(start).Seconds()
	var bad *generator.Error
	if errors.As(err, &bad) {
		out.Refused = firstError(bad.Findings)
		return out, nil
	} else if err != nil {
		return nil, err
	}
	out.Generated = true
	count(out, made)
	exports, err := loadExports(o.exports)
	if err != nil {
		return nil, err
	}
	for _, e := range typecheck.New(exports).Check(module, made.Files) {
		out.Errors = append(out.Errors, e.Error())
	}
	out.Errors = append(out.Errors, tooLong(made.Files)...)
	return out, nil
}

// longest is how many lines a generated file may have.
const longest = 3000

// tooLong names the files of Go that nobody would want to open.
func tooLong(files map[string][]byte) []string {
	var out []string
	for name, data := range files {
		if n := bytes.Count(data, []byte("\n")); strings.HasSuffix(name, ".go") && n > longest {
			out = append(out, fmt.Sprintf("%s has %d lines", name, n))
		}
	}
	slices.Sort(out)
	return out
}

// leftOut is how a finding begins that says that an operation is not in the client.
var leftOut = regexp.MustCompile(`^operation .* is left out`)

// count takes the figures of a generated client. Several methods may stand for one operation of the
// document, so operations are counted by what the document says of them.
func count(out *outcome, made *generator.Output) {
	seen, paged, streamed := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, g := range made.API.Groups {
		for _, op := range g.Operations {
			id := op.Method + " " + op.Path + " " + op.ID
			seen[id] = true
			if op.Paging != nil {
				paged[id] = true
			}
			if slices.ContainsFunc(op.Responses, isStream) {
				streamed[id] = true
			}
		}
	}
	out.Operations, out.Paged, out.Streamed = len(seen), len(paged), len(streamed)
	if hooks := made.API.Webhooks; hooks != nil {
		for _, w := range hooks.All {
			if w.Body != nil && w.Body.Kind == model.BodyJSON {
				out.Webhooks++
			}
		}
	}
	out.Types = made.Stats.Types
	out.Lines = made.Stats.Lines
	for _, f := range made.Findings {
		if leftOut.MatchString(f.Message) {
			out.LeftOut = append(out.LeftOut, f.String())
		}
		if f.Severity >= finding.Warning {
			out.Warnings++
		}
	}
}

// isStream reports whether a response is a sequence of values.
func isStream(r *model.Response) bool {
	return !r.Error && r.Content != nil && (r.Content.Kind == model.BodyJSONLines || r.Content.Kind == model.BodyEvents)
}

func firstError(list finding.List) string {
	for _, f := range list {
		if f.Severity == finding.Error {
			return f.String()
		}
	}
	return "refused without an error finding"
}

// saveExports hands the export data to the workers in a file.
func saveExports(e typecheck.Exports) (string, error) {
	f, err := os.CreateTemp("", "corpus-exports-*.json")
	if err != nil {
		return "", err
	}
	defer f.Close()
	return f.Name(), json.NewEncoder(f).Encode(e)
}

func loadExports(path string) (typecheck.Exports, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var e typecheck.Exports
	return e, json.Unmarshal(data, &e)
}
