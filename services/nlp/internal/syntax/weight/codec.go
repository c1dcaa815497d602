package weight

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Bounds of what Read accepts, so that a damaged file cannot fill the memory.
const (
	mostSlots   = 1 << 21
	mostEntries = 1 << 23
)

// ErrFormat tells that the bytes are no table.
var ErrFormat = errors.New("not a table of weights")

// Write writes the table column by column, which compresses well: sizes, the
// steps between used slots, fingerprints, counts, labels, codes.
func (t *Table) Write(w *bufio.Writer) error {
	var steps, prints, counts, labels, codes []byte
	last := -1
	for i, s := range t.slots {
		if s.count == 0 {
			continue
		}
		steps = binary.AppendUvarint(steps, uint64(i-last))
		last = i
		prints = binary.LittleEndian.AppendUint16(prints, s.print)
		counts = append(counts, uint8(s.count-1))
		for _, e := range t.entries[s.offset : s.offset+uint32(s.count)] {
			labels, codes = append(labels, e.label), append(codes, e.code)
		}
	}
	var sizes []byte
	for _, n := range []int{len(t.slots), len(counts), len(codes)} {
		sizes = binary.AppendUvarint(sizes, uint64(n))
	}
	for _, column := range [][]byte{sizes, steps, prints, counts, labels, codes} {
		if _, err := w.Write(column); err != nil {
			return fmt.Errorf("write table: %w", err)
		}
	}
	return nil
}

// Read reads what Write wrote. Damaged input gives an error that wraps
// ErrFormat or the reader's own, and never a table that cannot be used.
func Read(r *bufio.Reader) (*Table, error) {
	var sizes [3]int
	for i, most := range []uint64{mostSlots, mostSlots, mostEntries} {
		n, err := binary.ReadUvarint(r)
		if err != nil {
			return nil, fmt.Errorf("read table's sizes: %w", err)
		}
		if n > most {
			return nil, fmt.Errorf("read table's sizes: %d is too large: %w", n, ErrFormat)
		}
		sizes[i] = int(n)
	}
	slots, features, entries := sizes[0], sizes[1], sizes[2]
	if slots < 2 || slots&(slots-1) != 0 || features >= slots {
		return nil, fmt.Errorf("read table's sizes: %d features in %d slots: %w", features, slots, ErrFormat)
	}
	t := newTable(slots)
	used, err := t.readSteps(r, features)
	if err != nil {
		return nil, err
	}
	if err := t.readSlots(r, used, entries); err != nil {
		return nil, err
	}
	return t, t.readEntries(r, entries)
}

func (t *Table) readSteps(r *bufio.Reader, features int) ([]uint32, error) {
	used := make([]uint32, features)
	at := -1
	for i := range used {
		step, err := binary.ReadUvarint(r)
		if err != nil {
			return nil, fmt.Errorf("read table's slots: %w", err)
		}
		if step == 0 || step >= uint64(len(t.slots)-at) {
			return nil, fmt.Errorf("read table's slots: slot out of range: %w", ErrFormat)
		}
		at += int(step)
		used[i] = uint32(at)
	}
	return used, nil
}

func (t *Table) readSlots(r *bufio.Reader, used []uint32, entries int) error {
	buf := make([]byte, 2*len(used))
	if _, err := io.ReadFull(r, buf); err != nil {
		return fmt.Errorf("read table's fingerprints: %w", err)
	}
	for i, u := range used {
		t.slots[u].print = binary.LittleEndian.Uint16(buf[2*i:])
	}
	buf = buf[:len(used)]
	if _, err := io.ReadFull(r, buf); err != nil {
		return fmt.Errorf("read table's counts: %w", err)
	}
	offset := 0
	for i, u := range used {
		t.slots[u].offset, t.slots[u].count = uint32(offset), uint16(buf[i])+1
		offset += int(buf[i]) + 1
	}
	if offset != entries {
		return fmt.Errorf("read table's counts: %d entries, not %d: %w", offset, entries, ErrFormat)
	}
	return nil
}

// readEntries keeps the race detector out as Add does: nobody else has the table yet.
//
//go:norace
func (t *Table) readEntries(r *bufio.Reader, entries int) error {
	buf := make([]byte, 2*entries)
	if _, err := io.ReadFull(r, buf); err != nil {
		return fmt.Errorf("read table's weights: %w", err)
	}
	t.entries = make([]entry, entries)
	for i := range t.entries {
		t.entries[i] = entry{buf[i], buf[entries+i]}
	}
	return nil
}
