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
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/config"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/profile"
	"github.com/barograph/barograph/internal/release"
	"github.com/barograph/barograph/internal/rpc"
	"github.com/barograph/barograph/internal/run"
	"github.com/barograph/barograph/internal/telemetry"
	"github.com/barograph/barograph/internal/tracing"
	"github.com/barograph/barograph/internal/transport"
)

// stopGrace is how long a service may take to stop: its drain delay, the
// deadline of calls and that of handlers. Kubernetes allows 30 s by default.
const stopGrace = 20 * time.Second

// Spec says what runs.
type Spec struct {
	// Service is its name, for settings, logs and the connection.
	Service string
	// Config is a pointer to the configuration with its defaults; Log, NATS, GRPC,
	// Metrics, Traces and Profile point to the parts of it.
	Config  any
	Log     *logging.Config
	NATS    *bus.Config
	GRPC    *rpc.Config
	Metrics *telemetry.Config
	Traces  *tracing.Config
	Profile *profile.Config
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
	// Level is that of the log.
	Level *logging.Level
	// Traces makes spans; nil makes none.
	Traces *tracing.Provider
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
	o := &opened{parts: Parts{Log: log, Level: level}}
	if err := o.open(ctx, s); err != nil {
		return errors.Join(err, o.close(ctx))
	}
	service, err := s.Make(o.parts)
	if err != nil {
		return errors.Join(fmt.Errorf("make service %s: %w", s.Service, err), o.close(ctx))
	}
	log.Info("started", s.banner(service)...)
	return run.Stages(ctx,
		run.Stage{Tasks: []run.Task{{Name: "traces", Run: o.parts.Traces.Watch, Stop: o.parts.Traces.Close}}}, // all others have spans
		run.Stage{Tasks: []run.Task{
			{Name: "log level", Run: func(ctx context.Context) error { return level.Watch(ctx, log) }},
			{Name: "hang-ups", Run: func(ctx context.Context) error { return hangUps(ctx, log) }},
			{Name: "certificates", Run: o.parts.TLS.Watch}, {Name: "certificates for NATS", Run: o.busTLS.Watch},
			{Name: "connection", Stop: o.parts.NATS.Close},
			{Name: "metrics", Run: func(ctx context.Context) error { return o.metrics.Serve(ctx, o.listener, log) }},
			{Name: "profiles", Run: func(ctx context.Context) error { return profile.Serve(ctx, o.profiles, log) }},
		}},
		run.Stage{Grace: stopGrace, Tasks: []run.Task{{Name: s.Service, Run: service.Run}}},
	)
}
