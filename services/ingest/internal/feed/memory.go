// Package feed is what a reader of feeds knows without asking anybody: which
// items of a feed are news, what is still owed, which articles to look at again,
// what an article is made of, and how the feed is doing. It is pure: the time is
// an argument.
package feed

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/barograph/barograph/services/ingest/internal/schedule"
	"github.com/barograph/barograph/services/ingest/internal/syndication"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

// MaxBytes is the greatest size of an encoded memory.
const MaxBytes = 512 << 10

// Bounds of a memory, which has to fit into one record.
const (
	maxMarks    = 5000
	maxPending  = 200
	maxRevisits = 300
	maxParts    = 200
	// maxOwed is how much all pending items take together, in bytes.
	maxOwed = 160 << 10
	// maxKept is how long a text in the feed may be that is kept with an item.
	maxKept = 6 << 10
	// maxValidator is how long an ETag may be that is sent back.
	maxValidator = 512
)

// Memory is what has to outlive the process so that a feed is read on without
// loss and without asking for everything again. Whatever of it is lost costs
// requests only: articles that come again are recognised by the store.
type Memory struct {
	// Address that the rest is about; another one starts anew.
	Address string `json:"address"`
	// Validators of the last answer of which every item was taken in.
	Validators web.Validators `json:"validators,omitzero"`
	// Behind tells that the last read left items that were listed.
	Behind bool `json:"behind,omitempty"`
	// Parts are those of the sitemaps of an index, by address.
	Parts map[string]web.Validators `json:"parts,omitempty"`
	// Schedule is the habit of the feed over days, Habit over weeks.
	Schedule schedule.State `json:"schedule,omitzero"`
	Habit    Habit          `json:"habit,omitzero"`
	// Totals are counted here, beside the marks, so that a crash counts nothing twice.
	Totals Totals `json:"totals,omitzero"`
	// Marks are the items that were taken in, in their version.
	Marks Marks `json:"marks,omitzero"`
	// Pending are items whose page could not be had yet.
	Pending []Pending `json:"pending,omitempty"`
	// Revisits are articles to look at again: for corrections and withdrawals.
	Revisits []Revisit `json:"revisits,omitempty"`
	// Cursor is how far a file of articles was read; its meaning is the reader's.
	Cursor json.RawMessage `json:"cursor,omitempty"`
}

// Pending is an item that is owed.
type Pending struct {
	Item syndication.Item `json:"item"`
	// Attempts that failed, and when the next may be.
	Attempts int       `json:"attempts"`
	Due      time.Time `json:"due"`
	// Again tells that another version of it was taken before.
	Again bool `json:"again,omitempty"`

	weight int // of the item encoded, 0 while that is not known
}

// Revisit is an article that is to be looked at again.
type Revisit struct {
	Item       syndication.Item `json:"item"`
	Article    string           `json:"article"`
	Validators web.Validators   `json:"validators,omitzero"`
	// Whole tells that the feed carries the text: its page is looked at for
	// nothing but whether it was withdrawn.
	Whole bool `json:"whole,omitempty"`
	// Stage is how often it was looked at again.
	Stage int       `json:"stage"`
	Due   time.Time `json:"due"`
}

// Decode reads a memory of a feed at an address. What is about another address,
// or cannot be read, is a new memory; the error tells the latter.
func Decode(value []byte, address string) (*Memory, error) {
	m := &Memory{}
	if len(value) == 0 {
		return &Memory{Address: address}, nil
	}
	if err := json.Unmarshal(value, m); err != nil {
		return &Memory{Address: address}, fmt.Errorf("decode memory of feed: %w", err)
	}
	if m.Address != address {
		return &Memory{Address: address}, nil
	}
	for i := range m.Pending {
		m.Pending[i].Attempts = max(m.Pending[i].Attempts, 0)
	}
	for i := range m.Revisits {
		m.Revisits[i].Stage = max(m.Revisits[i].Stage, 0)
	}
	return m, nil
}

// Encode writes a memory, within its bounds: the oldest go first, and of what is
// too much after that the articles to look at again, then the marks.
func (m *Memory) Encode() ([]byte, error) {
	m.Marks.bound(maxMarks)
	m.Revisits = newest(m.Revisits, maxRevisits)
	m.Validators = short(m.Validators)
	for i := range m.Revisits {
		m.Revisits[i].Validators = short(m.Revisits[i].Validators)
	}
	for address, validators := range m.Parts {
		if m.Parts[address] = short(validators); len(m.Parts) > maxParts || len(address) > maxAddress {
			delete(m.Parts, address)
		}
	}
	for {
		value, err := json.Marshal(m)
		if err != nil {
			return nil, fmt.Errorf("encode memory of feed: %w", err)
		}
		switch {
		case len(value) <= MaxBytes:
			return value, nil
		case len(m.Revisits) > 0:
			m.Revisits = newest(m.Revisits, len(m.Revisits)/2)
		case len(m.Parts) > 0:
			m.Parts = nil
		case m.Marks.Len() > 0:
			m.Marks.bound(m.Marks.Len() / 2)
		default:
			return nil, fmt.Errorf("encode memory of feed: %d bytes, more than %d", len(value), MaxBytes)
		}
	}
}

// short leaves out validators that are too long to be kept: without them the
// whole is asked for.
func short(v web.Validators) web.Validators {
	if len(v.ETag) > maxValidator || len(v.LastModified) > maxValidator {
		return web.Validators{}
	}
	return v
}

func newest[T any](all []T, most int) []T { return all[max(0, len(all)-most):] }
