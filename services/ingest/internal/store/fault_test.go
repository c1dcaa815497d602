package store_test

import (
	"context"
	"errors"
	"strings"
	"sync"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/services/ingest/internal/store"
)

var errInjected = errors.New("injected failure")

// faults breaks operations on demand: the next ones that are named fail, before
// or after they took effect, as a crash or a lost answer would leave them.
type faults struct {
	mu     sync.Mutex
	before map[string]int
	after  map[string]int
}

func (f *faults) fail(operation string, after bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.before == nil {
		f.before, f.after = map[string]int{}, map[string]int{}
	}
	if after {
		f.after[operation]++
	} else {
		f.before[operation]++
	}
}

// clear forgets the failures that did not happen.
func (f *faults) clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.before, f.after = nil, nil
}

func (f *faults) hits(operation string, after bool) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	left := f.before
	if after {
		left = f.after
	}
	if left[operation] == 0 {
		return false
	}
	left[operation]--
	return true
}

type faultyPublisher struct {
	store.Publisher
	faults *faults
}

func (p faultyPublisher) Publish(ctx context.Context, m bus.Message) (bus.PubAck, error) {
	if p.faults.hits("publish", false) {
		return bus.PubAck{}, errInjected
	}
	ack, err := p.Publisher.Publish(ctx, m)
	if p.faults.hits("publish", true) {
		return bus.PubAck{}, errInjected
	}
	return ack, err
}

type faultyIndex struct {
	store.Index
	faults *faults
}

func (i faultyIndex) Get(ctx context.Context, key string) ([]byte, uint64, error) {
	if i.faults.hits("get", false) {
		return nil, 0, errInjected
	}
	return i.Index.Get(ctx, key)
}

func (i faultyIndex) Put(ctx context.Context, key string, value []byte, revision uint64) (uint64, error) {
	kind, _, _ := strings.Cut(key, ".")
	if i.faults.hits("put", false) || i.faults.hits("put "+kind, false) {
		return 0, errInjected
	}
	revision, err := i.Index.Put(ctx, key, value, revision)
	if i.faults.hits("put", true) || i.faults.hits("put "+kind, true) {
		return 0, errInjected
	}
	return revision, err
}
