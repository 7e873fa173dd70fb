package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/callers"
	"github.com/armsmith/armsmith/generator/migrate"
)

func migrateCommand(term *terminal) *cobra.Command {
	dryRun := false
	cmd := &cobra.Command{
		Use:   "migrate oldpkg newpkg [packages]",
		Short: "Move the callers of a generated package to another version of it",
		Long: `Rewrite the packages that call a generated package (./... unless others are named) so that they call another version of
it: imports, that of the fakes too, and what is called otherwise there: types, fields, methods, constants, and operations
that have gone to another group. The two are import paths, or folders.

The compiler reads the result before anything is written. What cannot be done for sure is left as it is and listed, with
what the compiler says; then the exit code is 1.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usageError{errors.New("`armsmith migrate` takes two generated packages, the old one and the new one, and the packages to rewrite (default: ./...)")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			patterns := args[2:]
			if len(patterns) == 0 {
				patterns = []string{"./..."}
			}
			return migrateRun(cmd.Context(), term, args[0], args[1], patterns, dryRun)
		},
	}
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "print a patch for git apply, and write nothing")
	return cmd
}

func migrateRun(ctx context.Context, term *terminal, oldPkg, newPkg string, patterns []string, dryRun bool) error {
	old, err := callers.Find(ctx, "", packageArg(oldPkg))
	if err != nil {
		return usageError{err}
	}
	now, err := callers.Find(ctx, "", packageArg(newPkg))
	if err != nil {
		return usageError{err}
	}
	m := generator.Migration{Old: old, New: now, Program: callers.Config{Patterns: patterns}}
	if m.Before, m.Now, err = madeFrom(old, now); err != nil {
		return err
	}
	result, err := generator.Migrate(ctx, m)
	var defects *generator.Error
	if errors.As(err, &defects) {
		term.findings(defects.Findings, maxWarnings)
		return errors.Join(errReported, usageError{err})
	} else if err != nil {
		return usageError{err}
	}
	if dryRun {
		fmt.Fprint(term.out, result.Patch())
	} else if err := result.Write(ctx); err != nil {
		return err
	}
	return told(term, result, dryRun)
}

// told says what was done and what is left.
func told(term *terminal, result *migrate.Result, dryRun bool) error {
	if !dryRun {
		for _, f := range result.Files {
			fmt.Fprintln(term.out, "rewrote "+f.Path)
		}
	}
	for _, file := range result.Skipped {
		fmt.Fprintln(term.err, file+": skipped, as it is generated: generate it again")
	}
	if len(result.Left) == 0 {
		return nil
	}
	for _, l := range result.Left {
		fmt.Fprintln(term.err, l)
	}
	fmt.Fprintf(term.err, "armsmith: %d %s left, for you to decide\n", len(result.Left), map[bool]string{true: "place is", false: "places are"}[len(result.Left) == 1])
	return errReported
}

// packageArg has a folder be a package, as people write it: gen/pets/v1 for ./gen/pets/v1.
func packageArg(arg string) string {
	if info, err := os.Stat(arg); err == nil && info.IsDir() && filepath.IsLocal(arg) {
		return "./" + filepath.ToSlash(filepath.Clean(arg))
	}
	return arg
}

// madeFrom returns what two packages are generated from; nil when there is no armsmith.yaml that
// knows both.
func madeFrom(old, now *callers.Client) (before, after *generator.Config, err error) {
	cwd, err := os.Getwd()
	if err != nil {
		return nil, nil, err
	}
	config, err := findConfig(cwd)
	if err != nil {
		return nil, nil, nil
	}
	clients, found := readConfig(config)
	if len(found) > 0 {
		return nil, nil, usageError{errors.New(found[0].String())}
	}
	of := func(p *callers.Client) *generator.Config {
		for _, c := range clients {
			if realPath(c.out) == realPath(p.Dir) {
				cfg := &generator.Config{Package: p.Name, Root: c.root, Tolerate: c.tolerate}
				c.spec.into(cfg)
				return cfg
			}
		}
		return nil
	}
	before, after = of(old), of(now)
	return before, after, nil
}
