package image

import (
	"archive/tar"
	"bytes"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"time"
)

// File is one file of an image.
type File struct {
	// Path is where it lies in the image, absolute.
	Path string
	// Source is the file on this machine whose content it has.
	Source string
	// Program says that it is run.
	Program bool
}

// pack returns a tar of the files and of the folders that they lie in: sorted, owned by root, of one
// time, with one of two modes, so that the same content gives the same bytes.
func pack(files []File, when time.Time) ([]byte, error) {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	var out bytes.Buffer
	tape := tar.NewWriter(&out)
	made := map[string]bool{"": true}
	for _, file := range files {
		name := strings.TrimPrefix(path.Clean(file.Path), "/")
		if err := folders(tape, path.Dir(name), when, made); err != nil {
			return nil, err
		}
		content, err := os.ReadFile(file.Source)
		if err != nil {
			return nil, fmt.Errorf("read file of the image: %w", err)
		}
		header := tar.Header{Typeflag: tar.TypeReg, Name: name, Size: int64(len(content)), Mode: 0o644, ModTime: when, Format: tar.FormatUSTAR}
		if file.Program {
			header.Mode = 0o755
		}
		if err := tape.WriteHeader(&header); err != nil {
			return nil, fmt.Errorf("pack %s: %w", file.Path, err)
		}
		if _, err := tape.Write(content); err != nil {
			return nil, fmt.Errorf("pack %s: %w", file.Path, err)
		}
	}
	if err := tape.Close(); err != nil {
		return nil, fmt.Errorf("end layer: %w", err)
	}
	return out.Bytes(), nil
}

// folders adds a folder and those that it lies in, unless they were made.
func folders(tape *tar.Writer, name string, when time.Time, made map[string]bool) error {
	if name == "." || made[name] {
		return nil
	}
	if err := folders(tape, path.Dir(name), when, made); err != nil {
		return err
	}
	made[name] = true
	header := tar.Header{Typeflag: tar.TypeDir, Name: name + "/", Mode: 0o755, ModTime: when, Format: tar.FormatUSTAR}
	if err := tape.WriteHeader(&header); err != nil {
		return fmt.Errorf("pack folder %s: %w", name, err)
	}
	return nil
}

// reader is an opener of bytes, as a layer wants it.
func reader(content []byte) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }
}
