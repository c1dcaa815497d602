package archive

import (
	"errors"
	"io"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"
	"time"
)

// File is a file to read.
type File struct {
	// Name is for people.
	Name string
	// Size in bytes, and when it was written last.
	Size     int64
	Modified time.Time
	// Open opens it from its beginning.
	Open func() (io.ReadCloser, error)
}

// Extensions are those of the files that a folder is searched for, without
// packing.
func Extensions() []string {
	return append([]string{".html", ".htm", ".xhtml", ".warc", ".wet"}, PlainExtensions()...)
}

// PlainExtensions are those of files that hold articles as such.
func PlainExtensions() []string { return []string{".txt", ".md", ".json", ".jsonl", ".ndjson"} }

// Walk lists the files of articles in a folder and its subfolders by name: those
// with one of the extensions, packed or not; where a folder has files called
// *.article.json, only these of its *.json files. What is hidden is left out. The
// prefix stands before the names. Folders that cannot be read are told with what
// could be.
func Walk(folder fs.FS, prefix string, extensions []string) ([]File, error) {
	var files []File
	var problems []error
	marked := map[string]bool{} // folders with *.article.json
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil && name == ".":
			return err
		case err != nil:
			problems = append(problems, err)
			return nil
		case name != "." && strings.HasPrefix(entry.Name(), ".") && entry.IsDir():
			return fs.SkipDir
		case entry.IsDir(), strings.HasPrefix(entry.Name(), "."), !slices.Contains(extensions, path.Ext(plainName(name))):
			return nil
		}
		info, err := fs.Stat(folder, name)
		if err != nil || !info.Mode().IsRegular() {
			return nil // gone meanwhile, or a pipe
		}
		if strings.HasSuffix(plainName(name), ".article.json") {
			marked[path.Dir(name)] = true
		}
		files = append(files, File{
			Name: path.Join(prefix, name), Size: info.Size(), Modified: info.ModTime(),
			Open: func() (io.ReadCloser, error) { return folder.Open(name) },
		})
		return nil
	})
	if err != nil {
		return nil, reason(err)
	}
	files = slices.DeleteFunc(files, func(f File) bool {
		name, plain := strings.TrimPrefix(strings.TrimPrefix(f.Name, path.Clean(prefix)), "/"), plainName(f.Name)
		return marked[path.Dir(name)] && path.Ext(plain) == ".json" && !strings.HasSuffix(plain, ".article.json")
	})
	return files, errors.Join(problems...)
}

// Records reads files one after the other, each from where the cursor says that
// it was read to; those that were read already are left out. Behind the last
// record of a file comes one that says so. A nil cursor knows nothing.
func Records(files []File, cursor *Cursor) iter.Seq[Record] {
	return func(take func(Record) bool) {
		for _, f := range files {
			if cursor.Has(f) {
				continue
			}
			if !readFile(f, cursor, take) {
				return
			}
		}
	}
}

func readFile(f File, cursor *Cursor, take yield) bool {
	for _, known := range []place{cursor.place(f), {}} {
		in, err := f.Open()
		if err != nil {
			return take(Record{Place: Place{File: f.Name}, Err: reason(err)})
		}
		behind := &passed{place: known, take: take}
		more := Read(f.Name, f.Modified, in, behind.record)
		if err := in.Close(); err != nil && more {
			return take(Record{Place: Place{File: f.Name}, Err: reason(err)})
		}
		if behind.met() {
			return more && take(Record{Place: Place{File: f.Name}, End: &f})
		}
		cursor.forget(f) // another file under its name: from the beginning
	}
	return true
}

// passed leaves out the records that were read before, as long as they are the
// same.
type passed struct {
	place
	take  yield
	sum   uint64
	count int
}

func (p *passed) record(r Record) bool {
	if p.count >= p.Count {
		return p.take(r)
	}
	p.count, p.sum = p.count+1, chain(p.sum, r.digest)
	return p.count < p.Count || p.sum == p.Sum
}

func (p *passed) met() bool { return p.count == p.Count && p.sum == p.place.Sum || p.Count == 0 }
