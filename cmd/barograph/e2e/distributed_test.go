package e2e_test

import (
	"context"
	"errors"
	"net"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/health/grpc_health_v1"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/rpc"
	"github.com/barograph/barograph/internal/run"
	"github.com/barograph/barograph/internal/tracing"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/aggregate"
	"github.com/barograph/barograph/services/ingest"
	"github.com/barograph/barograph/services/nlp"
)

// distributed starts a NATS server that listens on TCP, and three services that
// share nothing but their addresses.
func distributed(t testing.TB, o options) *system {
	t.Helper()
	server := bustest.Start(t, bustest.Options{Listen: true, Dir: o.dir, Log: quiet(t), TLSDir: o.secure.path("nats")})
	if o.secure != nil {
		o.secure.server = server
	}
	return spread(t, o, server, func(string) bus.Config { return bus.Config{URL: server.URL()} })
}

// stopper is a server that is stopped after the services.
type stopper interface{ Stop() }

// spread starts three services; login says how each connects to NATS.
func spread(t testing.TB, o options, server stopper, login func(user string) bus.Config) *system {
	t.Helper()
	listeners := map[client.Service]net.Listener{}
	for _, name := range []client.Service{client.Ingest, client.NLP, client.Aggregate} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		listeners[name] = l
	}
	ctx, cancel := context.WithCancel(context.Background())
	s := &system{t: t, cancel: cancel, done: make(chan error, 1), addresses: client.Addresses{
		Ingest: listeners[client.Ingest].Addr().String(), NLP: listeners[client.NLP].Addr().String(),
		Aggregate: listeners[client.Aggregate].Addr().String(),
	}}
	c := &cluster{t: t, o: o, sources: sources(t), login: login, listeners: listeners, addresses: s.addresses}
	c.traces = o.tracing(ctx, t)
	tasks := []run.Task{c.task(client.Ingest, c.ingest), c.task(client.NLP, c.nlp), c.task(client.Aggregate, c.aggregate)}
	go func() {
		err := run.Stages(ctx, run.Stage{Grace: patience, Tasks: tasks})
		server.Stop()
		s.done <- err
	}()
	s.dial = o.secure.dial("e2e")
	s.attach(login("e2e"), bus.Deps{TLS: o.secure.of("e2e")})
	awaitServing(t, s.clients)
	return s
}

// tracing lets each service make traces.
func (o options) tracing(ctx context.Context, t testing.TB) map[string]*tracing.Provider {
	t.Helper()
	all := map[string]*tracing.Provider{}
	for _, name := range []string{"ingest", "nlp", "aggregate"} {
		provider, err := tracing.Open(ctx, tracing.Config{Endpoint: o.traces, SampleRatio: 1}, tracing.Deps{Service: name})
		if err != nil {
			t.Fatal(err)
		}
		all[name] = provider
		t.Cleanup(func() { _ = provider.Close(context.WithoutCancel(ctx)) })
	}
	return all
}

// cluster makes the services, each with its own connections.
type cluster struct {
	t         testing.TB
	o         options
	sources   string
	login     func(user string) bus.Config
	listeners map[client.Service]net.Listener
	addresses client.Addresses
	traces    map[string]*tracing.Provider
}

type runner interface{ Run(context.Context) error }

// task is what the main function of a service does.
func (c *cluster) task(name client.Service, build func(conn *bus.Conn) (runner, error)) run.Task {
	return run.Task{Name: string(name), Run: func(ctx context.Context) error {
		conn, err := bus.Connect(c.login(string(name)), bus.Deps{Service: string(name), Log: c.o.logger(c.t, string(name)), TLS: c.o.secure.of(string(name)), Traces: c.traces[string(name)]})
		if err != nil {
			return err
		}
		service, err := build(conn)
		if err == nil {
			err = service.Run(ctx)
		}
		closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
		defer cancel()
		return errors.Join(err, conn.Close(closing))
	}}
}

func (c *cluster) ingest(conn *bus.Conn) (runner, error) {
	cfg := ingest.Default()
	cfg.Sources = c.sources
	cfg.Fetch.Networks = []string{"127.0.0.0/8"}
	cfg.GRPC.DrainDelay = 0
	cfg.GRPC.ConnectionAge, cfg.GRPC.Access.Policy = c.o.secure.age(), c.o.access
	return ingest.New(cfg, ingest.Deps{Traces: c.traces["ingest"], TLS: c.o.secure.of("ingest"), NATS: conn, Listener: c.listeners[client.Ingest], Logger: c.o.logger(c.t, "ingest"), Now: c.o.clock()})
}

func (c *cluster) nlp(conn *bus.Conn) (runner, error) {
	cfg := nlp.Default()
	cfg.GRPC.DrainDelay = 0
	cfg.GRPC.ConnectionAge, cfg.GRPC.Access.Policy = c.o.secure.age(), c.o.access
	return nlp.New(cfg, nlp.Deps{
		Traces: c.traces["nlp"], TLS: c.o.secure.of("nlp"), NATS: conn, Listener: c.listeners[client.NLP], Logger: c.o.logger(c.t, "nlp"),
		Initiatives: initiativev1.NewInitiativeServiceClient(c.dial(c.addresses.Aggregate, "nlp")),
	})
}

func (c *cluster) aggregate(conn *bus.Conn) (runner, error) {
	model, err := aggregate.ReadModel(c.o.model)
	if err != nil {
		return nil, err
	}
	cfg := aggregate.Default()
	cfg.GRPC.DrainDelay = 0
	cfg.GRPC.ConnectionAge, cfg.GRPC.Access.Policy = c.o.secure.age(), c.o.access
	return aggregate.New(cfg, aggregate.Deps{
		Traces: c.traces["aggregate"], TLS: c.o.secure.of("aggregate"), Bus: conn, Listener: c.listeners[client.Aggregate], Log: c.o.logger(c.t, "aggregate"), Now: c.o.clock(), Initiatives: c.o.initiatives, Model: model,
		Ingest: ingestv1.NewIngestServiceClient(c.dial(c.addresses.Ingest, "aggregate")),
	})
}

// dial connects one service to another.
func (c *cluster) dial(address, from string) *grpc.ClientConn {
	conn, err := rpc.Dial(address, c.o.secure.of(from).Client(), c.traces[from].Client()...)
	if err != nil {
		c.t.Error(err)
	}
	c.t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// awaitServing waits until all services say that they are ready.
func awaitServing(t testing.TB, clients *client.Set) {
	t.Helper()
	for _, name := range []client.Service{client.Ingest, client.NLP, client.Aggregate} {
		eventually(t, string(name)+" is ready", func(ctx context.Context) bool {
			answer, err := clients.Health(name).Check(ctx, &grpc_health_v1.HealthCheckRequest{})
			return err == nil && answer.GetStatus() == grpc_health_v1.HealthCheckResponse_SERVING
		})
	}
}

// eventually waits until cond holds and fails the test if it does not in time.
func eventually(t testing.TB, what string, cond func(ctx context.Context) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for !cond(ctx) {
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("not within %s: %s", patience, what)
		}
	}
}
