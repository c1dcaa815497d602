// Package up is the all-in-one: a NATS server and the three services in one
// process. The services are made with the constructors that their own programs
// use, each gets a connection and a listener of its own, and none of them can
// tell where it runs.
package up

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/nats-io/nats.go"
	"go.uber.org/zap"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/embedded"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/run"
	"github.com/barograph/barograph/internal/telemetry"
	"github.com/barograph/barograph/internal/tracing"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

// Config is what the user decides.
type Config struct {
	// Data is the folder where everything is kept; it is created if need be.
	Data string
	// Sources is a file with publishers; empty: none are known.
	Sources string
	// Actors is a file or folder with actors of the user's own; empty: none.
	Actors string
	// Model is a file with parameters of the model; empty: the built-in ones.
	Model string
	// Fetch says how feeds and pages are fetched.
	Fetch Fetch
	// Initiatives are defined at the start unless they exist.
	Initiatives []*initiativev1.Initiative
	// Listen is where the services listen.
	Listen client.Addresses
	// Metrics is where Prometheus finds the metrics of all services.
	Metrics telemetry.Config
	// Traces says where traces go.
	Traces tracing.Config
	// NATSListen is where the embedded server listens for subscribers; empty:
	// nowhere.
	NATSListen string
}

// Fetch is what ingest lets its operator decide about fetching; see its Config.
type Fetch struct {
	Contact     string
	Networks    []string
	Credentials string
	Proxy       string
}

// Deps is what the all-in-one needs from the program.
type Deps struct {
	// Log makes the logger of a service, and that of the server, "nats".
	Log func(service string) (*zap.Logger, error)
	// Level is that of the log of a service, which its LogService changes; nil, or
	// a nil level: it is not served.
	Level func(service string) *logging.Level
	// Version is that of the program.
	Version string
	// Now is the clock of the services.
	Now func() time.Time
	// Ready is called once all services are ready to serve. An error stops
	// everything, nil lets it run on. May be nil.
	Ready func(ctx context.Context, running Running) error
}

// Running is how to reach what runs.
type Running struct {
	// Addresses are where the services listen.
	Addresses client.Addresses
	// NATS connects to the embedded server.
	NATS nats.InProcessConnProvider
	// Metrics is the address of the metrics, empty if they are not served.
	Metrics string
}

// server is the name under which the embedded server logs.
const server client.Service = "nats"

// Graces of the stages; a service that is stopped finishes what it has begun.
const (
	serviceGrace = 20 * time.Second
	closeGrace   = 10 * time.Second
)

// Run runs everything until ctx ends, and returns nil then. It stops in order:
// the services, their connections, the server.
func Run(ctx context.Context, cfg Config, deps Deps) (err error) {
	open, err := listen(ctx, cfg.Listen)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, open.close()) }()
	s := &system{cfg: cfg, deps: deps, listeners: open, conns: map[client.Service]*bus.Conn{}, logs: map[client.Service]*zap.Logger{}, traces: map[client.Service]*tracing.Provider{}}
	for _, name := range []client.Service{server, client.Ingest, client.NLP, client.Aggregate} {
		if s.logs[name], err = deps.Log(string(name)); err != nil {
			return err
		}
	}
	if s.metrics, err = telemetry.New(deps.Version); err != nil {
		return err
	}
	if s.metricsListener, err = telemetry.Listen(ctx, cfg.Metrics); err != nil {
		return &exit.Error{Code: exit.Conflict, Err: err}
	}
	if s.metricsListener != nil {
		defer s.metricsListener.Close() // again, unless it was never served
	}
	defer func() { err = errors.Join(err, s.closeClients()) }()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // for ready, which does not stop by itself
	return run.Stages(ctx,
		run.Stage{Grace: closeGrace, Tasks: []run.Task{{Name: "embedded server", Start: s.startServer, Stop: s.stopServer}}},
		run.Stage{Tasks: []run.Task{s.tracing(client.Ingest), s.tracing(client.NLP), s.tracing(client.Aggregate)}},
		run.Stage{Tasks: []run.Task{{Name: "metrics", Run: func(ctx context.Context) error {
			return s.metrics.Serve(ctx, s.metricsListener, s.logs[server])
		}}}},
		run.Stage{Grace: closeGrace, Tasks: []run.Task{
			s.connection(client.Ingest), s.connection(client.NLP), s.connection(client.Aggregate),
			{Name: "topology", Start: s.provision},
		}},
		run.Stage{Grace: serviceGrace, Tasks: []run.Task{
			s.service(client.Aggregate, s.makeAggregate),
			s.service(client.NLP, s.makeNLP),
			s.service(client.Ingest, s.makeIngest),
			{Name: "ready", Run: s.ready},
		}},
	)
}

// system is what is running.
type system struct {
	cfg       Config
	deps      Deps
	server    *embedded.Server
	listeners listeners
	conns     map[client.Service]*bus.Conn
	logs      map[client.Service]*zap.Logger
	clients   []interface{ Close() error }

	traces          map[client.Service]*tracing.Provider
	metrics         *telemetry.Metrics
	metricsListener net.Listener // nil where metrics are not served
}

func (s *system) startServer(ctx context.Context) (err error) {
	s.server, err = embedded.Start(ctx, s.cfg.Data, s.cfg.NATSListen, s.logs[server])
	switch {
	case errors.Is(err, embedded.ErrInUse):
		return &exit.Error{Code: exit.Conflict, Err: err}
	case errors.Is(err, embedded.ErrListen):
		return &exit.Error{Code: exit.Usage, Err: err}
	}
	return err
}

func (s *system) stopServer(ctx context.Context) error { return s.server.Stop(ctx) }

// connection opens a connection of a service's own to the embedded server.
func (s *system) connection(service client.Service) run.Task {
	return run.Task{
		Name: "connection of " + string(service),
		Start: func(ctx context.Context) error {
			conn, err := bus.Connect(bus.Default(), bus.Deps{Log: s.logs[service], Service: string(service), InProcess: s.server, Metrics: s.metrics.Of(string(service)), Traces: s.traces[service]})
			if err != nil {
				return err
			}
			s.conns[service] = conn
			return conn.Await(ctx)
		},
		Stop: func(ctx context.Context) error { return s.conns[service].Close(ctx) },
	}
}

// tracing lets a service make traces, under its own name.
func (s *system) tracing(service client.Service) run.Task {
	return run.Task{
		Name: "traces of " + string(service),
		Start: func(ctx context.Context) (err error) {
			s.traces[service], err = tracing.Open(ctx, s.cfg.Traces, tracing.Deps{
				Log: s.logs[service], Metrics: s.metrics.Of(string(service)), Service: string(service), Version: s.deps.Version,
			})
			if err != nil {
				return &exit.Error{Code: exit.Usage, Err: err}
			}
			return nil
		},
		Stop: func(ctx context.Context) error { return s.traces[service].Close(ctx) },
	}
}

// level is that of the log of a service; nil where nobody knows it.
func (s *system) level(service client.Service) *logging.Level {
	if s.deps.Level == nil {
		return nil
	}
	return s.deps.Level(string(service))
}

func (s *system) provision(ctx context.Context) error {
	return bus.Provision(ctx, s.conns[client.Ingest].JetStream(), bus.DefaultOptions())
}

func (s *system) closeClients() error {
	var errs []error
	for _, c := range s.clients {
		errs = append(errs, c.Close())
	}
	return errors.Join(errs...)
}

// ready waits until the services are and says so.
func (s *system) ready(ctx context.Context) error {
	if err := awaitServing(ctx, s.listeners.addresses()); err != nil {
		return fmt.Errorf("wait for the services: %w", err)
	}
	if s.deps.Ready == nil {
		return nil
	}
	running := Running{Addresses: s.listeners.addresses(), NATS: s.server}
	if s.metricsListener != nil {
		running.Metrics = s.metricsListener.Addr().String()
	}
	return s.deps.Ready(ctx, running)
}
