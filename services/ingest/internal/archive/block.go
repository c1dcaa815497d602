package archive

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// block reads the block of a record. Where the next one begins before the block
// ends, or does not begin behind it, its length was wrong: the block is then
// what stands before the next one.
func (w *warcReader) block(size int64) ([]byte, error) {
	data := make([]byte, 0, min(size, 1<<20))
	into := bytes.NewBuffer(data)
	n, err := io.CopyN(into, w.in, size)
	w.at += n
	data = into.Bytes()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if err == nil && w.bounded() {
		if errors.Is(w.met, gzip.ErrChecksum) { // it is about what stands before it
			err, w.met = w.met, nil
			return nil, err
		}
		return data, nil
	}
	whole := len(data)
	if end := next(append(data, w.peek(64)...)); end >= 0 && end < whole { // its beginning may have been taken along
		return bytes.TrimSuffix(data[:end], []byte("\r\n\r\n")), w.rewind(data[end:])
	}
	if err != nil {
		return nil, io.ErrUnexpectedEOF
	}
	return w.extend(data[:whole])
}

// bounded says whether what follows is the end of a record: empty lines, and
// then another one or the end of the file.
func (w *warcReader) bounded() bool {
	head := bytes.TrimLeft(w.peek(4+len(version)+1), "\r\n") // at the end there is less
	return len(head) == 0 || len(head) <= len(version) && strings.HasPrefix(version, string(head)) || isVersion(head)
}

// next is where the next record begins in a block, -1 for nowhere.
func next(data []byte) int {
	for from := 0; ; {
		at := bytes.Index(data[from:], []byte("\n"+version))
		if at < 0 {
			return -1
		}
		at += from + 1
		line, rest, ok := bytes.Cut(data[at:], []byte("\n"))
		if ok && isVersion(line) && len(line) < 12 && (len(rest) == 0 || hasFold(rest, "warc-") || hasFold(rest, "content-")) {
			return at
		}
		from = at
	}
}

func hasFold(data []byte, prefix string) bool {
	return len(data) >= len(prefix) && strings.EqualFold(string(data[:len(prefix)]), prefix)
}

// extend reads on to where the next record begins.
func (w *warcReader) extend(data []byte) ([]byte, error) {
	for len(data) <= MaxRecord {
		line, err := w.in.ReadSlice('\n')
		w.at += int64(len(line))
		data = append(data, line...)
		if err == nil && isVersion(w.peek(len(version)+1)) || errors.Is(err, io.EOF) {
			break
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return nil, err
		}
		if w.met != nil {
			err, w.met = w.met, nil
			return nil, err
		}
	}
	if len(data) > MaxRecord {
		return nil, &malformed{"Content-Length is too small, and the next record is far"}
	}
	return bytes.TrimRight(data, "\r\n"), nil
}

// pass passes over a block that is not read, but not over another record: a
// wrong length must not cost all that follows.
func (w *warcReader) pass(size int64) error {
	for size > 0 {
		line, err := w.in.ReadSlice('\n')
		w.at += int64(len(line))
		size -= int64(len(line))
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
		if head := w.peek(32); isVersion(head) && next(append([]byte("\n"), head...)) > 0 {
			return nil
		}
	}
	return nil
}
