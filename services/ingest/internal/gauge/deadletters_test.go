package gauge_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/telemetry"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/ingest/internal/gauge"
)

// What was given up is counted by who gave up and why, with the age of the
// oldest, and what the server itself reports.
func TestDeadLettersAreCounted(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("nlp")
	letters := gauge.NewDeadLetters(conn)
	if n := testutil.CollectAndCount(letters, "barograph_dead_letters", "barograph_dead_letters_oldest_timestamp_seconds"); n != 0 {
		t.Errorf("%d series of an empty box", n)
	}
	giveUp(t, conn, 3)
	want := `
# HELP barograph_dead_letters messages that were given up and not sent again or discarded, by the service that gave up and by reason; missing while the server cannot be asked
# TYPE barograph_dead_letters gauge
barograph_dead_letters{given_up_by="nlp",reason="broken"} 3
`
	if err := testutil.CollectAndCompare(letters, strings.NewReader(want), "barograph_dead_letters"); err != nil {
		t.Error(err)
	}
	if n := testutil.CollectAndCount(letters, "barograph_dead_letters_oldest_timestamp_seconds"); n != 1 {
		t.Errorf("%d times of the oldest", n)
	}
	bustest.Eventually(t, "what the server reports", func() bool {
		return testutil.CollectAndCompare(letters, strings.NewReader(`
# HELP barograph_dead_letter_advisories what NATS itself reported within seven days, by kind (max_deliveries: delivered too often without an answer; terminated: given up by a service) and by stream
# TYPE barograph_dead_letter_advisories gauge
barograph_dead_letter_advisories{kind="terminated",stream="ARTICLES"} 3
`), "barograph_dead_letter_advisories") == nil
	})
}

// The labels get along with the one that every metric of a service has.
func TestDeadLettersCanBeRegistered(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("nlp")
	metrics, err := telemetry.New("test")
	if err != nil {
		t.Fatal(err)
	}
	if err := telemetry.Register(metrics.Of("ingest"), gauge.NewDeadLetters(conn)); err != nil {
		t.Error(err)
	}
}

func giveUp(t *testing.T, conn *bus.Conn, n int) {
	t.Helper()
	for i := range n {
		id := subject.ArticleMsgID(subject.ArticleAccepted, string(rune('a'+i)), 1)
		if _, err := bus.NewPublisher(conn).Publish(t.Context(), bus.Message{Subject: subject.ArticleAccepted.For("x"), MsgID: id}); err != nil {
			t.Fatal(err)
		}
	}
	consumer, err := bus.NewConsumer(conn, bus.ConsumerConfig{Stream: subject.StreamArticles, Durable: subject.DurableTagger})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		done <- consumer.Consume(ctx, func(context.Context, bus.Msg) bus.Outcome { return bus.Reject("broken", errors.New("x")) })
	}()
	bustest.Eventually(t, "all given up", func() bool {
		progress, err := conn.Progress(t.Context(), subject.StreamArticles, subject.DurableTagger)
		return err == nil && progress.Settled >= uint64(n)
	})
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
