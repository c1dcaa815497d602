// Package feed keeps the latest value of each key and lets any number of
// readers follow the changes, each at its own pace.
//
// Writers never wait for readers and nothing is queued: a slow reader misses
// values in between, never the last one of a key. It is pure, and safe for
// concurrent use.
package feed

import (
	"container/list"
	"slices"
	"strings"
	"sync"
)

// Change is the latest that happened to one key.
type Change[V any] struct {
	// Key that it happened to.
	Key string
	// Value that the key has now; the zero value when Deleted.
	Value V
	// Deleted tells that the key is gone.
	Deleted bool

	position uint64
}

// Cursor is how far a reader has read. The zero value is the beginning.
type Cursor uint64

// Feed holds the latest change of every key.
type Feed[V any] struct {
	mu       sync.Mutex
	position uint64
	order    *list.List // of Change[V], by position
	keys     map[string]*list.Element
	changed  chan struct{} // closed and replaced at every change
}

// New is an empty feed.
func New[V any]() *Feed[V] {
	return &Feed[V]{order: list.New(), keys: map[string]*list.Element{}, changed: make(chan struct{})}
}

// Put sets the value of a key and tells the readers.
func (f *Feed[V]) Put(key string, value V) { f.note(Change[V]{Key: key, Value: value}) }

// Delete removes a key and tells the readers; an unknown key changes nothing.
func (f *Feed[V]) Delete(key string) {
	if _, ok := f.Get(key); ok {
		f.note(Change[V]{Key: key, Deleted: true})
	}
}

// Get is the value of a key, and whether there is one.
func (f *Feed[V]) Get(key string) (V, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if element, ok := f.keys[key]; ok {
		change := read[V](element)
		return change.Value, !change.Deleted
	}
	var none V
	return none, false
}

// All are the values of all keys that are not deleted, ordered by key.
func (f *Feed[V]) All() []Change[V] {
	f.mu.Lock()
	defer f.mu.Unlock()
	all := make([]Change[V], 0, len(f.keys))
	for element := f.order.Front(); element != nil; element = element.Next() {
		if change := read[V](element); !change.Deleted {
			all = append(all, change)
		}
	}
	slices.SortFunc(all, func(a, b Change[V]) int { return strings.Compare(a.Key, b.Key) })
	return all
}

// Since returns what changed behind the cursor, the latest change of each key,
// in the order in which those happened; the cursor behind them; and a channel
// that is closed at the next change.
func (f *Feed[V]) Since(cursor Cursor) ([]Change[V], Cursor, <-chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var changes []Change[V]
	for element := f.order.Back(); element != nil; element = element.Prev() {
		change := read[V](element)
		if change.position <= uint64(cursor) {
			break
		}
		changes = append(changes, change)
	}
	slices.Reverse(changes)
	return changes, Cursor(f.position), f.changed
}

func (f *Feed[V]) note(change Change[V]) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.position++
	change.position = f.position
	if element, ok := f.keys[change.Key]; ok {
		f.order.Remove(element)
	}
	f.keys[change.Key] = f.order.PushBack(change)
	close(f.changed)
	f.changed = make(chan struct{})
}

func read[V any](element *list.Element) Change[V] {
	change, _ := element.Value.(Change[V]) // the list holds nothing else
	return change
}
