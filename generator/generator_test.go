package generator

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/armsmith/armsmith"
	"github.com/armsmith/armsmith/generator/finding"
)

const pets = `openapi: 3.1.0
info: {title: Pets, version: "1"}
servers: [{url: "https://pets.example.com"}]
paths:
  /pets/{petId}:
    get:
      operationId: Pets_Get
      parameters:
        - {name: petId, in: path, required: true, schema: {type: string}}
      responses:
        "200":
          description: A pet.
          content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string}
`

func document(text string) fs.FS { return fstest.MapFS{"openapi.yaml": {Data: []byte(text)}} }

func config(text string) Config {
	return Config{Spec: "openapi.yaml", FS: document(text), Out: "pets", ImportPath: "example.com/pets"}
}

func TestGenerate(t *testing.T) {
	var told []Stage
	cfg := config(pets)
	cfg.Progress = func(s Stage) { told = append(told, s) }
	out, err := Generate(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(stages[:], told); d != "" {
		t.Error(d)
	}
	if out.Stats.Operations != 1 || out.Stats.Groups != 1 || out.Stats.Types == 0 || out.Stats.Lines == 0 {
		t.Errorf("%+v", out.Stats)
	}
	if out.Stats.Files+out.Stats.RuntimeFiles != len(out.Files) || out.Stats.RuntimeFiles == 0 {
		t.Errorf("%d files of the client and %d of the runtime make %d", out.Stats.Files, out.Stats.RuntimeFiles, len(out.Files))
	}
	if len(out.Manifest.Sums) != len(out.Files) || out.Manifest.Version != armsmith.Version {
		t.Errorf("manifest: %+v", out.Manifest)
	}
	if d := cmp.Diff([]string{"openapi.yaml"}, out.Sources); d != "" {
		t.Error(d)
	}
}

func TestGenerateTwiceGivesTheSameBytes(t *testing.T) {
	var first map[string][]byte
	for range 3 {
		out, err := Generate(t.Context(), config(pets))
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = out.Files
		}
		if d := cmp.Diff(first, out.Files); d != "" {
			t.Fatal(d)
		}
	}
}

func TestGenerateFailsWithFindings(t *testing.T) {
	_, err := Generate(t.Context(), config(strings.Replace(pets, "schemas/Pet\"", "schemas/Nowhere\"", 1)))
	var defects *Error
	if !errors.As(err, &defects) || !defects.Findings.HasErrors() {
		t.Fatalf("%v", err)
	}
	if !strings.Contains(err.Error(), "openapi.yaml:13") {
		t.Errorf("the error does not say where: %v", err)
	}
}

func TestGenerateStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cfg := config(pets)
	cfg.Progress = func(s Stage) {
		if s == StagePlan {
			cancel()
		}
	}
	if _, err := Generate(ctx, cfg); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

var stages = [Stages]Stage{StageLoad, StagePlan, StageEmit}

// broken is a file system with a defect such as armsmith itself may have.
type broken struct{}

func (broken) Open(string) (fs.File, error) {
	var none []fs.File
	return none[len(stages)], nil
}

func TestPanicBecomesAFinding(t *testing.T) {
	for name, call := range map[string]func(Config) error{
		"Generate": func(cfg Config) error { _, err := Generate(t.Context(), cfg); return err },
		"Inspect":  func(cfg Config) error { _, err := Inspect(t.Context(), cfg); return err },
	} {
		cfg := config(pets)
		cfg.FS = broken{}
		err := call(cfg)
		var defects *Error
		if !errors.As(err, &defects) {
			t.Fatalf("%s: %v", name, err)
		}
		got := defects.Findings[0]
		for _, want := range []string{"internal error while reading: ", "index out of range", "broken.Open, line "} {
			if !strings.Contains(got.Message, want) {
				t.Errorf("%s: no %q in %q", name, want, got.Message)
			}
		}
		if strings.Contains(err.Error(), "goroutine") || !strings.Contains(got.Fix, "report") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestErrorCountsWhatItDoesNotSay(t *testing.T) {
	err := &Error{Findings: finding.List{
		{Severity: finding.Warning, Message: "w"},
		{Severity: finding.Error, Place: finding.Place{File: "a.yaml", Line: 1}, Message: "first"},
		{Severity: finding.Error, Message: "second"},
		{Severity: finding.Error, Message: "third"},
	}}
	if got, want := err.Error(), "a.yaml:1: error: first; and 2 more errors"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// Fragments keep paths apart in a document and are never sent: operations that differ by one are
// all there.
func TestPathsThatDiffer(t *testing.T) {
	text := strings.Replace(pets, "  /pets/{petId}:\n", `  /do#one: {post: {operationId: One, responses: {"204": {description: d}}}}
  /do#two: {post: {operationId: Two, responses: {"204": {description: d}}}}
  /pets/{petId}:
`, 1)
	out, err := Generate(t.Context(), config(text))
	if err != nil {
		t.Fatal(err)
	}
	if s := out.Stats; s.Operations != 3 || s.LeftOut != 0 {
		t.Errorf("%d operations, %d left out", s.Operations, s.LeftOut)
	}
}

// A second opinion is for whoever inspects a document, and stops nobody from generating.
func TestSecondOpinion(t *testing.T) {
	text := strings.Replace(pets, `[{url: "https://pets.example.com"}]`, `[{url: ""}]`, 1)
	in, err := Inspect(t.Context(), config(text))
	if err != nil {
		t.Fatal(err)
	}
	said := func(f finding.Finding) bool { return strings.HasPrefix(f.Message, "kin-openapi: ") }
	if i := slices.IndexFunc(in.Findings, said); i < 0 || in.Findings[i].Severity != finding.Warning || in.Findings[i].Place.Line == 0 {
		t.Errorf("findings %v", in.Findings)
	}
	out, err := Generate(t.Context(), config(text))
	if err != nil || slices.ContainsFunc(out.Findings, said) {
		t.Errorf("%v, findings %v", err, out.Findings)
	}
}
