package source

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/run"
)

// File is a sources file that may change while the service runs.
type File struct {
	path      string // absolute
	every     time.Duration
	directory *Directory
	applied   [sha256.Size]byte // digest of what holds
	seen      [sha256.Size]byte // and of what was found at the last look
	stale     atomic.Bool
}

// OpenFile reads the sources file at a path; [Registry.Follow] looks at it again
// every so often.
func OpenFile(path string, every time.Duration) (*File, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open sources file: %w", err)
	}
	f := &File{path: absolute, every: every}
	data, err := f.read()
	if err != nil {
		return nil, err
	}
	if f.directory, err = f.parse(data); err != nil {
		return nil, err
	}
	f.applied = sha256.Sum256(data)
	f.seen = f.applied
	return f, nil
}

// Directory is what the file said when it was opened; nil without a file.
func (f *File) Directory() *Directory {
	if f == nil {
		return nil
	}
	return f.directory
}

// Stale tells that the file is another one now, which cannot be used, so that what
// it said before holds.
func (f *File) Stale() bool { return f.stale.Load() }

func (f *File) read() ([]byte, error) {
	file, err := os.Open(f.path)
	if err != nil {
		return nil, fmt.Errorf("open sources file: %w", err)
	}
	defer func() { _ = file.Close() }()                       // it was only read
	data, err := io.ReadAll(io.LimitReader(file, MaxBytes+1)) // Parse refuses the one byte more
	if err != nil {
		return nil, fmt.Errorf("read sources file %s: %w", f.path, err)
	}
	return data, nil
}

func (f *File) parse(data []byte) (*Directory, error) {
	directory, err := Parse(bytes.NewReader(data), filepath.Dir(f.path))
	if err != nil {
		return nil, fmt.Errorf("sources file %s: %w", f.path, err)
	}
	return directory, nil
}

// Follow applies the file again when it has changed, until ctx ends, and returns
// nil then. A change counts when the file was the same at two looks, since half of
// one that is being written is a file with fewer sources. A file that cannot be
// used changes nothing: what it said before holds, and an error is logged once.
// Without a file it returns at once.
func (r *Registry) Follow(ctx context.Context, file *File) error {
	if file == nil {
		return nil
	}
	select {
	case <-r.ready:
	case <-ctx.Done():
		return nil
	}
	run.Repeat(ctx, file.every, func() error {
		err := r.reload(ctx, file)
		file.stale.Store(err != nil)
		return err
	}, func(err error) {
		r.Log.Error("sources file cannot be used, what it said before holds", logging.Error(err))
	})
	return nil
}

func (r *Registry) reload(ctx context.Context, file *File) error {
	data, err := file.read()
	if err != nil {
		return err
	}
	digest := sha256.Sum256(data)
	rests := digest == file.seen
	file.seen = digest
	if digest == file.applied || !rests {
		return nil
	}
	directory, err := file.parse(data)
	if err != nil {
		return err
	}
	if err := r.applyFile(ctx, directory); err != nil {
		return err
	}
	file.applied = digest
	r.Log.Info("sources file read again", logging.Count(len(directory.Definitions())))
	return nil
}
