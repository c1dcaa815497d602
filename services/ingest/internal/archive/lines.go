package archive

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// lines reads JSON Lines (https://jsonlines.org): one object a line. Empty lines
// count, so that the number is that of an editor, and say nothing.
func (s *stream) lines(in *bufio.Reader) bool {
	var line []byte
	for s.number = 1; ; s.number++ {
		var size int64
		var err error
		line, size, err = readLine(in, line[:0])
		text, more := bytes.TrimSpace(line), true
		_, damaged := asDamage(err)
		switch {
		case err != nil && !errors.Is(err, io.EOF): // half a line is none
			more = s.take(Record{Place: s.line(size), Err: reason(err)})
		case size > MaxRecord:
			more = s.take(Record{Place: s.line(size), Err: fmt.Errorf("line of %d bytes, more than %d", size, MaxRecord)})
		case len(text) > 0:
			more = s.takeAll(text, size)
		}
		s.offset += size
		if !more || err != nil && !damaged {
			return more
		}
	}
}

// takeAll gives out what a line holds.
func (s *stream) takeAll(line []byte, size int64) bool {
	records, err := objectsOf(line)
	if err != nil {
		records = []Record{{Err: err}}
	}
	sum := digest(line)
	for _, r := range records {
		r.Place, r.digest = s.line(size), sum
		if !s.take(r) {
			return false
		}
	}
	return true
}

func (s *stream) line(size int64) Place {
	return Place{File: s.name, Number: s.number, Unit: "line", Offset: s.offset, Size: size}
}

// readLine reads up to the next newline. Of a line that is longer than
// [MaxRecord] it keeps the beginning; the size is that of the whole, the newline
// included.
func readLine(in *bufio.Reader, into []byte) (line []byte, size int64, err error) {
	for {
		part, err := in.ReadSlice('\n')
		size += int64(len(part))
		if size <= MaxRecord {
			into = append(into, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return into, size, err
		}
	}
}

// array reads a JSON array of objects, one at a time. Behind an element that is
// no JSON the rest cannot be found.
func (s *stream) array(in *bufio.Reader) bool {
	limited := &window{in: in, left: MaxRecord}
	decoder := json.NewDecoder(limited)
	_, err := decoder.Token()
	for s.number = 1; err == nil && decoder.More(); s.number++ {
		begin := decoder.InputOffset()
		var element json.RawMessage
		if err = decoder.Decode(&element); err != nil {
			break
		}
		limited.left = MaxRecord
		place := Place{File: s.name, Number: s.number, Unit: "article", Offset: begin, Size: int64(len(element))}
		records, problem := objectsOf(element)
		if problem != nil {
			records = []Record{{Err: problem}}
		}
		for _, r := range records {
			if r.Place, r.digest = place, digest(element); !s.take(r) {
				return false
			}
		}
	}
	if err == nil {
		_, err = decoder.Token() // the closing bracket
	}
	if err == nil {
		return true
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("the array is cut off")
	}
	return s.take(Record{
		Place: Place{File: s.name, Number: s.number, Unit: "article", Offset: decoder.InputOffset()},
		Err:   fmt.Errorf("%w; what follows cannot be read", err),
	})
}

// window fails when one element reads more than it may.
type window struct {
	in   io.Reader
	left int64
}

func (w *window) Read(p []byte) (int, error) {
	if w.left <= 0 {
		return 0, fmt.Errorf("longer than %d bytes", MaxRecord)
	}
	n, err := w.in.Read(p)
	w.left -= int64(n)
	return n, err
}
