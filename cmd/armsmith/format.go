package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/armsmith/armsmith"
	"github.com/armsmith/armsmith/generator/finding"
)

// How findings are written: for people, or for programs.
const (
	textFormat  = "text"
	jsonFormat  = "json"
	sarifFormat = "sarif"
)

var findingFormats = []string{textFormat, jsonFormat, sarifFormat}

// isForPrograms reports whether findings are gathered and written at the end.
func (t *terminal) isForPrograms() bool { return t.format == jsonFormat || t.format == sarifFormat }

// formatFlag gives a command the flag that says how it writes findings. For programs, standard
// output has the findings alone, and what people are told besides goes to standard error.
func (t *terminal) formatFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&t.format, "format", textFormat, "of findings: text on standard error, or json or sarif on standard output")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(findingFormats, cobra.ShellCompDirectiveNoFileComp))
	run := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if !slices.Contains(findingFormats, t.format) {
			return usageError{fmt.Errorf("--format %s: want text, json or sarif", t.format)}
		}
		if !t.isForPrograms() {
			return run(cmd, args)
		}
		out := t.out
		t.out = t.err
		err := run(cmd, args)
		if failed := t.report(out); err == nil {
			err = failed
		}
		return err
	}
}

// report writes what was found.
func (t *terminal) report(out io.Writer) error {
	var value any = findingsOf(t.found)
	if t.format == sarifFormat {
		value = sarifOf(t.found)
	}
	data, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, string(data))
	return err
}

// jsonFindings is what --format json writes.
type jsonFindings struct {
	Findings []jsonFinding `json:"findings"`
}

type jsonFinding struct {
	Severity string `json:"severity"`
	File     string `json:"file,omitempty"`
	Line     int    `json:"line,omitempty"`
	Column   int    `json:"column,omitempty"`
	Pointer  string `json:"pointer,omitempty"`
	Message  string `json:"message"`
	Fix      string `json:"fix,omitempty"`
}

func findingsOf(list finding.List) jsonFindings {
	out := jsonFindings{Findings: []jsonFinding{}}
	for _, f := range list {
		out.Findings = append(out.Findings, jsonFinding{f.Severity.String(), filepath.ToSlash(f.Place.File), f.Place.Line, f.Place.Column,
			f.Place.Pointer, f.Message, f.Fix})
	}
	return out
}

// The parts of a log of SARIF 2.1.0 that code scanning shows.
type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool struct {
		Driver sarifDriver `json:"driver"`
	} `json:"tool"`
	Results []sarifResult `json:"results"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version string      `json:"version"`
	Rules   []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID    string    `json:"id"`
	Short sarifText `json:"shortDescription"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifResult struct {
	Rule      string          `json:"ruleId"`
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations"`
}

type sarifLocation struct {
	Physical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region *sarifRegion `json:"region,omitempty"`
	} `json:"physicalLocation"`
}

type sarifRegion struct {
	Line   int `json:"startLine"`
	Column int `json:"startColumn,omitempty"`
}

// sarifRuleID is the one rule of all findings: they have no names of their own.
const sarifRuleID = "api-description"

// sarifOf makes a log of findings. Every result has a place, since code scanning shows no other:
// what is about no file is about the configuration.
func sarifOf(list finding.List) sarifLog {
	run := sarifRun{Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{"armsmith", armsmith.Version, []sarifRule{{sarifRuleID, sarifText{"A defect of an API description, or of what is made from it"}}}}
	for _, f := range list {
		result := sarifResult{Rule: sarifRuleID, Level: f.Severity.String(), Message: sarifText{f.Message}}
		if f.Fix != "" {
			result.Message.Text += " (" + f.Fix + ")"
		}
		var at sarifLocation
		at.Physical.Artifact.URI = fileURI(f.Place.File)
		if f.Place.Line > 0 {
			at.Physical.Region = &sarifRegion{f.Place.Line, f.Place.Column}
		}
		result.Locations = []sarifLocation{at}
		run.Results = append(run.Results, result)
	}
	return sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}}
}

// fileURI returns a file as SARIF names it: relative to the working directory where it can be.
func fileURI(file string) string {
	if file == "" {
		file = configName
	}
	u := url.URL{Path: filepath.ToSlash(file)}
	if filepath.IsAbs(file) {
		u.Scheme = "file"
	}
	return u.String()
}
