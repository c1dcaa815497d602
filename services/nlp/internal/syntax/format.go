package syntax

import (
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"slices"

	"github.com/barograph/barograph/services/nlp/internal/syntax/transition"
	"github.com/barograph/barograph/services/nlp/internal/syntax/weight"
)

// magic opens a model file; its last byte is the format's version, raised
// whenever templates or layout change.
const magic = "barosyn\x01"

// mostClasses bounds the tag dictionary of a file.
const mostClasses = 1 << 18

// Write writes the model, compressed. The same model gives the same bytes.
func (m *Model) Write(w io.Writer) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	b := bufio.NewWriter(z)
	if _, err := b.Write(m.head()); err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	for _, t := range []*weight.Table{m.parts.Tagger, m.parts.Parser} {
		if err := t.Write(b); err != nil {
			return fmt.Errorf("write model: %w", err)
		}
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	return nil
}

// head encodes everything but the tables.
func (m *Model) head() []byte {
	out := append([]byte(magic), byte(len(m.parts.Labels)))
	for _, l := range m.parts.Labels {
		out = append(out, byte(l.POS), byte(l.Tag))
	}
	out = append(out, byte(len(m.parts.Actions)))
	for _, a := range m.parts.Actions {
		out = append(out, byte(a.Kind), a.Label)
	}
	words := make([]uint64, 0, len(m.parts.Classes))
	for w := range m.parts.Classes {
		words = append(words, w)
	}
	slices.Sort(words)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(words)))
	for _, w := range words {
		out = binary.LittleEndian.AppendUint64(out, w)
		out = binary.LittleEndian.AppendUint16(out, m.parts.Classes[w])
	}
	return out
}

// Read reads a model that Write wrote. Damaged input gives an error, at bounded memory.
func Read(r io.Reader) (*Model, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("read model: %w", err)
	}
	b := bufio.NewReaderSize(z, 1<<16)
	var p Parts
	if err := p.readHead(b); err != nil {
		return nil, fmt.Errorf("read model: %w", err)
	}
	for _, t := range []**weight.Table{&p.Tagger, &p.Parser} {
		if *t, err = weight.Read(b); err != nil {
			return nil, fmt.Errorf("read model: %w", err)
		}
	}
	if n, err := io.Copy(io.Discard, io.LimitReader(b, 1)); n > 0 || err != nil {
		return nil, fmt.Errorf("read model: bytes after its end: %w", ErrModel)
	}
	return New(p)
}

func (p *Parts) readHead(r *bufio.Reader) error {
	var start [len(magic)]byte
	if _, err := io.ReadFull(r, start[:]); err != nil {
		return err
	}
	if string(start[:]) != magic {
		return fmt.Errorf("unknown format: %w", ErrModel)
	}
	labels, err := readPairs(r)
	if err != nil {
		return err
	}
	for _, l := range labels {
		if int(l[0]) >= len(posNames) || int(l[1]) >= len(tagNames) {
			return fmt.Errorf("label %v: %w", l, ErrModel)
		}
		p.Labels = append(p.Labels, Label{POS(l[0]), Tag(l[1])})
	}
	actions, err := readPairs(r)
	if err != nil {
		return err
	}
	for _, a := range actions {
		p.Actions = append(p.Actions, transition.Action{Kind: transition.Kind(a[0]), Label: a[1]})
	}
	return p.readClasses(r)
}

func readPairs(r *bufio.Reader) ([][2]byte, error) {
	n, err := r.ReadByte()
	if err != nil {
		return nil, err
	}
	pairs := make([][2]byte, n)
	for i := range pairs {
		if _, err := io.ReadFull(r, pairs[i][:]); err != nil {
			return nil, err
		}
	}
	return pairs, nil
}

func (p *Parts) readClasses(r *bufio.Reader) error {
	var buf [10]byte
	if _, err := io.ReadFull(r, buf[:4]); err != nil {
		return err
	}
	n := binary.LittleEndian.Uint32(buf[:])
	if n > mostClasses {
		return fmt.Errorf("%d words in the dictionary: %w", n, ErrModel)
	}
	p.Classes = map[uint64]uint16{}
	for range n {
		if _, err := io.ReadFull(r, buf[:]); err != nil {
			return err
		}
		p.Classes[binary.LittleEndian.Uint64(buf[:])] = binary.LittleEndian.Uint16(buf[8:])
	}
	return nil
}
