package main

import (
	"context"
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
	ref                    string // what --against says
	accepted               changes.Accepted
	tolerate               bool
	callers                []string // packages to look for callers in; none: list every change
	pkg                    string   // that they call; "" to find it
}

// What the flags of the command may be.
var (
	// how changes are written
	formats   = []string{textFormat, markdownFormat, jsonFormat, sarifFormat}
	questions = []string{"source", "running", "behaviour", "any"}
)

func changesCommand(term *terminal) *cobra.Command {
	var cmp comparison
	cmd := &cobra.Command{
		Use:   "changes [old new]",
		Short: "Say what a new version of an API does to the programs that call it",
		Long: `Compare two versions of an API, and say of each change whether code that calls the old client still compiles (source), whether a
program that is built with it still works (running), and whether it still means the same (behaviour). The service is taken
to do exactly what the new document says.

Each version is a document, the folder of a generated client, or one of these as it is committed: git:REF:path, with a path from
the root of the repository. Without any, each client of armsmith.yaml is compared with what is committed at --against git:REF, or
else where HEAD left the main branch. The names of a client are those of armsmith.names in its folder, then and now.

Where the old version is a client, the report also says what the version of armsmith that runs makes otherwise of the old document
than the one that wrote the client.

A file of accepted changes has a rule and a Go name a line, as the report prints them in brackets; "*" is every name.

With --callers it lists only the changes that touch your own packages, and where: those of a name that they use, those that a
running program notices of an operation that they call, and those of a type that make such a call fail.

With --format sarif, each change is a result for code scanning, at its place in the new document: an error when something breaks, else a
note.

It exits with 1 when --fail-on says so, and with 2 when a document cannot be read or the callers do not compile.`,
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) != 0 && len(args) != 2:
				return usageError{errors.New("`armsmith changes` takes the old version and the new one, or nothing for the clients of " + configName)}
			case len(args) == 2 && cmp.ref != "":
				return usageError{errors.New("--against is for the clients of " + configName + "; with two versions, say git:REF:path for one that is committed")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return cmp.run(cmd.Context(), term, args) },
	}
	cmd.Flags().StringVar(&cmp.format, "format", textFormat, "text, markdown, json or sarif")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
	cmd.Flags().StringVar(&cmp.ref, "against", "", "git:REF to compare the clients of "+configName+" with (default: where HEAD left the main branch)")
	cmd.Flags().StringVar(&cmp.failOn, "fail-on", "", "exit with 1 if this is breaking: source, running, behaviour or any")
	cmd.Flags().StringVar(&cmp.accept, "accept", "", "file of changes that are agreed to")
	cmd.Flags().StringSliceVar(&cmp.callers, "callers", nil, "list only what touches these packages of yours, such as ./...")
	cmd.Flags().StringVar(&cmp.pkg, "package", "", "with --callers: the generated package that they import (default: the one that "+configName+" makes from the old document)")
	cmd.Flags().BoolVar(&cmp.tolerate, "tolerate", false, "leave out operations that a defect of a document reaches")
	return cmd
}

func (cmp *comparison) run(ctx context.Context, term *terminal, args []string) error {
	var err error
	if cmp.accepted, err = cmp.check(); err != nil {
		return usageError{err}
	}
	worst := changes.Verdicts{}
	if len(args) == 2 {
		var one comparedClient
		if one, err = cmp.two(ctx, args[0], args[1]); err == nil {
			worst, err = one.Report.Verdicts, cmp.print(term, one)
		}
	} else {
		var since string
		var all []comparedClient
		if since, all, err = cmp.against(ctx); err == nil {
			err = cmp.printClients(term, since, all)
		}
		for _, c := range all {
			worst = worst.Worse(c.Report.Verdicts)
		}
	}
	var defects *generator.Error
	switch {
	case errors.As(err, &defects):
		term.findings(defects.Findings, maxWarnings)
		if cmp.format == sarifFormat {
			err = errors.Join(err, writeJSON(term.out, sarifOfFindings("changes", defects.Findings)))
		}
		return errors.Join(errReported, usageError{err})
	case err != nil:
		return usageError{err}
	case cmp.fails(worst):
		return errReported
	}
	return nil
}

// two compares what two arguments name.
func (cmp *comparison) two(ctx context.Context, old, next string) (one comparedClient, err error) {
	before, err := readVersion(ctx, old)
	if err != nil {
		return one, err
	}
	now, err := readVersion(ctx, next)
	if err != nil {
		return one, err
	}
	before.lend(&now)
	now.lend(&before)
	one = comparedClient{Status: clientIsCompared, document: now.config.Specs[0]}
	if before.config.FS != nil {
		one.before = old
	}
	one.Report, err = cmp.compare(ctx, before, now, func() (string, error) { return old, nil })
	return one, err
}

// compare compares two versions. Which client the callers call is asked for only when that counts.
func (cmp *comparison) compare(ctx context.Context, before, now version, called func() (string, error)) (*changes.Report, error) {
	var client *callers.Client
	if len(cmp.callers) > 0 {
		of, err := called()
		if err != nil {
			return nil, err
		}
		if client, err = oldClient(ctx, of, cmp.pkg); err != nil {
			return nil, err
		}
		if before.config.Names == nil {
			before.config.Names = client.Names
		}
	}
	before.config.Tolerate = before.config.Tolerate || cmp.tolerate
	now.config.Tolerate = now.config.Tolerate || cmp.tolerate
	report, err := generator.Changes(ctx, before.config, now.config)
	if err != nil {
		return nil, err
	}
	report = report.Without(cmp.accepted)
	if before.folder != nil {
		made, err := generator.Regenerated(ctx, before.config, before.folder)
		if err != nil {
			return nil, err
		}
		report = report.WithGenerator(made)
	}
	if client == nil {
		return report, nil
	}
	return generator.Callers(ctx, report, client.ImportPath, callers.Config{Patterns: cmp.callers})
}

// check reads what the flags name.
func (cmp *comparison) check() (changes.Accepted, error) {
	if !slices.Contains(formats, cmp.format) {
		return nil, fmt.Errorf("--format %s: want text, markdown, json or sarif", cmp.format)
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

func (cmp *comparison) print(term *terminal, one comparedClient) error {
	switch cmp.format {
	case sarifFormat:
		return writeJSON(term.out, sarifOfChanges([]comparedClient{one}))
	case jsonFormat:
		return writeJSON(term.out, one.Report)
	}
	text := one.Report.Text()
	if cmp.format == markdownFormat {
		text = one.Report.Markdown()
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
