package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"google.golang.org/grpc"

	"github.com/barograph/barograph/internal/catalog"
	"github.com/barograph/barograph/internal/config"
	"github.com/barograph/barograph/internal/process"
	"github.com/barograph/barograph/internal/rpc"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/aggregate"
)

// serve runs the service with what its surroundings say, until ctx ends.
func serve(ctx context.Context, args, environ []string, out io.Writer) error {
	cfg := aggregate.Default()
	return process.Run(ctx, process.Spec{
		Service: "aggregate", Config: &cfg, Log: &cfg.Log, NATS: &cfg.NATS, GRPC: &cfg.GRPC, Metrics: &cfg.Metrics, Traces: &cfg.Traces, Profile: &cfg.Profile,
		Args: args, Environ: environ, Output: out,
		Make: func(p process.Parts) (process.Runner, error) {
			initiatives, err := readCatalog(cfg.Catalog)
			if err != nil {
				return nil, &config.UsageError{Err: err}
			}
			model, err := aggregate.ReadModel(cfg.Model)
			if err != nil {
				return nil, &config.UsageError{Err: err}
			}
			return build(cfg, aggregate.Deps{
				Bus: p.NATS, Log: p.Log, Metrics: p.Metrics, Traces: p.Traces, Level: p.Level, TLS: p.TLS, Initiatives: initiatives, Model: model,
			})
		},
	})
}

// dialled is the service with its connection to ingest.
type dialled struct {
	*aggregate.Service
	ingest *grpc.ClientConn
}

// Run runs the service and lets go of the connection.
func (d dialled) Run(ctx context.Context) error {
	defer func() { _ = d.ingest.Close() }() // nothing is in flight any more
	return d.Service.Run(ctx)
}

func build(cfg aggregate.Config, deps aggregate.Deps) (process.Runner, error) {
	if cfg.Ingest == "" {
		return aggregate.New(cfg, deps)
	}
	conn, err := rpc.Dial(cfg.Ingest, deps.TLS.Client(), append(cfg.Access.Options(deps.TLS != nil), deps.Traces.Client()...)...)
	if err != nil {
		return nil, err
	}
	deps.Ingest = ingestv1.NewIngestServiceClient(conn)
	service, err := aggregate.New(cfg, deps)
	if err != nil {
		_ = conn.Close() // it was never used
		return nil, err
	}
	return dialled{service, conn}, nil
}

func readCatalog(path string) ([]*initiativev1.Initiative, error) {
	if path == "" {
		return nil, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("catalog: %w", err)
	}
	defer func() { _ = file.Close() }() // it was only read
	initiatives, err := catalog.Parse(file)
	if err != nil {
		return nil, fmt.Errorf("catalog %s: %w", path, err)
	}
	return initiatives, nil
}
