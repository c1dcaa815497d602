package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/run"
	"github.com/barograph/barograph/proto/subject"
)

const (
	// reconcileEvery is well within the time for which the stream remembers
	// message ids: what is missing from the index is recognised by one or the
	// other.
	reconcileEvery = time.Minute
	reconcileRetry = time.Second
	// staleAfter is when a store that cannot complete its index takes no more
	// articles.
	staleAfter = 5 * time.Minute
)

// Run completes the index from the stream, at once and then every minute, until
// ctx ends.
func (s *Store) Run(ctx context.Context) error {
	for {
		pause := reconcileEvery
		if err := s.Reconcile(ctx); err != nil && ctx.Err() == nil {
			s.Log.Warn("index not completed, trying again", logging.Error(err))
			pause = reconcileRetry
		}
		if !run.Wait(ctx, pause) {
			return nil
		}
	}
}

// Ready is nil while the index is known to be complete. It is a check of
// readiness.
func (s *Store) Ready(context.Context) error {
	last := time.Duration(s.reconciled.Load())
	if last == 0 || time.Since(s.started)-last > staleAfter {
		return fault.Transient("INDEX_INCOMPLETE", "the index of articles is being completed, try again",
			errors.New("index not completed lately"))
	}
	return nil
}

func checkpointKey() string { return subject.IndexKey("checkpoint", "articles") }

// Reconcile reads the stream on from the last checkpoint and brings into the
// index what is missing there.
func (s *Store) Reconcile(ctx context.Context) error {
	begun := time.Since(s.started)
	value, revision, err := s.Index.Get(ctx, checkpointKey())
	if err != nil && !errors.Is(err, fault.ErrNotFound) {
		return fmt.Errorf("read checkpoint: %w", err)
	}
	var done uint64
	if revision > 0 {
		if done, err = strconv.ParseUint(string(value), 10, 64); err != nil {
			s.Log.Error("checkpoint of the index cannot be read: it is completed from the beginning of the stream", logging.Error(err))
		}
	}
	mend := s.damaged.Swap(false)
	if mend {
		done = 0
	}
	last, err := s.Stream.ReadAll(ctx, subject.StreamArticles, done+1, func(msg bus.Msg) error {
		if !mend && s.indexed.has(msg.Seq) {
			return nil
		}
		return s.include(ctx, msg)
	})
	if err != nil {
		if mend {
			s.damaged.Store(true)
		}
		return fmt.Errorf("complete index from sequence %d: %w", done+1, err)
	}
	if last < done {
		s.Log.Error("the stream of articles ends before what the index knows: articles were lost, submit them again",
			logging.StreamSeq(last), logging.Count(int(done-last)))
		s.indexed.forget(done)
	}
	if last != done {
		_, err := s.Index.Put(ctx, checkpointKey(), strconv.AppendUint(nil, last, 10), revision)
		if err != nil && !errors.Is(err, fault.ErrConflict) { // a conflict: another process has done the same
			return fmt.Errorf("write checkpoint: %w", err)
		}
	}
	s.indexed.forget(last)
	s.reconciled.Store(int64(max(begun, 1)))
	return nil
}

// doubts are the articles of which this process began to store a message and
// did not hear that it is stored and indexed.
type doubts struct {
	mu  sync.Mutex
	ids map[string]bool
}

func (d *doubts) add(id string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.ids == nil {
		d.ids = map[string]bool{}
	}
	d.ids[id] = true
}

func (d *doubts) has(id string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.ids[id]
}

func (d *doubts) remove(id string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.ids, id)
}

// settle completes the index before it is relied upon for an article in doubt:
// the text that it calls the newest may not be.
func (s *Store) settle(ctx context.Context, id string) error {
	if !s.doubts.has(id) {
		return nil
	}
	if err := s.Reconcile(ctx); err != nil {
		return unavailable(err)
	}
	s.doubts.remove(id)
	return nil
}

// include makes sure that a stored message is in the index, and its text.
func (s *Store) include(ctx context.Context, msg bus.Msg) error {
	article, _, err := decode(msg)
	if err != nil {
		// It was not this service that wrote it. Its readers reject it, too.
		s.Log.Error("foreign message among articles", logging.StreamSeq(msg.Seq), logging.Error(err))
		return nil
	}
	r, err := recordOf(msg)
	if err != nil {
		return err
	}
	e, revision, err := s.load(ctx, r.id)
	if err != nil && !errors.Is(err, errDamaged) { // a damaged one is replaced, and gets what came before next time
		return err
	}
	missing := e
	missing.Sequences = append([]uint64(nil), e.Sequences...)
	if missing.absorb(r) {
		if e, err = s.absorb(ctx, r, e, revision); err != nil {
			return err
		}
	}
	if article == nil {
		return nil
	}
	o, err := s.owner(ctx, article.GetContentHash())
	if errors.Is(err, errDamaged) {
		return nil // next time
	}
	if err == nil && e.inForce() && e.Hash == article.GetContentHash() {
		err = s.claim(ctx, article, o)
	}
	return err
}
