package command

import (
	"context"
	"errors"
	"fmt"
	"io"
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
)

type upCommand struct {
	Demo      bool   `help:"Load a catalogue and articles that come with the program, and show what follows. Its clock stands still. Without --data everything is gone at the end."`
	Data      string `type:"path" placeholder:"DIR" help:"Where articles, ledger and assessments are kept (default: barograph-data in this folder)."`
	Catalog   string `type:"existingfile" placeholder:"FILE" help:"Initiatives to define at the start, YAML or JSON. Those that exist stay as they are."`
	Sources   string `type:"existingfile" placeholder:"FILE" help:"Publishers: host to family and reliability."`
	Now       string `placeholder:"TIME" help:"Let the clock stand still at this time (RFC 3339)."`
	LogLevel  string `env:"BAROGRAPH_LOG_LEVEL" enum:"debug,info,warn,error," default:"" placeholder:"LEVEL" help:"debug, info, warn or error (default: info; warn with --demo)."`
	LogFormat string `env:"BAROGRAPH_LOG_FORMAT" enum:"auto,json,console" default:"auto" help:"Format of log lines: ${enum}."`

	Listen struct {
		Ingest    string `name:"ingest-listen" default:"127.0.0.1:7401" env:"BAROGRAPH_INGEST_GRPC_LISTEN" placeholder:"HOST:PORT" help:"Where ingest listens (${default})."`
		NLP       string `name:"nlp-listen" default:"127.0.0.1:7402" env:"BAROGRAPH_NLP_GRPC_LISTEN" placeholder:"HOST:PORT" help:"Where nlp listens (${default})."`
		Aggregate string `name:"aggregate-listen" default:"127.0.0.1:7403" env:"BAROGRAPH_AGGREGATE_GRPC_LISTEN" placeholder:"HOST:PORT" help:"Where aggregate listens (${default})."`
	} `embed:""`
}

// Help shows examples.
func (upCommand) Help() string {
	return "Starts the three services and a NATS server within this process; they meet over the same protocols as on a cluster. " +
		"Logs go to standard error. Ctrl-C stops in order; nothing accepted is lost.\n\nExamples:\n\n" +
		"  barograph up --demo\n  barograph up --data ./data --catalog catalog.yaml --sources sources.yaml\n" +
		"  barograph up --demo --ingest-listen 127.0.0.1:0 --nlp-listen 127.0.0.1:0 --aggregate-listen 127.0.0.1:0"
}

// Run runs everything until ctx ends.
func (c *upCommand) Run(ctx context.Context, s *session) (err error) {
	now, err := c.clock(s)
	if err != nil {
		return err
	}
	cfg := up.Config{Data: c.Data, Listen: client.Addresses(c.Listen), Version: buildVersion()}
	if err := c.files(&cfg); err != nil {
		return err
	}
	if cfg.Data == "" {
		cleanup, err := c.folder(&cfg)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, cleanup()) }()
	}
	log, err := c.logger(s.Err)
	if err != nil {
		return err
	}
	defer func() { _ = log.Sync() }() // fails on a terminal, where nothing is buffered
	deps := up.Deps{Log: log, Now: now}
	if c.Demo {
		deps.Ready = func(ctx context.Context, addresses client.Addresses) error { return c.show(ctx, s, addresses) }
	} else {
		deps.Ready = func(_ context.Context, a client.Addresses) error {
			s.note("barograph is up: ingest %s, nlp %s, aggregate %s; data in %s. Ctrl-C stops it.", a.Ingest, a.NLP, a.Aggregate, cfg.Data)
			return nil
		}
	}
	return up.Run(ctx, cfg, deps)
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

// files reads the catalogue and the sources.
func (c *upCommand) files(cfg *up.Config) error {
	var err error
	switch {
	case c.Catalog != "":
		cfg.Catalogue, err = readCatalogue(c.Catalog, nil)
	case c.Demo:
		cfg.Catalogue, err = demo.Catalogue()
	}
	if err != nil {
		return err
	}
	switch {
	case c.Sources != "":
		cfg.Sources, err = os.ReadFile(c.Sources)
	case c.Demo:
		cfg.Sources, err = demo.Sources()
	}
	return err
}

// folder chooses the data folder where none was given, and returns how to clean
// up.
func (c *upCommand) folder(cfg *up.Config) (func() error, error) {
	if !c.Demo {
		dir, err := filepath.Abs("barograph-data")
		cfg.Data = dir
		return func() error { return nil }, err
	}
	dir, err := os.MkdirTemp("", "barograph-demo-")
	if err != nil {
		return nil, fmt.Errorf("make data folder: %w", err)
	}
	cfg.Data = dir
	return func() error { return os.RemoveAll(dir) }, nil
}

func (c *upCommand) logger(out io.Writer) (*zap.Logger, error) {
	level := c.LogLevel
	switch {
	case level != "":
	case c.Demo:
		level = "warn"
	default:
		level = "info"
	}
	log, _, err := logging.New(logging.Config{Level: level, Format: c.LogFormat}, out, "barograph", buildVersion())
	return log, err
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
