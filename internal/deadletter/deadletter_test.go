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
// reasonOf gives, with what was in the stream already.
func reject(t *testing.T, conn *bus.Conn, messages []bus.Message, reasonOf func(bus.Msg) string) {
	t.Helper()
	publisher := bus.NewPublisher(conn)
	last, err := conn.LastSeq(t.Context(), subject.StreamArticles)
	if err != nil {
		t.Fatal(err)
	}
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
				letters, next, err := box.List(t.Context(), tt.filter, deadletter.Span{From: from}, tt.size)
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

func TestEachTakesWhatMatches(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("nlp")
	reject(t, conn, articles(5), parity)
	box := deadletter.New(conn)
	redrive := func(ctx context.Context, l deadletter.Letter) error {
		_, err := box.Redrive(ctx, l.Seq)
		return err
	}
	first, err := box.Each(t.Context(), deadletter.Filter{Reason: "odd"}, deadletter.Span{}, 2, redrive)
	if err != nil || first.Done != 2 || first.Next != (deadletter.Span{From: 5, Through: 5}) || len(first.Fails) != 0 {
		t.Fatalf("first page = %+v, %v", first, err)
	}
	second, err := box.Each(t.Context(), deadletter.Filter{Reason: "odd"}, first.Next, 0, redrive)
	if err != nil || second.Done != 1 || second.Next != (deadletter.Span{}) {
		t.Fatalf("the rest = %+v, %v", second, err)
	}
	if last, err := conn.LastSeq(t.Context(), subject.StreamArticles); err != nil || last != 8 {
		t.Errorf("ARTICLES ends at %d, %v; want 8", last, err)
	}
	broken := errors.New("broken")
	failed, err := box.Each(t.Context(), deadletter.Filter{}, deadletter.Span{}, 0, func(context.Context, deadletter.Letter) error { return broken })
	if err != nil || failed.Done != 0 || len(failed.Fails) != 2 || !errors.Is(failed.Fails[0], broken) {
		t.Errorf("failures = %+v, %v", failed, err)
	}
	groups, err := box.Summarize(t.Context(), deadletter.Filter{})
	if err != nil || len(groups) != 1 || groups[0].Count != 2 || groups[0].Reason != "even" || groups[0].Service != "nlp" || groups[0].Stream != subject.StreamArticles {
		t.Errorf("groups = %+v, %v", groups, err)
	}
	if err := box.Discard(t.Context(), 2); err != nil {
		t.Error(err)
	}
	if err := box.Discard(t.Context(), 2); !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("discarding it again: %v", err)
	}
	if rest, _, err := box.List(t.Context(), deadletter.Filter{}, deadletter.Span{}, 10); err != nil || len(rest) != 1 || rest[0].Seq != 4 {
		t.Errorf("rest = %+v, %v", rest, err)
	}
}

// Poison that is sent again comes back as a letter that knows so, under an id
// that does not grow, and what is meant for all leaves it out in the end.
func TestRedrivesAreCounted(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("nlp")
	box := deadletter.New(conn)
	message := articles(1)
	message[0].MsgID = "poison"
	reject(t, conn, message, parity)
	for n := range uint32(4) {
		letters, _, err := box.List(t.Context(), deadletter.Filter{}, deadletter.Span{}, 10)
		if err != nil || len(letters) != 1 || letters[0].Redrives != n {
			t.Fatalf("after %d: %+v, %v", n, letters, err)
		}
		if n > 0 && letters[0].MsgID != fmt.Sprintf("poison:redrive:%d", letters[0].Seq-1) {
			t.Errorf("after %d its id is %q", n, letters[0].MsgID)
		}
		if _, err := box.Redrive(t.Context(), letters[0].Seq); err != nil {
			t.Fatal(err)
		}
		reject(t, conn, nil, parity)
	}
	most := uint32(3)
	if rest, _, err := box.List(t.Context(), deadletter.Filter{MaxRedrives: &most}, deadletter.Span{}, 10); err != nil || len(rest) != 0 {
		t.Errorf("of those sent again three times at most: %+v, %v", rest, err)
	}
}

func TestFilters(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("nlp")
	messages := articles(2)
	messages[1].Subject = subject.ArticleRevised.For("example.org")
	start := time.Now().Add(-time.Second)
	reject(t, conn, messages, parity)
	box := deadletter.New(conn)
	for name, tt := range map[string]struct {
		filter deadletter.Filter
		want   int
	}{
		"exact subject":        {deadletter.Filter{Subject: messages[0].Subject}, 1},
		"any token":            {deadletter.Filter{Subject: "barograph.v1.article.*.example_2Eorg"}, 0},
		"the rest":             {deadletter.Filter{Subject: "barograph.v1.article.>"}, 2},
		"one token too few":    {deadletter.Filter{Subject: "barograph.v1.article.*"}, 0},
		"one token too many":   {deadletter.Filter{Subject: messages[0].Subject + ".>"}, 0},
		"error, in other case": {deadletter.Filter{ErrorContains: "IS bad"}, 2},
		"another error":        {deadletter.Filter{ErrorContains: "good"}, 0},
		"since":                {deadletter.Filter{Since: start}, 2},
		"since later":          {deadletter.Filter{Since: start.Add(time.Hour)}, 0},
		"until":                {deadletter.Filter{Until: start.Add(-time.Second)}, 0},
		"until later":          {deadletter.Filter{Until: start.Add(time.Hour)}, 2},
	} {
		letters, _, err := box.List(t.Context(), tt.filter, deadletter.Span{}, 10)
		if err != nil || len(letters) != tt.want {
			t.Errorf("%s: %d letters, %v; want %d", name, len(letters), err, tt.want)
		}
		for _, l := range letters {
			if len(l.Data) != 0 || l.Size != 1 {
				t.Errorf("%s: a list has %d bytes of payload, says %d", name, len(l.Data), l.Size)
			}
		}
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
	letters, _, err := box.List(t.Context(), deadletter.Filter{}, deadletter.Span{}, 10)
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
