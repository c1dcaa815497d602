package source

import (
	"context"
	"errors"
	"fmt"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// retryPause is the time between attempts to apply the file.
const retryPause = time.Second

// applyFile makes the registry say what the sources file says: its entries win
// over what clients defined, and what an earlier file defined and this one does
// not is deleted. Without a file nothing is deleted: what an earlier one
// defined is left to clients. Pauses stay, unless the file says otherwise.
func (r *Registry) applyFile(ctx context.Context, file *Directory) error {
	for _, definition := range file.Definitions() {
		if err := r.insist(ctx, definition.GetId(), func(current *sourcev1.Source) (*sourcev1.Source, error) {
			return r.declare(current, definition)
		}); err != nil {
			return err
		}
	}
	for _, known := range r.All() {
		if known.GetManager() != sourcev1.Manager_MANAGER_FILE || file.get(known.GetId()) != nil {
			continue
		}
		if err := r.insist(ctx, known.GetId(), func(current *sourcev1.Source) (*sourcev1.Source, error) {
			switch {
			case current.GetManager() != sourcev1.Manager_MANAGER_FILE:
				return current, nil // changed or gone meanwhile
			case file != nil:
				return nil, nil
			}
			return release(current), nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// declare is what the file makes of a source.
func (r *Registry) declare(current, definition *sourcev1.Source) (*sourcev1.Source, error) {
	if current == nil {
		current = r.empty(definition.GetId(), sourcev1.Manager_MANAGER_FILE)
	}
	next, err := merge(current, definition, nil)
	if err != nil {
		return nil, err
	}
	next.Manager = sourcev1.Manager_MANAGER_FILE
	return next, nil
}

// release hands a source of the file over to clients, without what only the
// file may say.
func release(current *sourcev1.Source) *sourcev1.Source {
	next := proto.CloneOf(current)
	next.Manager, next.Feeds = sourcev1.Manager_MANAGER_API, nil
	for _, feed := range current.GetFeeds() {
		if local, err := checkAddress(feed); !local && err == nil && feed.GetCredentialsFile() == "" {
			next.Feeds = append(next.Feeds, feed)
		}
	}
	return next
}

// insist applies a change until it is done, ctx ends, or it turns out to be
// impossible.
func (r *Registry) insist(ctx context.Context, id string, apply change) error {
	for {
		_, changed, err := r.modify(ctx, id, "", apply)
		switch {
		case err == nil && changed:
			r.Log.Info("sources file applied", logging.SourceID(id))
			return nil
		case err == nil || ctx.Err() != nil:
			return nil
		case !errors.Is(err, fault.ErrTransient) && !errors.Is(err, fault.ErrConflict):
			return fmt.Errorf("apply sources file to %s: %w", id, err)
		}
		r.Log.Warn("sources file not applied, trying again", logging.SourceID(id), logging.Error(err))
		select {
		case <-time.After(retryPause):
		case <-ctx.Done():
			return nil
		}
	}
}
