// Package rpcapi serves the RPCs of aggregate over the board and the stores. It
// is an adapter: the root package wires it.
package rpcapi

import (
	"context"
	"slices"
	"strings"

	"google.golang.org/grpc"

	"github.com/barograph/barograph/internal/fault"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/aggregate/internal/catalogue"
	"github.com/barograph/barograph/services/aggregate/internal/feed"
	"github.com/barograph/barograph/services/aggregate/internal/page"
)

// Catalogue keeps definitions; see store.Catalogue.
type Catalogue interface {
	Ready(ctx context.Context) error
	All() ([]*initiativev1.Initiative, uint64)
	Get(id string) (*initiativev1.Initiative, error)
	Since(cursor feed.Cursor) ([]feed.Change[catalogue.Entry], feed.Cursor, <-chan struct{})
	Create(ctx context.Context, definition *initiativev1.Initiative) (catalogue.Entry, error)
	Update(ctx context.Context, update *initiativev1.Initiative, paths []string, create bool) (catalogue.Entry, bool, error)
	Delete(ctx context.Context, id, etag string) (catalogue.Entry, error)
}

// Initiatives serves InitiativeService.
type Initiatives struct {
	initiativev1.UnimplementedInitiativeServiceServer
	catalogue Catalogue
}

// NewInitiatives makes the service.
func NewInitiatives(c Catalogue) *Initiatives { return &Initiatives{catalogue: c} }

// CreateInitiative adds a definition.
func (s *Initiatives) CreateInitiative(ctx context.Context, req *initiativev1.CreateInitiativeRequest) (*initiativev1.CreateInitiativeResponse, error) {
	if err := s.catalogue.Ready(ctx); err != nil {
		return nil, err
	}
	entry, err := s.catalogue.Create(ctx, req.GetInitiative())
	if err != nil {
		return nil, err
	}
	return &initiativev1.CreateInitiativeResponse{Initiative: entry.Initiative, CatalogueRevision: entry.Revision}, nil
}

// GetInitiative returns one definition.
func (s *Initiatives) GetInitiative(ctx context.Context, req *initiativev1.GetInitiativeRequest) (*initiativev1.GetInitiativeResponse, error) {
	if err := s.catalogue.Ready(ctx); err != nil {
		return nil, err
	}
	definition, err := s.catalogue.Get(req.GetId())
	if err != nil {
		return nil, err
	}
	return &initiativev1.GetInitiativeResponse{Initiative: definition}, nil
}

const scopeInitiatives = "initiatives"

// ListInitiatives returns a page of definitions.
func (s *Initiatives) ListInitiatives(ctx context.Context, req *initiativev1.ListInitiativesRequest) (*initiativev1.ListInitiativesResponse, error) {
	if err := s.catalogue.Ready(ctx); err != nil {
		return nil, err
	}
	after, err := pageKey(scopeInitiatives, req.GetPageToken())
	if err != nil {
		return nil, err
	}
	all, revision := s.catalogue.All()
	items, next := cut(all, (*initiativev1.Initiative).GetId, scopeInitiatives, after, req.GetPageSize())
	return &initiativev1.ListInitiativesResponse{Initiatives: items, NextPageToken: next, CatalogueRevision: revision}, nil
}

// UpdateInitiative changes a definition.
func (s *Initiatives) UpdateInitiative(ctx context.Context, req *initiativev1.UpdateInitiativeRequest) (*initiativev1.UpdateInitiativeResponse, error) {
	if err := s.catalogue.Ready(ctx); err != nil {
		return nil, err
	}
	if req.GetInitiative().GetId() == "" {
		return nil, fault.Invalid("INVALID_ARGUMENT", "the update does not say which initiative it is for",
			fault.Field{Path: "initiative.id", Problem: "must be set"})
	}
	entry, changed, err := s.catalogue.Update(ctx, req.GetInitiative(), req.GetUpdateMask().GetPaths(), req.GetAllowMissing())
	if err != nil {
		return nil, err
	}
	return &initiativev1.UpdateInitiativeResponse{
		Initiative: entry.Initiative, CatalogueRevision: entry.Revision, Changed: changed,
	}, nil
}

// DeleteInitiative removes a definition.
func (s *Initiatives) DeleteInitiative(ctx context.Context, req *initiativev1.DeleteInitiativeRequest) (*initiativev1.DeleteInitiativeResponse, error) {
	if err := s.catalogue.Ready(ctx); err != nil {
		return nil, err
	}
	entry, err := s.catalogue.Delete(ctx, req.GetId(), req.GetEtag())
	if err != nil {
		return nil, err
	}
	return &initiativev1.DeleteInitiativeResponse{CatalogueRevision: entry.Revision}, nil
}

// WatchInitiatives sends the catalogue, then its changes. Each step has the
// revision of the entry that it is about, and entries come in the order of
// their revisions, so that it never falls.
func (s *Initiatives) WatchInitiatives(_ *initiativev1.WatchInitiativesRequest, stream grpc.ServerStreamingServer[initiativev1.WatchInitiativesResponse]) error {
	ctx := stream.Context()
	if err := s.catalogue.Ready(ctx); err != nil {
		return err
	}
	var revision uint64
	return watch(ctx, s.catalogue.Since, func(change feed.Change[catalogue.Entry], snapshot bool) error {
		entry := change.Value
		revision = max(revision, entry.Revision)
		step := &initiativev1.WatchInitiativesResponse{CatalogueRevision: revision}
		switch {
		case entry.Initiative != nil:
			step.Change = &initiativev1.WatchInitiativesResponse_Defined{Defined: entry.Initiative}
		case snapshot:
			return nil // deleted before the watch began
		default:
			step.Change = &initiativev1.WatchInitiativesResponse_DeletedId{DeletedId: entry.ID}
		}
		return stream.Send(step)
	}, func() error {
		return stream.Send(&initiativev1.WatchInitiativesResponse{
			CatalogueRevision: revision,
			Change:            &initiativev1.WatchInitiativesResponse_SnapshotComplete{SnapshotComplete: true},
		})
	})
}

// watch sends what a feed holds, says that this was the snapshot, and sends
// what changes until ctx ends. It runs in the goroutine of its stream and reads
// the latest state each time: a slow watcher holds up nobody but itself.
func watch[V any](
	ctx context.Context,
	since func(feed.Cursor) ([]feed.Change[V], feed.Cursor, <-chan struct{}),
	send func(change feed.Change[V], snapshot bool) error,
	complete func() error,
) error {
	snapshot := true
	for cursor := feed.Cursor(0); ; snapshot = false {
		changes, next, changed := since(cursor)
		for _, change := range changes {
			if err := send(change, snapshot); err != nil {
				return err
			}
		}
		if snapshot {
			if err := complete(); err != nil {
				return err
			}
		}
		cursor = next
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func pageKey(scope, token string) (string, error) {
	key, err := page.Key(scope, token)
	if err != nil {
		return "", fault.Invalid("PAGE_TOKEN", "the page token is not one of this list with these filters; start with an empty one",
			fault.Field{Path: "page_token", Problem: err.Error()})
	}
	return key, nil
}

// cut is the page of a list, ordered by key, that begins behind a key, and the
// token of the page after it.
func cut[T any](all []T, key func(T) string, scope, after string, size int32) (items []T, next string) {
	if after != "" {
		at, found := slices.BinarySearchFunc(all, after, func(item T, after string) int { return strings.Compare(key(item), after) })
		if found {
			at++
		}
		all = all[at:]
	}
	if limit := page.Size(size); len(all) > limit {
		return all[:limit], page.Token(scope, key(all[limit-1]))
	}
	return all, ""
}
