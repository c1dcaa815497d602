package bus

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/run"
)

var errReconnected = errors.New("the connection was lost and is back")

// watchPause is the time between attempts to reach a bucket.
const watchPause = time.Second

// Entry is what a bucket says of a key.
type Entry struct {
	Key string
	// Value is nil where the key was deleted.
	Value []byte
	// Revision counts the changes of the whole bucket.
	Revision uint64
	// Deleted tells that the key is gone.
	Deleted bool
}

// Watch says what to follow of a bucket, and who is told.
type Watch struct {
	// Bucket is its name.
	Bucket string
	// Keys is a filter; ">" for all.
	Keys string
	// History gives all revisions that the bucket still has, not only the newest.
	History bool
	// Begin, where it is set, is called before the first entry, and again after a
	// loss of the connection.
	Begin func()
	// Each gets every change in the order of the bucket, beginning with the
	// newest of each key; after a loss of the connection some come again. What it
	// cannot read is logged and left out.
	Each func(Entry) error
	// Complete is called behind those that were there at the beginning, and again
	// after a loss of the connection.
	Complete func()
}

// Watch follows a bucket until ctx ends. It begins again where the bucket cannot
// be reached, and says so in the log.
func (c *Conn) Watch(ctx context.Context, w Watch, log *zap.Logger) {
	for ctx.Err() == nil {
		err := w.run(ctx, c, log)
		if err != nil && !errors.Is(err, errReconnected) {
			log.Warn("bucket not followed, trying again", logging.Error(err))
			run.Wait(ctx, watchPause)
		}
	}
}

func (w Watch) run(ctx context.Context, conn *Conn, log *zap.Logger) error {
	bucket, err := conn.Bucket(ctx, w.Bucket)
	if err != nil {
		return err
	}
	// A watcher finds out by missing heartbeats that a server was restarted,
	// after 20 seconds; a new one knows what it needs at once.
	reconnected := conn.NATS().StatusChanged(nats.CONNECTED)
	defer conn.NATS().RemoveStatusListener(reconnected)
	var options []jetstream.WatchOpt
	if w.History {
		options = append(options, jetstream.IncludeHistory())
	}
	// The watcher ends by Stop only, so that what it still holds can be taken.
	watcher, err := bucket.KeyValue().Watch(context.WithoutCancel(ctx), w.Keys, options...)
	if err != nil {
		return fmt.Errorf("watch bucket %s: %w", w.Bucket, err)
	}
	if w.Begin != nil {
		w.Begin()
	}
	defer stop(watcher)
	snapshot := snapshot{conn: conn, bucket: w.Bucket, keys: []string{w.Keys}}
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-reconnected:
			return errReconnected
		case <-snapshot.behind:
			return fmt.Errorf("watch bucket %s: %w", w.Bucket, errBehind)
		case update, ok := <-watcher.Updates():
			if !ok {
				return fmt.Errorf("watch bucket %s: ended by the connection", w.Bucket)
			}
			if err := w.tell(ctx, &snapshot, update, log); err != nil {
				return err
			}
		}
	}
}

// stop ends a watcher and takes what it still holds.
func stop(watcher jetstream.KeyWatcher) {
	_ = watcher.Stop() // fails only when the connection is closed
	for range watcher.Updates() {
	}
}

// tell passes on what a watcher gave.
func (w Watch) tell(ctx context.Context, s *snapshot, update jetstream.KeyValueEntry, log *zap.Logger) error {
	if update != nil {
		if err := w.Each(entryOf(update)); err != nil {
			log.Error("entry of the bucket cannot be read", logging.Error(err))
		}
	}
	complete, err := s.note(ctx, update)
	if err != nil {
		return fmt.Errorf("watch bucket %s: %w", w.Bucket, err)
	}
	if complete {
		w.Complete()
	}
	return nil
}

func entryOf(update jetstream.KeyValueEntry) Entry {
	return Entry{
		Key: update.Key(), Value: update.Value(), Revision: update.Revision(), Deleted: update.Operation() != jetstream.KeyValuePut,
	}
}
