package source

import (
	"context"
	"fmt"

	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/proto/subject"
)

// Memory is what the reader of a feed kept; a fault.ErrNotFound where there is
// nothing.
func (r *Registry) Memory(ctx context.Context, source, feed string) ([]byte, error) {
	bucket, err := r.Conn.Bucket(ctx, subject.BucketFeeds)
	if err != nil {
		return nil, err
	}
	value, _, err := bucket.Get(ctx, subject.FeedMemoryKey(source, feed))
	if err != nil {
		return nil, fmt.Errorf("read memory of feed %s of %s: %w", feed, source, err)
	}
	return value, nil
}

// PutMemory keeps what the reader of a feed has to remember. One reader at a
// time may do so. A fault.ErrNotFound where the feed is gone.
func (r *Registry) PutMemory(ctx context.Context, source, feed string, memory []byte) error {
	if !r.hasFeed(source, feed) {
		return fault.NotFound("FEED_NOT_FOUND", "source %q has no feed %q any more", source, feed)
	}
	bucket, err := r.Conn.Bucket(ctx, subject.BucketFeeds)
	if err != nil {
		return err
	}
	if err := bucket.Set(ctx, subject.FeedMemoryKey(source, feed), memory); err != nil {
		return fmt.Errorf("write memory of feed %s of %s: %w", feed, source, err)
	}
	return nil
}
