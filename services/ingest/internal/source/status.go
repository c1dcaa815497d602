package source

import (
	"context"
	"fmt"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/proto/subject"
)

// PutStatus keeps how a feed is doing, in place of what was known before. It is
// one write, which never meets a change of the definition. One reader at a time
// may write the status of a feed. A fault.ErrNotFound where the feed is gone.
func (r *Registry) PutStatus(ctx context.Context, source, feed string, s *sourcev1.FeedStatus) error {
	if !r.hasFeed(source, feed) {
		return fault.NotFound("FEED_NOT_FOUND", "source %q has no feed %q any more", source, feed)
	}
	value, err := proto.MarshalOptions{Deterministic: true}.Marshal(s)
	if err != nil {
		return fmt.Errorf("encode status of feed %s of %s: %w", feed, source, err)
	}
	bucket, err := r.Conn.Bucket(ctx, subject.BucketFeeds)
	if err != nil {
		return err
	}
	if err := bucket.Set(ctx, subject.FeedStatusKey(source, feed), value); err != nil {
		return fmt.Errorf("write status of feed %s of %s: %w", feed, source, err)
	}
	return nil
}

func (r *Registry) hasFeed(source, feed string) bool {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return feedOf(r.sources[source].definition, feed) != nil
}

func feedOf(s *sourcev1.Source, id string) *sourcev1.Feed {
	for _, feed := range s.GetFeeds() {
		if feed.GetId() == id {
			return feed
		}
	}
	return nil
}

// forget drops what was known and remembered of feeds that are gone. What stays behind after a
// failure does no harm: a feed of the same id goes on from there.
func (r *Registry) forget(ctx context.Context, before, after *sourcev1.Source) error {
	for _, feed := range before.GetFeeds() {
		if feedOf(after, feed.GetId()) != nil {
			continue
		}
		bucket, err := r.Conn.Bucket(ctx, subject.BucketFeeds)
		if err != nil {
			return err
		}
		for _, key := range []string{subject.FeedStatusKey(before.GetId(), feed.GetId()), subject.FeedMemoryKey(before.GetId(), feed.GetId())} {
			if err := bucket.KeyValue().Delete(ctx, key); err != nil {
				return fmt.Errorf("forget feed %s of %s: %w", feed.GetId(), before.GetId(), err)
			}
		}
	}
	return nil
}

func (r *Registry) takeStatus(update bus.Entry) error {
	tokens := strings.Split(update.Key, ".")
	if len(tokens) != 3 {
		return fmt.Errorf("decode key %q of a feed: not of three tokens", update.Key)
	}
	var key feedKey
	var err error
	if key.source, err = subject.Unescape(tokens[0]); err != nil {
		return fmt.Errorf("decode key of feed: %w", err)
	}
	if key.feed, err = subject.Unescape(tokens[1]); err != nil {
		return fmt.Errorf("decode key of feed: %w", err)
	}
	next := status{revision: update.Revision}
	if !update.Deleted {
		next.status = &sourcev1.FeedStatus{}
		if err := proto.Unmarshal(update.Value, next.status); err != nil {
			return fmt.Errorf("decode status of feed %s of %s: %w", key.feed, key.source, err)
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.statuses[key].revision < next.revision {
		r.statuses[key] = next
	}
	return nil
}

// view is a copy of a definition with the status of its feeds; the caller holds
// the lock.
func (r *Registry) view(definition *sourcev1.Source) *sourcev1.Source {
	out := proto.CloneOf(definition)
	for _, feed := range out.GetFeeds() {
		feed.Status = &sourcev1.FeedStatus{State: sourcev1.FeedState_FEED_STATE_PENDING}
		if known := r.statuses[feedKey{out.GetId(), feed.GetId()}].status; known != nil {
			feed.Status = proto.CloneOf(known)
		}
		if out.GetPaused() || feed.GetPaused() {
			feed.Status.State, feed.Status.NextAttemptTime, feed.Status.StateTime = sourcev1.FeedState_FEED_STATE_PAUSED, nil, nil
		}
	}
	return out
}
