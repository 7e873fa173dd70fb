package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// The folders, inside the output folder and so on its file system, in which a change is prepared.
// Its name says how far it has come; the go command ignores names that begin with a dot.
const (
	stagingName = ".armsmith-staging" // being prepared: nothing has changed yet, throw it away
	commitName  = ".armsmith-commit"  // on disk as a whole: finish it
	undoName    = ".armsmith-undo"    // failed half-way: take it back
)

// A journal lists the steps that lead from one state of the output folder to the next. It is
// written beside the new files, so that whoever comes after a run that was cut off can finish it.
// Doing a step twice does no harm, nor does undoing it twice.
type journal []step

// step changes one file. New text waits as new/N, N being the number of the step, and what was
// there before is kept as old/N until all is done.
type step struct {
	verb verb
	path string
}

type verb string

const (
	create  verb = "create"
	replace verb = "replace"
	remove  verb = "delete"
)

const journalFile = "steps"

func oldFile(dir string, i int) string { return path.Join(dir, "old", strconv.Itoa(i)) }
func newFile(dir string, i int) string { return path.Join(dir, "new", strconv.Itoa(i)) }

// steps lists what a comparison changes, with the texts of each step. Deletions come first: where
// case does not count, Pets.go must be gone before pets.go can be there. The manifest comes last.
func (c *Comparison) steps() (j journal, changes []Change) {
	verbs := map[Kind]verb{Missing: create, Changed: replace, Stale: remove}
	for _, deletions := range []bool{true, false} {
		for _, change := range c.Changes {
			if v, differs := verbs[change.Kind]; differs && (v == remove) == deletions {
				j = append(j, step{v, change.Path})
				changes = append(changes, change)
			}
		}
	}
	return j, changes
}

// redo makes the changes of a committed journal that have not been made yet.
func (j journal) redo(root *os.Root) error {
	for i, s := range j {
		if s.verb == remove {
			if err := removeFile(root, s.path); err != nil {
				return err
			}
			continue
		}
		if err := root.MkdirAll(path.Dir(s.path), 0o755); err != nil {
			return err
		}
		if err := root.Rename(newFile(commitName, i), s.path); err != nil && !j.moved(root, i) {
			return err
		}
	}
	return nil
}

// moved reports whether an earlier run has moved the new file of a step into its place.
func (j journal) moved(root *os.Root, i int) bool {
	_, err := root.Lstat(newFile(commitName, i))
	_, there := root.Lstat(j[i].path)
	return errors.Is(err, fs.ErrNotExist) && there == nil
}

// undo takes back the changes that redo made before it failed.
func (j journal) undo(root *os.Root) error {
	var problems []error
	for i, s := range slices.Backward(j) {
		var err error
		if s.verb == create {
			if _, waiting := root.Lstat(newFile(undoName, i)); errors.Is(waiting, fs.ErrNotExist) {
				err = removeFile(root, s.path)
			}
		} else if err = root.MkdirAll(path.Dir(s.path), 0o755); err == nil {
			if err = root.Rename(oldFile(undoName, i), s.path); errors.Is(err, fs.ErrNotExist) {
				err = nil // an earlier run undid this step
			}
		}
		if err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", s.path, plain(err)))
		}
	}
	return errors.Join(problems...)
}

// finish completes or takes back what a run that was cut off left behind, so that the folder is as
// it was before that run or as it was to be after it. The folder is locked.
func finish(root *os.Root) error {
	for _, name := range []string{commitName, undoName} {
		if _, err := root.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		j, err := readJournal(root, name)
		if err == nil && name == commitName {
			err = j.redo(root)
		} else if err == nil {
			err = j.undo(root)
		}
		if err != nil {
			return fmt.Errorf("an earlier run was cut off while it wrote, and what it left in %s cannot be finished: %w", name, plain(err))
		}
		if err := discard(root, name, j); err != nil {
			return err
		}
	}
	return root.RemoveAll(stagingName)
}

// discard removes what a journal needed, once all that it led to is on disk.
func discard(root *os.Root, name string, j journal) error {
	folders := map[string]bool{".": true}
	for _, s := range j {
		folders[path.Dir(s.path)] = true
	}
	for _, dir := range sortedKeys(folders) {
		syncFolder(root, dir)
	}
	// Its name goes first, and at once: without its list of steps, half a journal would be a
	// riddle.
	if err := root.RemoveAll(stagingName); err != nil {
		return err
	}
	if err := root.Rename(name, stagingName); err != nil {
		return err
	}
	return root.RemoveAll(stagingName)
}

// interrupted reports whether a run was cut off in a folder, or is at work there now.
func interrupted(root *os.Root) bool {
	for _, name := range []string{commitName, undoName, stagingName, lockName} {
		if _, err := root.Lstat(name); err == nil {
			return true
		}
	}
	return false
}

func (j journal) bytes() []byte {
	var b strings.Builder
	for _, s := range j {
		fmt.Fprintf(&b, "%s %s\n", s.verb, s.path)
	}
	return []byte(b.String())
}

// readJournal reads what bytes wrote. Like a manifest it is input: its paths stay below the folder.
func readJournal(root *os.Root, name string) (journal, error) {
	data, err := root.ReadFile(path.Join(name, journalFile))
	if err != nil {
		return nil, err
	}
	var j journal
	for line := range strings.Lines(string(data)) {
		v, p, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if !ok || !slices.Contains([]verb{create, replace, remove}, verb(v)) {
			return nil, fmt.Errorf("%s is not a list of steps", path.Join(name, journalFile))
		}
		if err := checkPath(p); err != nil {
			return nil, err
		}
		j = append(j, step{verb(v), p})
	}
	return j, nil
}

// syncFolder makes the names in a folder last through a loss of power, where the system can: on
// Windows, folders cannot be synced, and their changes are journalled.
func syncFolder(root *os.Root, dir string) {
	if f, err := root.Open(filepath.FromSlash(dir)); err == nil {
		_ = f.Sync()
		_ = f.Close()
	}
}
