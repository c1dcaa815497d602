package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/logging"
)

var errReconnected = errors.New("the connection was lost and is back")

// following is what to follow of a bucket, and who is told.
type following struct {
	bucket   string
	keys     string // filter; ">" for all
	history  bool   // all revisions that the bucket still has, not only the newest
	note     func(jetstream.KeyValueEntry) error
	complete func() // those that were there are through
}

// follow gives every change of the bucket to note, in their order. It returns
// when ctx ends, and begins again where the bucket cannot be reached. What note
// cannot read is logged and left out.
func follow(ctx context.Context, conn *bus.Conn, log *zap.Logger, f following) {
	for ctx.Err() == nil {
		err := f.watch(ctx, conn, log)
		if err != nil && !errors.Is(err, errReconnected) {
			log.Warn("bucket not followed, trying again", logging.Error(err))
			pause(ctx, retryPause)
		}
	}
}

func (f following) watch(ctx context.Context, conn *bus.Conn, log *zap.Logger) error {
	bucket, err := conn.Bucket(ctx, f.bucket)
	if err != nil {
		return err
	}
	var options []jetstream.WatchOpt
	if f.history {
		options = append(options, jetstream.IncludeHistory())
	}
	// A watcher finds out by missing heartbeats that a server was restarted,
	// after 20 seconds; a new one knows what it needs at once.
	reconnected := conn.NATS().StatusChanged(nats.CONNECTED)
	defer conn.NATS().RemoveStatusListener(reconnected)
	// The watcher ends by Stop only, so that what it still holds can be taken.
	watcher, err := bucket.KeyValue().Watch(context.WithoutCancel(ctx), f.keys, options...)
	if err != nil {
		return fmt.Errorf("watch bucket %s: %w", f.bucket, err)
	}
	defer func() {
		_ = watcher.Stop() // fails only when the connection is closed
		for range watcher.Updates() {
		}
	}()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-reconnected:
			return errReconnected
		case update, ok := <-watcher.Updates():
			if !ok {
				return fmt.Errorf("watch bucket %s: ended by the connection", f.bucket)
			}
			if update == nil {
				f.complete()
			} else if err := f.note(update); err != nil {
				log.Error("entry of the bucket cannot be read", logging.Error(err))
			}
		}
	}
}
