package bus_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/correlation"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/proto/subject"
)

func TestPublishStoresOnceWithHeaders(t *testing.T) {
	conn := start(t)
	const trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
	ctx := correlation.WithTraceParent(correlation.With(t.Context(), "c-1"), trace, "")
	m := article("a 1")
	m.Time = time.Date(2026, 5, 1, 12, 0, 0, 0, time.FixedZone("", 3600))
	publisher := bus.NewPublisher(conn)
	first, err := publisher.Publish(ctx, m)
	if err != nil || first.Duplicate || first.Stream != subject.StreamArticles {
		t.Fatalf("Publish = %+v, %v", first, err)
	}
	again, err := publisher.Publish(ctx, m)
	if err != nil || !again.Duplicate || again.Seq != first.Seq {
		t.Fatalf("second Publish = %+v, %v; want a duplicate of %d", again, err, first.Seq)
	}
	msg, err := conn.GetMsg(ctx, subject.StreamArticles, first.Seq)
	if err != nil {
		t.Fatal(err)
	}
	want := bus.Event{ID: "a%201:1:accepted", Source: "/barograph/nlp", Type: "barograph.v1.article.accepted",
		Time: time.Date(2026, 5, 1, 11, 0, 0, 0, time.UTC)}
	if got := msg.Event(); got != want {
		t.Errorf("Event = %+v, want %+v", got, want)
	}
	for name, want := range map[string]string{
		"ce-specversion": "1.0", "content-type": "application/protobuf",
		"barograph-correlation-id": "c-1", "traceparent": trace, "Nats-Msg-Id": "a%201:1:accepted",
	} {
		if got := msg.Header[name]; len(got) != 1 || got[0] != want {
			t.Errorf("header %s = %q, want %q", name, got, want)
		}
	}
	back := msg.Context(context.WithoutCancel(t.Context()))
	if correlation.ID(back) != "c-1" || correlation.TraceParent(back) != trace {
		t.Errorf("context of the message has %q and %q", correlation.ID(back), correlation.TraceParent(back))
	}
}

func TestPublishRefuses(t *testing.T) {
	conn := start(t)
	large := article("large")
	large.Data = bytes.Repeat([]byte("x"), 1<<20)
	for name, m := range map[string]bus.Message{
		"beyond the limit": large,
		"without an id":    {Subject: subject.ArticleAccepted.For("x")},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := bus.NewPublisher(conn).Publish(t.Context(), m); !errors.Is(err, fault.ErrInvalid) {
				t.Errorf("Publish = %v, want fault.ErrInvalid", err)
			}
		})
	}
}

func TestPublishWithoutAStreamIsTransient(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{Unprovisioned: true}).Connect("nlp")
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := bus.NewPublisher(conn).Publish(ctx, article("a")); !errors.Is(err, fault.ErrTransient) {
		t.Errorf("Publish = %v, want fault.ErrTransient", err)
	}
}

func TestPublishOutlastsARestart(t *testing.T) {
	server := bustest.Start(t, bustest.Options{Listen: true})
	conn := server.Connect("nlp")
	publish(t, conn, article("before"))
	server.Stop()
	done := make(chan error, 1)
	go func() {
		_, err := bus.NewPublisher(conn).Publish(t.Context(), article("during"))
		done <- err
	}()
	bustest.Eventually(t, "connection notices", func() bool { return conn.Ready(t.Context()) != nil })
	server.Restart()
	if err := <-done; err != nil {
		t.Fatalf("Publish over a restart: %v", err)
	}
	if last, err := conn.LastSeq(t.Context(), subject.StreamArticles); err != nil || last != 2 {
		t.Errorf("LastSeq = %d, %v; want 2", last, err)
	}
}

func TestBatch(t *testing.T) {
	conn := start(t)
	batch := bus.NewPublisher(conn).Batch()
	const n = 500
	for i := range n {
		if err := batch.Add(t.Context(), article(fmt.Sprint(i))); err != nil {
			t.Fatal(err)
		}
	}
	acks, err := batch.Flush(t.Context())
	if err != nil || len(acks) != n {
		t.Fatalf("Flush = %d acks, %v", len(acks), err)
	}
	for i, ack := range acks {
		if ack.Stream != subject.StreamArticles || ack.Seq != uint64(i+1) {
			t.Fatalf("ack %d = %+v", i, ack)
		}
	}
	if acks, err := batch.Flush(t.Context()); err != nil || len(acks) != 0 {
		t.Errorf("second Flush = %d acks, %v; want none", len(acks), err)
	}
}

func TestBatchReportsWhatWasRefused(t *testing.T) {
	conn := start(t)
	batch := bus.NewPublisher(conn).Batch()
	large := bus.Message{Subject: subject.ArticleReplayed.For("r"), MsgID: "large",
		Data: bytes.Repeat([]byte("x"), 1<<17)} // fits the connection, not the stream
	for _, m := range []bus.Message{article("a"), large, article("b")} {
		if err := batch.Add(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	acks, err := batch.Flush(t.Context())
	if !errors.Is(err, fault.ErrInvalid) {
		t.Errorf("Flush = %v, want fault.ErrInvalid", err)
	}
	if acks[0].Seq == 0 || acks[1].Seq != 0 || acks[2].Seq == 0 {
		t.Errorf("acks = %+v; want the first and the last", acks)
	}
}
