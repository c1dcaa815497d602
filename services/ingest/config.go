package ingest

import (
	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/config"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/profile"
	"github.com/barograph/barograph/internal/rpc"
	"github.com/barograph/barograph/internal/telemetry"
	"github.com/barograph/barograph/internal/tracing"
	"github.com/barograph/barograph/services/ingest/internal/fetch"
)

// Config is the configuration of ingest.
type Config struct {
	GRPC    rpc.Config
	NATS    bus.Config
	Log     logging.Config
	Metrics telemetry.Config
	Traces  tracing.Config
	Profile profile.Config
	Fetch   fetch.Config
	Sources string `env:"SOURCES" help:"YAML file with sources: publishers, their family and reliability letter, and their feeds; empty: those that clients define"`
}

// Default listens on this machine only and knows no publishers.
func Default() Config {
	cfg := Config{GRPC: rpc.Default(), NATS: bus.Default(), Log: logging.Default(), Traces: tracing.Default(), Fetch: fetch.Default()}
	cfg.GRPC.Listen = "127.0.0.1:7401"
	return cfg
}

// Validate names every wrong field.
func (c Config) Validate() error {
	var check config.Check
	check.Add(c.GRPC.Validate())
	check.Add(c.NATS.Validate())
	check.Add(c.Log.Validate())
	check.Add(c.Metrics.Validate())
	check.Add(c.Traces.Validate())
	check.Add(c.Profile.Validate())
	check.Add(c.Fetch.Validate())
	return check.Err()
}
