package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Write makes the folder what was generated, or leaves it as it was. All that changes is first
// written aside and synced to disk; then one rename decides that it shall be, and renames put each
// file in its place. What fails before that is thrown away, what fails after it is taken back, and
// what is cut off (kill -9, a loss of power) is finished by the next run that looks at the folder.
// What is unchanged is not touched.
//
// The folder is locked meanwhile. Another run may have written it since the comparison was made:
// then the comparison becomes that with what is there now. A comparison that refuses writes nothing
// and returns [ErrRefused].
func (c *Comparison) Write(ctx context.Context) error {
	if len(c.Refused) > 0 {
		return ErrRefused
	}
	if c.Clean() {
		return nil
	}
	if err := context.Cause(ctx); err != nil {
		return fmt.Errorf("output folder %s: nothing was changed: %w", c.Dir, err)
	}
	created, err := makeFolder(c.Dir)
	if err == nil {
		err = c.writeLocked(ctx)
	}
	if err != nil {
		removeFolders(created)
		return fmt.Errorf("output folder %s: %w", c.Dir, plain(err))
	}
	return nil
}

// ErrRefused is returned by [Comparison.Write] when something stands in the way; Refused says what.
var ErrRefused = errors.New("files that armsmith did not write stand in the way")

func (c *Comparison) writeLocked(ctx context.Context) error {
	held, err := lockFolder(ctx, c.Dir)
	if err != nil {
		return err
	}
	defer held.release()
	root, err := os.OpenRoot(c.Dir)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := finish(root); err != nil {
		return err
	}
	now, err := c.set.compare(c.Dir, root)
	if err != nil {
		return err
	}
	if *c = *now; len(c.Refused) > 0 {
		return ErrRefused
	}
	j, changes := c.steps()
	if err := stage(ctx, root, j, changes); err != nil {
		return fmt.Errorf("nothing was changed: %w", errors.Join(plain(err), root.RemoveAll(stagingName)))
	}
	return commit(root, j)
}

// stage writes aside all that will be needed, and waits until it is on disk.
func stage(ctx context.Context, root *os.Root, j journal, changes []Change) error {
	for _, dir := range []string{stagingName, stagingName + "/new", stagingName + "/old"} {
		if err := root.Mkdir(dir, 0o755); err != nil {
			return err
		}
	}
	for i, change := range changes {
		if err := context.Cause(ctx); err != nil {
			return err
		}
		if change.New != nil {
			if err := writeSynced(root, newFile(stagingName, i), change.New); err != nil {
				return err
			}
		}
		if change.Old != nil {
			if err := keep(root, change, oldFile(stagingName, i)); err != nil {
				return err
			}
		}
	}
	if err := writeSynced(root, stagingName+"/"+journalFile, j.bytes()); err != nil {
		return err
	}
	for _, dir := range []string{stagingName + "/new", stagingName + "/old", stagingName} {
		syncFolder(root, dir)
	}
	return nil
}

// keep keeps an old file, under another name or, where a file has but one name, as a copy.
func keep(root *os.Root, change Change, to string) error {
	if root.Link(change.Path, to) == nil {
		return nil
	}
	return writeSynced(root, to, change.Old)
}

// commit makes what was staged happen: all of it, or, when a step fails, none.
func commit(root *os.Root, j journal) error {
	if err := root.Rename(stagingName, commitName); err != nil {
		return err
	}
	syncFolder(root, ".")
	failure := j.redo(root)
	if failure == nil {
		return discard(root, commitName, j)
	}
	if err := root.Rename(commitName, undoName); err != nil {
		return fmt.Errorf("%w; what was written until then stays, and the next run will finish it (%w)", plain(failure), plain(err))
	}
	if err := j.undo(root); err != nil {
		return fmt.Errorf("%w; what was written until then could not all be taken back, and the next run will try again: %w", plain(failure), err)
	}
	return fmt.Errorf("nothing was changed: %w", errors.Join(plain(failure), discard(root, undoName, j)))
}

func writeSynced(root *os.Root, p string, data []byte) error {
	f, err := root.OpenFile(p, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
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
