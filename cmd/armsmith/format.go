package main

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/spf13/cobra"

	"github.com/armsmith/armsmith/generator/finding"
)

// How findings and changes are written: for people, or for programs.
const (
	textFormat     = "text"
	markdownFormat = "markdown" // of changes alone
	jsonFormat     = "json"
	sarifFormat    = "sarif"
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
	if t.format == sarifFormat {
		return writeJSON(out, sarifOfFindings("findings", t.found))
	}
	return writeJSON(out, findingsOf(t.found))
}

// writeJSON writes a value for programs.
func writeJSON(out io.Writer, value any) error {
	data, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, escaped(string(data)))
	return err
}

// escaped escapes in JSON, as JSON does, what [visible] would escape as Go does: the character of
// deletion, and what is beyond 16 bits.
func escaped(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch high, low := utf16.EncodeRune(r); {
		case r == 0x7f:
			fmt.Fprintf(&b, "\\u%04x", r)
		case r > 0xffff:
			fmt.Fprintf(&b, "\\u%04x\\u%04x", high, low)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
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
