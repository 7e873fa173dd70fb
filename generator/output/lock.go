package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// lockName is the file that a run holds while it writes. The operating system lets go of it when
// the process ends, however it ends.
const lockName = ".armsmith-lock"

const (
	patience = time.Minute           // how long a run waits for another
	glance   = 20 * time.Millisecond // how often it looks whether the other has ended
)

// lock is an output folder held by this process.
type lock struct{ file *flock.Flock }

// lockFolder takes the lock of a folder, which is there. It waits for a run that holds it, but not
// for ever: then the error says who that is.
func lockFolder(ctx context.Context, dir string) (*lock, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, errHeld)
	defer cancel()
	p := filepath.Join(dir, lockName)
	for {
		if info, err := os.Lstat(p); err == nil && !info.Mode().IsRegular() {
			return nil, fmt.Errorf("%s is not a regular file; remove it", lockName)
		}
		file := flock.New(p, flock.SetPermissions(0o644))
		if _, err := file.TryLockContext(ctx, glance); err != nil {
			_ = file.Close()
			if cause := context.Cause(ctx); errors.Is(cause, errHeld) {
				return nil, fmt.Errorf("%w (%s); wait for it, or end it", errHeld, holder(p))
			} else if cause != nil {
				return nil, cause
			}
			return nil, plain(err)
		}
		if current(file, p) {
			_ = os.WriteFile(p, []byte(owner()), 0o644) // for people; Windows reads no locked file
			return &lock{file}, nil
		}
		_ = file.Close() // the other run took the file away when it ended: there may be a new one
	}
}

var errHeld = errors.New("another armsmith is writing here")

// release gives the folder free and takes the file away.
func (l *lock) release() {
	// which removes no open file; if another run has it open, it stays
	if runtime.GOOS == "windows" {
		_ = l.file.Close()
		_ = os.Remove(l.file.Path())
		return
	}
	_ = os.Remove(l.file.Path())
	_ = l.file.Close()
}

// current reports whether a locked file is still the one that its path names.
func current(file *flock.Flock, p string) bool {
	mine, err := file.Stat()
	if err != nil {
		return false
	}
	there, err := os.Lstat(p)
	return err == nil && os.SameFile(mine, there)
}

func owner() string {
	host, err := os.Hostname()
	if err != nil {
		host = "this machine"
	}
	return fmt.Sprintf("process %d on %s", os.Getpid(), host)
}

// holder returns what the holder of a lock wrote about itself.
func holder(p string) string {
	text, err := os.ReadFile(p)
	if who := strings.TrimSpace(string(text)); err == nil && who != "" && len(who) < 200 {
		return who
	}
	if errors.Is(err, fs.ErrNotExist) {
		return "it has just ended"
	}
	return "which one is not known"
}
