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
// output folder. Nil is that there is none.
func readNames(cfg Config) (*name.Lock, *finding.Finding) {
	data, file := cfg.Names, name.LockFile
	if data == nil && cfg.Out != "" {
		file = filepath.Join(cfg.Out, name.LockFile)
		var err error
		if data, err = os.ReadFile(file); errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
			return nil, nil
		} else if err != nil {
			return nil, &finding.Finding{Severity: finding.Error, Place: finding.Place{File: file}, Message: err.Error()}
		}
	}
	lock, err := name.ParseLock(data)
	if err != nil {
		return nil, &finding.Finding{Severity: finding.Error, Place: finding.Place{File: file, Line: err.Line}, Message: err.Message, Fix: err.Fix}
	}
	return lock, nil
}
