package nlp_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/deadletter"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/nlp"
)

const text = "Kenya said on Tuesday that it supports the Harbour Guard Mission and is ready to send 500 soldiers to it."

// Before the first complete catalogue nothing is consumed, not even part of one.
func TestNothingBeforeTheCatalogue(t *testing.T) {
	nats := bustest.Start(t, bustest.Options{})
	a := newAggregate()
	a.tell(defined(3, "harbour", "Harbour Guard Mission"))
	s := start(t, nats, a)
	accept(t, s.conn, article("1", text))
	bustest.Eventually(t, "the catalogue is watched", func() bool { return a.count() > 0 })
	_, err := s.tagging.TagArticle(t.Context(), &taggingv1.TagArticleRequest{Article: article("1", text)})
	if status.Code(err) != codes.Unavailable {
		t.Errorf("tagged without a catalogue: %v", err)
	}
	consumer, err := s.conn.JetStream().Consumer(t.Context(), subject.StreamArticles, subject.DurableTagger)
	if err != nil {
		t.Fatal(err)
	}
	if info := consumer.CachedInfo(); info.Delivered.Consumer != 0 || s.isReady(t) {
		t.Errorf("%d messages delivered, ready: %t", info.Delivered.Consumer, s.isReady(t))
	}
	a.tell(complete(3))
	got := awaitLedger(t, s.conn, 1)[0]
	if got.GetCatalogueRevision() != 3 || len(got.GetClaims()) == 0 {
		t.Errorf("got %v", got)
	}
	bustest.Eventually(t, "ready", func() bool { return s.isReady(t) })
}

// Each accepted, revised or retracted article gives one message, also where
// nothing is found, equal to what TagArticle and the offline tagger give.
func TestEveryEvent(t *testing.T) {
	nats := bustest.Start(t, bustest.Options{})
	a := newAggregate()
	a.tell(defined(3, "harbour", "Harbour Guard Mission"), complete(7))
	s := start(t, nats, a)
	first, second := article("1", text), article("1", text+" It did.")
	second.Revision = 2
	other := article("2", "The harvest was good this year, and the farmers of the valley were glad of it.")
	accept(t, s.conn, first)
	accept(t, s.conn, other)
	publish(t, s.conn, subject.ArticleRevised.For("example.org"), "revised", &eventv1.ArticleRevised{Article: second})
	retraction := &articlev1.Retraction{ArticleId: first.GetId(), Revision: 2, Reason: "wrong", KnownTime: timestamppb.New(now), Source: first.GetSource()}
	publish(t, s.conn, subject.ArticleRetracted.For("example.org"), "retracted", &eventv1.ArticleRetracted{Retraction: retraction})

	tagger, err := nlp.NewTagger(catalogue(), 7)
	if err != nil {
		t.Fatal(err)
	}
	want := []*taggingv1.TaggedArticle{
		tagger.Tag(first), tagger.Tag(second),
		{ArticleId: first.GetId(), Revision: 2, Retracted: true, KnownTime: timestamppb.New(now), Source: first.GetSource(),
			EngineVersion: nlp.EngineVersion, CatalogueRevision: 7},
		tagger.Tag(other),
	}
	got := awaitLedger(t, s.conn, len(want))
	for i := range want {
		if !proto.Equal(got[i], want[i]) {
			t.Errorf("message %d: got %v, want %v", i, got[i], want[i])
		}
	}
	if len(got[0].GetClaims()) == 0 || len(got[3].GetClaims()) != 0 {
		t.Errorf("%d claims in the first, %d in the last", len(got[0].GetClaims()), len(got[3].GetClaims()))
	}
	answer, err := s.tagging.TagArticle(t.Context(), &taggingv1.TagArticleRequest{Article: first})
	if err != nil || !proto.Equal(answer.GetTaggedArticle(), want[0]) {
		t.Errorf("TagArticle: %v, %v", answer, err)
	}
}

// What cannot be read goes to the dead letters at once and holds nobody up; a
// redriven message is handled again.
func TestPoison(t *testing.T) {
	nats := bustest.Start(t, bustest.Options{})
	a := newAggregate()
	a.tell(defined(1, "harbour", "Harbour Guard Mission"), complete(1))
	s := start(t, nats, a)
	accepted := subject.ArticleAccepted.For("example.org")
	badID := article("1", text)
	badID.Id = "../../etc"
	publishRaw(t, s.conn, accepted, "bytes", []byte{0xff, 0xff})
	// Field 1, an article whose text (field 11) is not valid UTF-8.
	publishRaw(t, s.conn, accepted, "utf8", []byte{0x0a, 0x03, 0x5a, 0x01, 0xff})
	publish(t, s.conn, accepted, "empty", &eventv1.ArticleAccepted{})
	publish(t, s.conn, accepted, "id", &eventv1.ArticleAccepted{Article: badID})
	publish(t, s.conn, accepted, "no text", &eventv1.ArticleAccepted{Article: article("1", "")})
	publish(t, s.conn, subject.ArticleRetracted.For("x"), "no id", &eventv1.ArticleRetracted{Retraction: &articlev1.Retraction{Revision: 1}})
	publishRaw(t, s.conn, subject.ArticleReplayed.For("r"), "replay", []byte{0xff})
	accept(t, s.conn, article("2", text))
	awaitLedger(t, s.conn, 1)
	want := map[string]int{"undecodable": 3, "invalid": 4}
	bustest.Eventually(t, "dead letters", func() bool { return fmt.Sprint(deadLetters(t, s.conn)) == fmt.Sprint(want) })

	redriven, err := redriveAll(t.Context(), s.conn, deadletter.Filter{Service: "nlp", Reason: "invalid"})
	if err != nil || redriven != 4 {
		t.Fatalf("redriven %d, %v", redriven, err)
	}
	bustest.Eventually(t, "rejected again", func() bool { return fmt.Sprint(deadLetters(t, s.conn)) == fmt.Sprint(want) })
}

func TestReplay(t *testing.T) {
	nats := bustest.Start(t, bustest.Options{})
	a := newAggregate()
	a.tell(defined(1, "harbour", "Harbour Guard Mission"), complete(1))
	s := start(t, nats, a)
	seq := accept(t, s.conn, article("1", text))
	awaitLedger(t, s.conn, 1)
	replay := func(id string, seq, minCatalogue uint64) {
		t.Helper()
		publish(t, s.conn, subject.ArticleReplayed.For("r"), id, &eventv1.ArticleReplayed{StreamSequence: seq, MinCatalogueRevision: minCatalogue})
	}
	replay("gone", seq+100, 0)        // no longer stored: nothing to do
	replay("same", seq, 1)            // the same reading once more: the ledger drops it
	replay("newer catalogue", seq, 5) // waits
	a.tell(defined(5, "second", "Second Initiative"))
	got := awaitLedger(t, s.conn, 2)
	if got[0].GetCatalogueRevision() != 1 || got[1].GetCatalogueRevision() != 5 {
		t.Errorf("got revisions %d and %d", got[0].GetCatalogueRevision(), got[1].GetCatalogueRevision())
	}
	if letters := deadLetters(t, s.conn); len(letters) != 0 {
		t.Errorf("dead letters: %v", letters)
	}
}

// A replay that waits for its catalogue does not hold up the end of the service,
// and waits on in the next one.
func TestStopWhileAReplayWaits(t *testing.T) {
	nats := bustest.Start(t, bustest.Options{})
	a := newAggregate()
	a.tell(defined(1, "harbour", "Harbour Guard Mission"), complete(1))
	s := start(t, nats, a)
	seq := accept(t, s.conn, article("1", text))
	awaitLedger(t, s.conn, 1)
	publish(t, s.conn, subject.ArticleReplayed.For("r"), "r", &eventv1.ArticleReplayed{StreamSequence: seq, MinCatalogueRevision: 5})
	bustest.Eventually(t, "the replay waits", func() bool {
		consumer, err := s.conn.JetStream().Consumer(t.Context(), subject.StreamReplays, subject.DurableReplay)
		return err == nil && consumer.CachedInfo().NumAckPending == 1
	})
	begun := time.Now()
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(begun); took > 7*time.Second { // handlers may go on for 8 s
		t.Errorf("the stop took %s", took)
	}
	start(t, nats, a)
	a.tell(defined(5, "second", "Second Initiative"))
	if got := awaitLedger(t, nats.Connect("test"), 2); got[1].GetCatalogueRevision() != 5 {
		t.Errorf("tagged under revision %d", got[1].GetCatalogueRevision())
	}
}

// While aggregate is away the last catalogue serves; when it comes back, its
// catalogue takes over as soon as it is complete.
func TestAggregateRestarts(t *testing.T) {
	nats := bustest.Start(t, bustest.Options{})
	a := newAggregate()
	a.tell(defined(1, "harbour", "Harbour Guard Mission"), defined(2, "second", "Second Initiative"), complete(2))
	s := start(t, nats, a)
	accept(t, s.conn, article("1", text))
	awaitLedger(t, s.conn, 1)
	a.restart(defined(4, "third", "Third Initiative")) // not complete
	bustest.Eventually(t, "watched again", func() bool { return a.count() > 1 })
	accept(t, s.conn, article("2", text))
	if got := awaitLedger(t, s.conn, 2)[1]; got.GetCatalogueRevision() != 2 || len(got.GetClaims()) == 0 {
		t.Errorf("while aggregate was away: %v", got)
	}
	a.tell(complete(4), deleted(6, "third"), defined(7, "bad", "***"))
	tag := func() *taggingv1.TaggedArticle {
		got, err := s.tagging.TagArticle(t.Context(), &taggingv1.TagArticleRequest{Article: article("3", text)})
		if err != nil {
			t.Fatal(err)
		}
		return got.GetTaggedArticle()
	}
	bustest.Eventually(t, "the new catalogue", func() bool { return tag().GetCatalogueRevision() == 7 })
	if got := tag(); len(got.GetInitiatives()) != 0 {
		t.Errorf("what was deleted is still found: %v", got.GetInitiatives())
	}
}

// Stopping under load and starting again: each article is tagged, once.
func TestShutdownUnderLoad(t *testing.T) {
	nats := bustest.Start(t, bustest.Options{})
	a := newAggregate()
	a.tell(defined(1, "harbour", "Harbour Guard Mission"), complete(1))
	conn := nats.Connect("test")
	const articles = 400
	for n := range articles {
		accept(t, conn, article(fmt.Sprintf("%x", n), text))
	}
	for tagged := 0; tagged < articles; {
		s := start(t, nats, a)
		before := tagged
		bustest.Eventually(t, "progress", func() bool {
			tagged = len(ledger(t, conn))
			return tagged == articles || tagged > before+50
		})
		if err := s.stop(); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[string]bool{}
	for _, tagged := range awaitLedger(t, conn, articles) {
		seen[tagged.GetArticleId()] = true
	}
	if len(seen) != articles {
		t.Errorf("%d articles tagged, want %d", len(seen), articles)
	}
	consumer, err := conn.JetStream().Consumer(t.Context(), subject.StreamArticles, subject.DurableTagger)
	if err != nil {
		t.Fatal(err)
	}
	if info := consumer.CachedInfo(); info.NumAckPending != 0 || info.AckFloor.Stream != articles {
		t.Errorf("%d not acknowledged, floor %d", info.NumAckPending, info.AckFloor.Stream)
	}
}

func TestOutage(t *testing.T) {
	nats := bustest.Start(t, bustest.Options{Listen: true})
	a := newAggregate()
	a.tell(defined(1, "harbour", "Harbour Guard Mission"), complete(1))
	s := start(t, nats, a)
	bustest.Eventually(t, "ready", func() bool { return s.isReady(t) })
	nats.Restart()
	accept(t, s.conn, article("1", text))
	awaitLedger(t, s.conn, 1)
}

// redriveAll sends everything that matches again.
func redriveAll(ctx context.Context, conn *bus.Conn, filter deadletter.Filter) (int, error) {
	box := deadletter.New(conn)
	all, err := box.Each(ctx, filter, deadletter.Span{}, 0, func(ctx context.Context, l deadletter.Letter) error {
		_, err := box.Redrive(ctx, l.Seq)
		return err
	})
	return all.Done, errors.Join(append(all.Fails, err)...)
}
