// Command nlp runs the nlp service on its own. See --help for settings.
package main

import (
	"context"
	"os"

	"github.com/barograph/barograph/internal/process"
	"github.com/barograph/barograph/internal/run"
	"github.com/barograph/barograph/services/nlp"
)

func main() { run.Main("nlp", start) }

func start(ctx context.Context) error {
	cfg := nlp.Default()
	return process.Run(ctx, process.Spec{
		Service: "nlp", Config: &cfg, Log: &cfg.Log, NATS: &cfg.NATS, GRPC: &cfg.GRPC, Metrics: &cfg.Metrics, Traces: &cfg.Traces, Profile: &cfg.Profile,
		Args: os.Args[1:], Environ: os.Environ(), Output: os.Stdout,
		Make: func(p process.Parts) (process.Runner, error) {
			return nlp.New(cfg, nlp.Deps{NATS: p.NATS, Logger: p.Log, Metrics: p.Metrics, Traces: p.Traces, Level: p.Level, TLS: p.TLS})
		},
	})
}
