// Package store keeps articles: their texts in the stream ARTICLES, and beside
// it an index, from which revisions and duplicates are recognised and stored
// revisions are found.
//
// The stream is the truth. An article is published first, under a message id
// that is made of its id and revision, so that of two writers of one revision
// the stream takes one and tells the other; then the index follows. What a
// crash leaves out of the index is found in the stream again: by the next
// submission, while the stream still remembers the message id, and by
// [Store.Run], which reads on from its last checkpoint, for all time after.
//
// A loss of power may take the end of the stream and leave the index, which is
// a stream of its own. So no answer rests on the index alone: before a text is
// called stored, it is looked up where the index has it.
package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/tracing"
	"github.com/barograph/barograph/proto/subject"
)

// Publisher stores messages in streams.
type Publisher interface {
	Publish(ctx context.Context, m bus.Message) (bus.PubAck, error)
	Batch() *bus.Batch
}

// Stream reads stored messages.
type Stream interface {
	LastSeq(ctx context.Context, stream string) (uint64, error)
	GetMsg(ctx context.Context, stream string, seq uint64) (bus.Msg, error)
	ReadAll(ctx context.Context, stream string, from uint64, fn func(bus.Msg) error, filters ...string) (uint64, error)
}

// Index is a bucket whose writes say which revision they replace.
type Index interface {
	Get(ctx context.Context, key string) (value []byte, revision uint64, err error)
	Put(ctx context.Context, key string, value []byte, revision uint64) (uint64, error)
	Keys(ctx context.Context, filters ...string) ([]string, error)
}

// Deps is what a store needs.
type Deps struct {
	Publisher Publisher
	Stream    Stream
	Index     Index
	// Traces makes a span of each submission; nil makes none.
	Traces *tracing.Provider
	// Now stamps the known time of revisions and retractions.
	Now func() time.Time
	Log *zap.Logger
}

// Store keeps articles. It may be used by any number of goroutines, and by any
// number of processes on the same streams.
type Store struct {
	Deps
	locks   locks
	sources sourceCache
	doubts  doubts
	indexed indexed
	// reconciled is when the index was last known to be complete, in
	// nanoseconds since started; 0 before the first time.
	reconciled atomic.Int64
	started    time.Time
	// damaged tells that an entry of the index could not be read: all are made
	// anew from the beginning of the stream, which changes none that is whole.
	damaged atomic.Bool
}

// errDamaged tells of an entry of the index that cannot be read.
var errDamaged = errors.New("entry of the index cannot be read")

// New makes a store; it takes articles once [Store.Run] has completed the index.
func New(deps Deps) (*Store, error) {
	if deps.Publisher == nil || deps.Stream == nil || deps.Index == nil || deps.Now == nil {
		return nil, errors.New("make store: publisher, stream, index and clock are required")
	}
	if deps.Log == nil {
		deps.Log = zap.NewNop()
	}
	deps.Log = deps.Log.Named("store")
	return &Store{Deps: deps, started: time.Now()}, nil
}

// Keys of the index.
func articleKey(id string) string   { return subject.IndexKey("article", id) }
func contentKey(hash string) string { return subject.IndexKey("content", hash) }

// load reads the entry of an article and its revision in the index; both are
// zero where there is none.
func (s *Store) load(ctx context.Context, id string) (entry, uint64, error) {
	value, revision, err := s.Index.Get(ctx, articleKey(id))
	if errors.Is(err, fault.ErrNotFound) {
		return entry{}, 0, nil
	}
	if err != nil {
		return entry{}, 0, unavailable(err)
	}
	var e entry
	if err := json.Unmarshal(value, &e); err != nil {
		s.damaged.Store(true)
		s.Log.Error("entry of the index cannot be read, and is made anew from the stream", logging.ArticleID(id), logging.Error(err))
		return entry{}, revision, fault.Transient("INDEX_DAMAGED", "the index of articles is being mended, try again in some minutes", errors.Join(errDamaged, err))
	}
	return e, revision, nil
}

// absorb brings the index up to what a stored message says, starting from an
// entry that was read before. It returns the entry that is then in the index.
func (s *Store) absorb(ctx context.Context, r record, e entry, revision uint64) (entry, error) {
	for {
		if !e.absorb(r) {
			return e, nil
		}
		value, err := json.Marshal(e)
		if err != nil {
			return e, fmt.Errorf("write index entry of article %s: %w", r.id, err)
		}
		_, err = s.Index.Put(ctx, articleKey(r.id), value, revision)
		if err == nil {
			return e, nil
		}
		if !errors.Is(err, fault.ErrConflict) {
			return e, unavailable(err)
		}
		if e, revision, err = s.load(ctx, r.id); err != nil {
			return e, err
		}
	}
}

// unavailable tells the caller to come back, unless err says more than that.
func unavailable(err error) error {
	var known *fault.Error
	if errors.As(err, &known) || errors.Is(err, context.Canceled) {
		return err
	}
	return fault.Transient("STORE_UNAVAILABLE", "the store of articles cannot be reached, try again", err)
}

// locks keep two submissions of one article, or of one text, in this process
// from overtaking each other. Processes are kept apart by the message id and
// the revisions of the index; two of them may both accept one text under two
// ids, which costs no more than a copy.
type locks [256]sync.Mutex

func (l *locks) lock(id, hash string) (unlock func()) {
	first, second := l.slot(id), l.slot(hash)
	if first > second {
		first, second = second, first
	}
	l[first].Lock()
	if first == second {
		return l[first].Unlock
	}
	l[second].Lock()
	return func() {
		l[second].Unlock()
		l[first].Unlock()
	}
}

// slot hashes with FNV-1a.
func (l *locks) slot(key string) int {
	sum := uint32(2166136261)
	for i := 0; i < len(key); i++ {
		sum = (sum ^ uint32(key[i])) * 16777619
	}
	return int(sum % uint32(len(l)))
}
