package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/output"
)

// selection is what the command line says about which clients to work on.
type selection struct {
	config   string
	out      string
	tag      string
	pkg      string
	tolerate bool
	tidy     bool
}

// flags adds a selection's flags to a command.
func (s *selection) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVarP(&s.config, "config", "c", "", "configuration (default: "+configName+", found upwards)")
	f.StringVarP(&s.out, "out", "o", "", "output folder, with documents as arguments: no configuration is read")
	f.StringVar(&s.tag, "tag", "", "tag of a readme.md, with --out (default: the one that it names as its own)")
	f.StringVarP(&s.pkg, "package", "p", "", "Go package name, with --out (default: after the folder)")
	f.BoolVar(&s.tolerate, "tolerate", false, "leave out what a defect of the document reaches, and generate the rest")
}

// clients returns what to work on: the one client of the arguments, or all of the configuration's.
// It also returns the configuration's path, "" when there is none.
func (s *selection) clients(term *terminal, args []string) (clients []client, config string, err error) {
	if len(args) > 0 || s.out != "" || s.pkg != "" || s.tag != "" {
		if len(args) == 0 || s.out == "" || s.config != "" {
			return nil, "", usageError{errors.New("without a configuration, want one document and --out; or several, which make one client")}
		}
		if s.pkg != "" && !generator.IsPackageName(s.pkg) {
			return nil, "", usageError{fmt.Errorf("--package: "+notPackage, s.pkg)}
		}
		one := client{spec: spec{paths: args, tag: s.tag}, out: s.out, pkg: s.pkg, tolerate: s.tolerate, tidy: s.tidy}
		if one.stdin, err = term.stdin(args); one.stdin != nil {
			one.spec.paths = []string{stdinName}
		}
		return []client{one}, "", err
	}
	cwd, err := os.Getwd()
	if err != nil {
		return nil, "", err
	}
	if config = s.config; config == "" {
		if config, err = findConfig(cwd); err != nil {
			return nil, "", usageError{err}
		}
	}
	config = fromHere(cwd, config)
	clients, found := readConfig(config)
	if len(found) > 0 {
		term.findings(found, maxWarnings)
		return nil, config, usageError{errReported}
	}
	s.apply(cwd, clients)
	return clients, config, nil
}

// apply adds to a configuration's clients what the command line says, and shortens their paths.
func (s *selection) apply(cwd string, clients []client) {
	for i := range clients {
		c := &clients[i]
		here := func(file string) string { return fromHere(cwd, file) }
		c.spec, c.out = c.spec.each(here), here(c.out)
		c.tolerate = c.tolerate || s.tolerate
		c.tidy = s.tidy
		if c.runtime != "" {
			c.runtime = here(c.runtime)
		}
	}
}

// result is one client, generated and laid against its folder, or the runtime that clients share.
type result struct {
	client
	*generator.Output // nil of a runtime
	diff              *output.Comparison
}

// generateAll generates every client before anything is written, prints all findings, and fails
// when any client did.
func generateAll(ctx context.Context, term *terminal, clients []client) ([]result, error) {
	progress := term.progress(len(clients) * generator.Stages)
	defer progress.finish()
	var results []result
	var found []finding.List
	failed := 0
	for _, c := range clients {
		r, list, err := generateOne(ctx, c, progress)
		if err != nil {
			return nil, err
		}
		found = append(found, list)
		if r == nil {
			failed++
			continue
		}
		results = append(results, *r)
	}
	progress.finish()
	told := map[string]bool{}
	for i, list := range found {
		// the defects of a version before are those of its own client as well
		list = slices.DeleteFunc(list, func(f finding.Finding) bool {
			twice := told[f.String()]
			told[f.String()] = true
			return twice
		})
		most := maxWarnings
		if clients[i].tolerate {
			most = len(list)
		}
		term.findings(list, most)
	}
	if failed > 0 {
		term.failed(failed, len(clients))
		return nil, errReported
	}
	shared, err := runtimeOf(term, results)
	if shared == nil {
		return results, err
	}
	return append([]result{*shared}, results...), nil
}

// runtimeOf lays the runtime that clients share against its folder; nil when they share none.
func runtimeOf(term *terminal, results []result) (*result, error) {
	var outputs []*generator.Output
	folder := ""
	for _, r := range results {
		if r.runtime != "" {
			folder = r.runtime
			outputs = append(outputs, r.Output)
		}
	}
	set, err := generator.Runtime(outputs...)
	if set == nil || err != nil {
		return nil, err
	}
	diff, err := set.Compare(folder)
	if err != nil {
		return nil, err
	}
	if len(diff.Refused) > 0 {
		term.findings(diff.Refused, maxWarnings)
		term.failed(1, 1)
		return nil, errReported
	}
	return &result{client: client{out: folder}, diff: diff}, nil
}

// generateOne generates one client and compares it. Without a result, the findings say why there is
// none.
func generateOne(ctx context.Context, c client, progress *progress) (*result, finding.List, error) {
	cfg := c.generatorConfig()
	cfg.Progress = func(stage generator.Stage) { progress.step(c.out, string(stage)) }
	out, err := generator.Generate(ctx, *cfg)
	var defects *generator.Error
	if errors.As(err, &defects) {
		return nil, defects.Findings, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", c.spec.String(), err)
	}
	diff, err := out.Compare(c.out)
	if err != nil {
		return nil, nil, err
	}
	list := append(out.Findings, diff.Refused...)
	if len(diff.Refused) > 0 {
		return nil, list, nil
	}
	return &result{client: c, Output: out, diff: diff}, list, nil
}
