package migrate

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/aymanbagabas/go-udiff"
)

// Patch returns what is to be written as a unified diff that git apply reads, with paths relative
// to the folder from which the program was read.
func (r *Result) Patch() string {
	var b strings.Builder
	for _, f := range r.Files {
		b.WriteString(udiff.Unified("a/"+f.Path, "b/"+f.Path, string(f.Before), string(f.After)))
	}
	return b.String()
}

// Write writes all files or none. What is new is written beside them first; then renames put it in
// place, and when one of them fails those before it are taken back. A file that has changed since
// it was read stops it.
func (r *Result) Write(ctx context.Context) (err error) {
	var swaps []swap
	defer func() {
		for _, s := range swaps {
			err = errors.Join(err, s.tidy())
		}
	}()
	for _, f := range r.Files {
		s, err := stage(f)
		if err != nil {
			return fmt.Errorf("%s: nothing was changed: %w", f.Path, err)
		}
		swaps = append(swaps, s)
	}
	if err := context.Cause(ctx); err != nil {
		return fmt.Errorf("nothing was changed: %w", err)
	}
	for i, s := range swaps {
		if err := os.Rename(s.fresh, s.target); err != nil {
			for _, done := range swaps[:i] {
				err = errors.Join(err, os.Rename(done.old, done.target))
			}
			return fmt.Errorf("nothing was changed: %w", err)
		}
	}
	return nil
}

// swap is a file with what it was and what it is to be, beside it.
type swap struct{ target, fresh, old string }

// stage writes aside what a file is to be, and what it was.
func stage(f File) (s swap, err error) {
	if s.target, err = filepath.EvalSymlinks(f.Name); err != nil {
		return s, err
	}
	info, err := os.Stat(s.target)
	if err != nil {
		return s, err
	}
	now, err := os.ReadFile(s.target)
	if err != nil {
		return s, err
	}
	if !bytes.Equal(now, f.Before) {
		return s, errors.New("it has changed meanwhile; run armsmith migrate again")
	}
	if s.old, err = aside(s.target, f.Before, info.Mode()); err != nil {
		return s, err
	}
	if s.fresh, err = aside(s.target, f.After, info.Mode()); err != nil {
		return s, errors.Join(err, s.tidy())
	}
	return s, nil
}

// aside writes a file with a name of its own beside another one, and waits until it is on disk.
func aside(target string, data []byte, mode os.FileMode) (name string, err error) {
	file, err := os.CreateTemp(filepath.Dir(target), ".armsmith-migrate-*")
	if err != nil {
		return "", err
	}
	_, err = file.Write(data)
	err = errors.Join(err, file.Chmod(mode.Perm()), file.Sync(), file.Close())
	if err != nil {
		return "", errors.Join(err, os.Remove(file.Name()))
	}
	return file.Name(), nil
}

// tidy removes what is left aside.
func (s swap) tidy() error {
	var errs error
	for _, name := range []string{s.fresh, s.old} {
		if name == "" {
			continue
		}
		if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
			errs = errors.Join(errs, err)
		}
	}
	return errs
}
