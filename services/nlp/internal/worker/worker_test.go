package worker_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/nlp/internal/worker"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// tagger is a tagger by a function.
type tagger func(*articlev1.Article) *taggingv1.TaggedArticle

func (f tagger) TagContext(_ context.Context, a *articlev1.Article) (*taggingv1.TaggedArticle, error) {
	return f(a), nil
}
func (f tagger) CatalogueRevision() uint64 { return 1 }

func echo(a *articlev1.Article) *taggingv1.TaggedArticle {
	return &taggingv1.TaggedArticle{ArticleId: a.GetId(), Revision: a.GetRevision(), EngineVersion: "e", CatalogueRevision: 1}
}

// publisher fails as often as it is told to, after having published.
type publisher struct {
	*bus.Publisher
	failures int
}

func (p *publisher) Publish(ctx context.Context, m bus.Message) (bus.PubAck, error) {
	ack, err := p.Publisher.Publish(ctx, m)
	if p.failures > 0 {
		p.failures--
		return bus.PubAck{}, fault.Transient("LOST", "the answer was lost", nil)
	}
	return ack, err
}

func newWorker(t *testing.T, conn *bus.Conn, tag tagger, failures int) *worker.Worker {
	t.Helper()
	w, err := worker.New(worker.Deps{
		Tagger: func(context.Context, uint64) (worker.Tagger, error) { return tag, nil },
		Engine: "e", Deadline: time.Minute, Publisher: &publisher{bus.NewPublisher(conn), failures}, Stream: conn, Log: zap.NewNop(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// consume runs the worker on the bus until the test ends.
func consume(t *testing.T, conn *bus.Conn, w *worker.Worker) {
	t.Helper()
	consumer, err := bus.NewConsumer(conn, bus.ConsumerConfig{
		Stream: subject.StreamArticles, Durable: subject.DurableTagger, RetryAfter: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- consumer.Consume(ctx, w.Article) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

func accept(t *testing.T, conn *bus.Conn, n string) bus.Msg {
	t.Helper()
	a := &articlev1.Article{Id: strings.Repeat("0", 31) + n, Revision: 1, Text: "text " + n}
	data, err := proto.Marshal(&eventv1.ArticleAccepted{Article: a})
	if err != nil {
		t.Fatal(err)
	}
	m := bus.Message{Subject: subject.ArticleAccepted.For("x"), MsgID: n, Data: data}
	ack, err := bus.NewPublisher(conn).Publish(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	return bus.Msg{Subject: m.Subject, Data: data, Stream: ack.Stream, Seq: ack.Seq}
}

func last(t *testing.T, conn *bus.Conn, stream string) uint64 {
	t.Helper()
	seq, err := conn.LastSeq(t.Context(), stream)
	if err != nil {
		t.Fatal(err)
	}
	return seq
}

// An article that makes the tagger panic is given up; the next one is tagged.
func TestPanic(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{Log: zap.NewNop()}).Connect("nlp")
	consume(t, conn, newWorker(t, conn, func(a *articlev1.Article) *taggingv1.TaggedArticle {
		if strings.HasSuffix(a.GetText(), "1") {
			panic("a defect")
		}
		return echo(a)
	}, 0))
	accept(t, conn, "1")
	accept(t, conn, "2")
	bustest.Eventually(t, "one dead letter and one tagging", func() bool {
		return last(t, conn, subject.StreamDeadLetter) == 1 && last(t, conn, subject.StreamLedger) == 1
	})
	msg, err := conn.GetMsg(t.Context(), subject.StreamDeadLetter, 1)
	if err != nil || msg.Header.Get(subject.HeaderDeadLetterReason) != bus.ReasonPanic {
		t.Errorf("got %v, %v", msg.Header, err)
	}
}

// What cannot be read goes on to the ledger untagged, with its reason, and is counted.
func TestUnread(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{Log: zap.NewNop()}).Connect("nlp")
	core, lines := observer.New(zap.InfoLevel)
	skip := tagger(func(a *articlev1.Article) *taggingv1.TaggedArticle {
		out := echo(a)
		if !strings.HasSuffix(a.GetText(), "2") {
			out.SkippedReason = "unsupported language"
		}
		return out
	})
	w, err := worker.New(worker.Deps{
		Tagger: func(context.Context, uint64) (worker.Tagger, error) { return skip, nil },
		Engine: "e", Deadline: time.Minute, Publisher: bus.NewPublisher(conn), Stream: conn, Log: zap.New(core),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []string{"1", "2", "3"} {
		w.Article(t.Context(), accept(t, conn, n))
	}
	if got := last(t, conn, subject.StreamLedger); got != 3 {
		t.Errorf("%d messages in the ledger, want all 3", got)
	}
	unread := lines.FilterMessage("article passed on unread").All()
	if len(unread) != 2 {
		t.Fatalf("%d lines, want 2", len(unread))
	}
	fields := unread[1].ContextMap()
	if fields[logging.KeyReason] != "unsupported language" || fields[logging.KeyCount] != int64(2) || !strings.HasSuffix(fields[logging.KeyArticleID].(string), "3") {
		t.Errorf("got %v", fields)
	}
}

// An answer that was lost leads to a second delivery and to no second message.
func TestLostAnswer(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{Log: zap.NewNop()}).Connect("nlp")
	consume(t, conn, newWorker(t, conn, echo, 2))
	accept(t, conn, "1")
	bustest.Eventually(t, "the message is acknowledged", func() bool {
		consumer, err := conn.JetStream().Consumer(t.Context(), subject.StreamArticles, subject.DurableTagger)
		return err == nil && consumer.CachedInfo().AckFloor.Stream == 1
	})
	if got := last(t, conn, subject.StreamLedger); got != 1 {
		t.Errorf("%d messages in the ledger", got)
	}
}

// Without a catalogue that is new enough a message goes back, and nothing is
// written.
func TestNoCatalogue(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("nlp")
	errNone := errors.New("none yet")
	w, err := worker.New(worker.Deps{
		Tagger: func(_ context.Context, revision uint64) (worker.Tagger, error) {
			if revision > 1 {
				return nil, errNone
			}
			return tagger(echo), nil
		},
		Engine: "e", Deadline: time.Minute, Publisher: bus.NewPublisher(conn), Stream: conn, Log: zap.NewNop(),
	})
	if err != nil {
		t.Fatal(err)
	}
	stored := accept(t, conn, "1")
	for _, tt := range []struct {
		minimum uint64
		tagged  uint64
	}{{2, 0}, {1, 1}} {
		data, err := proto.Marshal(&eventv1.ArticleReplayed{StreamSequence: stored.Seq, MinCatalogueRevision: tt.minimum})
		if err != nil {
			t.Fatal(err)
		}
		outcome := w.Replay(t.Context(), bus.Msg{Data: data})
		if got := last(t, conn, subject.StreamLedger); got != tt.tagged || (outcome == bus.Ack()) != (tt.tagged == 1) {
			t.Errorf("minimum %d: %+v with %d messages in the ledger", tt.minimum, outcome, got)
		}
	}
}

// Whatever the bytes, the worker neither panics nor writes what is not a
// tagging of a valid article.
func FuzzArticle(f *testing.F) {
	good, err := proto.Marshal(&eventv1.ArticleAccepted{Article: &articlev1.Article{Id: strings.Repeat("0", 32), Revision: 1, Text: "x"}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(subject.ArticleAccepted.For("x"), good)
	f.Add(subject.ArticleRetracted.For("x"), good)
	f.Add("other", []byte{})
	f.Fuzz(func(t *testing.T, subj string, data []byte) {
		w, err := worker.New(worker.Deps{
			Tagger: func(context.Context, uint64) (worker.Tagger, error) { return tagger(echo), nil },
			Engine: "e", Deadline: time.Minute, Publisher: checker{t}, Stream: checker{t}, Log: zap.NewNop(),
		})
		if err != nil {
			t.Fatal(err)
		}
		w.Article(t.Context(), bus.Msg{Subject: subj, Data: data})
		w.Replay(t.Context(), bus.Msg{Subject: subj, Data: data})
	})
}

// checker takes what is valid and stores nothing.
type checker struct{ t *testing.T }

func (c checker) Publish(_ context.Context, m bus.Message) (bus.PubAck, error) {
	var event eventv1.ArticleTagged
	if err := proto.Unmarshal(m.Data, &event); err != nil || len(event.GetTaggedArticle().GetArticleId()) != 32 || event.GetTaggedArticle().GetRevision() < 1 {
		c.t.Fatalf("published %v, %v", &event, err)
	}
	return bus.PubAck{}, nil
}

func (c checker) GetMsg(context.Context, string, uint64) (bus.Msg, error) {
	return bus.Msg{}, fault.NotFound("NONE", "none")
}
