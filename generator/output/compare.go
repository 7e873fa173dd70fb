package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/armsmith/armsmith/generator/finding"
)

// Kind says what stands between a generated file and the folder.
type Kind uint8

const (
	// Same is a file that is there and up to date. Writing leaves it alone, its modification time
	// included.
	Same Kind = iota
	// Missing is a file to be created.
	Missing
	// Changed is a file to be overwritten: the document, armsmith or a hand changed it.
	Changed
	// Stale is a file that an earlier run made and this one did not, to be deleted.
	Stale
	// Kept is a stale file that was edited since. It is not deleted: nobody could bring the edit
	// back.
	Kept
)

// String returns the kind as the command prints it.
func (k Kind) String() string {
	return [...]string{"same", "missing", "changed", "stale", "kept"}[k]
}

// Change is one file of a comparison.
type Change struct {
	Kind Kind
	Path string // relative to the folder, with forward slashes
	Old  []byte // as it is on disk; nil when there is none
	New  []byte // as generated; nil when it no longer is
}

// Comparison is a Set laid against a folder.
type Comparison struct {
	Dir     string
	Changes []Change     // by path, the manifest last
	Refused finding.List // what stands in the way of writing; empty when nothing does

	old, new Manifest
	set      *Set
}

// Compare lays the Set against a folder, which need not exist. It only reads, unless a run was cut
// off while it wrote there: that is finished first, so that nobody sees a folder between two
// states. An error means that the folder could not be read; whatever else is wrong with it is in
// Refused.
func (s *Set) Compare(dir string) (*Comparison, error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return s.compare(dir, nil)
	}
	if err != nil {
		return nil, fmt.Errorf("output folder %s: %w", dir, plain(err))
	}
	defer root.Close()
	if interrupted(root) {
		if err := finishLocked(dir, root); err != nil {
			return nil, fmt.Errorf("output folder %s: %w", dir, err)
		}
	}
	return s.compare(dir, root)
}

// finishLocked finishes what a run left behind, or waits for the run that is at work.
func finishLocked(dir string, root *os.Root) error {
	held, err := lockFolder(context.Background(), dir)
	if err != nil {
		return err
	}
	defer held.release()
	return finish(root)
}

// compare lays the Set against an open folder, nil when there is none.
func (s *Set) compare(dir string, root *os.Root) (*Comparison, error) {
	c := &Comparison{Dir: dir, new: s.Manifest, set: s}
	disk := &folder{root: root, links: map[string]error{}}
	oldManifest, err := disk.read(ManifestName)
	if err != nil {
		c.refuse(ManifestName, err.Error(), "remove what stands there")
		return c, nil
	}
	if oldManifest != nil {
		if c.old, err = ParseManifest(oldManifest); err != nil {
			c.refuse(ManifestName, "unreadable, so nobody can say which files here are generated: "+err.Error(),
				"restore it from version control, or delete it together with the generated files")
			return c, nil
		}
	}
	for _, p := range sortedKeys(s.Files) {
		c.compareFile(disk, p, s.Files[p])
	}
	for _, p := range sortedKeys(c.old.Sums) {
		if _, still := s.Files[p]; !still {
			c.compareStale(disk, p)
		}
	}
	c.compareManifest(oldManifest, len(s.Files) == 0)
	return c, nil
}

func (c *Comparison) compareFile(disk *folder, p string, data []byte) {
	old, err := disk.read(p)
	if err != nil {
		c.refuse(p, err.Error(), "remove it, or choose another output folder")
		return
	}
	_, ours := c.old.Sums[p]
	switch {
	case old == nil:
		c.Changes = append(c.Changes, Change{Kind: Missing, Path: p, New: data})
	case sameText(old, data):
		c.Changes = append(c.Changes, Change{Kind: Same, Path: p, Old: old, New: data})
	case !ours && !generatedText(old):
		c.refuse(p, "would be overwritten, but armsmith did not write it", "move it away, or choose another output folder")
	default:
		c.Changes = append(c.Changes, Change{Kind: Changed, Path: p, Old: old, New: data})
	}
}

func (c *Comparison) compareStale(disk *folder, p string) {
	old, err := disk.read(p)
	switch {
	case err != nil:
		c.Changes = append(c.Changes, Change{Kind: Kept, Path: p})
	case old == nil: // already gone
	case sum(old) == c.old.Sums[p]:
		c.Changes = append(c.Changes, Change{Kind: Stale, Path: p, Old: old})
	default:
		c.Changes = append(c.Changes, Change{Kind: Kept, Path: p, Old: old})
	}
}

// compareManifest adds the manifest itself. An empty Set leaves none behind.
func (c *Comparison) compareManifest(old []byte, empty bool) {
	change := Change{Path: ManifestName, Old: old, New: c.new.Bytes()}
	switch {
	case empty && old == nil:
		return
	case empty:
		change.Kind, change.New = Stale, nil
	case old == nil:
		change.Kind = Missing
	case sameText(old, change.New):
		change.Kind = Same
	default:
		change.Kind = Changed
	}
	c.Changes = append(c.Changes, change)
}

func (c *Comparison) refuse(p, message, fix string) {
	c.Refused.Add(finding.Error, finding.Place{File: filepath.Join(c.Dir, filepath.FromSlash(p))}, message, fix)
}

// Clean reports whether the folder holds exactly what was generated, and nothing that no longer is.
func (c *Comparison) Clean() bool {
	return len(c.Refused) == 0 && c.Count(Same) == len(c.Changes)
}

// Count returns how many files are of a kind.
func (c *Comparison) Count(kind Kind) int {
	n := 0
	for _, change := range c.Changes {
		if change.Kind == kind {
			n++
		}
	}
	return n
}

// generatedText reports whether a file says of itself, in its first line, that armsmith wrote it.
// It may then be overwritten even when the manifest was lost.
func generatedText(data []byte) bool {
	first, _, _ := bytes.Cut(data, []byte("\n"))
	return bytes.Contains(first, []byte("Code generated by armsmith")) && bytes.Contains(first, []byte("DO NOT EDIT"))
}

// folder reads an output folder without ever leaving it.
type folder struct {
	root  *os.Root         // nil when the folder is not there
	links map[string]error // what was found out about the folders inside
}

// read returns what a file holds, nil when there is none, and an error when something else than a
// file is in its place.
func (f *folder) read(p string) ([]byte, error) {
	if f.root == nil {
		return nil, nil
	}
	for _, dir := range slices.Backward(parents(p)) {
		if err := f.checkDir(dir); err != nil {
			return nil, err
		}
	}
	info, err := f.root.Lstat(p)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("cannot be read: %w", plain(err))
	case info.IsDir():
		return nil, errors.New("is a folder, where a file is to be written")
	case !info.Mode().IsRegular():
		return nil, errors.New("is not a regular file, and armsmith writes through no link or device")
	}
	data, err := f.root.ReadFile(p)
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %w", plain(err))
	}
	if data == nil {
		data = []byte{}
	}
	return data, nil
}

func (f *folder) checkDir(dir string) error {
	if err, known := f.links[dir]; known {
		return err
	}
	info, err := f.root.Lstat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = nil
	case err != nil:
		err = fmt.Errorf("folder %s cannot be read: %w", dir, plain(err))
	case !info.IsDir():
		err = fmt.Errorf("is below %s, which is not a folder of its own, and armsmith writes through no link", dir)
	}
	f.links[dir] = err
	return err
}

// plain takes the operation and the path off a file system error: our messages name the path
// themselves.
func plain(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}
