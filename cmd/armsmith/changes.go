package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/callers"
	"github.com/armsmith/armsmith/generator/changes"
)

// comparison is how the command changes was called.
type comparison struct {
	format, failOn, accept string
	tolerate               bool
	callers                []string // packages to look for callers in; none: list every change
	pkg                    string   // that they call; "" to find it
}

// What the flags of the command may be.
var (
	formats   = []string{"text", "markdown", "json"}
	questions = []string{"source", "running", "behaviour", "any"}
)

func changesCommand(term *terminal) *cobra.Command {
	var cmp comparison
	cmd := &cobra.Command{
		Use:   "changes old new",
		Short: "Say what a new version of an API does to the programs that call it",
		Long: `Compare two documents, and say of each change whether code that calls the old client still compiles (source), whether a
program that is built with it still works (running), and whether it still means the same (behaviour). The service is taken
to do exactly what the new document says.

A file of accepted changes has a rule and a Go name a line, as the report prints them in brackets; "*" is every name.

With --callers it lists only the changes that touch your own packages, and where: those of a name that they use, those that a
running program notices of an operation that they call, and those of a type that make such a call fail.

It exits with 1 when --fail-on says so, and with 2 when a document cannot be read or the callers do not compile.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usageError{errors.New("`armsmith changes` takes two documents: the old one and the new one")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return cmp.run(cmd, term, args[0], args[1]) },
	}
	cmd.Flags().StringVar(&cmp.format, "format", "text", "text, markdown or json")
	cmd.Flags().StringVar(&cmp.failOn, "fail-on", "", "exit with 1 if this is breaking: source, running, behaviour or any")
	cmd.Flags().StringVar(&cmp.accept, "accept", "", "file of changes that are agreed to")
	cmd.Flags().StringSliceVar(&cmp.callers, "callers", nil, "list only what touches these packages of yours, such as ./...")
	cmd.Flags().StringVar(&cmp.pkg, "package", "", "with --callers: the generated package that they import (default: the one that "+configName+" makes from the old document)")
	cmd.Flags().BoolVar(&cmp.tolerate, "tolerate", false, "leave out operations that a defect of a document reaches")
	return cmd
}

func (cmp *comparison) run(cmd *cobra.Command, term *terminal, old, next string) error {
	accepted, err := cmp.check()
	if err != nil {
		return usageError{err}
	}
	config := func(spec string) generator.Config {
		return generator.Config{Spec: spec, Package: "client", Tolerate: cmp.tolerate}
	}
	before := config(old)
	var client *callers.Client
	if len(cmp.callers) > 0 {
		if client, err = oldClient(cmd.Context(), old, cmp.pkg); err != nil {
			return usageError{err}
		}
		before.Names = client.Names
	}
	report, err := generator.Changes(cmd.Context(), before, config(next))
	var defects *generator.Error
	if errors.As(err, &defects) {
		term.findings(defects.Findings, maxWarnings)
		return errors.Join(errReported, usageError{err})
	} else if err != nil {
		return err
	}
	report = report.Without(accepted)
	if client != nil {
		report, err = generator.Callers(cmd.Context(), report, client.ImportPath, callers.Config{Patterns: cmp.callers})
		if err != nil {
			return usageError{err}
		}
	}
	if err := cmp.print(term, report); err != nil {
		return err
	}
	if cmp.fails(report.Verdicts) {
		return errReported
	}
	return nil
}

// check reads what the flags name.
func (cmp *comparison) check() (changes.Accepted, error) {
	if !slices.Contains(formats, cmp.format) {
		return nil, fmt.Errorf("--format %s: want text, markdown or json", cmp.format)
	}
	if cmp.failOn != "" && !slices.Contains(questions, cmp.failOn) {
		return nil, fmt.Errorf("--fail-on %s: want source, running, behaviour or any", cmp.failOn)
	}
	if cmp.pkg != "" && len(cmp.callers) == 0 {
		return nil, errors.New("--package is for --callers alone")
	}
	if cmp.accept == "" {
		return nil, nil
	}
	data, err := os.ReadFile(cmp.accept)
	if err != nil {
		return nil, err
	}
	return changes.ParseAccepted(cmp.accept, data)
}

func (cmp *comparison) print(term *terminal, report *changes.Report) error {
	text := ""
	switch cmp.format {
	case "text":
		text = report.Text()
	case "markdown":
		text = report.Markdown()
	case "json":
		data, err := json.MarshalIndent(report, "", "  ")
		if err != nil {
			return err
		}
		text = string(data) + "\n"
	}
	_, err := fmt.Fprint(term.out, text)
	return err
}

// fails reports whether the question that the command was to mind is answered with breaking.
func (cmp *comparison) fails(v changes.Verdicts) bool {
	return map[string]changes.Verdict{
		"source": v.Source, "running": v.Running, "behaviour": v.Behaviour, "any": v.Worst(),
	}[cmp.failOn] == changes.Breaking
}
