package importer

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"

	"github.com/barograph/barograph/services/ingest"
)

// Stdin is the path that stands for standard input.
const Stdin = "-"

// Input is what is to be read.
type Input struct {
	Files []ingest.ArchiveFile
	// Size is that of all files in bytes, as they lie on the disk; 0 if it is not
	// known, since standard input is among them.
	Size int64
	// Read is how much of it was read.
	Read *atomic.Int64
}

// Open finds the files of paths, in their order; of folders those of articles by
// name. failed is told of what cannot be read.
func Open(paths []string, stdin io.Reader, failed func(path string, err error)) Input {
	in, sized := Input{Read: &atomic.Int64{}}, true
	for _, path := range paths {
		if path == Stdin {
			sized = false
			in.Files = append(in.Files, ingest.ArchiveFile{Name: "standard input", Open: func() (io.ReadCloser, error) { return io.NopCloser(stdin), nil }})
			continue
		}
		files, err := find(path)
		if err != nil {
			failed(path, err)
		}
		in.Files = append(in.Files, files...)
	}
	for n := range in.Files {
		f := &in.Files[n]
		in.Size += f.Size
		open := f.Open
		f.Open = func() (io.ReadCloser, error) {
			opened, err := open()
			return &counted{opened, in.Read}, err
		}
	}
	if !sized {
		in.Size = 0
	}
	return in
}

func find(path string) ([]ingest.ArchiveFile, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, withoutPath(err)
	}
	if !info.IsDir() {
		absolute, err := filepath.Abs(path)
		if err != nil {
			return nil, err
		}
		return []ingest.ArchiveFile{{Name: path, Size: info.Size(), Modified: info.ModTime(), Open: func() (io.ReadCloser, error) { return os.Open(absolute) }}}, nil
	}
	files, err := ingest.ArchiveFiles(os.DirFS(path), path)
	if err == nil && len(files) == 0 {
		err = errors.New("no archive and no article in this folder (*.warc, *.wet, *.jsonl, *.ndjson, *.json, *.html, *.txt, *.md, also with .gz, .zst, .bz2)")
	}
	return files, withoutPath(err)
}

// withoutPath drops the path from an error of package os.
func withoutPath(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}

// counted counts what is read of a file.
type counted struct {
	io.ReadCloser
	read *atomic.Int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	c.read.Add(int64(n))
	return n, err
}
