package nlp

import (
	"runtime"
	"time"

	"github.com/barograph/barograph/internal/access"
	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/config"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/profile"
	"github.com/barograph/barograph/internal/rpc"
	"github.com/barograph/barograph/internal/telemetry"
	"github.com/barograph/barograph/internal/tracing"
)

const (
	maxWorkers  = 1024
	minDeadline = time.Second // the longest articles take seconds
)

// Config is the configuration of nlp.
type Config struct {
	GRPC      rpc.Config
	NATS      bus.Config
	Log       logging.Config
	Metrics   telemetry.Config
	Traces    tracing.Config
	Profile   profile.Config
	Access    access.ClientConfig // to aggregate
	Aggregate string              `env:"AGGREGATE" help:"address of aggregate, which has the catalogue of initiatives"`
	Actors    string              `env:"ACTORS" help:"file, or folder of .tsv files, with actors of your own (docs/actors.md); empty: none"`
	Workers   int                 `env:"WORKERS" help:"articles that are tagged at once; 0: one for each processor"`
	Deadline  time.Duration       `env:"ARTICLE_DEADLINE" help:"how long the reading of one article may take; one that exceeds it twice goes to the dead letters"`
}

// Default listens on this machine only and expects aggregate there.
func Default() Config {
	cfg := Config{GRPC: rpc.Default(), NATS: bus.Default(), Log: logging.Default(), Traces: tracing.Default(), Aggregate: "127.0.0.1:7403", Deadline: 2 * time.Minute}
	cfg.GRPC.Listen = "127.0.0.1:7402"
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
	check.Add(c.Access.Validate())
	check.That(c.Aggregate != "", "aggregate", "must not be empty")
	check.That(c.Deadline >= minDeadline && c.Deadline <= articleTimeout, "article-deadline", "%s is not between %s and %s", c.Deadline, minDeadline, articleTimeout)
	check.That(c.Workers >= 0 && c.Workers <= maxWorkers, "workers", "%d is not between 0 and %d", c.Workers, maxWorkers)
	return check.Err()
}

func (c Config) workers() int {
	if c.Workers > 0 {
		return c.Workers
	}
	return runtime.GOMAXPROCS(0)
}
