package bus_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/correlation"
	"github.com/barograph/barograph/internal/deadletter"
	"github.com/barograph/barograph/proto/subject"
)

func TestConsumeAcknowledgesOnce(t *testing.T) {
	conn := start(t)
	const n = 200
	for i := range n {
		publish(t, conn, article(fmt.Sprint(i)))
	}
	var (
		seen             tally
		running, highest atomic.Int64
	)
	c := newConsumer(t, conn, func(cfg *bus.ConsumerConfig) { cfg.Workers = 4 })
	stop := consuming(t, func(ctx context.Context) error {
		return c.Consume(ctx, func(_ context.Context, msg bus.Msg) bus.Outcome {
			if now := running.Add(1); now > highest.Load() {
				highest.Store(now)
			}
			defer running.Add(-1)
			seen.add(msg)
			return bus.Ack()
		})
	})
	bustest.Eventually(t, "all acknowledged", settled(t, conn))
	stop()
	if distinct, all := seen.total(); distinct != n || all != n {
		t.Errorf("saw %d messages %d times, want %d once", distinct, all, n)
	}
	if highest.Load() > 4 {
		t.Errorf("%d handlers ran at once, want at most 4", highest.Load())
	}
}

func TestRetryComesBackWithItsContext(t *testing.T) {
	conn := start(t)
	if _, err := bus.NewPublisher(conn).Publish(correlation.With(t.Context(), "c-7"), article("a")); err != nil {
		t.Fatal(err)
	}
	ids := make(chan string, 3)
	c := newConsumer(t, conn, nil)
	consuming(t, func(ctx context.Context) error {
		return c.Consume(ctx, func(ctx context.Context, msg bus.Msg) bus.Outcome {
			ids <- fmt.Sprint(correlation.ID(ctx), " ", msg.Delivered)
			if msg.Delivered < 3 {
				return bus.Retry(time.Millisecond, errors.New("not yet"))
			}
			return bus.Ack()
		})
	})
	for _, want := range []string{"c-7 1", "c-7 2", "c-7 3"} {
		if got := <-ids; got != want {
			t.Errorf("delivery %q, want %q", got, want)
		}
	}
	bustest.Eventually(t, "acknowledged", settled(t, conn))
}

func TestPoisonGoesToTheDeadLettersAndBack(t *testing.T) {
	for _, tt := range []struct {
		name, reason string
		deliveries   uint64
		poison       func() bus.Outcome
	}{
		{"rejected", "no_text", 1, func() bus.Outcome { return bus.Reject("no_text", errors.New("text is\nempty")) }},
		{"panic", bus.ReasonPanic, 1, func() bus.Outcome { panic("boom") }},
		{"retried to the end", bus.ReasonExhausted, 3, func() bus.Outcome { return bus.Retry(time.Millisecond, errors.New("no luck")) }},
		{"no outcome", bus.ReasonExhausted, 3, func() bus.Outcome { return bus.Outcome{} }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			conn := start(t)
			m := article("poison")
			m.Header = map[string][]string{"x-extra": {"kept"}}
			publish(t, conn, m, article("good"))
			var healed atomic.Bool
			var seen tally
			c := newConsumer(t, conn, func(cfg *bus.ConsumerConfig) { cfg.Attempts = 3 })
			consuming(t, func(ctx context.Context) error {
				return c.Consume(ctx, func(_ context.Context, msg bus.Msg) bus.Outcome {
					if string(msg.Data) == "poison" && !healed.Load() {
						return tt.poison()
					}
					seen.add(msg)
					return bus.Ack()
				})
			})
			bustest.Eventually(t, "both settled", settled(t, conn))
			box := deadletter.New(conn)
			letters := letters(t, conn, deadletter.Filter{Service: "nlp", Reason: tt.reason})
			if len(letters) != 1 {
				t.Fatalf("letters = %+v, want one", letters)
			}
			l := letters[0]
			if l.Stream != subject.StreamArticles || l.StreamSeq != 1 || l.Subject != m.Subject || l.MsgID != m.MsgID ||
				l.Consumer != subject.DurableTagger || l.Deliveries != tt.deliveries || string(l.Data) != "poison" {
				t.Errorf("letter = %+v", l)
			}
			healed.Store(true)
			ack, err := box.Redrive(t.Context(), l.Seq)
			if err != nil || ack.Stream != subject.StreamArticles {
				t.Fatalf("Redrive = %+v, %v", ack, err)
			}
			bustest.Eventually(t, "redriven and handled", func() bool { n, _ := seen.total(); return n == 2 })
			back, err := conn.GetMsg(t.Context(), subject.StreamArticles, ack.Seq)
			if err != nil || back.Header.Get("x-extra") != "kept" || back.Event().ID != m.MsgID ||
				back.MsgID != subject.RedriveMsgID(m.MsgID, l.Seq) {
				t.Errorf("redriven message = %+v, %v", back, err)
			}
			if rest, _, err := box.List(t.Context(), deadletter.Filter{}, deadletter.Span{}, 10); err != nil || len(rest) != 0 {
				t.Errorf("letters after redriving = %+v, %v; want none", rest, err)
			}
		})
	}
}

// A message that takes the process down on each attempt is delivered again and
// again without ever being settled; it must not be tried for ever.
func TestMessageThatWasNeverSettledIsRejectedUntried(t *testing.T) {
	conn := start(t)
	publish(t, conn, article("crash"))
	remote, err := conn.JetStream().Consumer(t.Context(), subject.StreamArticles, subject.DurableTagger)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // two attempts of a process that died
		raw, err := remote.Next()
		if err != nil {
			t.Fatal(err)
		}
		if err := raw.Nak(); err != nil {
			t.Fatal(err)
		}
	}
	c := newConsumer(t, conn, func(cfg *bus.ConsumerConfig) { cfg.Attempts = 2 })
	consuming(t, func(ctx context.Context) error {
		return c.Consume(ctx, func(context.Context, bus.Msg) bus.Outcome {
			t.Error("the handler was called once more")
			return bus.Ack()
		})
	})
	bustest.Eventually(t, "rejected", settled(t, conn))
	letters, _, err := deadletter.New(conn).List(t.Context(), deadletter.Filter{Reason: bus.ReasonExhausted}, deadletter.Span{}, 10)
	if err != nil || len(letters) != 1 || letters[0].Deliveries != 3 {
		t.Errorf("List = %+v, %v; want one letter of the third delivery", letters, err)
	}
}

func TestDeadLetterThatCannotBeStoredIsNotDropped(t *testing.T) {
	conn := start(t)
	if err := conn.JetStream().DeleteStream(t.Context(), subject.StreamDeadLetter); err != nil {
		t.Fatal(err)
	}
	publish(t, conn, article("poison"))
	calls := make(chan uint64, 20)
	c := newConsumer(t, conn, func(cfg *bus.ConsumerConfig) { cfg.DrainTimeout = 50 * time.Millisecond })
	stop := consuming(t, func(ctx context.Context) error {
		return c.Consume(ctx, func(_ context.Context, msg bus.Msg) bus.Outcome {
			calls <- msg.Delivered
			return bus.Reject("bad", errors.New("bad"))
		})
	})
	<-calls
	stop() // while it tries to store the letter
	if info := consumerInfo(t, conn); info.AckFloor.Stream != 0 {
		t.Errorf("ack floor = %d, want 0: the message is still owed", info.AckFloor.Stream)
	}
}

// A message is held by telling the server of it every third of AckWait, which is
// so long here that a busy machine is not late.
func TestLongWorkIsNotDeliveredAgain(t *testing.T) {
	t.Parallel()
	conn := start(t)
	tagger(t, conn, func(cfg *jetstream.ConsumerConfig) { cfg.AckWait = 2 * time.Second })
	publish(t, conn, article("slow"))
	var seen tally
	c := newConsumer(t, conn, func(cfg *bus.ConsumerConfig) { cfg.Timeout = time.Minute })
	consuming(t, func(ctx context.Context) error {
		return c.Consume(ctx, func(ctx context.Context, msg bus.Msg) bus.Outcome {
			seen.add(msg)
			<-time.After(6 * time.Second) // the work: three times AckWait
			return bus.Ack()
		})
	})
	bustest.Eventually(t, "acknowledged", settled(t, conn))
	if _, all := seen.total(); all != 1 {
		t.Errorf("delivered %d times, want once", all)
	}
}

// What was fetched beyond what the queue takes is being held as well.
func TestWhatWaitsForTheQueueIsNotDeliveredAgain(t *testing.T) {
	t.Parallel()
	conn := start(t)
	tagger(t, conn, func(cfg *jetstream.ConsumerConfig) { cfg.AckWait = 2 * time.Second })
	const n = 20
	for i := range n {
		publish(t, conn, article(fmt.Sprint(i)))
	}
	var seen tally
	c := newConsumer(t, conn, func(cfg *bus.ConsumerConfig) { cfg.Prefetch, cfg.Timeout = 4, time.Minute })
	consuming(t, func(ctx context.Context) error {
		return c.Consume(ctx, func(_ context.Context, msg bus.Msg) bus.Outcome {
			if seen.add(msg) == 1 && string(msg.Data) == "0" {
				<-time.After(6 * time.Second) // three times AckWait
			}
			return bus.Ack()
		})
	})
	bustest.Eventually(t, "all acknowledged", settled(t, conn))
	if _, all := seen.total(); all != n {
		t.Errorf("%d messages were delivered %d times", n, all)
	}
}

func TestHandlerHasADeadline(t *testing.T) {
	conn := start(t)
	publish(t, conn, article("hangs"))
	c := newConsumer(t, conn, func(cfg *bus.ConsumerConfig) { cfg.Timeout = 20 * time.Millisecond })
	consuming(t, func(ctx context.Context) error {
		return c.Consume(ctx, func(ctx context.Context, msg bus.Msg) bus.Outcome {
			if msg.Delivered > 1 {
				return bus.Ack()
			}
			<-ctx.Done()
			return bus.OutcomeOf(ctx.Err())
		})
	})
	bustest.Eventually(t, "acknowledged at the second delivery", settled(t, conn))
}

func TestDrainStrandsNothing(t *testing.T) {
	conn := start(t)
	const n = 300
	for i := range n {
		publish(t, conn, article(fmt.Sprint(i)))
	}
	var seen tally
	handle := func(_ context.Context, msg bus.Msg) bus.Outcome {
		seen.add(msg)
		return bus.Ack()
	}
	for round := 0; ; round++ { // start and stop until everything is done
		c := newConsumer(t, conn, func(cfg *bus.ConsumerConfig) { cfg.Workers, cfg.Prefetch = 2, 20 })
		some := make(chan struct{})
		var count atomic.Int64
		stop := consuming(t, func(ctx context.Context) error {
			return c.Consume(ctx, func(ctx context.Context, msg bus.Msg) bus.Outcome {
				if count.Add(1) == 30 {
					close(some)
				}
				return handle(ctx, msg)
			})
		})
		select {
		case <-some:
		case <-time.After(500 * time.Millisecond): // the last round has fewer
		}
		stop()
		bustest.Eventually(t, "nothing is owed after stopping", func() bool { return consumerInfo(t, conn).NumAckPending == 0 })
		if settled(t, conn)() {
			break
		}
		if round > n {
			t.Fatal("no progress")
		}
	}
	if distinct, all := seen.total(); distinct != n || all != n {
		t.Errorf("saw %d messages %d times, want %d once", distinct, all, n)
	}
}

func TestStopWaitsForTheHandler(t *testing.T) {
	conn := start(t)
	publish(t, conn, article("a"))
	entered, release := make(chan struct{}), make(chan struct{})
	c := newConsumer(t, conn, nil)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		done <- c.Consume(ctx, func(ctx context.Context, _ bus.Msg) bus.Outcome {
			close(entered)
			<-release
			return bus.OutcomeOf(ctx.Err()) // not cancelled although we are stopping
		})
	}()
	<-entered
	cancel()
	select {
	case err := <-done:
		t.Fatalf("Consume returned %v before its handler", err)
	case <-time.After(50 * time.Millisecond):
	}
	close(release)
	if err := <-done; err != nil {
		t.Errorf("Consume = %v", err)
	}
	bustest.Eventually(t, "acknowledged", settled(t, conn))
}

func TestReadyFollowsTheConsumer(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("nlp")
	c := newConsumer(t, conn, nil)
	if err := c.Ready(t.Context()); !errors.Is(err, bus.ErrUnbound) {
		t.Errorf("Ready before Consume = %v, want ErrUnbound", err)
	}
	var seen tally
	stop := consuming(t, func(ctx context.Context) error {
		return c.Consume(ctx, func(_ context.Context, msg bus.Msg) bus.Outcome {
			seen.add(msg)
			return bus.Ack()
		})
	})
	bustest.Eventually(t, "bound", func() bool { return c.Ready(t.Context()) == nil })
	if err := conn.JetStream().DeleteConsumer(t.Context(), subject.StreamArticles, subject.DurableTagger); err != nil {
		t.Fatal(err)
	}
	bustest.Eventually(t, "deletion noticed", func() bool { return errors.Is(c.Ready(t.Context()), bus.ErrUnbound) })
	server.Provision()
	publish(t, conn, article("after"))
	bustest.Eventually(t, "bound again and delivering", func() bool {
		n, _ := seen.total()
		return n == 1 && c.Ready(t.Context()) == nil
	})
	stop()
	if err := c.Ready(t.Context()); !errors.Is(err, bus.ErrUnbound) {
		t.Errorf("Ready after Consume = %v, want ErrUnbound", err)
	}
}

func TestConsumeOutlastsARestart(t *testing.T) {
	server := bustest.Start(t, bustest.Options{Listen: true})
	conn := server.Connect("nlp")
	var seen tally
	c := newConsumer(t, conn, nil)
	consuming(t, func(ctx context.Context) error {
		return c.Consume(ctx, func(_ context.Context, msg bus.Msg) bus.Outcome {
			seen.add(msg)
			return bus.Ack()
		})
	})
	publish(t, conn, article("before"))
	bustest.Eventually(t, "first", func() bool { n, _ := seen.total(); return n == 1 })
	server.Restart()
	bustest.Eventually(t, "connected again", func() bool { return conn.Ready(t.Context()) == nil })
	publish(t, conn, article("after"))
	bustest.Eventually(t, "second", func() bool { n, _ := seen.total(); return n == 2 })
}
