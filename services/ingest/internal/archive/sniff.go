package archive

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"path"
	"strings"
)

// read finds out what an unpacked stream is, and reads it.
func (s *stream) read(in *bufio.Reader) bool {
	for _, err := range s.early {
		if !s.take(Record{Place: Place{File: s.name}, Err: err}) {
			return false
		}
	}
	in, head, err := look(in)
	switch {
	case errors.Is(err, io.EOF) && len(s.early) > 0:
		return true
	case errors.Is(err, io.EOF):
		return s.take(Record{Place: Place{File: s.name}, Skipped: "empty file"})
	case err != nil:
		return s.take(Record{Place: Place{File: s.name}, Err: reason(err)})
	}
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	name := plainName(s.name)
	switch ext := path.Ext(name); {
	case bytes.HasPrefix(start, []byte("WARC/")), ext == ".warc", ext == ".wet", ext == ".wat":
		return s.warc(in)
	case ext == ".jsonl", ext == ".ndjson":
		return s.lines(in)
	case bytes.HasPrefix(start, []byte("[")) && (ext == ".json" || looksLikeArray(start)):
		return s.array(in)
	case bytes.HasPrefix(start, []byte("{")):
		return s.objects(in, start)
	case ext == ".html", ext == ".htm", ext == ".xhtml", looksLikeHTML(start):
		return s.whole(in, s.page)
	case ext == ".json":
		return s.whole(in, s.object)
	default:
		return s.whole(in, s.text)
	}
}

// look returns the beginning of a stream, and a stream that still has it. The
// error is io.EOF for an empty one.
func look(in *bufio.Reader) (*bufio.Reader, []byte, error) {
	head, err := in.Peek(peek)
	if len(head) == 0 {
		return in, nil, err
	}
	if err == nil || errors.Is(err, io.EOF) {
		return in, head, nil
	}
	head = bytes.Clone(head) // the error stands behind it, and Peek has taken it away
	if _, err := in.Discard(len(head)); err != nil {
		return in, nil, err
	}
	return bufio.NewReaderSize(io.MultiReader(bytes.NewReader(head), &once{err: err}, in), peek), head, nil
}

// once is an error that comes once.
type once struct{ err error }

func (o *once) Read([]byte) (int, error) {
	err := o.err
	if o.err = nil; err == nil {
		err = io.EOF
	}
	return 0, err
}

// objects tells JSON Lines from one object that takes several lines.
func (s *stream) objects(in *bufio.Reader, start []byte) bool {
	line, _, ended := bytes.Cut(start, []byte("\n"))
	if ended && json.Valid(line) || !ended && len(start) > peek/2 {
		return s.lines(in)
	}
	return s.whole(in, s.object)
}

func looksLikeArray(start []byte) bool {
	rest := bytes.TrimLeft(start[1:], " \t\r\n")
	return bytes.HasPrefix(rest, []byte("{"))
}

// looksLikeHTML says whether data begins as a page does.
func looksLikeHTML(start []byte) bool {
	head := strings.ToLower(string(start[:min(len(start), 512)]))
	for strings.HasPrefix(head, "<!--") || strings.HasPrefix(head, "<?xml") {
		_, rest, ok := strings.Cut(head, ">")
		if !ok {
			return false
		}
		head = strings.TrimLeft(rest, " \t\r\n")
	}
	return strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html") || strings.HasPrefix(head, "<head")
}
