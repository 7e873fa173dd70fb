package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

func checkCommand(term *terminal) *cobra.Command {
	var sel selection
	cmd := &cobra.Command{
		Use:   "check [document... --out folder]",
		Short: "Fail, and say what differs, when generated files are not what the documents give",
		Long: `Generate in memory and compare with what is there; no file is touched. It exits with 1 when anything differs or a document
has defects, which makes it a step for continuous integration. With --format sarif, each file that differs is a finding, for code
scanning.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			clients, _, err := sel.clients(term, args)
			if err != nil {
				return err
			}
			results, err := generateAll(cmd.Context(), term, clients)
			if err != nil {
				return err
			}
			dirty := 0
			for _, r := range results {
				if !r.diff.Clean() {
					dirty++
				}
				term.checked(r)
			}
			if dirty > 0 {
				fmt.Fprintln(term.err, "to do: run `armsmith generate` and commit what it writes; `armsmith diff` shows what would change")
				return errReported
			}
			return nil
		},
	}
	sel.flags(cmd)
	term.formatFlag(cmd)
	return cmd
}

func diffCommand(term *terminal) *cobra.Command {
	var sel selection
	cmd := &cobra.Command{
		Use:   "diff [document... --out folder]",
		Short: "Show what generate would change, as a unified diff",
		Long: `Show what generate would change, as a unified diff that git apply reads. Nothing is written. Like diff itself, it exits
with 1 when there are differences.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			clients, _, err := sel.clients(term, args)
			if err != nil {
				return err
			}
			results, err := generateAll(cmd.Context(), term, clients)
			if err != nil {
				return err
			}
			cwd, err := os.Getwd()
			if err != nil {
				return err
			}
			dirty := false
			for _, r := range results {
				fmt.Fprint(term.out, r.diff.Diff(cwd))
				dirty = dirty || !r.diff.Clean()
			}
			if dirty {
				return errReported
			}
			return nil
		},
	}
	sel.flags(cmd)
	return cmd
}
