package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

// Entry is one event as this subscriber keeps it.
type Entry struct {
	Sequence    uint64   `json:"sequence"`              // in the stream: where to go on
	ID          string   `json:"id"`                    // of the CloudEvent
	Event       string   `json:"event"`                 // updated, shifted or withdrawn
	Initiative  string   `json:"initiative"`            // whose
	Revision    uint64   `json:"revision"`              // rises strictly within an initiative
	Probability float64  `json:"probability,omitempty"` // not of a withdrawn one
	Low         float64  `json:"low,omitempty"`
	High        float64  `json:"high,omitempty"`
	From        float64  `json:"from,omitempty"` // what a shift is measured against
	Reasons     []string `json:"reasons,omitempty"`
}

// Journal is effect and position in one: an event counts as handled when its
// line is complete, and the last complete line says where to go on. With a
// database in place of the file, write both within one transaction.
type Journal struct {
	out  io.Writer
	file *os.File
	last uint64 // sequence of the last entry; 0 before the first
}

// Open reads a journal, or makes it, and cuts off a line that a crash left
// incomplete: its event will be delivered again.
func Open(path string) (*Journal, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open journal: %w", err)
	}
	data, err := io.ReadAll(file)
	if err != nil {
		return nil, fmt.Errorf("read journal: %w", err)
	}
	whole := data[:bytes.LastIndexByte(data, '\n')+1]
	journal := &Journal{out: file, file: file}
	if len(whole) > 0 {
		line := whole[bytes.LastIndexByte(whole[:len(whole)-1], '\n')+1:]
		var entry Entry
		if err := json.Unmarshal(line, &entry); err != nil {
			return nil, fmt.Errorf("read the last entry of the journal: %w", err)
		}
		journal.last = entry.Sequence
	}
	if torn := data[len(whole):]; (len(whole) > 0 && journal.last == 0) || !begins(torn) {
		return nil, fmt.Errorf("%s is no journal of a subscriber: it is left as it is", path)
	}
	if err := file.Truncate(int64(len(whole))); err != nil {
		return nil, fmt.Errorf("repair journal: %w", err)
	}
	if _, err := file.Seek(0, io.SeekEnd); err != nil {
		return nil, fmt.Errorf("repair journal: %w", err)
	}
	return journal, nil
}

// begins says whether a line that a crash left incomplete can be that of an
// entry: whatever else is in a file is somebody's own. A loss of power can leave
// zeros.
func begins(torn []byte) bool {
	const entry = `{"sequence":`
	torn = bytes.Trim(torn, "\x00")
	n := min(len(torn), len(entry))
	return string(torn[:n]) == entry[:n]
}

// Last is the sequence of the last event that was handled; 0: none yet.
func (j *Journal) Last() uint64 { return j.last }

// Append handles an event, unless it was handled before.
func (j *Journal) Append(entry Entry) error {
	if entry.Sequence <= j.last {
		return nil
	}
	line, err := json.Marshal(entry)
	if err != nil {
		return fmt.Errorf("encode entry %d: %w", entry.Sequence, err)
	}
	if _, err := j.out.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("append entry %d: %w", entry.Sequence, err)
	}
	j.last = entry.Sequence
	return nil
}

// Close closes the file.
func (j *Journal) Close() error { return j.file.Close() }
