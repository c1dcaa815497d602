package importer

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/barograph/barograph/services/ingest"
)

// maxState is far more than a state has, in bytes.
const maxState = 1 << 20

// LoadState reads what was kept of an earlier import; a file that does not exist
// is a new one.
func LoadState(path string) (*ingest.ArchiveCursor, error) {
	cursor := &ingest.ArchiveCursor{}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return cursor, nil
	case err != nil:
		return nil, fmt.Errorf("read state: %w", err)
	case !info.Mode().IsRegular() || info.Size() > maxState: // a pipe would be waited for, a device read without end
		return nil, fmt.Errorf("read state: %s is not a file of at most %d bytes", path, maxState)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read state: %w", err)
	}
	if err := json.Unmarshal(data, cursor); err != nil {
		return nil, fmt.Errorf("state %s is none of an import: %w", path, err)
	}
	return cursor, nil
}

// SaveState keeps how far an import is: the file has the old state or the new
// one at any moment, also after a loss of power.
func SaveState(path string, cursor *ingest.ArchiveCursor) error {
	data, err := json.Marshal(cursor)
	if err != nil {
		return fmt.Errorf("write state: %w", err)
	}
	next, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("write state: %w", err)
	}
	_, err = next.Write(data)
	if err == nil {
		err = next.Sync() // else the new name may be on the disk before what it names
	}
	if err = errors.Join(err, next.Close()); err == nil {
		err = os.Rename(next.Name(), path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write state: %w", err), os.Remove(next.Name()))
	}
	return nil
}
