package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/output"
)

// bump is how the command of that name was called.
type bump struct {
	selection
	client  string
	convert bool
}

func bumpCommand(term *terminal) *cobra.Command {
	var b bump
	cmd := &cobra.Command{
		Use:   "bump document...",
		Short: "Add the client of a new version of an API beside that of the old",
		Long: `Add the client of a new version of an API to armsmith.yaml, beside that of the old version, and generate it. What was
there stays as it is, to the byte. The new client takes over the names of the old one, and CHANGELOG.md in its folder says
what has changed.

Without --client, the old version is the client whose document has the title of the new one, or else shares a path with it, and
of several the newest. Without --out, the folder is that of the old client with the new version in the place of the old. If anything fails, nothing is changed.`,
		Example: "  armsmith bump specs/azurebatch/2025-06-01/openapi.yaml",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{errors.New("`armsmith bump` takes one document, that of the new version, or those that describe it together")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return b.run(cmd.Context(), term, args) },
	}
	f := cmd.Flags()
	f.StringVarP(&b.config, "config", "c", "", "configuration (default: "+configName+", found upwards)")
	f.StringVar(&b.client, "client", "", "output folder of the client of the old version")
	f.StringVarP(&b.out, "out", "o", "", "output folder of the new client")
	f.StringVar(&b.tag, "tag", "", "tag of the new version, of a readme.md")
	f.BoolVar(&b.convert, "convert", false, "also write a package that turns models of the old version into those of the new, and back")
	return cmd
}

func (b *bump) run(ctx context.Context, term *terminal, paths []string) error {
	made := spec{paths: paths, tag: b.tag}
	chosen := b.out
	b.out, b.tag = "", ""
	clients, config, err := b.clients(term, nil)
	if err != nil {
		return err
	}
	next, old, err := b.next(ctx, clients, made, chosen)
	var defects *generator.Error
	if errors.As(err, &defects) {
		term.findings(defects.Findings, maxWarnings)
		term.failed(1, 1)
		return errReported
	} else if err != nil {
		return err
	}
	was, err := os.ReadFile(config)
	if err != nil {
		return err
	}
	edited, err := withClient(config, was, clients, old, next)
	if err != nil {
		return err
	}
	all, found := parseConfig(config, edited)
	if len(found) > 0 {
		term.findings(found, maxWarnings)
		return usageError{errReported}
	}
	cwd, err := os.Getwd()
	if err != nil {
		return err
	}
	b.apply(cwd, all)
	results, err := generateAll(ctx, term, all)
	if err != nil {
		return err
	}
	added := slices.IndexFunc(results, func(r result) bool { return r.Output != nil && sameFolder(r.out, next.Out) != "" })
	if err := currentBefore(term, results, added); err != nil {
		return err
	}
	if err := write(ctx, config, edited, results, added); err != nil {
		return fmt.Errorf("%w; %s and all clients are as they were", err, config)
	}
	term.bumped(config, results[added])
	return nil
}

// next returns the configuration of the new client, and the index of the client that it follows.
func (b *bump) next(ctx context.Context, clients []client, made spec, out string) (generator.Config, int, error) {
	next := generator.Config{Out: out, Convert: b.convert}
	made.into(&next)
	var configs []*generator.Config
	for i := range clients {
		c := clients[i].generatorConfig()
		if made.same(clients[i].spec) {
			return next, 0, usageError{fmt.Errorf("%s is the document of the client %s already: put that of the new version beside it", made, c.Out)}
		}
		if b.client != "" && sameFolder(c.Out, b.client) != "" {
			next.Since = c
		}
		configs = append(configs, c)
	}
	if b.client != "" && next.Since == nil {
		return next, 0, usageError{fmt.Errorf("--client %s: no client has this folder; there are %s", b.client, folders(clients))}
	}
	next, err := generator.Bump(ctx, configs, next)
	return next, slices.Index(configs, next.Since), err
}

// folders lists the output folders of clients.
func folders(clients []client) string {
	text := ""
	for i, c := range clients {
		if i > 0 {
			text += ", "
		}
		text += c.out
	}
	return text
}

// withClient returns a configuration with the new client in it.
func withClient(config string, text []byte, clients []client, old int, next generator.Config) ([]byte, error) {
	here := func(file string) string { return yamlText(fromConfig(config, file)) }
	before := clients[old]
	taken, err := takenOver(text, old)
	if err != nil {
		return nil, err
	}
	made := spec{paths: next.Specs, tag: next.Tag}.each(func(file string) string { return fromConfig(config, file) })
	added := []property{{"spec", made.yaml()}, {"out", here(next.Out)}, {"since", here(before.out)}}
	if before.pkg != "" {
		added = append(added, property{"package", yamlText(before.pkg)})
	}
	if before.root != "" {
		added = append(added, property{"root", here(before.root)})
	}
	if before.tolerate {
		added = append(added, property{"tolerate", "true"})
	}
	if before.standalone {
		added = append(added, property{"standalone", "true"})
	}
	if next.Convert {
		added = append(added, property{"convert", "true"})
	}
	added = append(added, taken...)
	var kept []property
	if before.runtime == "" && !before.standalone {
		// with a second client there would be one runtime for both, and the old client another one
		kept = []property{{"standalone", "true"}}
	}
	return addClient(text, old, kept, added)
}

// fromConfig returns a path as it stands in a configuration.
func fromConfig(config, file string) string {
	from, errFrom := filepath.Abs(filepath.Dir(config))
	to, errTo := filepath.Abs(file)
	if rel, err := filepath.Rel(from, to); errors.Join(errFrom, errTo, err) == nil {
		file = rel
	}
	return filepath.ToSlash(file)
}

// currentBefore makes sure that what is there is what it should be, so that nothing but the new
// client is written.
func currentBefore(term *terminal, results []result, added int) error {
	stale := false
	for i, r := range results {
		changed := !r.diff.Clean()
		if r.Output == nil { // a runtime that the new client needs more of
			changed = r.diff.Count(output.Changed) > 1 || r.diff.Count(output.Stale)+r.diff.Count(output.Kept) > 0
		}
		if i != added && changed {
			term.checked(r)
			stale = true
		}
	}
	if stale {
		fmt.Fprintln(term.err, "run `armsmith generate` first, and commit what it writes: nothing else is to change with a new version; nothing was written")
		return errReported
	}
	return nil
}

// write writes the new client, what it needs of the runtime, and last of all the configuration.
// When that fails, what was written is taken back.
func write(ctx context.Context, config string, text []byte, results []result, added int) (err error) {
	commit, discard, err := aside(config, text)
	if err != nil {
		return err
	}
	defer discard()
	var undo []func() error
	defer func() {
		if err != nil {
			for _, f := range slices.Backward(undo) {
				err = errors.Join(err, f())
			}
		}
	}()
	for i, r := range results {
		if i != added && r.Output != nil {
			continue
		}
		back, err := takeBack(r, results, added)
		if err != nil {
			return err
		}
		undo = append(undo, back)
		if err := r.diff.Write(ctx); err != nil {
			return err
		}
	}
	return commit()
}

// takeBack returns what undoes the writing of a result: a set without the new client.
func takeBack(r result, results []result, added int) (func() error, error) {
	if r.Output != nil {
		created := missingAbove(r.out)
		return func() error { return removeAll(r.out, created) }, nil
	}
	var old []*generator.Output
	for i, other := range results {
		if i != added && other.Output != nil && other.runtime != "" {
			old = append(old, other.Output)
		}
	}
	set, err := generator.Runtime(old...)
	if err != nil {
		return nil, err
	}
	if set == nil {
		created := missingAbove(r.out)
		return func() error { return removeAll(r.out, created) }, nil
	}
	return func() error {
		diff, err := set.Compare(r.out)
		if err != nil {
			return err
		}
		return diff.Write(context.Background())
	}, nil
}

// missingAbove returns the folders that have to be made for one, the deepest first.
func missingAbove(dir string) []string {
	var out []string
	for at := filepath.Clean(dir); at != filepath.Dir(at); at = filepath.Dir(at) {
		if _, err := os.Lstat(at); err == nil {
			break
		}
		out = append(out, at)
	}
	return out
}

// removeAll removes a folder that was not there before, and those above it that were made for it.
func removeAll(dir string, created []string) error {
	if len(created) == 0 {
		return nil // it was there
	}
	err := os.RemoveAll(dir)
	for _, d := range created {
		_ = os.Remove(d) // stays when somebody else has put something there
	}
	return err
}
