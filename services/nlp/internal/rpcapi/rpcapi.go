// Package rpcapi serves TaggingService: the function of the pipeline, on
// request.
package rpcapi

import (
	"context"
	"errors"

	"google.golang.org/grpc"

	"github.com/barograph/barograph/internal/fault"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// Tagger reads articles.
type Tagger interface {
	// TagContext gives up when ctx ends, with an error that wraps that of ctx.
	TagContext(ctx context.Context, a *articlev1.Article) (*taggingv1.TaggedArticle, error)
}

// Server implements TaggingService.
type Server struct {
	taggingv1.UnimplementedTaggingServiceServer
	current func() (Tagger, bool)
}

var _ taggingv1.TaggingServiceServer = (*Server)(nil)

// New makes a server; current gives the tagger of the newest catalogue, false
// before the first.
func New(current func() (Tagger, bool)) (*Server, error) {
	if current == nil {
		return nil, errors.New("make tagging service: a tagger is required")
	}
	return &Server{current: current}, nil
}

// Register registers the service.
func (s *Server) Register(r grpc.ServiceRegistrar) { taggingv1.RegisterTaggingServiceServer(r, s) }

// TagArticle reads one article.
func (s *Server) TagArticle(ctx context.Context, in *taggingv1.TagArticleRequest) (*taggingv1.TagArticleResponse, error) {
	tagger, ok := s.current()
	if !ok {
		return nil, fault.Transient("CATALOGUE_MISSING", "the catalogue of initiatives has not arrived yet, try again", nil)
	}
	tagged, err := tagger.TagContext(ctx, in.GetArticle())
	if err != nil {
		return nil, err
	}
	return &taggingv1.TagArticleResponse{TaggedArticle: tagged}, nil
}
