package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// replaceFile writes a file in one step: whoever reads it sees the old or the new one, whole.
func replaceFile(file string, data []byte) error {
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		temp, err := beside(file, data, 0o644)
		if err != nil {
			return err
		}
		defer os.Remove(temp) // unless it is in its place
		return os.Rename(temp, file)
	}
	commit, discard, err := aside(file, data)
	if err != nil {
		return err
	}
	defer discard()
	return commit()
}

// aside writes what a file is to hold beside it. Commit puts it in the file's place, in one step;
// discard removes it, unless that has happened.
func aside(file string, text []byte) (commit func() error, discard func(), err error) {
	file, err = filepath.EvalSymlinks(file)
	if err != nil {
		return nil, nil, err
	}
	info, err := os.Stat(file)
	if err != nil {
		return nil, nil, err
	}
	temp, err := beside(file, text, info.Mode().Perm())
	if err != nil {
		return nil, nil, err
	}
	return func() error { return os.Rename(temp, file) }, func() { _ = os.Remove(temp) }, nil
}

// beside writes a file that is to take the place of another, and returns its name. Nothing is left
// of one that cannot be written.
func beside(file string, data []byte, mode fs.FileMode) (temp string, err error) {
	f, err := os.CreateTemp(filepath.Dir(file), ".armsmith-*.yaml")
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close(), os.Chmod(f.Name(), mode)); err != nil {
		_ = os.Remove(f.Name())
		return "", err
	}
	return f.Name(), nil
}
