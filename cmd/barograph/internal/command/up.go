package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/demo"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	"github.com/barograph/barograph/cmd/barograph/internal/up"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/release"
	"github.com/barograph/barograph/internal/tracing"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

type upCommand struct {
	Demo      bool   `help:"Load a catalogue and articles that come with the program, and show what follows. Its clock stands still. Without --data everything is gone at the end."`
	Data      string `type:"path" placeholder:"DIR" help:"Where articles, ledger and assessments are kept (default: barograph-data in this folder)."`
	Catalog   string `type:"existingfile" placeholder:"FILE" help:"Initiatives to define at the start, YAML or JSON. Those that exist stay as they are."`
	Sources   string `type:"existingfile" placeholder:"FILE" help:"Publishers, and the feeds to read for them (docs/sources.md)."`
	Actors    string `type:"path" placeholder:"PATH" help:"Actors of your own, a file or a folder of .tsv files (docs/actors.md)."`
	Model     string `type:"existingfile" placeholder:"FILE" help:"Parameters of the model (barograph model show prints the built-in ones)."`
	Now       string `placeholder:"TIME" help:"Let the clock stand still at this time (RFC 3339)."`
	LogLevel  string `env:"BAROGRAPH_LOG_LEVEL" enum:"debug,info,warn,error," default:"" placeholder:"LEVEL" help:"debug, info, warn or error (default: info; error with --demo)."`
	LogFormat string `env:"BAROGRAPH_LOG_FORMAT" enum:"auto,json,console" default:"auto" help:"Format of log lines: ${enum}."`

	Listen struct {
		Ingest    string `name:"ingest-listen" default:"127.0.0.1:7401" env:"BAROGRAPH_INGEST_GRPC_LISTEN" placeholder:"HOST:PORT" help:"Where ingest listens (${default})."`
		NLP       string `name:"nlp-listen" default:"127.0.0.1:7402" env:"BAROGRAPH_NLP_GRPC_LISTEN" placeholder:"HOST:PORT" help:"Where nlp listens (${default})."`
		Aggregate string `name:"aggregate-listen" default:"127.0.0.1:7403" env:"BAROGRAPH_AGGREGATE_GRPC_LISTEN" placeholder:"HOST:PORT" help:"Where aggregate listens (${default})."`
	} `embed:""`
	Fetch struct {
		Contact     string   `name:"fetch-contact" env:"BAROGRAPH_INGEST_FETCH_CONTACT" placeholder:"ADDRESS" help:"Page or mailbox that publishers find in the user agent."`
		Networks    []string `name:"fetch-allow-networks" env:"BAROGRAPH_INGEST_FETCH_ALLOW_NETWORKS" placeholder:"NETWORK" help:"Private networks that may be read, as 10.1.0.0/16 or 127.0.0.1 (default: none)."`
		Credentials string   `name:"fetch-credentials" type:"existingdir" env:"BAROGRAPH_INGEST_FETCH_CREDENTIALS" placeholder:"DIR" help:"Folder with files of credentials for feeds."`
		Proxy       string   `name:"fetch-proxy" env:"BAROGRAPH_INGEST_FETCH_PROXY" placeholder:"URL" help:"HTTP proxy for all feeds and pages, which then has to refuse private networks itself."`
	} `embed:""`
	Metrics    string `name:"metrics-listen" env:"BAROGRAPH_METRICS_LISTEN" placeholder:"HOST:PORT" help:"Where Prometheus finds the metrics of all services, at /metrics (default: nowhere)."`
	Endpoint   string `name:"otlp-endpoint" env:"BAROGRAPH_OTLP_ENDPOINT" placeholder:"URL" help:"Collector that takes traces by OTLP over gRPC, as http://127.0.0.1:4317 (default: none are made)."`
	NATSListen string `name:"nats-listen" placeholder:"HOST:PORT" help:"Where subscribers can reach the NATS server within; loopback only (default: nowhere)."`
}

// Help shows examples.
func (upCommand) Help() string {
	return "Starts the three services and a NATS server within this process; they meet over the same protocols as on a cluster. " +
		"Logs go to standard error. Ctrl-C stops in order; nothing accepted is lost.\n\nExamples:\n\n" +
		"  barograph up --demo\n  barograph up --data ./data --catalog catalog.yaml --sources sources.yaml\n" +
		"  barograph up --now 2026-05-01T12:00:00Z --aggregate-listen 127.0.0.1:9003"
}

// Run runs everything until ctx ends.
func (c *upCommand) Run(ctx context.Context, s *session) (err error) {
	now, err := c.clock(s)
	if err != nil {
		return err
	}
	cfg := up.Config{Data: c.Data, Sources: c.Sources, Actors: c.Actors, Model: c.Model, Listen: client.Addresses(c.Listen), NATSListen: c.NATSListen, Fetch: up.Fetch(c.Fetch)}
	cfg.Metrics.Listen, cfg.Traces = c.Metrics, tracing.Default()
	cfg.Traces.Endpoint = c.Endpoint
	if err := errors.Join(cfg.Metrics.Validate(), cfg.Traces.Validate()); err != nil {
		return &exit.Error{Code: exit.Usage, Err: err}
	}
	if cfg.Initiatives, err = c.catalogue(); err != nil {
		return err
	}
	cleanup, err := c.folders(&cfg)
	defer func() { err = errors.Join(err, cleanup()) }()
	if err != nil {
		return err
	}
	levels := map[string]*logging.Level{}
	deps := up.Deps{Now: now, Version: release.Version(), Log: func(service string) (log *zap.Logger, err error) {
		log, levels[service], err = logging.New(c.logging(), s.Err, service, release.Version())
		return log, err
	}, Level: func(service string) *logging.Level { return levels[service] }}
	if c.Demo {
		deps.Ready = func(ctx context.Context, r up.Running) error { return c.show(ctx, s, r.Addresses) }
	} else {
		deps.Ready = func(_ context.Context, r up.Running) error {
			s.note("barograph is up: %s. Ctrl-C stops it.", enabled(r, cfg))
			return nil
		}
	}
	return up.Run(ctx, cfg, deps)
}

// enabled tells people what listens, and what is turned on.
func enabled(r up.Running, cfg up.Config) string {
	text := fmt.Sprintf("ingest %s, nlp %s, aggregate %s; data in %s", r.Addresses.Ingest, r.Addresses.NLP, r.Addresses.Aggregate, cfg.Data)
	if r.Metrics != "" {
		text += "; metrics at http://" + r.Metrics + "/metrics"
	}
	if cfg.NATSListen != "" {
		text += "; NATS at " + cfg.NATSListen
	}
	if cfg.Traces.Endpoint != "" {
		text += "; traces to " + cfg.Traces.Endpoint
	}
	return text
}

// clock is the clock of the services.
func (c *upCommand) clock(s *session) (func() time.Time, error) {
	switch {
	case c.Now != "":
		t, err := time.Parse(time.RFC3339, c.Now)
		if err != nil {
			return nil, exit.Errorf(exit.Usage, "--now: %q is not RFC 3339 (2026-05-01T12:00:00Z)", c.Now)
		}
		return func() time.Time { return t.UTC() }, nil
	case c.Demo:
		return demo.Now, nil
	}
	return s.Now, nil
}

// catalogue reads what is to be defined at the start.
func (c *upCommand) catalogue() ([]*initiativev1.Initiative, error) {
	switch {
	case c.Catalog != "":
		return readCatalogue(c.Catalog, nil)
	case c.Demo:
		return demo.Catalogue()
	}
	return nil, nil
}

// folders chooses the data folder where none was given, and writes the demo's
// sources where none were given. It returns how to clean up.
func (c *upCommand) folders(cfg *up.Config) (cleanup func() error, err error) {
	cleanup = func() error { return nil }
	if !c.Demo {
		if cfg.Data == "" {
			cfg.Data, err = filepath.Abs("barograph-data")
		}
		return cleanup, err
	}
	dir, err := os.MkdirTemp("", "barograph-demo-")
	if err != nil {
		return cleanup, fmt.Errorf("make folder for the demo: %w", err)
	}
	cleanup = func() error { return os.RemoveAll(dir) }
	if cfg.Data == "" {
		cfg.Data = filepath.Join(dir, "data")
	}
	if cfg.Sources == "" {
		cfg.Sources = filepath.Join(dir, "sources.yaml")
		err = demo.WriteSources(cfg.Sources)
	}
	return cleanup, err
}

// logging is the configuration of all logs.
func (c *upCommand) logging() logging.Config {
	cfg := logging.Config{Level: c.LogLevel, Format: c.LogFormat}
	if cfg.Level == "" {
		cfg.Level = "info"
		if c.Demo {
			cfg.Level = "error" // its tables are what is to be read, and services that wait for each other warn
		}
	}
	return cfg
}

// show loads the articles of the demo and shows what follows from them.
func (c *upCommand) show(ctx context.Context, s *session, addresses client.Addresses) error {
	clients, err := client.Dial(addresses)
	if err != nil {
		return err
	}
	defer func() { _ = clients.Close() }()
	local := *s
	local.clients = clients
	progress := terminal.NewProgress(s.Err, s.Now)
	defer progress.Done()
	return local.demo(ctx, addresses, progress)
}
