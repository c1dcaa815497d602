// Package archive packs files so that the same files give the same bytes: sorted,
// owned by nobody in particular, of one time, with one of two modes.
package archive

import (
	"archive/tar"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Write writes a gzip'd tar of the files to out, in a folder of the given name and dated when.
// Files lie in the archive under their base names; two of one name are an error.
func Write(out io.Writer, folder string, when time.Time, files []string) error {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b string) int { return strings.Compare(filepath.Base(a), filepath.Base(b)) })
	for i := 1; i < len(files); i++ {
		if filepath.Base(files[i-1]) == filepath.Base(files[i]) {
			return fmt.Errorf("two files are called %s", filepath.Base(files[i]))
		}
	}
	packed, err := gzip.NewWriterLevel(out, gzip.BestCompression)
	if err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	tape := tar.NewWriter(packed)
	for _, file := range files {
		if err := add(tape, folder, when, file); err != nil {
			return err
		}
	}
	if err := tape.Close(); err != nil {
		return fmt.Errorf("end archive: %w", err)
	}
	if err := packed.Close(); err != nil {
		return fmt.Errorf("end packing: %w", err)
	}
	return nil
}

func add(tape *tar.Writer, folder string, when time.Time, file string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read file to pack: %w", err)
	}
	info, err := os.Stat(file)
	if err != nil {
		return fmt.Errorf("look at file to pack: %w", err)
	}
	mode := int64(0o644) // whatever the umask of who builds
	if info.Mode()&0o100 != 0 {
		mode = 0o755
	}
	header := &tar.Header{
		Typeflag: tar.TypeReg, Name: path.Join(folder, filepath.Base(file)), Size: int64(len(content)),
		Mode: mode, ModTime: when.UTC().Truncate(time.Second), Format: tar.FormatUSTAR,
	}
	if err := tape.WriteHeader(header); err != nil {
		return fmt.Errorf("pack %s: %w", file, err)
	}
	if _, err := tape.Write(content); err != nil {
		return fmt.Errorf("pack %s: %w", file, err)
	}
	return nil
}
