package source

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/fieldmask"
	"github.com/barograph/barograph/internal/logging"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/proto/subject"
)

const (
	// writeAttempts is how often a change without an etag is tried against others.
	writeAttempts = 10
	// maxBytes is the greatest size of a definition.
	maxBytes = 60 << 10
)

func etag(revision uint64) string { return strconv.FormatUint(revision, 10) }

// change is what a write does to a source: it gets what is there (nil for
// nothing) and returns what is to be there (nil for nothing), or the same to
// leave it.
type change func(current *sourcev1.Source) (*sourcev1.Source, error)

// modify applies a change, as often as it takes until nobody else wrote in
// between; with a version, to that version only. It returns what is there now
// and whether the change changed anything.
func (r *Registry) modify(ctx context.Context, id, version string, apply change) (*sourcev1.Source, bool, error) {
	for attempt := 1; ; attempt++ {
		current, revision, err := r.read(ctx, id)
		if err != nil {
			return nil, false, err
		}
		if version != "" && version != etag(revision) {
			return nil, false, fault.Conflict("ETAG_MISMATCH", "source %s is not at version %s any more; read it again and retry", id, version)
		}
		next, err := apply(current)
		if err != nil {
			return nil, false, err
		}
		if next == nil && current == nil {
			return nil, false, nil
		}
		if next != nil && current != nil && same(current, next) {
			view, _, err := r.await(ctx, id, revision)
			return view, false, err
		}
		revision, err = r.replace(ctx, id, next, revision)
		if err == nil {
			if err := r.forget(ctx, current, next); err != nil {
				r.Log.Warn("status of feeds that are gone stays behind", logging.Error(err))
			}
			return r.await(ctx, id, revision)
		}
		if !errors.Is(err, fault.ErrConflict) {
			return nil, false, err
		}
		if version != "" || attempt == writeAttempts {
			return nil, false, fault.Conflict("CHANGED_MEANWHILE", "source %s was changed by somebody else meanwhile; read it again and retry", id)
		}
	}
}

// read reads a definition from the bucket itself; nil and 0 where there is none.
func (r *Registry) read(ctx context.Context, id string) (*sourcev1.Source, uint64, error) {
	bucket, err := r.Conn.Bucket(ctx, subject.BucketSources)
	if err != nil {
		return nil, 0, err
	}
	value, revision, err := bucket.Get(ctx, subject.SourceKey(id))
	if errors.Is(err, fault.ErrNotFound) {
		return nil, 0, nil
	}
	if err != nil {
		return nil, 0, fmt.Errorf("read source %s: %w", id, err)
	}
	definition, err := decode(value, revision)
	return definition, revision, err
}

// replace writes or deletes a definition in place of a revision and returns the
// new one.
func (r *Registry) replace(ctx context.Context, id string, next *sourcev1.Source, revision uint64) (uint64, error) {
	bucket, err := r.Conn.Bucket(ctx, subject.BucketSources)
	if err != nil {
		return 0, err
	}
	if next == nil {
		if err := bucket.Delete(ctx, subject.SourceKey(id), revision); err != nil {
			return 0, fmt.Errorf("delete source %s: %w", id, err)
		}
		return revision + 1, nil // a deletion has a revision of its own, after this one
	}
	next = stored(next)
	if err := r.check(next); err != nil {
		return 0, err
	}
	next.UpdateTime = timestamppb.New(r.Now())
	value, err := proto.MarshalOptions{Deterministic: true}.Marshal(next)
	if err != nil {
		return 0, fmt.Errorf("encode source %s: %w", id, err)
	}
	if len(value) > maxBytes {
		return 0, fault.Invalid("SOURCE_TOO_LARGE", fmt.Sprintf("source %s takes %d bytes, more than the %d that are allowed; divide its feeds among several sources of one family", id, len(value), maxBytes))
	}
	revision, err = bucket.Put(ctx, subject.SourceKey(id), value, revision)
	if err != nil {
		return 0, fmt.Errorf("write source %s: %w", id, err)
	}
	return revision, nil
}

// check refuses what breaks a rule, and an address that another source has.
func (r *Registry) check(s *sourcev1.Source) error {
	if err := r.validator.Validate(s); err != nil {
		return err
	}
	var fields []fault.Field
	text := fmt.Sprintf("source %s cannot be defined so", s.GetId())
	for i, problem := range check(s) {
		fields = append(fields, fault.Field{Path: "source." + problem.Field, Problem: problem.Text})
		text += map[bool]string{true: ": ", false: "; "}[i == 0] + "source." + problem.Field + " " + problem.Text
	}
	if len(fields) > 0 {
		return fault.Invalid("INVALID_SOURCE", text, fields...)
	}
	if s.GetManager() == sourcev1.Manager_MANAGER_FILE {
		return nil // checked within the file, which wins over others
	}
	for _, feed := range s.GetFeeds() {
		if owner := r.reads(feed.GetAddress(), s.GetId()); owner != "" {
			return fault.Exists("FEED_EXISTS", "%s is read for source %s already", feed.GetAddress(), owner)
		}
	}
	return nil
}

// reads is the source, other than one, that has a feed of an address.
func (r *Registry) reads(address, other string) string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for id, e := range r.sources {
		if id == other {
			continue
		}
		for _, feed := range e.definition.GetFeeds() {
			if feed.GetAddress() == address {
				return id
			}
		}
	}
	return ""
}

// await waits until the copy has a revision of a source, so that who wrote
// reads what it wrote.
func (r *Registry) await(ctx context.Context, id string, revision uint64) (*sourcev1.Source, bool, error) {
	for {
		r.mu.RLock()
		e, changed := r.sources[id], r.changed
		var view *sourcev1.Source
		if e.definition != nil {
			view = r.view(e.definition)
		}
		r.mu.RUnlock()
		if e.revision >= revision {
			return view, true, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return nil, false, fmt.Errorf("await revision %d of the sources: %w", revision, ctx.Err())
		}
	}
}

// merge is the definition that an update makes of the current one.
func merge(current, update *sourcev1.Source, paths []string) (*sourcev1.Source, error) {
	merged, err := fieldmask.Merge(current, update, paths, "id", "manager", "create_time", "update_time", "etag")
	if err != nil {
		return nil, fault.Invalid("UPDATE_MASK", "the update mask is wrong: "+err.Error(), fault.Field{Path: "update_mask", Problem: err.Error()})
	}
	keepPauses(current, merged)
	return merged, nil
}

// keepPauses leaves what an update does not say about pauses as it is.
func keepPauses(current, next *sourcev1.Source) {
	if next.Paused == nil {
		next.Paused = current.Paused
	}
	ids := stored(next).GetFeeds() // those without an id have got one there
	for i, feed := range next.GetFeeds() {
		if known := feedOf(current, ids[i].GetId()); known != nil && feed.Paused == nil {
			feed.Paused = known.Paused
		}
	}
}

func notDefined(id string) error {
	return fault.NotFound("SOURCE_NOT_FOUND", "source %q is not defined; ListSources has those that are", id)
}
