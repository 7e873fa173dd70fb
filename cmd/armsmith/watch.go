package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/spf13/cobra"
)

// quiet is how long files must have rested before they are read: editors write in several steps.
const quiet = 200 * time.Millisecond

func watchCommand(term *terminal) *cobra.Command {
	var sel selection
	cmd := &cobra.Command{
		Use:   "watch [document... --out folder]",
		Short: "Generate, and generate again whenever a document changes",
		Long: `Generate as generate does, and again whenever a document, a file that it refers to, or armsmith.yaml changes, until
interrupted. A document with defects is reported and waited for: what was generated before stays.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if slices.Contains(args, stdinArg) {
				return usageError{errors.New("watch cannot read standard input, which does not change: name a file")}
			}
			return watch(cmd.Context(), term, &sel, args)
		},
	}
	sel.flags(cmd)
	return cmd
}

func watch(ctx context.Context, term *terminal, sel *selection, args []string) error {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("files cannot be watched here: %w", err)
	}
	defer watcher.Close()
	w := &watching{term: term, sel: sel, args: args, watcher: watcher, files: map[string]bool{}, folders: map[string]bool{}}
	for {
		if err := w.generate(ctx); err != nil {
			return err
		}
		fmt.Fprintln(term.out, "watching; interrupt to end")
		if err := w.wait(ctx); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return nil
		}
	}
}

// watching is the state of a watch: the files that matter, and the folders that are watched for
// them. Folders are watched, not files, because editors replace a file by renaming another over it.
type watching struct {
	term    *terminal
	sel     *selection
	args    []string
	watcher *fsnotify.Watcher
	files   map[string]bool // and folders of documents: all that is in them matters
	folders map[string]bool
}

// generate writes the clients once and notes which files they depend on. Only what waiting cannot
// mend is an error.
func (w *watching) generate(ctx context.Context) error {
	clients, config, err := w.sel.clients(w.term, w.args)
	if err != nil && (config == "" || !errors.Is(err, errReported)) {
		return err
	}
	files := make([]string, 0, len(clients)+1)
	if config != "" {
		files = append(files, config)
	}
	for _, c := range clients {
		files = append(append(files, c.spec.paths...), c.spec.overlays...)
	}
	if err := w.watch(files); err != nil { // before they are read, so that no change is missed
		return err
	}
	w.term.writes = true
	results, err := generateAll(ctx, w.term, clients)
	if errors.Is(err, errReported) {
		return nil // the files of the last good run are still watched
	}
	if err != nil {
		return err
	}
	for _, r := range results {
		if r.Output != nil {
			if err := w.watch(r.Sources); err != nil {
				return err
			}
		}
		if err := r.diff.Write(ctx); err != nil {
			return err
		}
		w.term.wrote(r)
	}
	return nil
}

// watch adds files to those that matter. None is ever taken off: a change of one that no longer
// matters costs a run that writes nothing.
func (w *watching) watch(files []string) error {
	for _, file := range files {
		abs, err := filepath.Abs(file)
		if err != nil {
			return err
		}
		w.files[abs] = true
		folder := filepath.Dir(abs)
		if info, err := os.Stat(abs); err == nil && info.IsDir() {
			folder = abs
		}
		if w.folders[folder] {
			continue
		}
		if err := w.watcher.Add(folder); err != nil {
			return fmt.Errorf("folder %s cannot be watched: %w", folder, err)
		}
		w.folders[folder] = true
	}
	return nil
}

// isDocument reports whether a file may be a document, by its name.
func isDocument(name string) bool {
	return slices.Contains([]string{".json", ".yaml", ".yml"}, strings.ToLower(filepath.Ext(name)))
}

// wait returns when a file that matters has changed and rested, or the context is done.
func (w *watching) wait(ctx context.Context) error {
	var rested <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return nil
		case event := <-w.watcher.Events:
			name := filepath.Clean(event.Name)
			if (w.files[name] || w.files[filepath.Dir(name)] && isDocument(name)) && !event.Has(fsnotify.Chmod) {
				rested = time.After(quiet)
			}
		case err := <-w.watcher.Errors:
			return fmt.Errorf("watching files: %w", err)
		case <-rested:
			return nil
		}
	}
}
