package oasdiff

import (
	"os"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/oasdiff/oasdiff/checker"
	"github.com/oasdiff/oasdiff/diff"
	"github.com/oasdiff/oasdiff/load"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/changes"
	"github.com/armsmith/armsmith/tests/changes/evolution"
)

const root = "../../.."

// Of each evolution oasdiff says what we say, or known.txt says why not.
func TestOpinions(t *testing.T) {
	all, err := evolution.All(root + "/tests/changes/testdata")
	if err != nil || len(all) == 0 {
		t.Fatal("no evolutions", err)
	}
	known := readKnown(t)
	for _, e := range all {
		report, err := generator.Changes(t.Context(), e.Old(), e.New())
		if err != nil {
			t.Fatal(err)
		}
		found, err := errorsOf(e)
		if err != nil {
			t.Errorf("%s: oasdiff: %v", e.Name, err)
			continue
		}
		ours, theirs := report.Running == changes.Breaking, len(found) > 0
		switch _, listed := known[e.Name]; {
		case ours != theirs && !listed:
			t.Errorf("%s: running is %s, and oasdiff finds %q", e.Name, report.Running, found)
		case ours == theirs && listed:
			t.Errorf("%s: both say the same; take it out of known.txt", e.Name)
		}
		delete(known, e.Name)
	}
	for name := range known {
		t.Errorf("known.txt: there is no evolution %s", name)
	}
}

// errorsOf lists what oasdiff calls an error.
func errorsOf(e evolution.Case) ([]string, error) {
	old, err := read(e, "old.yaml")
	if err != nil {
		return nil, err
	}
	next, err := read(e, "new.yaml")
	if err != nil {
		return nil, err
	}
	report, sources, err := diff.GetWithOperationsSourcesMap(diff.NewConfig(), old, next)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, c := range checker.CheckBackwardCompatibility(checker.NewConfig(checker.GetAllChecks()), report, sources) {
		if c.IsBreaking() && c.GetLevel() == checker.ERR {
			out = append(out, c.GetId())
		}
	}
	return out, nil
}

func read(e evolution.Case, name string) (*load.SpecInfo, error) {
	doc, err := openapi3.NewLoader().LoadFromData(e.Docs[name].Data)
	if err != nil {
		return nil, err
	}
	return &load.SpecInfo{Url: name, Spec: doc}, nil
}

// readKnown reads the list of disagreements: the name of an evolution, a colon, and why.
func readKnown(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile("known.txt")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for n, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, why, _ := strings.Cut(line, ": ")
		if why == "" || out[name] != "" {
			t.Fatalf("known.txt:%d: want the name of an evolution, once, a colon, and why", n+1)
		}
		out[name] = why
	}
	return out
}
