package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// version is how every record begins; behind it stands its number.
const version = "WARC/"

// warc reads the records of a WARC file (ISO 28500), WET and WAT included.
func (s *stream) warc(in *bufio.Reader) bool {
	w := &warcReader{stream: s, in: in}
	for {
		more, err := w.next()
		switch {
		case errors.Is(err, io.EOF):
			return true
		case err != nil:
			return s.take(Record{Place: w.place(), Err: reason(err)})
		case !more:
			return false
		}
	}
}

// warcReader is a WARC file that is being read.
type warcReader struct {
	*stream
	in   *bufio.Reader
	at   int64 // of what comes next
	head []byte
	met  error // where Peek ended; it takes the error away

	back    *rewinder // below in, once a length was wrong
	rewound int64     // bytes in all
}

func (w *warcReader) place() Place {
	return Place{File: w.name, Number: w.number, Unit: "record", Offset: w.offset, Size: w.at - w.offset}
}

func (w *warcReader) report(err error) bool { return w.take(Record{Place: w.place(), Err: err}) }

// peek looks at what comes next.
func (w *warcReader) peek(n int) []byte {
	head, err := w.in.Peek(n)
	if err != nil && !errors.Is(err, io.EOF) {
		w.met = err
	}
	return head
}

// next reads one record and gives out what it is. The errors are those of
// reading, io.EOF at the end.
func (w *warcReader) next() (more bool, err error) {
	skipped, err := w.seek()
	if skipped > 0 {
		w.offset = w.at - skipped
		if !w.report(fmt.Errorf("%d bytes here belong to no record", skipped)) {
			return false, nil
		}
	}
	if errors.Is(err, io.EOF) {
		return false, err
	}
	w.number, w.offset = w.number+1, w.at
	if err != nil {
		return w.lost(err)
	}
	fields, err := w.header()
	if err != nil {
		return w.lost(err)
	}
	size, err := strconv.ParseInt(fields.get("content-length"), 10, 64)
	if err != nil || size < 0 {
		return w.report(fmt.Errorf("no valid Content-Length: %.50q", fields.get("content-length"))), nil
	}
	r := Record{Skipped: wants(fields), digest: digest(w.head)}
	if size > MaxRecord {
		err = w.pass(size)
		if r.Skipped == "" {
			r.Err = fmt.Errorf("record of %d bytes, more than %d", size, MaxRecord)
		}
	} else {
		var block []byte
		block, err = w.block(size)
		if err == nil && r.Skipped == "" {
			made := interpret(fields, block)
			made.digest, r = r.digest, made
		}
	}
	if err != nil {
		return w.lost(err)
	}
	r.Place = w.place()
	return w.take(r), nil
}

// lost tells of a record of which a part is missing. The error is one of reading
// if nothing can be read behind it.
func (w *warcReader) lost(err error) (bool, error) {
	if _, damaged := asDamage(err); damaged {
		return w.report(err), nil
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return w.report(errors.New("the record is cut off: the file ends within it")), nil
	}
	if bad := new(malformed); errors.As(err, &bad) {
		return w.report(err), nil
	}
	return false, err
}

// malformed is what is wrong with a record, not with reading it.
type malformed struct{ what string }

func (m *malformed) Error() string { return m.what }

// seek passes over what is no beginning of a record: the empty lines between
// two, or whatever else is there, of which it returns how much.
func (w *warcReader) seek() (skipped int64, err error) {
	for inLine := false; ; {
		if w.met == nil && !inLine {
			if head := w.peek(len(version) + 1); isVersion(head) {
				return skipped, nil
			}
		}
		line, err := w.in.ReadSlice('\n')
		w.at += int64(len(line))
		if skipped > 0 || len(bytes.TrimSpace(line)) > 0 {
			skipped += int64(len(line))
		}
		inLine = errors.Is(err, bufio.ErrBufferFull)
		switch {
		case w.met != nil && (err == nil || errors.Is(err, io.EOF)):
			err, w.met = w.met, nil
			return skipped, err
		case err != nil && !inLine:
			return skipped, err
		}
	}
}

func isVersion(head []byte) bool {
	return len(head) > len(version) && string(head[:len(version)]) == version && (head[5] == '1' || head[5] == '0')
}
