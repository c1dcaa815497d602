package limit

import (
	"container/list"
	"sync"
	"time"
)

// How many callers are remembered, and how many of the oldest are looked at for
// one that may be forgotten.
const (
	maxCallers = 10_000
	maxLooks   = 16
)

// Table remembers what each caller has taken. The number of callers is bounded:
// who has not called for the longest time is forgotten, but never before all he
// has taken is restored, so that nobody gets a fresh allowance by crowding the
// table. Newcomers for whom there is no room share one allowance.
type Table struct {
	cfg     Config
	largest int

	mu      sync.Mutex
	callers map[string]known
	order   *list.List // of *Caller, who called last in front
	crowd   *Caller
}

// known is a caller and his place in the order.
type known struct {
	caller *Caller
	place  *list.Element
}

// NewTable makes a table for messages of at most largest bytes.
func NewTable(cfg Config, largest int) *Table {
	return &Table{
		cfg: cfg, largest: largest, callers: map[string]known{}, order: list.New(),
		crowd: newCaller("", cfg, largest),
	}
}

// Caller is what the caller with a key has taken.
func (t *Table) Caller(key string) *Caller {
	t.mu.Lock()
	defer t.mu.Unlock()
	if old, ok := t.callers[key]; ok {
		t.order.MoveToFront(old.place)
		return old.caller
	}
	if len(t.callers) >= maxCallers && !t.forget() {
		return t.crowd
	}
	c := newCaller(key, t.cfg, t.largest)
	t.callers[key] = known{c, t.order.PushFront(c)}
	return c
}

// forget drops one of the oldest callers who loses nothing by it. One that was
// looked up this moment and has not entered yet is among the newest.
func (t *Table) forget() bool {
	now := time.Now()
	e := t.order.Back()
	for range maxLooks {
		if e == nil {
			break
		}
		if c, ok := e.Value.(*Caller); ok && c.rested(now) {
			delete(t.callers, c.key)
			t.order.Remove(e)
			return true
		}
		e = e.Prev()
	}
	return false
}

// Len is how many callers are remembered.
func (t *Table) Len() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.callers)
}
