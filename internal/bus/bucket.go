package bus

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/run"
)

// Bucket is a key-value bucket in which every write says which revision it
// replaces, so that two writers never overwrite each other unawares. Each call
// waits for an answer for seconds at most: one that is lost does not come.
type Bucket struct {
	conn *Conn
	kv   jetstream.KeyValue
}

// Bucket opens a bucket that [Provision] has made.
func (c *Conn) Bucket(ctx context.Context, name string) (*Bucket, error) {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	kv, err := c.js.KeyValue(ctx, name)
	if err != nil {
		return nil, readError(fmt.Errorf("open bucket %s: %w", name, err))
	}
	return &Bucket{c, kv}, nil
}

// KeyValue is the underlying bucket, for watching and history.
func (b *Bucket) KeyValue() jetstream.KeyValue { return b.kv }

// Get reads the newest value of a key and its revision; a fault.ErrNotFound if
// there is none or it was deleted.
func (b *Bucket) Get(ctx context.Context, key string) (value []byte, revision uint64, err error) {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	entry, err := b.kv.Get(ctx, key)
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return nil, 0, fault.NotFound("KEY_NOT_FOUND", "bucket %s has no key %s", b.kv.Bucket(), key)
	}
	if err != nil {
		return nil, 0, readError(fmt.Errorf("get %s of %s: %w", key, b.kv.Bucket(), err))
	}
	return entry.Value(), entry.Revision(), nil
}

// Put writes a value in place of a revision: 0 where the key must not exist,
// else what Get or an earlier Put returned. It returns the new revision, or a
// fault.ErrConflict if somebody else was faster.
func (b *Bucket) Put(ctx context.Context, key string, value []byte, revision uint64) (uint64, error) {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	var err error
	if revision == 0 {
		revision, err = b.kv.Create(ctx, key, value)
	} else {
		revision, err = b.kv.Update(ctx, key, value, revision)
	}
	if err != nil {
		return 0, b.writeError("put", key, err)
	}
	return revision, nil
}

// Set writes a value whatever is there: for keys with one writer, whose newest
// word is the one that counts.
func (b *Bucket) Set(ctx context.Context, key string, value []byte) error {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	if _, err := b.kv.Put(ctx, key, value); err != nil {
		return b.writeError("set", key, err)
	}
	return nil
}

// Delete deletes a key at a revision; a fault.ErrConflict if it has another.
func (b *Bucket) Delete(ctx context.Context, key string, revision uint64) error {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	if err := b.kv.Delete(ctx, key, jetstream.LastRevision(revision)); err != nil {
		return b.writeError("delete", key, err)
	}
	return nil
}

// Modify replaces the value of a key by what change makes of it, as often as it
// takes until nobody else wrote in between. The change gets nil where there is
// no value; its error ends the attempt and is returned. It returns the new
// revision.
func (b *Bucket) Modify(ctx context.Context, key string, change func(old []byte) ([]byte, error)) (uint64, error) {
	for pause := time.Millisecond; ; pause = min(2*pause, longestPause) {
		old, revision, err := b.Get(ctx, key)
		if err != nil && !errors.Is(err, fault.ErrNotFound) {
			return 0, err
		}
		value, err := change(old)
		if err != nil {
			return 0, err
		}
		revision, err = b.Put(ctx, key, value, revision)
		if err == nil || !errors.Is(err, fault.ErrConflict) {
			return revision, err
		}
		if !run.Wait(ctx, jitter(pause)) {
			return 0, errors.Join(err, ctx.Err())
		}
	}
}

// Keys lists the keys that have a value and match one of the filters (all
// without filters), in no particular order.
func (b *Bucket) Keys(ctx context.Context, filters ...string) ([]string, error) {
	if len(filters) == 0 {
		filters = []string{">"}
	}
	// It ends by Stop only, so that what it still holds can be taken, and writes over the filters.
	watcher, err := b.kv.WatchFiltered(context.WithoutCancel(ctx), slices.Clone(filters), jetstream.MetaOnly())
	if err != nil {
		return nil, readError(fmt.Errorf("list keys of %s: %w", b.kv.Bucket(), err))
	}
	defer stop(watcher)
	held := map[string]bool{}
	snapshot := snapshot{conn: b.conn, bucket: b.kv.Bucket(), keys: filters}
	for !snapshot.complete {
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("list keys of %s: %w", b.kv.Bucket(), ctx.Err())
		case <-snapshot.behind:
			return nil, fmt.Errorf("list keys of %s: %w", b.kv.Bucket(), errBehind)
		case update, ok := <-watcher.Updates():
			if !ok {
				return nil, readError(fmt.Errorf("list keys of %s: ended by the connection", b.kv.Bucket()))
			}
			if update != nil {
				held[update.Key()] = update.Operation() == jetstream.KeyValuePut
			}
			if _, err := snapshot.note(ctx, update); err != nil {
				return nil, readError(fmt.Errorf("list keys of %s: %w", b.kv.Bucket(), err))
			}
		}
	}
	maps.DeleteFunc(held, func(_ string, exists bool) bool { return !exists })
	return slices.Collect(maps.Keys(held)), nil
}

func (b *Bucket) writeError(verb, key string, err error) error {
	// Replicated streams answer a lost race with another code than single ones;
	// ErrKeyRevisionMismatch knows both, ErrKeyExists is what Create returns.
	if errors.Is(err, jetstream.ErrKeyRevisionMismatch) || errors.Is(err, jetstream.ErrKeyExists) {
		return &fault.Error{Kind: fault.ErrConflict, Reason: "REVISION_MISMATCH",
			Message: fmt.Sprintf("key %s of bucket %s was changed meanwhile", key, b.kv.Bucket()), Cause: err}
	}
	if isTooLarge(err) {
		return &fault.Error{Kind: fault.ErrInvalid, Reason: "VALUE_TOO_LARGE",
			Message: fmt.Sprintf("the value of key %s is too large for bucket %s", key, b.kv.Bucket()), Cause: err}
	}
	err = fmt.Errorf("%s %s of %s: %w", verb, key, b.kv.Bucket(), err)
	if isFull(err) {
		return full(err)
	}
	return readError(err)
}
