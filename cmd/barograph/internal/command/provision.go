package command

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/transport"
)

type provisionCommand struct {
	NATS      string        `name:"nats" required:"" env:"BAROGRAPH_NATS_URL" placeholder:"URL" help:"Servers, separated by commas."`
	Creds     string        `env:"BAROGRAPH_NATS_CREDS_FILE" type:"path" help:"Credentials file (JWT and seed)."`
	NKey      string        `name:"nkey" env:"BAROGRAPH_NATS_NKEY_FILE" type:"path" help:"File with the seed of an nkey user, see barograph nats keys."`
	TLS       string        `name:"nats-tls-dir" env:"BAROGRAPH_NATS_TLS_DIR" type:"path" placeholder:"DIR" help:"Folder with ca.crt, and with tls.crt and tls.key where the servers ask for a certificate."`
	Storage   string        `env:"BAROGRAPH_STREAM_STORAGE" enum:"file,memory" default:"file" help:"Where streams are kept: ${enum}."`
	Replicas  int           `env:"BAROGRAPH_STREAM_REPLICAS" default:"1" help:"Copies of each stream: 1, 3 or 5."`
	Retention time.Duration `env:"BAROGRAPH_STREAM_RETENTION" help:"How long streams keep messages; 0 keeps articles, ledger and assessments for ever."`
}

// Help shows examples.
func (provisionCommand) Help() string {
	return "Running it again changes nothing. `barograph up` does it by itself.\n\nExamples:\n\n" +
		"  barograph provision --nats nats://127.0.0.1:4222\n  barograph provision --nats nats://nats:4222 --creds admin.creds --replicas 3"
}

// Run provisions.
func (c *provisionCommand) Run(ctx context.Context, s *session) (err error) {
	options := bus.Options{Storage: c.Storage, Replicas: c.Replicas, Retention: c.Retention}
	if err := options.Validate(); err != nil {
		return &exit.Error{Code: exit.Usage, Err: err}
	}
	ctx, cancel := s.call(ctx)
	defer cancel()
	certificates, err := transport.Open(c.TLS, transport.Deps{Use: "nats"})
	if err != nil {
		return exit.Errorf(exit.Usage, "--nats-tls-dir: %w", err)
	}
	conn, err := bus.Connect(bus.Config{URL: c.NATS, CredsFile: c.Creds, NKeyFile: c.NKey, TLSDir: c.TLS}, bus.Deps{Service: "provision", TLS: certificates})
	if err != nil {
		return &exit.Error{Code: exit.Usage, Err: err}
	}
	defer func() { err = errors.Join(err, conn.Close(context.WithoutCancel(ctx))) }()
	if err := conn.Await(ctx); err != nil {
		return exit.Errorf(exit.Unavailable, "cannot reach NATS at %s: %w", c.NATS, err)
	}
	if err := bus.Provision(ctx, conn.JetStream(), options); err != nil {
		return err
	}
	return s.print(fmt.Sprintf("Streams, consumers and buckets are in place on %s.\n", conn.NATS().ConnectedUrlRedacted()), nil)
}
