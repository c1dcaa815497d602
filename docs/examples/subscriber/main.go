// Command subscriber follows the assessments of a running Barograph and writes
// every event into a journal, one JSON object a line. It may be killed at any
// moment and started again after any time: it goes on where the journal ends,
// leaves nothing out and repeats nothing. It needs nothing of Barograph but the
// contracts in proto.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/barograph/barograph/proto/subject"
)

// options are the flags.
type options struct {
	url, journal string
	// nkey is the file with the seed of a subscriber, domain where its account
	// finds the API of JetStream: both empty where the server asks for no user.
	nkey, domain string
	tls          string // folder with certificates; empty: plain text
}

func main() {
	var o options
	flag.StringVar(&o.url, "nats", nats.DefaultURL, "address of the NATS server")
	flag.StringVar(&o.journal, "journal", "", "file to write events to and to go on from; empty prints them and begins anew each time")
	flag.StringVar(&o.nkey, "nkey", "", "file with the seed of the user; empty: none")
	flag.StringVar(&o.domain, "domain", "", `JetStream domain: "barograph" in the account of subscribers; empty: none`)
	flag.StringVar(&o.tls, "tls-dir", "", "folder with ca.crt, and with tls.crt and tls.key where the server asks for a certificate; empty: plain text")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, o); err != nil && !errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "subscriber:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	journal := &Journal{out: os.Stdout}
	if o.journal != "" {
		var err error
		if journal, err = Open(o.journal); err != nil {
			return err
		}
		defer journal.Close()
	}
	conn, err := connect(o)
	if err != nil {
		return err
	}
	defer conn.Close()
	for {
		err := follow(ctx, conn, o.domain, journal)
		if ctx.Err() != nil || errors.Is(err, errGone) || errors.Is(err, errJournal) {
			return err
		}
		fmt.Fprintln(os.Stderr, "subscriber: trying again:", err) // the server is away, or not yet there
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
		}
	}
}

func connect(o options) (*nats.Conn, error) {
	opts := []nats.Option{
		nats.Name("assessment-subscriber"), nats.MaxReconnects(-1), nats.RetryOnFailedConnect(true),
		nats.CustomInboxPrefix(subject.InboxPrefix("subscriber")), // the only one that it is permitted to listen on
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { fmt.Fprintln(os.Stderr, "subscriber:", err) }),
	}
	if o.nkey != "" {
		user, err := nats.NkeyOptionFromSeed(o.nkey)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", o.nkey, err)
		}
		opts = append(opts, user)
	}
	conn, err := nats.Connect(o.url, append(opts, secured(o.tls)...)...)
	if err != nil {
		return nil, fmt.Errorf("connect to %s: %w", o.url, err)
	}
	return conn, nil
}
