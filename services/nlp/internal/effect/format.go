package effect

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
)

// ErrModel says that a file is no model, or a damaged one.
var ErrModel = errors.New("invalid model")

// magic opens a model file; its last byte is the format's version, raised
// whenever features or layout change.
const magic = "baroeff\x01"

// mostFeatures bounds what is read of a file.
const mostFeatures = 1 << 20

// record is a weight as it is stored.
type record struct {
	Key uint64
	Weight
}

// Write writes the model, compressed. The same model gives the same bytes.
func (m *Model) Write(w io.Writer) error {
	records := make([]record, 0, len(m.weights))
	for k, v := range m.weights {
		records = append(records, record{k, v})
	}
	slices.SortFunc(records, func(a, b record) int { return cmp.Compare(a.Key, b.Key) })
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	for _, part := range []any{[]byte(magic), m.bias, uint32(len(records)), records} {
		if err := binary.Write(z, binary.LittleEndian, part); err != nil {
			return fmt.Errorf("write model: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	return nil
}

// Read reads a model that Write wrote. Damaged input gives an error, at bounded memory.
func Read(r io.Reader) (*Model, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("read model: %w", err)
	}
	b := bufio.NewReader(z)
	var start [len(magic)]byte
	if _, err := io.ReadFull(b, start[:]); err != nil {
		return nil, fmt.Errorf("read model: %w", err)
	}
	if string(start[:]) != magic {
		return nil, fmt.Errorf("read model: unknown format: %w", ErrModel)
	}
	m := &Model{weights: map[uint64]Weight{}}
	var n uint32
	for _, part := range []any{&m.bias, &n} {
		if err := binary.Read(b, binary.LittleEndian, part); err != nil {
			return nil, fmt.Errorf("read model: %w", err)
		}
	}
	if n > mostFeatures {
		return nil, fmt.Errorf("read model: %d features: %w", n, ErrModel)
	}
	for range n {
		var f record
		if err := binary.Read(b, binary.LittleEndian, &f); err != nil {
			return nil, fmt.Errorf("read model: %w", err)
		}
		m.weights[f.Key] = f.Weight
	}
	if extra, err := io.Copy(io.Discard, io.LimitReader(b, 1)); extra > 0 || err != nil {
		return nil, fmt.Errorf("read model: bytes after its end: %w", ErrModel)
	}
	return m, nil
}
