package aggregate

import (
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

// Config is the configuration of the service. Start from [Default].
type Config struct {
	GRPC    rpc.Config
	NATS    bus.Config
	Log     logging.Config
	Metrics telemetry.Config
	Traces  tracing.Config
	Profile profile.Config
	Access  access.ClientConfig // to ingest

	// Catalog is a file with initiatives to define at the start; the program
	// reads it into Deps.Initiatives.
	Catalog string `env:"CATALOG" help:"file with initiatives, YAML or JSON, that are defined at the start unless they exist; empty: none"`
	// Model is a file with the parameters of the model; the program reads it into
	// Deps.Model.
	Model string `env:"MODEL" help:"file with the model's parameters, YAML; empty: the built-in ones, which barograph model show prints"`
	// Ingest is where replays are asked for; the program dials it for Deps.Ingest.
	Ingest string `env:"INGEST" help:"address of ingest, which is asked to have articles tagged again when the catalogue changed; empty: never"`
	// BackfillInterval is how often the progress of a back-fill is looked at, and
	// how long the catalogue must have rested before one is asked for.
	BackfillInterval time.Duration `env:"BACKFILL_INTERVAL" help:"how long the catalogue rests before articles are tagged again under it"`
	// MemberTimeout is after how long without a word another replica is taken for
	// gone.
	MemberTimeout time.Duration `env:"MEMBER_TIMEOUT" help:"after how long without a word another replica is taken for gone, so that its initiatives go to the others"`
	// BatchSize is how many messages of the ledger are taken together at most.
	BatchSize int `env:"BATCH_SIZE" help:"most messages of the ledger that are taken together"`
	// BatchWait is how long a batch waits for more messages after its first.
	BatchWait time.Duration `env:"BATCH_WAIT" help:"how long a batch of the ledger waits to fill"`
}

// Default is the service on this machine, without a catalogue file.
func Default() Config {
	cfg := Config{
		GRPC: rpc.Default(), NATS: bus.Default(), Log: logging.Default(), Traces: tracing.Default(),
		Ingest: "127.0.0.1:7401", BackfillInterval: 2 * time.Second,
		MemberTimeout: 5 * time.Second,
		BatchSize:     1000, BatchWait: 100 * time.Millisecond,
	}
	cfg.GRPC.Listen = "127.0.0.1:7403"
	return cfg
}

// Validate names every wrong setting.
func (c Config) Validate() error {
	var check config.Check
	check.Add(c.GRPC.Validate())
	check.Add(c.NATS.Validate())
	check.Add(c.Log.Validate())
	check.Add(c.Metrics.Validate())
	check.Add(c.Traces.Validate())
	check.Add(c.Profile.Validate())
	check.Add(c.Access.Validate())
	check.That(c.BackfillInterval > 0, "backfill-interval", "%s is not positive", c.BackfillInterval)
	check.That(c.MemberTimeout >= 100*time.Millisecond && c.MemberTimeout <= time.Minute, "member-timeout", "%s is not between 100ms and 1m", c.MemberTimeout)
	check.That(c.BatchSize >= 1 && c.BatchSize <= 1000, "batch-size", "%d is not between 1 and 1000", c.BatchSize)
	check.That(c.BatchWait > 0 && c.BatchWait <= 5*time.Second, "batch-wait", "%s is not between 0 and 5s", c.BatchWait)
	return check.Err()
}
