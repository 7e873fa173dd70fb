package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"github.com/armsmith/armsmith"
)

func versionCommand(term *terminal) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of armsmith and what it was built from",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			fmt.Fprintf(term.out, "armsmith %s\n", armsmith.Version)
			term.line("go", "%s %s/%s", runtime.Version(), runtime.GOOS, runtime.GOARCH)
			info, ok := debug.ReadBuildInfo()
			if !ok {
				return nil
			}
			term.line("module", "%s %s", armsmith.Module, moduleVersion(info))
			for _, s := range info.Settings {
				switch {
				case s.Key == "vcs.revision", s.Key == "vcs.time":
					term.line(s.Key[len("vcs."):], "%s", s.Value)
				case s.Key == "vcs.modified" && s.Value == "true":
					term.line("modified", "what is not committed is built in")
				}
			}
			return nil
		},
	}
}

// moduleVersion returns the version of armsmith's module in a program, whether it is the main one
// or what another uses as a tool.
func moduleVersion(info *debug.BuildInfo) string {
	for _, dep := range info.Deps {
		if dep.Path == armsmith.Module && dep.Replace != nil {
			return dep.Version + ", replaced by " + dep.Replace.Path
		}
		if dep.Path == armsmith.Module {
			return dep.Version
		}
	}
	return info.Main.Version
}

func manCommand(term *terminal) *cobra.Command {
	return &cobra.Command{
		Use:     "man folder",
		Short:   "Write the manual pages of all commands into a folder",
		Example: "  armsmith man /usr/local/share/man/man1",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			header := &doc.GenManHeader{Title: "ARMSMITH", Section: "1", Source: "armsmith " + armsmith.Version}
			if err := doc.GenManTree(cmd.Root(), header, args[0]); err != nil {
				return err
			}
			pages, err := filepath.Glob(filepath.Join(args[0], "armsmith*.1"))
			fmt.Fprintf(term.out, "wrote %s into %s\n", plural(len(pages), "page"), args[0])
			return err
		},
	}
}
