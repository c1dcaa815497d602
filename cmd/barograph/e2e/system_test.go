package e2e_test

import (
	"context"
	"io"
	"testing"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zaptest"
	"google.golang.org/grpc"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/demo"
	"github.com/barograph/barograph/cmd/barograph/internal/up"
	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/tracing"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

// patience is how long anything may take. What a killed process had in hand comes
// back after the AckWait of its consumer, up to half a minute.
const patience = 3 * time.Minute

// options say what a system starts with.
type options struct {
	dir         string // kept over restarts
	initiatives []*initiativev1.Initiative
	model       string                                    // file; empty: the built-in model
	log         func(service string) (*zap.Logger, error) // nil: errors only
	traces      string                                    // collector; empty: none are made
	metrics     bool                                      // served on a free port; all-in-one only
	secure      *secured
	now         func() time.Time // clock of the services; nil: the demo's; distributed only
	access      string           // policy file; empty: everybody may do everything; distributed only
}

// starter starts a system in one of the topologies.
type starter func(t testing.TB, o options) *system

// system is a running system.
type system struct {
	t         testing.TB
	addresses client.Addresses
	clients   *client.Set
	metrics   string // address of the metrics; empty: not served
	dial      []grpc.DialOption
	conn      *bus.Conn // of the test itself
	cancel    context.CancelFunc
	done      chan error // of what runs it
	stopped   bool
}

// stop stops the system in order and waits for it.
func (s *system) stop() {
	s.t.Helper()
	if s.stopped {
		return
	}
	s.stopped = true
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := s.clients.Close(); err != nil {
		s.t.Errorf("close clients: %v", err)
	}
	if err := s.conn.Close(ctx); err != nil {
		s.t.Errorf("close connection: %v", err)
	}
	s.cancel()
	select {
	case err := <-s.done:
		if err != nil {
			s.t.Errorf("system stopped with: %v", err)
		}
	case <-ctx.Done():
		s.t.Fatalf("system does not stop within %s", patience)
	}
}

// attach connects the test to what was started.
func (s *system) attach(connect bus.Config, deps bus.Deps) *system {
	s.t.Helper()
	s.t.Cleanup(s.stop)
	var err error
	if s.clients, err = client.Dial(s.addresses, s.dial...); err != nil {
		s.t.Fatal(err)
	}
	deps.Service, deps.Log = "e2e", quiet(s.t)
	if s.conn, err = bus.Connect(connect, deps); err != nil {
		s.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := s.conn.Await(ctx); err != nil {
		s.t.Fatal(err)
	}
	return s
}

// allInOne starts everything as `barograph up` does.
func allInOne(t testing.TB, o options) *system {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s := &system{t: t, cancel: cancel, done: make(chan error, 1)}
	ready := make(chan up.Running, 1)
	free := client.Addresses{Ingest: "127.0.0.1:0", NLP: "127.0.0.1:0", Aggregate: "127.0.0.1:0"}
	cfg := up.Config{Data: o.dir, Initiatives: o.initiatives, Listen: free, Sources: sources(t), Model: o.model}
	cfg.Fetch.Networks = []string{"127.0.0.0/8"}
	cfg.Traces = tracing.Config{Endpoint: o.traces, SampleRatio: 1}
	if o.metrics {
		cfg.Metrics.Listen = "127.0.0.1:0"
	}
	deps := up.Deps{
		Now:   demo.Now,
		Log:   func(string) (*zap.Logger, error) { return quiet(t), nil },
		Ready: func(_ context.Context, r up.Running) error { ready <- r; return nil },
	}
	_, level, err := logging.New(logging.Default(), io.Discard, "e2e", "")
	if err != nil {
		t.Fatal(err)
	}
	deps.Level = func(string) *logging.Level { return level }
	if o.log != nil {
		deps.Log = o.log
	}
	go func() { s.done <- up.Run(ctx, cfg, deps) }()
	select {
	case r := <-ready:
		s.addresses, s.metrics = r.Addresses, r.Metrics
		return s.attach(bus.Config{}, bus.Deps{InProcess: r.NATS})
	case err := <-s.done:
		cancel()
		t.Fatalf("start all-in-one: %v", err)
	case <-time.After(patience):
		cancel()
		t.Fatal("all-in-one does not become ready")
	}
	return nil
}

// quiet logs what someone should act on, and says whose test it was.
// logger is the log of a service.
func (o options) logger(t testing.TB, service string) *zap.Logger {
	t.Helper()
	if o.log == nil {
		return quiet(t)
	}
	log, err := o.log(service)
	if err != nil {
		t.Fatal(err)
	}
	return log
}

func quiet(t testing.TB) *zap.Logger {
	if _, ok := t.(*testing.B); ok {
		return zap.NewNop()
	}
	return zaptest.NewLogger(t, zaptest.Level(zap.ErrorLevel))
}
