package git

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Tree is the files of a commit. It is a file system: names are those that the files have below the
// root of the repository. Links are not followed, as they could lead out.
type Tree struct {
	Commit string // its full hash

	ctx  context.Context
	repo *Repository
}

var (
	_ fs.ReadFileFS = (*Tree)(nil)
	_ fs.StatFS     = (*Tree)(nil)
	_ fs.ReadDirFS  = (*Tree)(nil)
)

// Stat returns what the commit says of a file.
func (t *Tree) Stat(name string) (fs.FileInfo, error) {
	e, err := t.entry("stat", name)
	if err != nil {
		return nil, err
	}
	return e, nil
}

// ReadFile returns the bytes of a regular file, as they were committed.
func (t *Tree) ReadFile(name string) ([]byte, error) {
	e, err := t.entry("open", name)
	if err != nil {
		return nil, err
	}
	return t.content(e, name)
}

// ReadDir returns what is in a folder, sorted by name.
func (t *Tree) ReadDir(name string) ([]fs.DirEntry, error) {
	e, err := t.entry("readdir", name)
	if err == nil && !e.IsDir() {
		err = &fs.PathError{Op: "readdir", Path: name, Err: errors.New("not a folder")}
	}
	if err != nil {
		return nil, err
	}
	folder := name + "/"
	if name == "." {
		folder = "."
	}
	out, err := run(t.ctx, t.repo.Root, "ls-tree", "-z", "-l", "--full-tree", t.Commit, "--", folder)
	if err != nil {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: err}
	}
	var entries []fs.DirEntry
	for line := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		if line == "" {
			continue
		}
		e, err := parseEntry(line)
		if err != nil {
			return nil, err
		}
		entries = append(entries, fs.FileInfoToDirEntry(e))
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// Open opens a file.
func (t *Tree) Open(name string) (fs.File, error) {
	e, err := t.entry("open", name)
	if err != nil {
		return nil, err
	}
	f := &file{entry: e}
	if !e.IsDir() {
		data, err := t.content(e, name)
		if err != nil {
			return nil, err
		}
		f.Reader = bytes.NewReader(data)
	}
	return f, nil
}

func (t *Tree) content(e *entry, name string) ([]byte, error) {
	if !e.mode.IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("not a regular file")}
	}
	data, err := run(t.ctx, t.repo.Root, "cat-file", "blob", e.object)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return data, nil
}

// entry looks up a name.
func (t *Tree) entry(op, name string) (*entry, error) {
	fail := func(err error) (*entry, error) { return nil, &fs.PathError{Op: op, Path: name, Err: err} }
	if !fs.ValidPath(name) || strings.ContainsRune(name, 0) {
		return fail(fs.ErrInvalid)
	}
	if name == "." {
		return &entry{name: ".", mode: fs.ModeDir}, nil
	}
	out, err := run(t.ctx, t.repo.Root, "ls-tree", "-z", "-l", "--full-tree", t.Commit, "--", name)
	if err != nil {
		return fail(err)
	}
	if len(out) == 0 {
		return fail(fs.ErrNotExist)
	}
	e, err := parseEntry(string(bytes.TrimSuffix(out, []byte{0})))
	if err != nil {
		return fail(err)
	}
	return e, nil
}

// entry is a line of git ls-tree.
type entry struct {
	name, object string
	mode         fs.FileMode
	size         int64
}

// parseEntry reads "mode type object size<tab>name".
func parseEntry(text string) (*entry, error) {
	columns, name, ok := strings.Cut(text, "\t")
	f := strings.Fields(columns)
	if !ok || len(f) != 4 {
		return nil, fmt.Errorf("git ls-tree printed %q", text)
	}
	e := &entry{name: path.Base(name), object: f[2]}
	switch {
	case f[1] == "tree":
		e.mode = fs.ModeDir
		return e, nil
	case f[1] != "blob":
		e.mode = fs.ModeIrregular // a submodule
		return e, nil
	case f[0] == "120000":
		e.mode = fs.ModeSymlink
	}
	var err error
	e.size, err = strconv.ParseInt(f[3], 10, 64)
	return e, err
}

func (e *entry) Name() string       { return e.name }
func (e *entry) Size() int64        { return e.size }
func (e *entry) Mode() fs.FileMode  { return e.mode }
func (e *entry) ModTime() time.Time { return time.Time{} }
func (e *entry) IsDir() bool        { return e.mode.IsDir() }
func (e *entry) Sys() any           { return nil }

// file is an entry that was opened; a folder has no bytes.
type file struct {
	*bytes.Reader
	entry *entry
}

func (f *file) Stat() (fs.FileInfo, error) { return f.entry, nil }
func (f *file) Close() error               { return nil }

func (f *file) Read(b []byte) (int, error) {
	if f.Reader == nil {
		return 0, &fs.PathError{Op: "read", Path: f.entry.name, Err: errors.New("is a folder")}
	}
	return f.Reader.Read(b)
}
