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

// Bounds of a memory, which has to fit into one record: together at most about
// 300 KiB.
const (
	maxMarks    = 5000
	maxPending  = 200
	maxRevisits = 300
	maxParts    = 200
)

// Memory is what has to outlive the process so that a feed is read on without
// loss and without asking for everything again. Whatever of it is lost costs
// requests only: articles that come again are recognised by the store.
type Memory struct {
	// Address that the rest is about; another one starts anew.
	Address string `json:"address"`
	// Validators of the last answer of which every item was taken in.
	Validators web.Validators `json:"validators,omitzero"`
	// Parts are those of the sitemaps of an index, by address.
	Parts map[string]web.Validators `json:"parts,omitempty"`
	// Schedule is the habit of the feed over days, Habit over weeks.
	Schedule schedule.State `json:"schedule,omitzero"`
	Habit    Habit          `json:"habit,omitzero"`
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
}

// Revisit is an article that is to be looked at again.
type Revisit struct {
	Item       syndication.Item `json:"item"`
	Article    string           `json:"article"`
	Validators web.Validators   `json:"validators,omitzero"`
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
	return m, nil
}

// Encode writes a memory, within its bounds: the oldest go first.
func (m *Memory) Encode() ([]byte, error) {
	m.Marks.bound(maxMarks)
	m.Pending = newest(m.Pending, maxPending)
	m.Revisits = newest(m.Revisits, maxRevisits)
	for address := range m.Parts {
		if len(m.Parts) <= maxParts {
			break
		}
		delete(m.Parts, address)
	}
	value, err := json.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("encode memory of feed: %w", err)
	}
	return value, nil
}

func newest[T any](all []T, most int) []T { return all[max(0, len(all)-most):] }
