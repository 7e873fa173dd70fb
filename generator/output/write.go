package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
)

// stagingName is the folder, inside the output folder and so on the same file system, where files
// wait to be renamed into place. The go command ignores names that begin with a dot.
const stagingName = ".armsmith-staging"

// Write makes the folder what was generated. Every changed file is first written aside; only when
// all of them are on disk is any moved into place, each by a rename, so that no file is ever seen
// half-written. What is unchanged is not touched. A comparison that refuses writes nothing and
// returns [ErrRefused].
//
// A run that is cut off between the first rename and the last leaves a folder that the next run
// completes: the manifest claims old and new files alike before anything moves.
func (c *Comparison) Write(ctx context.Context) error {
	if len(c.Refused) > 0 {
		return ErrRefused
	}
	if c.Clean() {
		return nil
	}
	created, err := makeFolder(c.Dir)
	if err != nil {
		return fmt.Errorf("output folder %s: %w", c.Dir, plain(err))
	}
	root, err := os.OpenRoot(c.Dir)
	if err != nil {
		return fmt.Errorf("output folder %s: %w", c.Dir, plain(err))
	}
	defer root.Close()
	if err := c.stage(ctx, root); err != nil {
		removeFolders(created)
		return fmt.Errorf("output folder %s: nothing was changed: %w", c.Dir, err)
	}
	defer root.RemoveAll(stagingName)
	if err := c.commit(root); err != nil {
		return fmt.Errorf("output folder %s: some files are written and some are not; generate again once this is mended: %w", c.Dir, err)
	}
	return nil
}

// ErrRefused is returned by [Comparison.Write] when something stands in the way; Refused says what.
var ErrRefused = errors.New("files that armsmith did not write stand in the way")

// stage writes aside all that will be needed. When it fails it leaves nothing behind.
func (c *Comparison) stage(ctx context.Context, root *os.Root) (err error) {
	if err := root.RemoveAll(stagingName); err != nil { // of a run that was cut off
		return err
	}
	if err := root.Mkdir(stagingName, 0o755); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, root.RemoveAll(stagingName))
		}
	}()
	for i, change := range c.Changes {
		if change.Kind != Missing && change.Kind != Changed {
			continue
		}
		if err := context.Cause(ctx); err != nil {
			return err
		}
		if err := root.WriteFile(staged(i), change.New, 0o644); err != nil {
			return err
		}
	}
	if c.manifestStays() {
		return nil
	}
	return root.WriteFile(claimsFile, c.claims().Bytes(), 0o644)
}

// commit moves what was staged into place: claims, files, deletions, and last the manifest as it
// shall stay.
func (c *Comparison) commit(root *os.Root) error {
	if !c.manifestStays() {
		if err := root.Rename(claimsFile, ManifestName); err != nil {
			return err
		}
	}
	for i, change := range c.Changes {
		if change.Kind != Missing && change.Kind != Changed {
			continue
		}
		if change.Path == ManifestName {
			continue
		}
		if err := root.MkdirAll(path.Dir(change.Path), 0o755); err != nil {
			return err
		}
		if err := root.Rename(staged(i), change.Path); err != nil {
			return err
		}
	}
	for i, change := range c.Changes {
		var err error
		switch {
		case change.Kind == Stale:
			err = removeFile(root, change.Path)
		case change.Path == ManifestName && change.Kind != Same:
			err = root.Rename(staged(i), ManifestName)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// claims is the manifest while writing goes on: everything that was ours and everything that will
// be.
func (c *Comparison) claims() Manifest {
	sums := maps.Clone(c.old.Sums)
	if sums == nil {
		sums = map[string]string{}
	}
	maps.Copy(sums, c.new.Sums)
	return Manifest{Version: c.new.Version, Sums: sums}
}

// manifestStays reports whether the manifest on disk is already the one to be: the same files with
// the same sums.
func (c *Comparison) manifestStays() bool {
	return slices.ContainsFunc(c.Changes, func(change Change) bool {
		return change.Path == ManifestName && change.Kind == Same
	})
}

const claimsFile = stagingName + "/claims"

func staged(i int) string {
	return path.Join(stagingName, strconv.Itoa(i))
}

// removeFile deletes a file and the folders it leaves empty.
func removeFile(root *os.Root, p string) error {
	if err := root.Remove(p); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, dir := range parents(p) {
		if root.Remove(dir) != nil {
			break // not empty
		}
	}
	return nil
}

// makeFolder creates a folder and what is missing above it, and returns what it created, the
// deepest first.
func makeFolder(dir string) (created []string, err error) {
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(at); err == nil || !errors.Is(err, fs.ErrNotExist) || at == filepath.Dir(at) {
			break
		}
		created = append(created, at)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		removeFolders(created)
		return nil, err
	}
	return created, nil
}

// removeFolders undoes makeFolder. A folder that meanwhile holds something stays.
func removeFolders(created []string) {
	for _, dir := range created {
		_ = os.Remove(dir)
	}
}
