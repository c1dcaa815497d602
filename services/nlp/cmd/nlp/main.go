// Command nlp runs the nlp service on its own. See --help for settings.
package main

import (
	"context"
	"os"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/process"
	"github.com/barograph/barograph/internal/run"
	"github.com/barograph/barograph/internal/telemetry"
	"github.com/barograph/barograph/services/nlp"
)

func main() { run.Main("nlp", start) }

func start(ctx context.Context) error {
	cfg := nlp.Default()
	return process.Run(ctx, process.Spec{
		Service: "nlp", Config: &cfg, Log: &cfg.Log, NATS: &cfg.NATS, Metrics: &cfg.Metrics,
		Args: os.Args[1:], Environ: os.Environ(), Output: os.Stdout,
		Make: func(log *zap.Logger, conn *bus.Conn, metrics telemetry.Registerer) (process.Runner, error) {
			return nlp.New(cfg, nlp.Deps{NATS: conn, Logger: log, Metrics: metrics})
		},
	})
}
