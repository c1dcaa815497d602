package transport

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// maxFile is the size of a file that is read: the bundle of all public
// authorities has a quarter of it.
const maxFile = 1 << 20

// steadyReads is how often a folder is read until two readings are alike.
const steadyReads = 5

// files are the contents of a folder; nil for a file that is not there.
type files struct {
	certificate, key, authorities []byte
	exposed                       bool // everybody on this machine may read the key
}

// read reads a folder. Kubernetes replaces all files at once by swapping a link:
// a reading across that has files of both, so two in a row have to be alike.
func read(dir string) (files, error) {
	last, err := readOnce(dir)
	for range steadyReads {
		if err != nil {
			return files{}, err
		}
		var again files
		again, err = readOnce(dir)
		if err == nil && last.digest() == again.digest() {
			return again, nil
		}
		last = again
	}
	if err != nil {
		return files{}, err
	}
	return files{}, errors.New("the files change while they are read")
}

func readOnce(dir string) (f files, err error) {
	if f.certificate, _, err = readFile(dir, CertificateFile); err != nil {
		return f, err
	}
	if f.key, f.exposed, err = readFile(dir, KeyFile); err != nil {
		return f, err
	}
	f.authorities, _, err = readFile(dir, AuthoritiesFile)
	return f, err
}

// readFile reads a file, nil if there is none, and says whether everybody may.
func readFile(dir, name string) (data []byte, exposed bool, err error) {
	path := filepath.Join(dir, name)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, false, nil
	case err != nil:
		return nil, false, fmt.Errorf("%s: %w", name, err)
	case !info.Mode().IsRegular():
		return nil, false, fmt.Errorf("%s: not a file", name)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, false, fmt.Errorf("%s: %w", name, err)
	}
	defer file.Close()
	data, err = io.ReadAll(io.LimitReader(file, maxFile+1))
	if err != nil {
		return nil, false, fmt.Errorf("%s: %w", name, err)
	}
	if len(data) > maxFile {
		return nil, false, fmt.Errorf("%s: larger than %d bytes", name, maxFile)
	}
	return data, info.Mode().Perm()&0o007 != 0, nil
}

// digest tells two readings apart.
func (f files) digest() [sha256.Size]byte {
	var parts [][]byte
	for _, data := range [][]byte{f.certificate, f.key, f.authorities} {
		sum := sha256.Sum256(data)
		parts = append(parts, sum[:])
	}
	return sha256.Sum256(bytes.Join(parts, nil))
}
