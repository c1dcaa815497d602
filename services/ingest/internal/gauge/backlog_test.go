package gauge_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/ingest/internal/gauge"
)

// What waits is told while nobody tags; the oldest is the one that is not settled,
// whatever has been settled behind it.
func TestBacklogIsTold(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("ingest")
	backlog := gauge.NewBacklog(conn)
	waits := func(n string) error {
		return testutil.CollectAndCompare(backlog, strings.NewReader(`
# HELP barograph_articles_waiting articles, corrections and retractions that are stored and not tagged yet; missing while the server cannot be asked
# TYPE barograph_articles_waiting gauge
barograph_articles_waiting `+n+"\n"), "barograph_articles_waiting")
	}
	oldest := func() int {
		return testutil.CollectAndCount(backlog, "barograph_articles_oldest_waiting_timestamp_seconds")
	}
	if err := waits("0"); err != nil || oldest() != 0 {
		t.Errorf("of nothing: %v, %d times", err, oldest())
	}
	var stuck time.Time
	for i := range 3 {
		id := subject.ArticleMsgID(subject.ArticleAccepted, string(rune('a'+i)), 1)
		ack, err := bus.NewPublisher(conn).Publish(t.Context(), bus.Message{Subject: subject.ArticleAccepted.For("x"), MsgID: id})
		if err != nil {
			t.Fatal(err)
		}
		if i == 1 {
			msg, err := conn.GetMsg(t.Context(), subject.StreamArticles, ack.Seq)
			if err != nil {
				t.Fatal(err)
			}
			stuck = msg.Stored
		}
	}
	bustest.Eventually(t, "three wait", func() bool { return waits("3") == nil })
	consumer, err := bus.NewConsumer(conn, bus.ConsumerConfig{Stream: subject.StreamArticles, Durable: subject.DurableTagger, Workers: 3})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		done <- consumer.Consume(ctx, func(ctx context.Context, msg bus.Msg) bus.Outcome {
			if msg.Seq == 2 {
				return bus.Retry(time.Hour, nil)
			}
			return bus.Ack()
		})
	}()
	bustest.Eventually(t, "one is stuck", func() bool {
		n, at, err := conn.Backlog(t.Context(), subject.StreamArticles, subject.DurableTagger)
		return err == nil && n == 1 && at.Equal(stuck)
	})
	if err := waits("1"); err != nil || oldest() != 1 {
		t.Errorf("of one: %v, %d times", err, oldest())
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
