package bus_test

import (
	"bytes"
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/proto/subject"
)

// BenchmarkConsumePublish is what nlp does on the bus: take a message of 4.9 KB
// from one stream, store one in another, acknowledge. File storage, within the
// process.
func BenchmarkConsumePublish(b *testing.B) {
	conn := bustest.Start(b, bustest.Options{}).Connect("nlp")
	payload := bytes.Repeat([]byte("x"), 4900)
	publisher := bus.NewPublisher(conn)
	batch := publisher.Batch()
	for i := range b.N {
		m := article(fmt.Sprint(i))
		m.Data = payload
		if err := batch.Add(b.Context(), m); err != nil {
			b.Fatal(err)
		}
		if i%1000 == 999 || i == b.N-1 {
			if _, err := batch.Flush(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	}
	c, err := bus.NewConsumer(conn, bus.ConsumerConfig{Stream: subject.StreamArticles, Durable: subject.DurableTagger, Workers: 32, Prefetch: 64})
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(b.Context(), 10*time.Minute)
	defer cancel()
	var count atomic.Int64
	all, done := make(chan struct{}), make(chan error, 1)
	b.ResetTimer()
	go func() {
		done <- c.Consume(ctx, func(ctx context.Context, msg bus.Msg) bus.Outcome {
			_, err := publisher.Publish(ctx, bus.Message{Subject: subject.ArticleTagged.For(msg.MsgID), MsgID: msg.MsgID, Data: msg.Data})
			if count.Add(1) == int64(b.N) {
				close(all)
			}
			return bus.OutcomeOf(err)
		})
	}()
	<-all
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "messages/s")
	cancel()
	if err := <-done; err != nil {
		b.Fatal(err)
	}
}
