// Package process is what the programs of the services have in common: settings
// from defaults, environment and flags, a logger whose level can be changed, a
// connection to NATS that outlives the service, and the end in the right order.
// Only programs import it; the all-in-one process starts services by itself.
package process

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/config"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/release"
	"github.com/barograph/barograph/internal/rpc"
	"github.com/barograph/barograph/internal/run"
	"github.com/barograph/barograph/internal/telemetry"
	"github.com/barograph/barograph/internal/transport"
)

// stopGrace is how long a service may take to stop: its drain delay, the
// deadline of calls and that of handlers. Kubernetes allows 30 s by default.
const stopGrace = 20 * time.Second

// Spec says what runs.
type Spec struct {
	// Service is its name, for settings, logs and the connection.
	Service string
	// Config is a pointer to the configuration with its defaults; Log, NATS, GRPC
	// and Metrics point to the parts of it.
	Config  any
	Log     *logging.Config
	NATS    *bus.Config
	GRPC    *rpc.Config
	Metrics *telemetry.Config
	// Args and Environ are the command line without the program's name, and
	// the environment.
	Args, Environ []string
	// Output gets the log, and what --help prints.
	Output io.Writer
	// Make makes the service once the configuration is loaded.
	Make func(p Parts) (Runner, error)
}

// Parts are what a process has for its service.
type Parts struct {
	Log     *zap.Logger
	NATS    *bus.Conn
	Metrics telemetry.Registerer
	// TLS is what gRPC shows and trusts; nil: plain text.
	TLS *transport.Certificates
}

// Runner is a service.
type Runner interface {
	// Run blocks until ctx ends, stops in order and returns nil.
	Run(ctx context.Context) error
}

// Run runs the service until ctx ends, or asks one that runs how it is, when the
// first argument is healthcheck. What is wrong with the configuration is
// a *config.UsageError.
func Run(ctx context.Context, s Spec) error {
	rest, health, asks := asksForHealth(s.Args)
	if s.Args = rest; asks {
		return s.healthcheck(ctx, health)
	}
	source := config.Source{Service: s.Service, Args: s.Args, Environ: s.Environ, Output: s.Output}
	if err := config.Load(s.Config, source); err != nil {
		return err
	}
	log, level, err := logging.New(*s.Log, s.Output, s.Service, release.Version())
	if err != nil {
		return err
	}
	effective, err := config.Effective(s.Config)
	if err != nil {
		return err
	}
	log.Info("starting", effective)
	metrics, err := telemetry.New(release.Version())
	if err != nil {
		return err
	}
	listener, err := telemetry.Listen(ctx, *s.Metrics)
	if err != nil {
		return err
	}
	parts := Parts{Log: log, Metrics: metrics.Of(s.Service)}
	busTLS, err := s.certificates(&parts)
	if err != nil {
		return errors.Join(&config.UsageError{Err: err}, hangUp(listener))
	}
	conn, err := bus.Connect(*s.NATS, bus.Deps{Log: log, Service: s.Service, Metrics: parts.Metrics, TLS: busTLS})
	if err != nil {
		return errors.Join(err, hangUp(listener))
	}
	parts.NATS = conn
	service, err := s.Make(parts)
	if err != nil {
		return errors.Join(closing(ctx, conn, fmt.Errorf("make service %s: %w", s.Service, err)), hangUp(listener))
	}
	return run.Stages(ctx,
		run.Stage{Tasks: []run.Task{
			{Name: "log level", Run: func(ctx context.Context) error { return level.Watch(ctx, log) }},
			{Name: "certificates", Run: parts.TLS.Watch}, {Name: "certificates for NATS", Run: busTLS.Watch},
			{Name: "connection", Stop: conn.Close},
			{Name: "metrics", Run: func(ctx context.Context) error { return metrics.Serve(ctx, listener, log) }},
		}},
		run.Stage{Grace: stopGrace, Tasks: []run.Task{{Name: s.Service, Run: service.Run}}},
	)
}

// certificates opens those of gRPC, and returns those of the connection to NATS.
func (s Spec) certificates(parts *Parts) (*transport.Certificates, error) {
	var err error
	parts.TLS, err = transport.Open(s.GRPC.TLS.Dir, transport.Deps{Log: parts.Log, Metrics: parts.Metrics, Use: "grpc"})
	if err != nil {
		return nil, fmt.Errorf("tls-dir: %w", err)
	}
	busTLS, err := transport.Open(s.NATS.TLSDir, transport.Deps{Log: parts.Log, Metrics: parts.Metrics, Use: "nats"})
	if err != nil {
		return nil, fmt.Errorf("nats-tls-dir: %w", err)
	}
	return busTLS, nil
}

// closing closes the connection of a service that could not be made.
func closing(ctx context.Context, conn *bus.Conn, err error) error {
	if closeErr := conn.Close(ctx); closeErr != nil {
		return fmt.Errorf("%w; %w", err, closeErr)
	}
	return err
}

// hangUp closes a listener that is not served; nil is none.
func hangUp(listener net.Listener) error {
	if listener == nil {
		return nil
	}
	return listener.Close()
}
