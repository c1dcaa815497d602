package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
)

// members reads the members of a gzip file one behind the other. Archives of
// pages have one for each record: behind one that is damaged it goes on with the
// next.
type members struct {
	in     *bufio.Reader
	member *gzip.Reader
	open   bool
	ended  bool
	count  int
}

func (m *members) Read(p []byte) (int, error) {
	for {
		if m.ended {
			return 0, io.EOF
		}
		if !m.open {
			if err := m.next(); err != nil {
				return 0, m.fail(err)
			}
			continue
		}
		n, err := m.member.Read(p)
		switch {
		case errors.Is(err, io.EOF):
			m.open = false
		case err != nil:
			return n, m.fail(err)
		}
		if n > 0 {
			return n, nil
		}
	}
}

// next opens the next member, or ends the stream. Zeros behind the last one are
// padding.
func (m *members) next() error {
	head, err := m.in.Peek(1)
	for ; len(head) == 1 && head[0] == 0; head, err = m.in.Peek(1) {
		if _, err := m.in.Discard(1); err != nil {
			return err
		}
	}
	if errors.Is(err, io.EOF) {
		m.ended = true
		return nil
	}
	if err != nil {
		return err
	}
	m.count++
	if m.member == nil {
		m.member, err = gzip.NewReader(m.in)
	} else {
		err = m.member.Reset(m.in)
	}
	if err != nil {
		return err
	}
	m.member.Multistream(false)
	m.open = true
	return nil
}

// fail looks for the next member behind damage, and tells of that.
func (m *members) fail(err error) error {
	m.open = false
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		m.ended = true
		return &damage{fmt.Errorf("gzip: member %d is cut off: the file ends within it", m.count)}
	}
	told := &damage{fmt.Errorf("gzip: member %d is damaged: %w", m.count, err)}
	for {
		head, err := m.in.Peek(4)
		if err != nil {
			m.ended = true
			return told
		}
		if bytes.HasPrefix(head, []byte{0x1f, 0x8b, 8}) && head[3] < 32 {
			return told
		}
		if _, err := m.in.Discard(1); err != nil {
			m.ended = true
			return told
		}
	}
}
