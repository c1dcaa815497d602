package archive

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Bounds of a cursor, which has to fit into a record of 64 KiB with much else.
const (
	maxRead   = 3000
	maxPlaces = 50
)

// Cursor is what of files was read: which of them wholly, as they are now by name,
// size and time, and how far the others. It may be used by several goroutines.
// What a cursor has forgotten is read again, which changes nothing: articles that
// come again are recognised by the store. Beyond 3000 files the oldest are known
// by their time only.
type Cursor struct {
	mu     sync.Mutex
	read   map[uint64]bool
	before time.Time // up to when every file was read
	places map[string]place
	order  []string // of places, the newest last
}

// place is how far a file was read: so many records, and a hash of them.
type place struct {
	Count int    `json:"n"`
	Sum   uint64 `json:"s,string"`
}

func chain(sum, next uint64) uint64 { return (sum ^ next) * 1099511628211 }

// mark is the hash of a file as it is now.
func mark(f File) uint64 {
	return digest([]byte(fmt.Sprintf("%s\x00%d\x00%d", f.Name, f.Size, f.Modified.UnixNano())))
}

func nameKey(name string) string { return strconv.FormatUint(digest([]byte(name)), 36) }

// Has says whether a file was read to its end, as it is.
func (c *Cursor) Has(f File) bool {
	if c == nil || f.Modified.IsZero() {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.read[mark(f)] || !c.before.IsZero() && !f.Modified.After(c.before)
}

func (c *Cursor) place(f File) place {
	if c == nil || f.Modified.IsZero() {
		return place{}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.places[nameKey(f.Name)]
}

func (c *Cursor) forget(f File) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.places, nameKey(f.Name))
}

// Took notes a record, in the order in which [Records] gives them out, once what
// became of it is certain.
func (c *Cursor) Took(r Record) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if r.End != nil {
		if c.read == nil {
			c.read = map[uint64]bool{}
		}
		c.read[mark(*r.End)] = true
		return
	}
	if c.places == nil {
		c.places = map[string]place{}
	}
	key := nameKey(r.Place.File)
	at := c.places[key]
	c.places[key] = place{at.Count + 1, chain(at.Sum, r.digest)}
	if n := len(c.order); n == 0 || c.order[n-1] != key {
		c.order = append(slices.DeleteFunc(c.order, func(k string) bool { return k == key }), key)
	}
	for len(c.order) > maxPlaces {
		delete(c.places, c.order[0])
		c.order = c.order[1:]
	}
}

// Keep forgets files that are no longer there, and of too many the oldest.
func (c *Cursor) Keep(there []File) {
	there = slices.Clone(there)
	slices.SortFunc(there, func(a, b File) int { return b.Modified.Compare(a.Modified) })
	c.mu.Lock()
	defer c.mu.Unlock()
	kept := make(map[uint64]bool, min(len(there), maxRead))
	var before, unread time.Time
	for _, f := range there {
		known := c.read[mark(f)]
		switch {
		case !known && (c.before.IsZero() || f.Modified.After(c.before)):
			unread = f.Modified // the oldest comes last
		case len(kept) < maxRead && known:
			kept[mark(f)] = true
		case f.Modified.After(before):
			before = f.Modified
		}
	}
	if !unread.IsZero() && !before.Before(unread) {
		before = unread.Add(-1)
	}
	if before.After(c.before) {
		c.before = before
	}
	c.read = kept
}

// saved is a cursor as it is kept.
type saved struct {
	Read   string           `json:"read,omitempty"`
	Before time.Time        `json:"before,omitzero"`
	Places map[string]place `json:"places,omitempty"`
	Order  []string         `json:"order,omitempty"`
}

// MarshalJSON packs the cursor.
func (c *Cursor) MarshalJSON() ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	marks := make([]uint64, 0, len(c.read))
	for m := range c.read {
		marks = append(marks, m)
	}
	slices.Sort(marks)
	packed := make([]byte, 0, 8*len(marks))
	for _, m := range marks {
		packed = binary.LittleEndian.AppendUint64(packed, m)
	}
	return json.Marshal(saved{base64.StdEncoding.EncodeToString(packed), c.before, c.places, c.order})
}

// UnmarshalJSON unpacks what MarshalJSON packed.
func (c *Cursor) UnmarshalJSON(value []byte) error {
	var in saved
	if err := json.Unmarshal(value, &in); err != nil {
		return err
	}
	packed, err := base64.StdEncoding.DecodeString(strings.TrimSpace(in.Read))
	if err != nil {
		return fmt.Errorf("files that were read: %w", err)
	}
	if len(packed)%8 != 0 || bytes.Equal(value, []byte("null")) {
		return errors.New("the cursor is cut off")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.read, c.before, c.places, c.order = map[uint64]bool{}, in.Before, in.Places, in.Order
	for ; len(packed) > 0; packed = packed[8:] {
		c.read[binary.LittleEndian.Uint64(packed)] = true
	}
	return nil
}
