package bus

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/run"
)

// Lease lets one of several processes do what only one may do at a time: the one
// whose name stands under a key of a bucket, for as long as it renews it. It
// compares no clocks: a name has lapsed when its revision did not change for the
// lease's time as seen by the one who wants it. It keeps work from being done
// twice, no more: what must never be done twice needs a fence of its own, since a
// process that was stopped may find out late that it lost the lease.
type Lease struct {
	// Bucket and Key that the name stands under.
	Bucket, Key string
	// Time after which a lease lapses that is not renewed; it is renewed three
	// times as often.
	Time time.Duration
}

// Hold waits for the lease, runs work while it is held, and waits again when it
// is lost, until ctx ends. The context of work ends when the lease is lost. When
// work returns an error by itself, the lease is given up and the error returned.
func (c *Conn) Hold(ctx context.Context, lease Lease, work func(ctx context.Context) error, log *zap.Logger) error {
	h := &holder{conn: c, Lease: lease, name: rand.Text(), log: log.With(zap.String(logging.KeyLease, lease.Key))}
	for ctx.Err() == nil {
		if !h.acquire(ctx) {
			if !run.Wait(ctx, lease.Time/3) {
				return nil
			}
			continue
		}
		if err := h.hold(ctx, work); err != nil {
			return err
		}
	}
	return nil
}

// holder is one process that wants a lease.
type holder struct {
	Lease
	conn     *Conn
	name     string
	log      *zap.Logger
	revision uint64    // that was seen last
	since    time.Time // when it was seen first
}

// acquire takes the lease if it is free, was given up, or has lapsed.
func (h *holder) acquire(ctx context.Context) bool {
	bucket, err := h.conn.Bucket(ctx, h.Bucket)
	if err != nil {
		h.unavailable(ctx, err)
		return false
	}
	_, revision, err := bucket.Get(ctx, h.Key)
	if err != nil && !errors.Is(err, fault.ErrNotFound) {
		h.unavailable(ctx, err)
		return false
	}
	if revision != h.revision {
		h.revision, h.since = revision, time.Now()
	}
	if revision != 0 && time.Since(h.since) < h.Time {
		return false
	}
	return h.renew(ctx) == nil
}

func (h *holder) unavailable(ctx context.Context, err error) {
	if ctx.Err() == nil {
		h.log.Warn("lease not acquired, trying again", logging.Error(err))
	}
}

// renew writes the name in place of the revision that was seen last.
func (h *holder) renew(ctx context.Context) error {
	bucket, err := h.conn.Bucket(ctx, h.Bucket)
	if err != nil {
		return err
	}
	revision, err := bucket.Put(ctx, h.Key, []byte(h.name), h.revision)
	if err != nil {
		return fmt.Errorf("renew lease %s: %w", h.Key, err)
	}
	h.revision, h.since = revision, time.Now()
	return nil
}

// hold runs the work and renews the lease until ctx ends, the work ends, or the
// lease cannot be renewed in time.
func (h *holder) hold(ctx context.Context, work func(ctx context.Context) error) error {
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- work(inner) }() // awaited below
	ticker := time.NewTicker(h.Time / 3)
	defer ticker.Stop()
	for {
		select {
		case err := <-done:
			h.release(ctx)
			return err
		case <-ticker.C:
			err := h.renew(ctx)
			if err == nil || !errors.Is(err, fault.ErrConflict) && time.Since(h.since) < h.Time*2/3 {
				continue
			}
			if ctx.Err() == nil {
				h.log.Warn("lease lost", logging.Error(err))
			}
			cancel()
			return <-done
		}
	}
}

// release lets another process have the lease at once.
func (h *holder) release(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), h.Time/3)
	defer cancel()
	bucket, err := h.conn.Bucket(ctx, h.Bucket)
	if err == nil {
		err = bucket.Delete(ctx, h.Key, h.revision)
	}
	if err != nil {
		h.log.Info("lease not given back; it lapses by itself", logging.Error(err))
	}
	h.revision = 0
}
