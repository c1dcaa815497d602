package articlefile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Stdin is the path that stands for standard input.
const Stdin = "-"

// Read yields the articles of every path in the given order: of files by their
// extension (.json; .jsonl and .ndjson; everything else is text), of folders
// the files that [Expand] finds, of [Stdin] by its first character. What
// cannot be read is yielded as an item with an error, and the others follow.
func Read(paths []string, stdin io.Reader) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		for _, path := range paths {
			if path == Stdin {
				if !readAny("standard input", stdin, yield) {
					return
				}
				continue
			}
			files, err := Expand(path)
			if err != nil {
				if !yield(Item{Name: path, Err: err}) {
					return
				}
				continue
			}
			for _, file := range files {
				if !readFile(file, yield) {
					return
				}
			}
		}
	}
}

// Expand lists the article files of a folder and its subfolders in the order
// of their names: *.txt, *.md, *.jsonl, *.ndjson and *.json; where a folder has
// files called *.article.json, only these of its *.json files. A path that is
// no folder is the only element of its list.
func Expand(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("%w", reason(err))
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	var files []string
	marked := map[string]bool{} // folders with *.article.json
	err = filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
			return nil
		}
		switch filepath.Ext(name) {
		case ".json", ".jsonl", ".ndjson", ".txt", ".md":
			if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
				return nil // a pipe or device by the name of an article would hold everything up
			}
			files = append(files, name)
			if strings.HasSuffix(name, ".article.json") {
				marked[filepath.Dir(name)] = true
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list folder: %w", err)
	}
	files = slices.DeleteFunc(files, func(name string) bool {
		return marked[filepath.Dir(name)] && filepath.Ext(name) == ".json" && !strings.HasSuffix(name, ".article.json")
	})
	if len(files) == 0 {
		return nil, errors.New("no article in this folder (*.txt, *.md, *.json, *.jsonl, *.ndjson)")
	}
	return files, nil
}

// Size is how many bytes [Read] will read; false when that is not known, since
// standard input is among the paths. Paths that cannot be read count nothing.
func Size(paths []string) (int64, bool) {
	total := int64(0)
	for _, path := range paths {
		if path == Stdin {
			return 0, false
		}
		files, err := Expand(path)
		if err != nil {
			continue
		}
		for _, file := range files {
			if info, err := os.Stat(file); err == nil {
				total += info.Size()
			}
		}
	}
	return total, true
}

func readFile(path string, yield func(Item) bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return yield(Item{Name: path, Err: reason(err)})
	}
	defer f.Close()
	switch filepath.Ext(path) {
	case ".jsonl", ".ndjson":
		return readLines(path, f, yield)
	case ".json":
		return readOne(path, f, JSON, yield)
	default:
		return readOne(path, f, Text, yield)
	}
}

// reason drops the path from an error of package os: the item names it.
func reason(err error) error {
	if p := new(fs.PathError); errors.As(err, &p) {
		return p.Err
	}
	return err
}

func readOne(name string, r io.Reader, parse parser, yield func(Item) bool) bool {
	data, err := readAll(r)
	if err != nil {
		return yield(Item{Name: name, Err: err})
	}
	return yield(item(name, data, parse))
}

func readAll(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return nil, reason(err)
	}
	if len(data) > maxFile {
		return nil, fmt.Errorf("longer than %d bytes", maxFile)
	}
	return data, nil
}

// readAny takes text that starts with a brace for JSON if the whole is one JSON
// value, else for JSON Lines; everything else for plain text.
func readAny(name string, r io.Reader, yield func(Item) bool) bool {
	head := make([]byte, 4096)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return yield(Item{Name: name, Err: reason(err)})
	}
	r = io.MultiReader(bytes.NewReader(head[:n]), r)
	start := bytes.TrimLeft(bytes.TrimPrefix(head[:n], []byte("\ufeff")), " \t\r\n")
	if !bytes.HasPrefix(start, []byte("{")) {
		return readOne(name, r, Text, yield)
	}
	line, _, found := bytes.Cut(start, []byte("\n"))
	if found && json.Valid(line) || !found && len(start) >= len(head)/2 {
		return readLines(name, r, yield)
	}
	return readOne(name, r, JSON, yield)
}
