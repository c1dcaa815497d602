package archive_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/barograph/barograph/tools/supply/archive"
)

// lay writes the files of a release into a new folder, with modes and times of its own.
func lay(t *testing.T, programs, texts os.FileMode, when time.Time) []string {
	t.Helper()
	dir := t.TempDir()
	var files []string
	for name, mode := range map[string]os.FileMode{"LICENSE": texts, "barograph": programs, "README.md": texts} {
		file := filepath.Join(dir, name)
		if err := errors.Join(os.WriteFile(file, []byte(name), mode), os.Chmod(file, mode), os.Chtimes(file, when, when)); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

func TestSameFilesSameBytes(t *testing.T) {
	when := time.Unix(1_700_000_000, 123)
	var first, second bytes.Buffer
	if err := archive.Write(&first, "b_1", when, lay(t, 0o700, 0o600, time.Unix(1, 0))); err != nil {
		t.Fatal(err)
	}
	files := lay(t, 0o775, 0o664, time.Now())
	slices.Reverse(files)
	if err := archive.Write(&second, "b_1", when.Add(time.Millisecond), files); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Fatal("archives of the same files differ")
	}
	packed, err := gzip.NewReader(&first)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for tape := tar.NewReader(packed); ; {
		header, err := tape.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%s %o %d %d", header.Name, header.Mode, header.ModTime.Unix(), header.Uid))
	}
	want := []string{"b_1/LICENSE 644 1700000000 0", "b_1/README.md 644 1700000000 0", "b_1/barograph 755 1700000000 0"}
	if !slices.Equal(got, want) {
		t.Errorf("archive holds %q, want %q", got, want)
	}
}

func TestTwoFilesOfOneName(t *testing.T) {
	files := append(lay(t, 0o755, 0o644, time.Now()), lay(t, 0o755, 0o644, time.Now())...)
	if err := archive.Write(io.Discard, "b", time.Now(), files); err == nil {
		t.Error("one of two files of the same name was lost without a word")
	}
}
