package main

import (
	"errors"
	"flag"
	"os"
	"strings"
	"testing"

	azureml "github.com/armsmith/armsmith/gen/azureml/v20260301"
	"github.com/aymanbagabas/go-udiff"
)

var update = flag.Bool("update", false, "write testdata/demo.txt")

// What `make demo` prints is what a newcomer sees first: a change of it is looked at.
func TestDemo(t *testing.T) {
	var out strings.Builder
	if err := demo(t.Context(), &out, nil); err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/demo.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := udiff.Unified(golden, "printed", string(want), out.String()); diff != "" {
		t.Errorf("go test ./examples/demo -update brings this up to date:\n%s", diff)
	}
}

func TestDemoParts(t *testing.T) {
	var out strings.Builder
	if err := demo(t.Context(), &out, []string{"-task", "other", "errors"}); err != nil {
		t.Fatal(err)
	}
	if text := out.String(); strings.Contains(text, "1. ") || !strings.Contains(text, "4. ") {
		t.Errorf("asked for errors alone, got\n%s", text)
	}
}

func TestDemoRefuses(t *testing.T) {
	t.Setenv("AZURE_TOKEN", "")
	t.Setenv("AZURE_BATCH_TOKEN", "")
	for want, args := range map[string][]string{
		`there is no part "lisst"`:              {"lisst"},
		"with -live, name the parts to run":     {"-live"},
		"set AZURE_TOKEN":                       {"-live", "list"},
		"flag provided but not defined: -lifve": {"-lifve"},
	} {
		var out strings.Builder
		if err := demo(t.Context(), &out, args); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", args, err, want)
		}
	}
}

// Against Azure, the samples' names are not used: what the user did not say is missing, and nothing
// is sent.
func TestDemoLiveWithoutTarget(t *testing.T) {
	t.Setenv("AZURE_TOKEN", "token")
	var out strings.Builder
	err := demo(t.Context(), &out, []string{"-live", "-group", "rg", "-workspace", "my-workspace", "list"})
	wrong, ok := errors.AsType[*azureml.ParamError](err)
	if !ok || len(wrong.Violations) != 2 || strings.Contains(out.String(), "GET") {
		t.Errorf("got %v, want a ParamError about subscription and endpoint, and nothing sent:\n%s", err, out.String())
	}
}
