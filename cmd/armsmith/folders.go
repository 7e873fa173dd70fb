package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// sameFolder says why two output folders, which need not exist, are one; "" when they are two. Two
// clients in one folder would delete each other's files. Names that differ by case alone are one
// folder on half of all machines, so they are on all of them.
func sameFolder(a, b string) string {
	a, b = realPath(a), realPath(b)
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	switch {
	case a == b, errA == nil && errB == nil && os.SameFile(infoA, infoB):
		return "the same as"
	case strings.EqualFold(a, b):
		return "the same, where case does not count, as"
	default:
		return ""
	}
}

// realPath returns the absolute path of a folder with the links in it followed, as far as it
// exists.
func realPath(dir string) string {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return dir
	}
	rest := ""
	for at := dir; ; at = filepath.Dir(at) {
		real, err := filepath.EvalSymlinks(at)
		if err == nil {
			return filepath.Join(real, rest)
		}
		if !errors.Is(err, fs.ErrNotExist) || at == filepath.Dir(at) {
			return dir
		}
		rest = filepath.Join(filepath.Base(at), rest)
	}
}
