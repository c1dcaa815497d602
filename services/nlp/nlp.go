// Package nlp is the reader of Barograph: it takes articles from ARTICLES, tags
// them under the catalogue of initiatives that aggregate keeps, and writes what
// it found to LEDGER. It keeps nothing. Only programs import it.
package nlp

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"go.uber.org/zap"
	"google.golang.org/grpc"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/rpc"
	"github.com/barograph/barograph/internal/telemetry"
	"github.com/barograph/barograph/internal/tracing"
	"github.com/barograph/barograph/internal/transport"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/nlp/internal/gauge"
	"github.com/barograph/barograph/services/nlp/internal/rpcapi"
	"github.com/barograph/barograph/services/nlp/internal/source"
	"github.com/barograph/barograph/services/nlp/internal/tag"
	"github.com/barograph/barograph/services/nlp/internal/worker"
)

// drain is how long handlers may go on once the service is asked to stop.
const drain = 8 * time.Second

// articleTimeout is how long one attempt at an article may last: tagging takes
// milliseconds, and a ledger that cannot be written shall not use up all attempts
// within minutes and make dead letters of good articles.
const articleTimeout = time.Hour

// A replayed article may come long before the catalogue that it asks for, and
// then waits for it, up to replayTimeout at a time. Each time uses up one of its
// attempts, which are limited so that an article that ends the process is given
// up; together they last longer than the stream keeps a replay.
const (
	replayTimeout  = 12 * time.Hour
	replayAttempts = 20
)

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
	// Initiatives is where the catalogue is watched; nil connects to the
	// configured address of aggregate.
	Initiatives initiativev1.InitiativeServiceClient
}

// Service is the nlp service.
type Service struct {
	listener  net.Listener
	dialled   *grpc.ClientConn // to aggregate; nil where a client was given
	catalogue *source.Source
	worker    *worker.Worker
	articles  *bus.Consumer
	replays   *bus.Consumer
	server    *rpc.Server
	stop      time.Duration
	engine    string // version of the tagger
}

// New makes the service; nothing runs before [Service.Run]. It returns an error
// for a wrong configuration.
func New(cfg Config, deps Deps) (*Service, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("configure nlp: %w", err)
	}
	if deps.NATS == nil {
		return nil, errors.New("make nlp: a connection to NATS is required")
	}
	if deps.Logger == nil {
		deps.Logger = zap.NewNop()
	}
	s := &Service{listener: deps.Listener, stop: max(cfg.GRPC.DrainDelay+cfg.GRPC.StopDeadline, drain) + time.Second}
	if deps.Initiatives == nil {
		var err error
		if s.dialled, err = rpc.Dial(cfg.Aggregate, deps.TLS.Client(), append(cfg.Access.Options(deps.TLS != nil), deps.Traces.Client()...)...); err != nil {
			return nil, fmt.Errorf("connect to aggregate: %w", err)
		}
		deps.Initiatives = initiativev1.NewInitiativeServiceClient(s.dialled)
	}
	if err := s.wire(cfg, deps); err != nil {
		return nil, errors.Join(err, s.hangUp())
	}
	return s, nil
}

func (s *Service) wire(cfg Config, deps Deps) error {
	actors, err := ReadActors(cfg.Actors)
	if err != nil {
		return err
	}
	knowledge, err := tag.Load(actors)
	if err != nil {
		return err
	}
	if s.catalogue, err = source.New(deps.Initiatives, deps.Logger, knowledge); err != nil {
		return err
	}
	count := gauge.New()
	if err := count.Register(deps.Metrics); err != nil {
		return err
	}
	s.engine = tag.Version(actors)
	if s.worker, err = worker.New(worker.Deps{
		Tagger: s.await, Engine: s.engine, Deadline: cfg.Deadline,
		Publisher: bus.NewPublisher(deps.NATS), Stream: deps.NATS, Log: deps.Logger, Count: count,
	}); err != nil {
		return err
	}
	if s.articles, err = bus.NewConsumer(deps.NATS, bus.ConsumerConfig{
		Stream: subject.StreamArticles, Durable: subject.DurableTagger, Workers: cfg.workers(), DrainTimeout: drain,
		Timeout: articleTimeout,
	}); err != nil {
		return err
	}
	if s.replays, err = bus.NewConsumer(deps.NATS, bus.ConsumerConfig{
		Stream: subject.StreamReplays, Durable: subject.DurableReplay, Workers: cfg.workers(), DrainTimeout: drain,
		Attempts: replayAttempts, Timeout: replayTimeout, Apart: true,
	}); err != nil {
		return err
	}
	api, err := rpcapi.New(s.current)
	if err != nil {
		return err
	}
	s.server, err = rpc.New(cfg.GRPC, rpc.Deps{
		Log: deps.Logger, Metrics: deps.Metrics, Traces: deps.Traces, Level: deps.Level, TLS: deps.TLS, Register: api.Register,
		Checks: []rpc.Check{
			{Name: "nats", Probe: deps.NATS.Ready}, {Name: "catalogue", Probe: s.catalogue.Ready},
			{Name: "articles", Probe: s.articles.Ready}, {Name: "replays", Probe: s.replays.Ready},
		},
	})
	return err
}

func (s *Service) await(ctx context.Context, revision uint64) (worker.Tagger, error) {
	tagger, err := s.catalogue.Await(ctx, revision)
	if err != nil {
		return nil, err
	}
	return tagger, nil
}

func (s *Service) current() (rpcapi.Tagger, bool) {
	tagger := s.catalogue.Current()
	return tagger, tagger != nil
}
