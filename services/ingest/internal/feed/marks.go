package feed

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/fnv"

	"github.com/barograph/barograph/services/ingest/internal/syndication"
)

// Marks remember items, 16 bytes each: of which id in which version. The one
// that was marked or seen last comes last.
type Marks struct {
	order    []uint64
	versions map[uint64]uint64
}

// key and version of an item. What a feed writes beside an item changes more
// often than the item (a teaser with the number of comments): it counts only
// where there is nothing better.
func key(item syndication.Item) uint64 { return sum(item.ID) }

func version(item syndication.Item) uint64 {
	text := item.Content
	if text == "" && item.Updated.Text == "" {
		text = item.Summary
	}
	return sum(item.Title, item.Published.Text, item.Updated.Text, item.Link, text)
}

// sum hashes with FNV-1a, each part ended by a byte that none contains.
func sum(parts ...string) uint64 {
	hash := fnv.New64a()
	for _, part := range parts {
		hash.Write([]byte(part))
		hash.Write([]byte{0xff})
	}
	return hash.Sum64()
}

// Has says whether an item was marked in this version.
func (m *Marks) Has(item syndication.Item) bool {
	known, ok := m.versions[key(item)]
	return ok && known == version(item)
}

// Knows says whether an item was marked, in whatever version.
func (m *Marks) Knows(item syndication.Item) bool {
	_, ok := m.versions[key(item)]
	return ok
}

// Len is the number of items.
func (m *Marks) Len() int { return len(m.versions) }

// Mark remembers an item.
func (m *Marks) Mark(item syndication.Item) { m.set(key(item), version(item)) }

// See remembers that there is an item, which is news all the same.
func (m *Marks) See(item syndication.Item) {
	if !m.Knows(item) {
		m.set(key(item), unread)
	}
}

// unread is a version that no item has, as good as surely.
const unread = 0

func (m *Marks) set(key, version uint64) {
	if m.versions == nil {
		m.versions = map[uint64]uint64{}
	}
	if _, known := m.versions[key]; !known {
		m.order = append(m.order, key)
	}
	m.versions[key] = version
}

// keep moves the items that a feed lists to the end, so that what it lists no
// longer is forgotten first.
func (m *Marks) keep(items []syndication.Item) {
	listed := make(map[uint64]bool, len(items))
	for _, item := range items {
		listed[key(item)] = true
	}
	var gone, there []uint64
	for _, k := range m.order {
		if listed[k] {
			there = append(there, k)
		} else {
			gone = append(gone, k)
		}
	}
	m.order = append(gone, there...)
}

func (m *Marks) bound(most int) {
	for _, k := range m.order[:max(0, len(m.order)-most)] {
		delete(m.versions, k)
	}
	m.order = newest(m.order, most)
}

// IsZero is for the encoding: no mark at all.
func (m Marks) IsZero() bool { return len(m.order) == 0 }

// MarshalJSON packs the marks.
func (m Marks) MarshalJSON() ([]byte, error) {
	packed := make([]byte, 0, 16*len(m.order))
	for _, k := range m.order {
		packed = binary.LittleEndian.AppendUint64(packed, k)
		packed = binary.LittleEndian.AppendUint64(packed, m.versions[k])
	}
	return json.Marshal(base64.StdEncoding.EncodeToString(packed))
}

// UnmarshalJSON unpacks what MarshalJSON packed.
func (m *Marks) UnmarshalJSON(value []byte) error {
	var packed []byte // encoding/json reads base64
	if err := json.Unmarshal(value, &packed); err != nil {
		return err
	}
	if len(packed)%16 != 0 {
		return errors.New("marks are cut off")
	}
	*m = Marks{}
	for ; len(packed) > 0; packed = packed[16:] {
		m.set(binary.LittleEndian.Uint64(packed), binary.LittleEndian.Uint64(packed[8:]))
	}
	return nil
}
