package process_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/config"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/process"
	"github.com/barograph/barograph/internal/profile"
	"github.com/barograph/barograph/internal/rpc"
	"github.com/barograph/barograph/internal/telemetry"
	"github.com/barograph/barograph/internal/tracing"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

type settings struct {
	NATS    bus.Config
	GRPC    rpc.Config
	Log     logging.Config
	Metrics telemetry.Config
	Traces  tracing.Config
	Profile profile.Config
}

func (s settings) Validate() error {
	return errors.Join(s.NATS.Validate(), s.Log.Validate(), s.Metrics.Validate())
}

// output is a log that may be written to by several goroutines.
type output struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.String()
}

type runner func(ctx context.Context) error

func (r runner) Run(ctx context.Context) error { return r(ctx) }

func spec(out *output, make func(process.Parts) (process.Runner, error), args ...string) process.Spec {
	cfg := &settings{NATS: bus.Default(), GRPC: rpc.Default(), Log: logging.Default()}
	return process.Spec{
		Service: "ingest", Config: cfg, Log: &cfg.Log, NATS: &cfg.NATS, GRPC: &cfg.GRPC, Metrics: &cfg.Metrics, Traces: &cfg.Traces, Profile: &cfg.Profile, Args: args, Output: out, Make: make,
	}
}

// The connection is there for the whole of Run, also while it stops, and is
// closed afterwards.
func TestRun(t *testing.T) {
	server := bustest.Start(t, bustest.Options{Listen: true})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var conn *bus.Conn
	out := &output{}
	err := process.Run(ctx, spec(out, func(p process.Parts) (process.Runner, error) {
		c := p.NATS
		conn = c
		return runner(func(ctx context.Context) error {
			if err := c.Await(ctx); err != nil {
				return err
			}
			cancel()
			<-ctx.Done()
			return c.Ready(t.Context())
		}), nil
	}, "--nats-url", server.URL()))
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if !conn.NATS().IsClosed() {
		t.Error("the connection is still open")
	}
	if log := out.String(); !strings.Contains(log, `"msg":"starting"`) || !strings.Contains(log, `"service":"ingest"`) || !strings.Contains(log, server.URL()) {
		t.Errorf("log lacks the start or its settings:\n%s", log)
	}
}

func TestRunFails(t *testing.T) {
	errMake := errors.New("no such file")
	t.Run("configuration", func(t *testing.T) {
		err := process.Run(t.Context(), spec(&output{}, nil, "--log-level", "loud"))
		if usage := new(config.UsageError); !errors.As(err, &usage) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("making the service", func(t *testing.T) {
		var conn *bus.Conn
		err := process.Run(t.Context(), spec(&output{}, func(p process.Parts) (process.Runner, error) {
			conn = p.NATS
			return nil, errMake
		}, "--nats-url", "nats://127.0.0.1:1"))
		if !errors.Is(err, errMake) || !conn.NATS().IsClosed() {
			t.Errorf("got %v, connection closed: %t", err, conn.NATS().IsClosed())
		}
	})
	t.Run("the service", func(t *testing.T) {
		err := process.Run(t.Context(), spec(&output{}, func(process.Parts) (process.Runner, error) {
			return runner(func(context.Context) error { return errMake }), nil
		}, "--nats-url", "nats://127.0.0.1:1"))
		if !errors.Is(err, errMake) {
			t.Errorf("got %v", err)
		}
	})
}
