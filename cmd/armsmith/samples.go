package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"github.com/spf13/cobra"
	"golang.org/x/mod/module"

	"github.com/armsmith/armsmith/generator"
)

// sampling is how the command samples was called.
type sampling struct {
	sel        selection
	importPath string // of the client, where no configuration says it
	file       string // "" for standard output
}

func samplesCommand(term *terminal) *cobra.Command {
	var s sampling
	cmd := &cobra.Command{
		Use:   "samples [document...]",
		Short: "Write an OpenAPI Overlay that shows every operation called in Go, for pages that document an API",
		Long: `Write an OpenAPI Overlay (1.0) that adds a sample in Go to every operation of a document, as x-codeSamples, which Redoc, Scalar
and their like show. Each sample is a program that compiles, with the values of the document's own examples.

The client is the one that armsmith.yaml makes of the documents given, or that has the output folder given; without any, the
only one there is. Of documents that armsmith.yaml does not have, --import says what programs import.

Samples of other languages stay where the overlay is applied, and those of an earlier overlay are replaced.`,
		Example: "  armsmith samples -o samples.overlay.yaml\n  armsmith samples openapi.yaml --import example.com/shop/api",
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := s.client(term, args)
			if err != nil {
				return err
			}
			return s.run(cmd.Context(), term, c)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&s.file, "out", "o", "", "file to write (default: standard output)")
	f.StringVar(&s.importPath, "import", "", "import path of the client, with documents as arguments: no configuration is read")
	f.StringVarP(&s.sel.pkg, "package", "p", "", "Go package name, with --import (default: after the path)")
	f.StringVar(&s.sel.tag, "tag", "", "tag of a readme.md (default: the one that it names as its own)")
	f.StringVarP(&s.sel.config, "config", "c", "", "configuration (default: "+configName+", found upwards)")
	f.BoolVar(&s.sel.tolerate, "tolerate", false, "leave out operations that a defect of the document reaches")
	return cmd
}

// client returns the client that the samples call.
func (s *sampling) client(term *terminal, args []string) (*client, error) {
	if s.importPath != "" || s.sel.pkg != "" {
		return s.unconfigured(term, args)
	}
	if slices.Contains(args, stdinArg) {
		return nil, usageError{errors.New("-: say with --import what programs import the client as")}
	}
	asked := spec{paths: args, tag: s.sel.tag}
	sel := s.sel
	sel.tag = ""
	clients, config, err := sel.clients(term, nil)
	if err != nil && len(args) > 0 && sel.config == "" && config == "" {
		return nil, usageError{fmt.Errorf("%w; or say with --import what programs import the client of %s as", err, asked)}
	}
	if err != nil {
		return nil, err
	}
	var found []client
	for _, c := range clients {
		folder := len(args) == 1 && sameFolder(c.out, args[0]) != ""
		if len(args) == 0 || folder || asked.same(c.spec) || len(args) == 1 && c.spec.tag == asked.tag && c.spec.holds(args[0]) {
			found = append(found, c)
		}
	}
	switch len(found) {
	case 0:
		return nil, usageError{fmt.Errorf("%s makes no client of %s: say with --import what programs import it as", config, asked)}
	case 1:
		return &found[0], nil
	}
	return nil, usageError{fmt.Errorf("%s has more than one client that could be meant: name the output folder of one, of %s",
		config, folders(found))}
}

// unconfigured returns a client that only the command line knows.
func (s *sampling) unconfigured(term *terminal, args []string) (*client, error) {
	switch {
	case s.importPath == "":
		return nil, usageError{errors.New("--package is for a client that --import names")}
	case s.sel.config != "" || len(args) == 0:
		return nil, usageError{errors.New("--import is for documents as arguments, without a configuration")}
	case s.sel.pkg != "" && !generator.IsPackageName(s.sel.pkg):
		return nil, usageError{fmt.Errorf("--package: "+notPackage, s.sel.pkg)}
	}
	if err := module.CheckImportPath(s.importPath); err != nil {
		return nil, usageError{fmt.Errorf("--import: %w", err)}
	}
	c := &client{spec: spec{paths: args, tag: s.sel.tag}, pkg: s.sel.pkg, tolerate: s.sel.tolerate}
	if c.pkg == "" {
		c.pkg = generator.PackageName(s.importPath)
	}
	var err error
	if c.stdin, err = term.stdin(args); c.stdin != nil {
		c.spec.paths = []string{stdinName}
	}
	return c, err
}

func (s *sampling) run(ctx context.Context, term *terminal, c *client) error {
	cfg := c.generatorConfig()
	cfg.ImportPath = s.importPath
	made, err := generator.Samples(ctx, *cfg)
	var defects *generator.Error
	if errors.As(err, &defects) {
		term.findings(defects.Findings, maxWarnings)
		term.failed(1, 1)
		return errReported
	}
	if err != nil {
		return err
	}
	term.findings(made.Findings, maxWarnings)
	if len(made.List) == 0 {
		return fmt.Errorf("%s has no operation that could be called; `armsmith inspect` says what it has", c.spec)
	}
	text, err := made.Overlay()
	if err != nil {
		return err
	}
	if s.file == "" {
		_, err = term.out.Write(text)
		return err
	}
	return writeSamples(s.file, text)
}

// writeSamples writes an overlay in the place of an earlier one, and of nothing else.
func writeSamples(file string, text []byte) error {
	was, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case !bytes.HasPrefix(was, []byte(generator.SamplesHeader)):
		return fmt.Errorf("%s was not written by `armsmith samples`, so it stays: give another file", file)
	}
	return replaceFile(file, text)
}
