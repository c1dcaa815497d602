// Package ingest is the entrance of Barograph: it takes articles in, recognises
// revisions and copies, keeps the texts in the stream ARTICLES, and gives them
// out again. It also serves the dead letters of all services and how far the
// articles are on their way. Only programs import it.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/deadletter"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/rpc"
	"github.com/barograph/barograph/internal/run"
	"github.com/barograph/barograph/internal/telemetry"
	"github.com/barograph/barograph/internal/tracing"
	"github.com/barograph/barograph/internal/transport"
	"github.com/barograph/barograph/services/ingest/internal/extract"
	"github.com/barograph/barograph/services/ingest/internal/fetch"
	"github.com/barograph/barograph/services/ingest/internal/poll"
	"github.com/barograph/barograph/services/ingest/internal/rpcapi"
	"github.com/barograph/barograph/services/ingest/internal/source"
	"github.com/barograph/barograph/services/ingest/internal/store"
)

// lookEvery is how often the sources file is looked at.
const lookEvery = 2 * time.Second

// Deps is what the service needs from the program that runs it.
type Deps struct {
	// NATS is a connection that stays open until Run has returned.
	NATS *bus.Conn
	// Listener is served and closed; nil opens the configured address.
	Listener net.Listener
	// Logger gets the log; nil logs nothing.
	Logger *zap.Logger
	// Metrics gets what is counted; nil: nobody sees it.
	Metrics telemetry.Registerer
	// Level is that of the log, for LogService; nil: it is not served.
	Level *logging.Level
	// Traces makes spans; nil makes none.
	Traces *tracing.Provider
	// TLS is what gRPC shows and whom it trusts; nil is plain text.
	TLS *transport.Certificates
	// Now stamps articles; nil is the wall clock.
	Now func() time.Time
}

// Service is the ingest service.
type Service struct {
	listener net.Listener
	file     *source.File // nil without a sources file
	sources  *source.Registry
	store    *store.Store
	fetcher  *fetch.Fetcher
	poller   *poll.Poller
	server   *rpc.Server
	stop     time.Duration
}

// New makes the service; nothing runs before [Service.Run]. It returns an error
// for a wrong configuration, a sources file that cannot be used included.
func New(cfg Config, deps Deps) (*Service, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("configure ingest: %w", err)
	}
	if deps.NATS == nil {
		return nil, errors.New("make ingest: a connection to NATS is required")
	}
	if deps.Logger == nil {
		deps.Logger = zap.NewNop()
	}
	if deps.Now == nil {
		deps.Now = time.Now
	}
	var file *source.File
	var err error
	if cfg.Sources != "" {
		if file, err = source.OpenFile(cfg.Sources, lookEvery); err != nil {
			return nil, err
		}
	}
	sources, err := source.NewRegistry(source.Deps{Conn: deps.NATS, Now: deps.Now, Log: deps.Logger})
	if err != nil {
		return nil, err
	}
	articles, err := makeStore(deps, sources, file)
	if err != nil {
		return nil, err
	}
	fetcher, err := fetch.New(cfg.Fetch, fetch.Deps{})
	if err != nil {
		return nil, err
	}
	poller, err := poll.New(poll.Default(), poll.Deps{
		Sources: sources, Fetcher: fetcher, Extractor: extract.New(), Store: articles, Lease: deps.NATS,
		Now: deps.Now, Clock: time.Now, Log: deps.Logger,
	})
	if err != nil {
		return nil, err
	}
	api, err := rpcapi.New(rpcapi.Deps{
		Store: articles, Sources: sources, Box: deadletter.New(deps.NATS), Streams: deps.NATS, Now: deps.Now, Log: deps.Logger,
	})
	if err != nil {
		return nil, err
	}
	server, err := rpc.New(cfg.GRPC, rpc.Deps{
		Log: deps.Logger, Metrics: deps.Metrics, Traces: deps.Traces, Level: deps.Level, TLS: deps.TLS, Register: api.Register,
		Checks: []rpc.Check{
			{Name: "nats", Probe: deps.NATS.Ready}, {Name: "article index", Probe: articles.Ready}, {Name: "sources", Probe: sources.Ready},
		},
	})
	if err != nil {
		return nil, err
	}
	return &Service{
		listener: deps.Listener, file: file, sources: sources, store: articles.Store, fetcher: fetcher, poller: poller, server: server,
		stop: cfg.GRPC.DrainDelay + cfg.GRPC.StopDeadline + time.Second,
	}, nil
}

// Run serves and reads feeds until ctx ends and returns nil then. It stops in
// order: not ready, no new calls, calls and feeds in progress finish, the index
// and the sources rest.
func (s *Service) Run(ctx context.Context) error {
	defer s.fetcher.Close()
	return run.Stages(ctx,
		run.Stage{Tasks: []run.Task{
			{Name: "article index", Run: s.store.Run},
			{Name: "sources", Run: func(ctx context.Context) error { return s.sources.Run(ctx, s.file.Directory()) }},
			{Name: "sources file", Run: func(ctx context.Context) error { return s.sources.Follow(ctx, s.file) }},
		}},
		run.Stage{Grace: s.stop, Tasks: []run.Task{{Name: "feeds", Run: s.poller.Run}, {Name: "grpc", Run: s.serve}}},
	)
}

func (s *Service) serve(ctx context.Context) error {
	listener := s.listener
	if listener == nil {
		var err error
		if listener, err = s.server.Listen(ctx); err != nil {
			return err
		}
	}
	return s.server.Serve(ctx, listener)
}
