package source

import (
	"context"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/fault"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// Create adds a source; a fault.ErrExists if the id is taken, or a feed is read
// for another source.
func (r *Registry) Create(ctx context.Context, definition *sourcev1.Source) (*sourcev1.Source, error) {
	created, _, err := r.modify(ctx, definition.GetId(), "", func(current *sourcev1.Source) (*sourcev1.Source, error) {
		if current != nil {
			return nil, fault.Exists("SOURCE_EXISTS", "source %s exists already; update it to change it", definition.GetId())
		}
		return merge(r.empty(definition.GetId(), sourcev1.Manager_MANAGER_API), definition, nil)
	})
	return created, err
}

// Update changes the fields that the paths name (all without any) and says
// whether that changed anything. A fault.ErrNotFound if there is no such
// source, unless it may be created; a fault.ErrConflict if the update has
// another etag than the source; a fault.ErrPrecondition if the sources file
// manages it.
func (r *Registry) Update(ctx context.Context, update *sourcev1.Source, paths []string, create bool) (*sourcev1.Source, bool, error) {
	id := update.GetId()
	return r.modify(ctx, id, update.GetEtag(), func(current *sourcev1.Source) (*sourcev1.Source, error) {
		switch {
		case current == nil && !create:
			return nil, notDefined(id)
		case current == nil:
			current = r.empty(id, sourcev1.Manager_MANAGER_API)
		}
		merged, err := merge(current, update, paths)
		if err == nil && current.GetManager() == sourcev1.Manager_MANAGER_FILE && !same(current, merged) {
			err = managedByFile(id)
		}
		return merged, err
	})
}

// Delete removes a source and what is known of its feeds. A fault.ErrNotFound
// if there is none, a fault.ErrConflict if it has another etag than the one
// given, a fault.ErrPrecondition if the sources file manages it.
func (r *Registry) Delete(ctx context.Context, id, version string) error {
	_, _, err := r.modify(ctx, id, version, func(current *sourcev1.Source) (*sourcev1.Source, error) {
		switch {
		case current == nil:
			return nil, notDefined(id)
		case current.GetManager() == sourcev1.Manager_MANAGER_FILE:
			return nil, managedByFile(id)
		}
		return nil, nil
	})
	return err
}

// SetPaused pauses or resumes a source, or one feed of it, and says whether
// that changed anything. It works on every source, whoever manages it: to stop
// reading is no change of what the source is. A fault.ErrNotFound where there
// is no such source or feed.
func (r *Registry) SetPaused(ctx context.Context, id, feed string, paused bool) (*sourcev1.Source, bool, error) {
	return r.modify(ctx, id, "", func(current *sourcev1.Source) (*sourcev1.Source, error) {
		if current == nil {
			return nil, notDefined(id)
		}
		next := proto.CloneOf(current)
		if feed == "" {
			if next.GetPaused() != paused {
				next.Paused = &paused
			}
			return next, nil
		}
		found := feedOf(next, feed)
		if found == nil {
			return nil, fault.NotFound("FEED_NOT_FOUND", "source %q has no feed %q; GetSource has those that it has", id, feed)
		}
		if found.GetPaused() != paused {
			found.Paused = &paused
		}
		return next, nil
	})
}

// empty is a source about which nothing is said yet.
func (r *Registry) empty(id string, manager sourcev1.Manager) *sourcev1.Source {
	return &sourcev1.Source{Id: id, Manager: manager, CreateTime: timestamppb.New(r.Now())}
}

func managedByFile(id string) error {
	return fault.Precondition("MANAGED_BY_FILE", "source %s is defined in the sources file of ingest; change it there and restart ingest, or take it out of the file", id)
}
