package bus_test

import (
	"errors"
	"testing"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/proto/subject"
)

func TestProgressFollowsAcknowledgements(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("test")
	progress := func() bus.Progress {
		t.Helper()
		p, err := conn.Progress(t.Context(), subject.StreamArticles, subject.DurableTagger)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	if got := progress(); got != (bus.Progress{}) {
		t.Errorf("of an empty stream: %+v", got)
	}
	for _, id := range []string{"a", "b", "c"} {
		if _, err := conn.JetStream().Publish(t.Context(), subject.ArticleAccepted.For(id), []byte(id)); err != nil {
			t.Fatal(err)
		}
	}
	if got := progress(); got.Settled != 0 {
		t.Errorf("before any delivery: %+v", got)
	}
	bustest.Eventually(t, "three wait", func() bool { return progress() == bus.Progress{Waiting: 3} })
	consumer, err := conn.JetStream().Consumer(t.Context(), subject.StreamArticles, subject.DurableTagger)
	if err != nil {
		t.Fatal(err)
	}
	batch, err := consumer.Fetch(3)
	if err != nil {
		t.Fatal(err)
	}
	first := <-batch.Messages()
	second := <-batch.Messages()
	third := <-batch.Messages()
	for i, raw := range []interface{ Ack() error }{third, first} { // the second is still in work
		if err := raw.Ack(); err != nil {
			t.Fatalf("acknowledgement %d: %v", i, err)
		}
	}
	bustest.Eventually(t, "the floor is below what is in work", func() bool { return progress() == bus.Progress{Settled: 1, Waiting: 1} })
	if err := second.Ack(); err != nil {
		t.Fatal(err)
	}
	bustest.Eventually(t, "all are settled", func() bool { return progress() == bus.Progress{Settled: 3} })
	if last, messages, err := conn.Size(t.Context(), subject.StreamArticles); err != nil || last != 3 || messages != 3 {
		t.Errorf("size: %d, %d, %v", last, messages, err)
	}
}

// What a stream lost before it was delivered is not waited for.
func TestProgressPassesWhatWasDeleted(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("test")
	ack, err := conn.JetStream().Publish(t.Context(), subject.ArticleAccepted.For("a"), []byte("a"))
	if err != nil {
		t.Fatal(err)
	}
	stream, err := conn.JetStream().Stream(t.Context(), subject.StreamArticles)
	if err != nil {
		t.Fatal(err)
	}
	if err := stream.Purge(t.Context()); err != nil {
		t.Fatal(err)
	}
	bustest.Eventually(t, "nothing is waited for", func() bool {
		got, err := conn.Progress(t.Context(), subject.StreamArticles, subject.DurableTagger)
		return err == nil && got == bus.Progress{Settled: ack.Sequence}
	})
}

func TestProgressWithoutStreamsMayPass(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{Unprovisioned: true}).Connect("test")
	if _, err := conn.Progress(t.Context(), subject.StreamArticles, subject.DurableTagger); !errors.Is(err, fault.ErrTransient) {
		t.Errorf("progress: %v", err)
	}
	if _, _, err := conn.Size(t.Context(), subject.StreamArticles); !errors.Is(err, fault.ErrTransient) {
		t.Errorf("size: %v", err)
	}
}
