package archive

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// maxRewound is how many bytes of a file are read a second time, in all: as many
// as a few dozen of the greatest records have. Without a bound, small records
// that all declare great lengths would cost hours.
const maxRewound = 1 << 30

var errRewound = errors.New("too many records declare lengths that reach far into others; what follows was not read")

// rewinder gives out again what was read too far, then what it reads from.
// However often it is rewound, it holds one block at most.
type rewinder struct {
	in   *bufio.Reader
	data []byte // what is given out before in
	at   int    // what of data was given out
	met  error  // came with the last bytes of in
}

func (r *rewinder) Read(p []byte) (int, error) {
	if r.at < len(r.data) {
		n := copy(p, r.data[r.at:])
		r.at += n
		return n, nil
	}
	if err := r.met; err != nil {
		r.met = nil
		return 0, err
	}
	n, err := r.in.Read(p)
	if n > 0 {
		r.met, err = err, nil
	}
	return n, err
}

// rewind has the last bytes that were read come again.
func (w *warcReader) rewind(last []byte) error {
	if w.rewound += int64(len(last)); w.rewound > maxRewound {
		return errRewound
	}
	w.at -= int64(len(last))
	if w.back == nil {
		w.back = &rewinder{in: w.in, data: bytes.Clone(last)}
		w.in = bufio.NewReaderSize(w.back, peek)
		return nil
	}
	ahead, _ := w.in.Peek(w.in.Buffered()) // these are there
	if whole := len(last) + len(ahead); w.back.at >= whole {
		w.back.at -= whole // they all come from there
	} else {
		rest := w.back.data[w.back.at:]
		w.back.data, w.back.at = bytes.Join([][]byte{last, ahead, rest}, nil), 0
	}
	w.in.Reset(w.back)
	return nil
}

var _ io.Reader = (*rewinder)(nil)
