package main

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// sarifCommand fails when a file is no log of SARIF 2.1.0 that code scanning can show.
func sarifCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: sarif file")
	}
	data := ts.ReadFile(args[0])
	ts.Check(checkSarif(data))
	var log sarifLog
	ts.Check(json.Unmarshal([]byte(data), &log))
	for _, run := range log.Runs {
		for _, r := range run.Results {
			if !slices.ContainsFunc(run.Tool.Driver.Rules, func(rule sarifRule) bool { return rule.ID == r.Rule }) {
				ts.Fatalf("%s is no rule of the log", r.Rule)
			}
		}
	}
}

func checkSarif(log string) error {
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile("testdata/sarif.json")
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(log))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

// TestSarifIsChecked makes sure that the check of the scripts refuses what is no such log.
func TestSarifIsChecked(t *testing.T) {
	for _, log := range []string{
		`{}`,
		`{"version": "2.1.0", "runs": [{"results": []}]}`,
		`{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"ruleId": "x", "level": "error", "message": {"text": "x"}, "locations": []}]}]}`,
		`{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"ruleId": "x", "level": "bad", "message": {"text": "x"},
			"locations": [{"physicalLocation": {"artifactLocation": {"uri": "x"}}}]}]}]}`,
	} {
		if checkSarif(log) == nil {
			t.Errorf("taken for a log: %s", log)
		}
	}
}

// What is invisible in a document is escaped in JSON as JSON has it, and so can be read.
func TestJSONOfInvisible(t *testing.T) {
	const text = "a\u007fb\U000E0001c\u202ed😀"
	var out bytes.Buffer
	if err := writeJSON(visible{&out}, text); err != nil {
		t.Fatal(err)
	}
	var back string
	if err := json.Unmarshal(out.Bytes(), &back); err != nil || back != text {
		t.Errorf("%s: read as %q, %v", out.Bytes(), back, err)
	}
	if strings.ContainsAny(out.String(), "\u007f\U000E0001\u202e") {
		t.Errorf("not escaped: %q", out.String())
	}
}
