package main

import (
	"github.com/spf13/cobra"
)

func generateCommand(term *terminal) *cobra.Command {
	var sel selection
	cmd := &cobra.Command{
		Use:   "generate [document... --out folder]",
		Short: "Write the clients that armsmith.yaml lists, or one client of the documents given",
		Long: `Write the clients that armsmith.yaml lists, or one client of the documents given: those that
describe one API together, the folder that they are in, or a readme.md that names them by --tag. A
document called - is read from standard input.

Everything is generated before anything is written. Files that are up to date are not touched, files that are no longer
generated are deleted, and a file that armsmith did not write is never overwritten.`,
		Example: "  armsmith generate\n  armsmith generate openapi.yaml --out api --package api",
		RunE: func(cmd *cobra.Command, args []string) error {
			clients, _, err := sel.clients(term, args)
			if err != nil {
				return err
			}
			term.writes = true
			results, err := generateAll(cmd.Context(), term, clients)
			if err != nil {
				return err
			}
			for _, r := range results {
				if err := r.diff.Write(cmd.Context()); err != nil {
					return err
				}
				term.wrote(r)
			}
			return nil
		},
	}
	sel.flags(cmd)
	term.formatFlag(cmd)
	cmd.Flags().BoolVar(&sel.tidy, "tidy", false, "forget the names of what the documents no longer hold; until then no other thing takes them")
	return cmd
}
