// Package aggregate is the service that keeps the initiatives and the ledger,
// and publishes an explained assessment of each initiative. It is the only
// package of the service that wires; cmd/* build a program from it.
package aggregate

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net"
	"os"
	"strings"
	"time"

	"go.uber.org/zap"
	"google.golang.org/grpc"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/rpc"
	"github.com/barograph/barograph/internal/run"
	"github.com/barograph/barograph/internal/telemetry"
	"github.com/barograph/barograph/internal/tracing"
	"github.com/barograph/barograph/internal/transport"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/board"
	"github.com/barograph/barograph/services/aggregate/internal/gauge"
	"github.com/barograph/barograph/services/aggregate/internal/rpcapi"
	"github.com/barograph/barograph/services/aggregate/internal/shard"
	"github.com/barograph/barograph/services/aggregate/internal/store"
	"github.com/barograph/barograph/services/aggregate/internal/worker"
)

const (
	// ledgerAttempts has no end, and the server knows none: what fails here is
	// the bus and never the message, whose place is not among the dead letters then.
	ledgerAttempts = math.MaxInt
	settleTimeout  = time.Minute      // for all replicas to publish what follows from a message
	workGrace      = 12 * time.Second // for the batch in hand; more than the consumer's own limit
	stopSlack      = 2 * time.Second  // beyond what a stage needs by itself
)

// Deps is what the service is given.
type Deps struct {
	// Bus is the connection to NATS. The caller closes it after Run.
	Bus *bus.Conn
	// Listener is where gRPC is served, and is closed by Run; nil opens
	// Config.GRPC.Listen.
	Listener net.Listener
	// Log is the service's logger.
	Log *zap.Logger
	// Metrics gets what is counted; nil: nobody sees it.
	Metrics telemetry.Registerer
	// Level is that of the log, for LogService; nil: it is not served.
	Level *logging.Level
	// Traces makes spans; nil makes none.
	Traces *tracing.Provider
	// TLS is what gRPC shows and whom it trusts; nil is plain text.
	TLS *transport.Certificates
	// Now is the clock; nil is the machine's.
	Now func() time.Time
	// Ingest is asked for replays when the catalogue changed; nil never asks.
	Ingest ingestv1.IngestServiceClient
	// Initiatives are defined at the start unless they exist.
	Initiatives []*initiativev1.Initiative
	// Model is what assessments are computed with; nil is the built-in one.
	Model *assess.Model
}

// Service is the service, ready to run.
type Service struct {
	cfg        Config
	deps       Deps
	board      *board.Board
	catalogue  *store.Catalogue
	judgements *store.Judgements
	members    *store.Members
	worker     *worker.Worker
	consumer   *bus.Consumer
	publisher  *bus.Publisher
	server     *rpc.Server
	version    string // of the model
}

// New makes the service. It does not touch the network.
func New(cfg Config, deps Deps) (*Service, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("make aggregate: %w", err)
	}
	if deps.Bus == nil || deps.Log == nil {
		return nil, errors.New("make aggregate: a bus and a log are required")
	}
	if deps.Now == nil {
		deps.Now = time.Now
	}
	s := &Service{cfg: cfg, deps: deps, board: board.New(), publisher: bus.NewPublisher(deps.Bus)}
	if err := s.wire(); err != nil {
		return nil, fmt.Errorf("make aggregate: %w", err)
	}
	return s, nil
}

func (s *Service) wire() error {
	model, err := s.model()
	if err != nil {
		return err
	}
	s.version = model.Version
	counts := gauge.NewCounts()
	if err := errors.Join(counts.Register(s.deps.Metrics), telemetry.Register(s.deps.Metrics, gauge.NewAssessments(s.board), gauge.NewMembers(s.shares()))); err != nil {
		return err
	}
	assessments := store.NewAssessments(s.deps.Bus, s.deps.Log)
	if s.catalogue, err = store.NewCatalogue(s.deps.Bus, s.deps.Now, s.deps.Log); err != nil {
		return err
	}
	s.judgements = store.NewJudgements(s.deps.Bus, s.deps.Now, s.deps.Log)
	s.members = store.NewMembers(s.deps.Bus, s.board, store.MembersConfig{Name: s.name(), Timeout: s.cfg.MemberTimeout}, s.deps.Log)
	s.worker = worker.New(worker.Deps{
		Members: s.members,
		Reader:  s.deps.Bus, Assessments: countedAssessments{assessments, counts}, Board: s.board, Model: model, Now: s.deps.Now, Traces: s.deps.Traces, Log: s.deps.Log,
		Delay: counts.Delay,
	})
	s.consumer, err = bus.NewConsumer(s.deps.Bus, bus.ConsumerConfig{
		Stream: subject.StreamLedger, Durable: subject.DurableLedger, Attempts: ledgerAttempts, Timeout: settleTimeout,
	})
	if err != nil {
		return err
	}
	api := rpcapi.NewAssessments(rpcapi.Deps{
		Board: s.board, Present: s.worker, History: assessments, Past: worker.Past{Reader: s.deps.Bus, Messages: s.deps.Bus}, People: s.judgements, Model: model, Now: s.deps.Now,
	})
	s.server, err = rpc.New(s.cfg.GRPC, rpc.Deps{
		Log: s.deps.Log, Metrics: s.deps.Metrics, Traces: s.deps.Traces, Level: s.deps.Level, TLS: s.deps.TLS,
		Register: func(r grpc.ServiceRegistrar) {
			initiativev1.RegisterInitiativeServiceServer(r, rpcapi.NewInitiatives(s.catalogue))
			assessmentv1.RegisterAssessmentServiceServer(r, api)
			assessmentv1.RegisterModelServiceServer(r, rpcapi.NewModels(api))
			assessmentv1.RegisterJudgementServiceServer(r, rpcapi.NewJudgements(api, s.judgements, s.deps.Now))
		},
		Checks: []rpc.Check{
			{Name: "nats", Probe: s.deps.Bus.Ready},
			{Name: "catalogue", Probe: s.catalogue.Ready},
			{Name: "judgements", Probe: s.judgements.Ready},
			{Name: "ledger", Probe: s.rebuilt},
			{Name: "consumer", Probe: s.consumer.Ready},
		},
	})
	return err
}

// model is the model, proven to do what it declares: nothing that a service
// without that published could be trusted.
func (s *Service) model() (*assess.Model, error) {
	model := s.deps.Model
	if model == nil {
		var err error
		if model, err = assess.DefaultModel(); err != nil {
			return nil, err
		}
	}
	if err := model.SelfTest(); err != nil {
		return nil, fmt.Errorf("self-test of model %s: %w", model.Version, err)
	}
	return model, nil
}

// Versions are those that decide on assessments.
func (s *Service) Versions() map[string]string { return map[string]string{"model": s.version} }

// Run serves until ctx ends, and returns nil then. It stops in order: gRPC
// first, then the consumer with the batch that it has in hand.
func (s *Service) Run(ctx context.Context) error {
	lis := s.deps.Listener
	if lis == nil {
		var err error
		if lis, err = s.server.Listen(ctx); err != nil {
			return err
		}
	}
	return run.Stages(ctx,
		run.Stage{Grace: workGrace + stopSlack, Tasks: []run.Task{
			{Name: "catalogue", Run: func(ctx context.Context) error { return s.catalogue.Run(ctx, s.deps.Initiatives) }},
			{Name: "judgements", Run: s.judgements.Run},
			{Name: "members", Run: s.members.Run},
			{Name: "worker", Run: s.work},
		}},
		run.Stage{Grace: s.cfg.GRPC.DrainDelay + s.cfg.GRPC.StopDeadline + stopSlack, Tasks: []run.Task{
			{Name: "grpc", Run: func(ctx context.Context) error { return s.server.Serve(ctx, lis) }},
		}},
	)
}

// work reads the ledger and then follows it.
func (s *Service) work(ctx context.Context) error {
	if err := s.worker.Rebuild(ctx); err != nil || !s.board.Rebuilt() {
		return err
	}
	relay := &worker.Relay{
		Catalogue: s.catalogue, Board: s.board, Publisher: s.publisher, Now: s.deps.Now, Log: s.deps.Log,
	}
	rulings := &worker.Rulings{Store: s.judgements, Board: s.board, Publisher: s.publisher, Log: s.deps.Log}
	ticker := &worker.Ticker{Board: s.board, Publisher: s.publisher, Now: s.deps.Now, Log: s.deps.Log}
	feed := worker.Feed{Source: s.deps.Bus, Limit: s.cfg.BatchSize, Wait: s.cfg.BatchWait}
	tasks := []run.Task{
		{Name: "member", Run: s.members.Join},
		{Name: "ledger", Run: func(ctx context.Context) error { return s.worker.Follow(ctx, feed) }},
		{Name: "consumer", Run: func(ctx context.Context) error {
			return s.consumer.ConsumeBatch(ctx, s.cfg.BatchSize, s.cfg.BatchWait, s.worker.Handle)
		}},
		{Name: "relay", Run: relay.Run},
		{Name: "rulings", Run: rulings.Run},
		{Name: "ticker", Run: ticker.Run},
	}
	if s.deps.Ingest != nil {
		backfill := &worker.Backfill{
			Own:    func() bool { view, _ := s.members.View(); return view.Owns(store.BackfillKey) },
			Status: s.board.Status, Interval: s.cfg.BackfillInterval,
			Replayer: replayer{s.deps.Ingest}, Show: s.board.ShowBackfill, Now: s.deps.Now, Log: s.deps.Log,
		}
		tasks = append(tasks, run.Task{Name: "backfill", Run: backfill.Run})
	}
	return run.Stages(ctx, run.Stage{Grace: workGrace, Tasks: tasks})
}

// shares is what the metrics tell of the members.
func (s *Service) shares() gauge.Shares {
	return gauge.Shares{
		View: func() shard.View {
			view, _ := s.members.View()
			return view
		},
		Initiatives: s.board.Initiatives,
		Merged:      func() uint64 { return s.board.Status().Sequence },
		Behind:      func() uint64 { return s.worker.Behind() },
	}
}

// name is where this process runs, for people and for who starts there next; "" where
// that is nowhere in particular.
func (s *Service) name() string {
	at := s.cfg.GRPC.Listen
	if lis := s.deps.Listener; lis != nil {
		if lis.Addr().Network() != "tcp" {
			return ""
		}
		at = lis.Addr().String()
	}
	host, err := os.Hostname()
	if err != nil || strings.HasSuffix(at, ":0") {
		return ""
	}
	return host + " " + at
}

func (s *Service) rebuilt(context.Context) error {
	if !s.board.Rebuilt() {
		return errors.New("the ledger is being read")
	}
	return nil
}
