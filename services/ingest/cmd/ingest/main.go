// Command ingest runs the ingest service on its own. See --help for settings.
package main

import (
	"context"
	"os"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/process"
	"github.com/barograph/barograph/internal/run"
	"github.com/barograph/barograph/internal/telemetry"
	"github.com/barograph/barograph/services/ingest"
)

func main() { run.Main("ingest", start) }

func start(ctx context.Context) error {
	cfg := ingest.Default()
	return process.Run(ctx, process.Spec{
		Service: "ingest", Config: &cfg, Log: &cfg.Log, NATS: &cfg.NATS, Metrics: &cfg.Metrics,
		Args: os.Args[1:], Environ: os.Environ(), Output: os.Stdout,
		Make: func(log *zap.Logger, conn *bus.Conn, metrics telemetry.Registerer) (process.Runner, error) {
			return ingest.New(cfg, ingest.Deps{NATS: conn, Logger: log, Metrics: metrics})
		},
	})
}
