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
)

func main() {
	url := flag.String("nats", nats.DefaultURL, "address of the NATS server")
	path := flag.String("journal", "", "file to write events to and to go on from; empty prints them and begins anew each time")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *url, *path); err != nil && !errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "subscriber:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, url, path string) error {
	journal := &Journal{out: os.Stdout}
	if path != "" {
		var err error
		if journal, err = Open(path); err != nil {
			return err
		}
		defer journal.Close()
	}
	conn, err := nats.Connect(url, nats.Name("assessment-subscriber"), nats.MaxReconnects(-1), nats.RetryOnFailedConnect(true))
	if err != nil {
		return fmt.Errorf("connect to %s: %w", url, err)
	}
	defer conn.Close()
	for {
		err := follow(ctx, conn, journal)
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
