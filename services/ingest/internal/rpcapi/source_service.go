package rpcapi

import (
	"context"
	"slices"

	"github.com/barograph/barograph/internal/fault"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// sources serves SourceService.
type sources struct {
	sourcev1.UnimplementedSourceServiceServer
	registry Sources
}

// CreateSource adds a source.
func (s *sources) CreateSource(ctx context.Context, in *sourcev1.CreateSourceRequest) (*sourcev1.CreateSourceResponse, error) {
	if err := s.registry.Ready(ctx); err != nil {
		return nil, err
	}
	created, err := s.registry.Create(ctx, in.GetSource())
	if err != nil {
		return nil, err
	}
	return &sourcev1.CreateSourceResponse{Source: created}, nil
}

// GetSource returns one source.
func (s *sources) GetSource(ctx context.Context, in *sourcev1.GetSourceRequest) (*sourcev1.GetSourceResponse, error) {
	if err := s.registry.Ready(ctx); err != nil {
		return nil, err
	}
	found, err := s.registry.Get(in.GetId())
	if err != nil {
		return nil, err
	}
	return &sourcev1.GetSourceResponse{Source: found}, nil
}

// ListSources returns a page of sources, with a filter only those that have a
// feed in one of the states.
func (s *sources) ListSources(ctx context.Context, in *sourcev1.ListSourcesRequest) (*sourcev1.ListSourcesResponse, error) {
	if err := s.registry.Ready(ctx); err != nil {
		return nil, err
	}
	all := s.registry.All()
	if len(in.GetStates()) > 0 {
		all = slices.DeleteFunc(all, func(source *sourcev1.Source) bool {
			source.Feeds = slices.DeleteFunc(source.GetFeeds(), func(feed *sourcev1.Feed) bool {
				return !slices.Contains(in.GetStates(), feed.GetStatus().GetState())
			})
			return len(source.GetFeeds()) == 0
		})
	}
	page, next, err := cut(all, (*sourcev1.Source).GetId, in.GetPageToken(), in.GetPageSize())
	if err != nil {
		return nil, err
	}
	return &sourcev1.ListSourcesResponse{Sources: page, NextPageToken: next}, nil
}

// UpdateSource changes a source.
func (s *sources) UpdateSource(ctx context.Context, in *sourcev1.UpdateSourceRequest) (*sourcev1.UpdateSourceResponse, error) {
	if err := s.registry.Ready(ctx); err != nil {
		return nil, err
	}
	if in.GetSource().GetId() == "" {
		return nil, fault.Invalid("INVALID_ARGUMENT", "the update does not say which source it is for",
			fault.Field{Path: "source.id", Problem: "must be set"})
	}
	updated, changed, err := s.registry.Update(ctx, in.GetSource(), in.GetUpdateMask().GetPaths(), in.GetAllowMissing())
	if err != nil {
		return nil, err
	}
	return &sourcev1.UpdateSourceResponse{Source: updated, Changed: changed}, nil
}

// DeleteSource removes a source.
func (s *sources) DeleteSource(ctx context.Context, in *sourcev1.DeleteSourceRequest) (*sourcev1.DeleteSourceResponse, error) {
	if err := s.registry.Ready(ctx); err != nil {
		return nil, err
	}
	if err := s.registry.Delete(ctx, in.GetId(), in.GetEtag()); err != nil {
		return nil, err
	}
	return &sourcev1.DeleteSourceResponse{}, nil
}

// PauseSource stops reading a source or a feed of it.
func (s *sources) PauseSource(ctx context.Context, in *sourcev1.PauseSourceRequest) (*sourcev1.PauseSourceResponse, error) {
	if err := s.registry.Ready(ctx); err != nil {
		return nil, err
	}
	source, changed, err := s.registry.SetPaused(ctx, in.GetId(), in.GetFeedId(), true)
	if err != nil {
		return nil, err
	}
	return &sourcev1.PauseSourceResponse{Source: source, Changed: changed}, nil
}

// ResumeSource takes a pause back.
func (s *sources) ResumeSource(ctx context.Context, in *sourcev1.ResumeSourceRequest) (*sourcev1.ResumeSourceResponse, error) {
	if err := s.registry.Ready(ctx); err != nil {
		return nil, err
	}
	source, changed, err := s.registry.SetPaused(ctx, in.GetId(), in.GetFeedId(), false)
	if err != nil {
		return nil, err
	}
	return &sourcev1.ResumeSourceResponse{Source: source, Changed: changed}, nil
}

// ImportOPML adds the feeds of a list of subscriptions.
func (s *sources) ImportOPML(ctx context.Context, in *sourcev1.ImportOPMLRequest) (*sourcev1.ImportOPMLResponse, error) {
	if err := s.registry.Ready(ctx); err != nil {
		return nil, err
	}
	return s.registry.ImportOPML(ctx, in.GetOpml())
}

// ExportOPML returns the feeds of all sources as a list of subscriptions.
func (s *sources) ExportOPML(ctx context.Context, _ *sourcev1.ExportOPMLRequest) (*sourcev1.ExportOPMLResponse, error) {
	if err := s.registry.Ready(ctx); err != nil {
		return nil, err
	}
	list, err := s.registry.ExportOPML()
	if err != nil {
		return nil, err
	}
	return &sourcev1.ExportOPMLResponse{Opml: list}, nil
}
