// Command subscriber follows the assessments of a running Barograph: first the
// last one of every initiative, then each new one as it is published. It needs
// nothing of Barograph but the contracts in proto.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"google.golang.org/protobuf/proto"

	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	"github.com/barograph/barograph/proto/subject"
)

func main() {
	url := flag.String("nats", nats.DefaultURL, "address of the NATS server")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := follow(ctx, *url); err != nil && !errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "subscriber:", err)
		os.Exit(1)
	}
}

// follow prints assessments until ctx ends. An ordered consumer keeps no state
// on the server; one that must not miss an event while it is down creates a
// durable consumer instead and acknowledges each message.
func follow(ctx context.Context, url string) error {
	conn, err := nats.Connect(url, nats.Name("assessment-subscriber"), nats.MaxReconnects(-1))
	if err != nil {
		return fmt.Errorf("connect to %s: %w", url, err)
	}
	defer conn.Close()
	js, err := jetstream.New(conn)
	if err != nil {
		return err
	}
	consumer, err := js.OrderedConsumer(ctx, subject.StreamAssessments, jetstream.OrderedConsumerConfig{
		FilterSubjects: []string{subject.AssessmentUpdated.Filter()},
		DeliverPolicy:  jetstream.DeliverLastPerSubjectPolicy,
	})
	if err != nil {
		return fmt.Errorf("follow %s: %w", subject.StreamAssessments, err)
	}
	seen := map[string]uint64{}
	for ctx.Err() == nil {
		message, err := consumer.Next(jetstream.FetchContext(ctx))
		if err != nil {
			return err
		}
		if err := show(message.Data(), seen); err != nil {
			fmt.Fprintln(os.Stderr, "subscriber: skip message:", err)
		}
	}
	return ctx.Err()
}

// show prints one event, once: delivery is at least once, and the revision says
// whether an event is news.
func show(data []byte, seen map[string]uint64) error {
	var event eventv1.AssessmentUpdated
	if err := proto.Unmarshal(data, &event); err != nil {
		return err
	}
	record := event.GetRecord()
	a := record.GetAssessment()
	if record.GetRevision() <= seen[a.GetInitiativeId()] {
		return nil
	}
	seen[a.GetInitiativeId()] = record.GetRevision()
	fmt.Printf("%-20s revision %-4d %4.1f%% (%.1f to %.1f)  %s\n", a.GetInitiativeId(), record.GetRevision(),
		100*a.GetProbability(), 100*a.GetProbabilityLow(), 100*a.GetProbabilityHigh(), a.GetLikelihood())
	return nil
}
