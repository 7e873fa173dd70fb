package generator

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/plan/name"
)

// readNames reads the lock of an earlier run: what the configuration holds, or else the file in the
// output folder, or else what the version before has. Nil is that there is none.
func readNames(cfg Config, before *before) (*name.Lock, *finding.Finding) {
	data, file := cfg.Names, name.LockFile
	if data == nil && cfg.Out != "" {
		file = filepath.Join(cfg.Out, name.LockFile)
		var err error
		if data, err = os.ReadFile(file); errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
			data = nil
		} else if err != nil {
			return nil, &finding.Finding{Severity: finding.Error, Place: finding.Place{File: file}, Message: err.Error()}
		}
	}
	if data == nil && before != nil {
		data, file = before.names, filepath.Join(before.out, name.LockFile)
	}
	if data == nil {
		return nil, nil
	}
	lock, err := name.ParseLock(data)
	if err != nil {
		return nil, &finding.Finding{Severity: finding.Error, Place: finding.Place{File: file, Line: err.Line}, Message: err.Message, Fix: err.Fix}
	}
	return lock, nil
}

// hasNames reports whether there is a lock of an earlier run, so that the names of the version
// before do not matter.
func hasNames(cfg Config) bool {
	if cfg.Names != nil || cfg.Since == nil {
		return true
	}
	_, err := os.Stat(filepath.Join(cfg.Out, name.LockFile))
	return err == nil
}
