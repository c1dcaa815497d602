package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"time"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/catalog"
	"github.com/barograph/barograph/internal/config"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/rpc"
	"github.com/barograph/barograph/internal/run"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/aggregate"
)

const (
	name = "aggregate"
	// stopGrace is more than the service needs to stop in order by itself.
	stopGrace = 35 * time.Second
	// closeTimeout is how long the connection to NATS may take to drain.
	closeTimeout = 10 * time.Second
)

// serve runs the service with what its surroundings say, until ctx ends.
func serve(ctx context.Context, args, environ []string, out io.Writer) error {
	cfg := aggregate.Default()
	if err := config.Load(&cfg, config.Source{Service: name, Args: args, Environ: environ, Output: out}); err != nil {
		return err
	}
	initiatives, err := readCatalog(cfg.Catalog)
	if err != nil {
		return &config.UsageError{Err: err}
	}
	log, level, err := logging.New(cfg.Log, out, name, version())
	if err != nil {
		return err
	}
	defer func() { _ = log.Sync() }() // fails on a terminal, where nothing is buffered
	effective, err := config.Effective(&cfg)
	if err != nil {
		return err
	}
	log.Info("configuration", effective)
	deps := aggregate.Deps{Log: log, Initiatives: initiatives}
	if cfg.Ingest != "" {
		conn, err := rpc.Dial(cfg.Ingest, nil)
		if err != nil {
			return err
		}
		defer func() { _ = conn.Close() }() // nothing is in flight any more
		deps.Ingest = ingestv1.NewIngestServiceClient(conn)
	}
	if deps.Bus, err = bus.Connect(cfg.NATS, bus.Deps{Log: log, Service: name}); err != nil {
		return err
	}
	service, err := aggregate.New(cfg, deps)
	if err == nil {
		err = run.Stages(ctx, run.Stage{Grace: stopGrace, Tasks: []run.Task{
			{Name: name, Run: service.Run},
			{Name: "log level", Run: func(ctx context.Context) error { return level.Watch(ctx, log) }},
		}})
	}
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeTimeout)
	defer cancel()
	return errors.Join(err, deps.Bus.Close(closing))
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

func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "devel"
}
