// Package rpcapi serves IngestService, SourceService, DeadLetterService and
// PipelineService: it turns requests into calls of the store, the registry of
// sources, the box of dead letters and the streams, and their errors into
// faults.
package rpcapi

import (
	"context"
	"errors"
	"time"

	"go.uber.org/zap"
	"google.golang.org/grpc"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/services/ingest/internal/article"
)

const (
	defaultPageSize = 100
	maxPageSize     = 1000
)

// Store keeps articles.
type Store interface {
	Submit(ctx context.Context, a *articlev1.Article) (*ingestv1.SubmitArticleResponse, error)
	Retract(ctx context.Context, id, reason string) (revision uint32, changed bool, err error)
	Get(ctx context.Context, id string, revision uint32) (*articlev1.Article, *articlev1.Retraction, error)
	Revisions(ctx context.Context, id string, from uint32, size int) ([]*ingestv1.Revision, uint32, error)
	Sources(ctx context.Context) ([]*articlev1.Source, error)
	Replay(ctx context.Context, in *ingestv1.ReplayArticlesRequest) (*ingestv1.ReplayArticlesResponse, error)
}

// Sources knows the publishers and their feeds; see source.Registry.
type Sources interface {
	Ready(ctx context.Context) error
	Of(declared, address string) *articlev1.Source
	List() []*articlev1.Source
	All() []*sourcev1.Source
	Get(id string) (*sourcev1.Source, error)
	Create(ctx context.Context, definition *sourcev1.Source) (*sourcev1.Source, error)
	Update(ctx context.Context, update *sourcev1.Source, paths []string, create bool) (*sourcev1.Source, bool, error)
	Delete(ctx context.Context, id, version string) error
	SetPaused(ctx context.Context, id, feed string, paused bool) (*sourcev1.Source, bool, error)
	ImportOPML(ctx context.Context, list []byte) (*sourcev1.ImportOPMLResponse, error)
	ExportOPML() ([]byte, error)
}

// Streams tell how much they hold and how far their consumers are.
type Streams interface {
	Size(ctx context.Context, stream string) (last, messages uint64, err error)
	Progress(ctx context.Context, stream, durable string) (bus.Progress, error)
}

// Deps is what the services stand on.
type Deps struct {
	Store   Store
	Sources Sources
	Box     Box
	Streams Streams
	// Now is the clock that times of publication are checked against.
	Now func() time.Time
	// Log gets what operators did with dead letters, and articles of streams that
	// are refused.
	Log *zap.Logger
	// Limits bound what is in flight; zero values take the defaults.
	Limits Limits
}

// Server implements the services.
type Server struct {
	ingestv1.UnimplementedIngestServiceServer
	operationsv1.UnimplementedDeadLetterServiceServer
	operationsv1.UnimplementedPipelineServiceServer
	deps Deps
	log  *zap.Logger // about articles of streams
	// sources serves SourceService: its ListSources has another request than that
	// of IngestService.
	sources sources
	load    *load
}

var (
	_ ingestv1.IngestServiceServer         = (*Server)(nil)
	_ operationsv1.DeadLetterServiceServer = (*Server)(nil)
	_ operationsv1.PipelineServiceServer   = (*Server)(nil)
	_ sourcev1.SourceServiceServer         = (*sources)(nil)
)

// New makes a server.
func New(deps Deps) (*Server, error) {
	if deps.Store == nil || deps.Sources == nil || deps.Box == nil || deps.Streams == nil || deps.Now == nil || deps.Log == nil {
		return nil, errors.New("make rpc services: store, sources, box, streams, clock and log are required")
	}
	log := deps.Log.Named("submit")
	deps.Log = deps.Log.Named("deadletter")
	return &Server{deps: deps, log: log, sources: sources{registry: deps.Sources}, load: newLoad(deps.Limits)}, nil
}

// Register registers the services.
func (s *Server) Register(r grpc.ServiceRegistrar) {
	ingestv1.RegisterIngestServiceServer(r, s)
	operationsv1.RegisterDeadLetterServiceServer(r, s)
	operationsv1.RegisterPipelineServiceServer(r, s)
	sourcev1.RegisterSourceServiceServer(r, &s.sources)
}

// SubmitArticle stores one article.
func (s *Server) SubmitArticle(ctx context.Context, in *ingestv1.SubmitArticleRequest) (*ingestv1.SubmitArticleResponse, error) {
	done, err := s.load.call(len(in.GetSubmission().GetText()))
	if err != nil {
		return nil, err
	}
	defer done()
	if err := s.deps.Sources.Ready(ctx); err != nil {
		return nil, err
	}
	a, err := s.article(in.GetSubmission())
	if err != nil {
		return nil, err
	}
	return s.deps.Store.Submit(ctx, a)
}

// article makes the article of a submission.
func (s *Server) article(in *ingestv1.Submission) (*articlev1.Article, error) {
	a, err := article.New(in, s.deps.Sources.Of(in.GetSource(), in.GetUrl()), s.deps.Now())
	if err == nil {
		return a, nil
	}
	refusal := fault.Invalid("INVALID_ARTICLE", "the article cannot be accepted: "+oneLine(err))
	for _, field := range article.Fields(err) {
		refusal.Fields = append(refusal.Fields, fault.Field{Path: "submission." + field.Field, Problem: field.Problem})
	}
	return nil, refusal
}

// RetractArticle withdraws an article.
func (s *Server) RetractArticle(ctx context.Context, in *ingestv1.RetractArticleRequest) (*ingestv1.RetractArticleResponse, error) {
	revision, changed, err := s.deps.Store.Retract(ctx, in.GetArticleId(), in.GetReason())
	if err != nil {
		return nil, err
	}
	return &ingestv1.RetractArticleResponse{Revision: revision, Changed: changed}, nil
}

// GetArticle returns a stored revision.
func (s *Server) GetArticle(ctx context.Context, in *ingestv1.GetArticleRequest) (*ingestv1.GetArticleResponse, error) {
	a, retraction, err := s.deps.Store.Get(ctx, in.GetArticleId(), in.GetRevision())
	if err != nil {
		return nil, err
	}
	return &ingestv1.GetArticleResponse{Article: a, Retraction: retraction}, nil
}

// ReplayArticles queues stored articles to be tagged again.
func (s *Server) ReplayArticles(ctx context.Context, in *ingestv1.ReplayArticlesRequest) (*ingestv1.ReplayArticlesResponse, error) {
	return s.deps.Store.Replay(ctx, in)
}
