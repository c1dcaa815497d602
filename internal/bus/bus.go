// Package bus is how services meet NATS JetStream: the connection, the
// topology, publishing with an acknowledgement, and consuming with an outcome.
//
// It guarantees at-least-once: a message is acknowledged only after its handler
// said so, and a handler says so only after its own publishes were acknowledged.
// Only this package touches acknowledgements, and only [Provision] creates
// streams, consumers and buckets.
package bus

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/telemetry"
	"github.com/barograph/barograph/internal/tracing"
	"github.com/barograph/barograph/internal/transport"
	"github.com/barograph/barograph/proto/subject"
)

const (
	requestTimeout = 5 * time.Second  // of one request to the server
	drainTimeout   = 10 * time.Second // until a draining connection is closed
	// A server whose machine is gone closes no connection: with the client's
	// defaults it takes four to six minutes until another one is asked.
	pingInterval = 5 * time.Second
	maxPings     = 2    // without an answer, before the connection is given up
	maxPending   = 4096 // asynchronous publishes without an acknowledgement
)

// ErrDisconnected tells that there is no connection to a server at the moment.
var ErrDisconnected = errors.New("not connected to NATS")

// Config is the part of a service's configuration that is about the connection.
type Config struct {
	URL       string `env:"NATS_URL" shared:"true" help:"servers, separated by commas"`
	CredsFile string `env:"NATS_CREDS_FILE" shared:"true" help:"credentials file (JWT and seed); empty: none"`
	NKeyFile  string `env:"NATS_NKEY_FILE" shared:"true" help:"file with the seed of an nkey user, see deploy/nats; empty: none"`
	TLSDir    string `env:"NATS_TLS_DIR" shared:"true" help:"folder with ca.crt, and with tls.crt and tls.key where servers ask for a certificate, read again when they change; empty: plain text, or the system's authorities for servers with TLS"`
}

// Default is a server on this machine.
func Default() Config { return Config{URL: nats.DefaultURL} }

// Validate names every wrong field.
func (c Config) Validate() error {
	if c.URL == "" {
		return errors.New("nats-url: must not be empty")
	}
	if c.CredsFile != "" && c.NKeyFile != "" {
		return errors.New("nats-nkey-file: not beside nats-creds-file: a connection has one user")
	}
	return nil
}

// Deps is what a connection needs.
type Deps struct {
	// Log gets the events of the connection; nil logs nothing.
	Log *zap.Logger
	// Metrics gets the counts of the connection; nil: nobody sees them.
	Metrics telemetry.Registerer
	// Traces makes spans of what is published and handled; nil makes none.
	Traces *tracing.Provider
	// Service names the connection, its inbox and the source of its events.
	Service string
	// TLS is what the connection shows and whom it trusts; nil where Config.TLSDir
	// names no folder.
	TLS *transport.Certificates
	// InProcess is a server in this process, used instead of Config.URL; nil
	// where there is none.
	InProcess nats.InProcessConnProvider
}

// Conn is a connection to NATS. It connects and reconnects for as long as it is
// open; [Conn.Ready] tells whether it is connected now.
type Conn struct {
	nc      *nats.Conn
	js      jetstream.JetStream
	log     *zap.Logger
	service string
	metrics *metrics
	traces  *tracing.Provider
	closed  chan struct{}

	forbidden forbidden
}

// Connect opens a connection. It returns at once, also where no server can be
// reached yet; wait with [Conn.Await]. An error is a wrong configuration.
func Connect(cfg Config, deps Deps) (*Conn, error) {
	if err := cfg.Validate(); err != nil && deps.InProcess == nil {
		return nil, fmt.Errorf("connect to NATS: %w", err)
	}
	if deps.Log == nil {
		deps.Log = zap.NewNop()
	}
	if cfg.TLSDir != "" && deps.TLS == nil {
		return nil, errors.New("connect to NATS: nats-tls-dir is set, but no certificates were given")
	}
	c := &Conn{log: deps.Log.Named("bus"), service: deps.Service, traces: deps.Traces, closed: make(chan struct{})}
	c.metrics = newMetrics(c) // before the connection, which reports to them
	login, err := cfg.login()
	if err != nil {
		return nil, fmt.Errorf("connect to NATS: %w", err)
	}
	nc, err := nats.Connect(cfg.URL, append(c.options(deps), login...)...)
	if err != nil {
		return nil, fmt.Errorf("connect to NATS: %w", err)
	}
	js, err := jetstream.New(nc, jetstream.WithDefaultTimeout(requestTimeout), jetstream.WithPublishAsyncMaxPending(maxPending))
	if err != nil {
		nc.Close()
		return nil, fmt.Errorf("open JetStream: %w", err)
	}
	c.nc, c.js = nc, js
	if err := c.metrics.register(deps.Metrics); err != nil {
		nc.Close()
		return nil, fmt.Errorf("connect to NATS: %w", err)
	}
	return c, nil
}

func (c *Conn) options(deps Deps) []nats.Option {
	opts := []nats.Option{
		nats.Name("barograph-" + deps.Service),
		nats.CustomInboxPrefix(subject.InboxPrefix(deps.Service)),
		nats.MaxReconnects(-1), // the default ends for ever after two minutes
		nats.RetryOnFailedConnect(true),
		nats.ReconnectBufSize(-1), // a publish without a connection fails at once
		nats.ReconnectWait(500 * time.Millisecond), nats.ReconnectJitter(250*time.Millisecond, time.Second),
		nats.DrainTimeout(drainTimeout),
		nats.PingInterval(pingInterval), nats.MaxPingsOutstanding(maxPings),
		nats.IgnoreAuthErrorAbort(), // the server may know us again later: the default ends for ever after two refusals
		nats.ErrorHandler(func(_ *nats.Conn, sub *nats.Subscription, err error) { c.reported(sub, err) }),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil { // nil: we closed it ourselves
				c.log.Warn("connection lost", logging.Error(err))
			}
		}),
		nats.ReconnectHandler(func(nc *nats.Conn) {
			c.forbidden.clear()
			c.log.Info("connection restored", logging.Address(nc.ConnectedUrlRedacted()))
		}),
		nats.ClosedHandler(func(*nats.Conn) { close(c.closed) }),
	}
	if deps.InProcess != nil {
		opts = append(opts, nats.InProcessServer(deps.InProcess))
	}
	return append(opts, secured(deps.TLS)...)
}

// login says who connects.
func (c Config) login() ([]nats.Option, error) {
	switch {
	case c.CredsFile != "":
		return []nats.Option{nats.UserCredentials(c.CredsFile)}, nil
	case c.NKeyFile != "":
		seed, err := nats.NkeyOptionFromSeed(c.NKeyFile)
		if err != nil {
			return nil, fmt.Errorf("nats-nkey-file: %w", err)
		}
		return []nats.Option{seed}, nil
	}
	return nil, nil
}

// NATS is the underlying connection.
func (c *Conn) NATS() *nats.Conn { return c.nc }

// JetStream is the underlying JetStream context.
func (c *Conn) JetStream() jetstream.JetStream { return c.js }

// Ready is nil while the connection is up, else [ErrDisconnected], and while
// nothing that the service needs is forbidden to its user, else [ErrForbidden].
// It is a check of readiness.
func (c *Conn) Ready(context.Context) error {
	if err := c.connected(); err != nil {
		return err
	}
	return c.forbidden.recent()
}

func (c *Conn) connected() error {
	if c.nc.IsConnected() {
		return nil
	}
	if err := c.nc.LastError(); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrDisconnected, c.nc.Status(), err)
	}
	return fmt.Errorf("%w: %s", ErrDisconnected, c.nc.Status())
}

// Await blocks until the connection is up. It returns [ErrDisconnected] joined
// with the reason if ctx ends before.
func (c *Conn) Await(ctx context.Context) error {
	status := c.nc.StatusChanged(nats.CONNECTED, nats.CLOSED)
	defer c.nc.RemoveStatusListener(status)
	for !c.nc.IsConnected() {
		select {
		case <-status:
			if c.nc.IsClosed() {
				return fmt.Errorf("await connection: %w", nats.ErrConnectionClosed)
			}
		case <-ctx.Done():
			return fmt.Errorf("await connection: %w: %w", ErrDisconnected, errors.Join(ctx.Err(), c.nc.LastError()))
		}
	}
	return nil
}

// Close drains the connection: subscriptions deliver what they have, publishes
// and acknowledgements are flushed. It returns when the connection is closed,
// at the latest when ctx ends. Closing twice is fine.
func (c *Conn) Close(ctx context.Context) error {
	err := c.nc.Drain()
	if errors.Is(err, nats.ErrConnectionClosed) || errors.Is(err, nats.ErrConnectionReconnecting) {
		err = nil // there was nothing to drain; it is closed
	}
	select {
	case <-c.closed:
	case <-ctx.Done():
		c.nc.Close()
		err = errors.Join(err, ctx.Err())
	}
	if err != nil {
		return fmt.Errorf("close connection: %w", err)
	}
	return nil
}
