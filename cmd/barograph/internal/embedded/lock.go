package embedded

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/gofrs/flock"
)

// lockFile is in the data folder; ownerFile beside it holds the process id of
// who has the lock, for people.
const (
	lockFile  = "barograph.lock"
	ownerFile = "barograph.pid"
)

// ErrInUse tells that another process has the folder.
var ErrInUse = errors.New("data folder is in use by another process")

// Lock is the exclusive use of a folder. The server itself does not lock: two
// of them on one folder would both start and hand out the same sequences.
type Lock struct {
	file *flock.Flock
	pid  string
}

// Acquire creates the folder if need be and locks it until [Lock.Release] or
// the end of the process. It does not wait: [ErrInUse] if another has it.
func Acquire(dir string) (*Lock, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("create data folder: %w", err)
	}
	file := flock.New(filepath.Join(dir, lockFile))
	ok, err := file.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock data folder: %w", err)
	}
	pid := filepath.Join(dir, ownerFile)
	if !ok {
		return nil, fmt.Errorf("%w: %s%s; stop that one or choose another folder with --data", ErrInUse, dir, owner(pid))
	}
	if err := os.WriteFile(pid, []byte(strconv.Itoa(os.Getpid())+"\n"), 0o600); err != nil {
		return nil, errors.Join(fmt.Errorf("lock data folder: %w", err), file.Unlock())
	}
	return &Lock{file: file, pid: pid}, nil
}

func owner(pid string) string {
	data, err := os.ReadFile(pid)
	if err != nil {
		return ""
	}
	return " (process " + strings.TrimSpace(string(data)) + ")"
}

// Release gives the folder back. The lock file stays, so that nobody can lock a
// file that is about to be deleted.
func (l *Lock) Release() error {
	if err := errors.Join(os.Remove(l.pid), l.file.Unlock()); err != nil {
		return fmt.Errorf("release data folder: %w", err)
	}
	return nil
}
