package deadletter_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/deadletter"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/proto/subject"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// reject publishes messages and has a service reject each for the reason that
// reasonOf gives.
func reject(t *testing.T, conn *bus.Conn, messages []bus.Message, reasonOf func(bus.Msg) string) {
	t.Helper()
	publisher := bus.NewPublisher(conn)
	var last uint64
	for _, m := range messages {
		ack, err := publisher.Publish(t.Context(), m)
		if err != nil {
			t.Fatal(err)
		}
		last = ack.Seq
	}
	c, err := bus.NewConsumer(conn, bus.ConsumerConfig{Stream: subject.StreamArticles, Durable: subject.DurableTagger})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		done <- c.Consume(ctx, func(_ context.Context, msg bus.Msg) bus.Outcome {
			if msg.Seq > last {
				return bus.Ack() // redriven
			}
			return bus.Reject(reasonOf(msg), errors.New("it is bad"))
		})
	}()
	bustest.Eventually(t, "all rejected", func() bool {
		info, err := conn.JetStream().Consumer(t.Context(), subject.StreamArticles, subject.DurableTagger)
		return err == nil && info.CachedInfo().AckFloor.Stream == last
	})
	cancel()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func articles(n int) []bus.Message {
	messages := make([]bus.Message, n)
	for i := range messages {
		messages[i] = bus.Message{
			Subject: subject.ArticleAccepted.For("example.org"), Data: fmt.Append(nil, i),
			MsgID: subject.ArticleMsgID(subject.ArticleAccepted, fmt.Sprint(i), 1),
		}
	}
	return messages
}

func parity(msg bus.Msg) string {
	return map[bool]string{true: "even", false: "odd"}[msg.Seq%2 == 0]
}

func TestListPagesAndFilters(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("nlp")
	reject(t, conn, articles(7), parity)
	box := deadletter.New(conn)
	for _, tt := range []struct {
		name   string
		filter deadletter.Filter
		size   int
		want   [][]uint64 // sequences in ARTICLES, page by page
	}{
		{"all at once", deadletter.Filter{}, 100, [][]uint64{{1, 2, 3, 4, 5, 6, 7}}},
		{"in pages", deadletter.Filter{}, 3, [][]uint64{{1, 2, 3}, {4, 5, 6}, {7}}},
		{"by reason, in pages", deadletter.Filter{Reason: "odd"}, 3, [][]uint64{{1, 3, 5}, {7}}},
		{"by service and stream", deadletter.Filter{Service: "nlp", Stream: subject.StreamArticles, Reason: "even"}, 10, [][]uint64{{2, 4, 6}}},
		{"another service", deadletter.Filter{Service: "ingest"}, 10, [][]uint64{nil}},
		{"another stream", deadletter.Filter{Stream: subject.StreamLedger}, 10, [][]uint64{nil}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var from uint64
			for i, want := range tt.want {
				letters, next, err := box.List(t.Context(), tt.filter, from, tt.size)
				if err != nil {
					t.Fatal(err)
				}
				var got []uint64
				for _, l := range letters {
					got = append(got, l.StreamSeq)
					if l.Error != "it is bad" || l.Service != "nlp" || time.Since(l.Time) > time.Minute {
						t.Errorf("letter = %+v", l)
					}
				}
				if !slices.Equal(got, want) || (next == 0) != (i == len(tt.want)-1) {
					t.Errorf("page %d = %d, next %d; want %d", i, got, next, want)
				}
				from = next
			}
		})
	}
}

func TestRedriveAllTakesWhatMatches(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("nlp")
	reject(t, conn, articles(5), parity)
	box := deadletter.New(conn)
	n, err := box.RedriveAll(t.Context(), deadletter.Filter{Reason: "odd"})
	if err != nil || n != 3 {
		t.Fatalf("RedriveAll = %d, %v; want 3", n, err)
	}
	if last, err := conn.LastSeq(t.Context(), subject.StreamArticles); err != nil || last != 8 {
		t.Errorf("ARTICLES ends at %d, %v; want 8", last, err)
	}
	rest, _, err := box.List(t.Context(), deadletter.Filter{}, 0, 10)
	if err != nil || len(rest) != 2 || rest[0].Reason != "even" {
		t.Errorf("rest = %+v, %v; want the two even ones", rest, err)
	}
	if n, err := box.RedriveAll(t.Context(), deadletter.Filter{Reason: "odd"}); err != nil || n != 0 {
		t.Errorf("second RedriveAll = %d, %v; want 0", n, err)
	}
}

func TestRedriveOfNothing(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("nlp")
	if _, err := deadletter.New(conn).Redrive(t.Context(), 9); !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("Redrive = %v, want fault.ErrNotFound", err)
	}
}

// A message near the server's limit leaves no room for the reason: the letter
// then points to it, and redriving reads it from its stream.
func TestLetterOfALargeMessage(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("nlp")
	large := articles(1)
	large[0].Data = bytes.Repeat([]byte("x"), 1<<20-300)
	reject(t, conn, large, parity)
	box := deadletter.New(conn)
	letters, _, err := box.List(t.Context(), deadletter.Filter{}, 0, 10)
	if err != nil || len(letters) != 1 || !letters[0].Truncated || len(letters[0].Data) != 0 {
		t.Fatalf("List = %d letters, %v; want one without its payload", len(letters), err)
	}
	ack, err := box.Redrive(t.Context(), letters[0].Seq)
	if err != nil {
		t.Fatal(err)
	}
	back, err := conn.GetMsg(t.Context(), ack.Stream, ack.Seq)
	if err != nil || !bytes.Equal(back.Data, large[0].Data) {
		t.Errorf("redriven payload has %d bytes, %v; want %d", len(back.Data), err, len(large[0].Data))
	}
}
