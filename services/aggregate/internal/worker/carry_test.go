package worker_test

import (
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

// tell appends a reading, or a retraction.
func (s *stream) tell(t testing.TB, a *taggingv1.TaggedArticle) bus.Msg {
	return s.add(t, subject.ArticleTagged.For(a.GetArticleId()), &eventv1.ArticleTagged{TaggedArticle: a})
}

// drawFact appends what happens next: an article, a correction, a retraction, a
// new definition, a new day.
func drawFact(rt *rapid.T, t *testing.T, s *stream, told map[int]*taggingv1.TaggedArticle) bus.Msg {
	number := rapid.IntRange(0, len(told)).Draw(rt, "article")
	switch kind := rapid.IntRange(0, 19).Draw(rt, "fact"); {
	case kind == 0:
		i := assesstest.Initiative(rt)
		return s.add(t, subject.InitiativeDefined.For(i.GetId()), &eventv1.InitiativeDefined{
			Initiative: i, CatalogueRevision: uint64(len(*s) + 1), KnownTime: timestamppb.New(assesstest.Start),
		})
	case kind == 1:
		tick := assesstest.AsOf(rt)
		return s.add(t, subject.Tick(tick), &eventv1.ClockTicked{TickTime: timestamppb.New(tick)})
	case kind < 5 && told[number] != nil:
		a := proto.CloneOf(told[number])
		a.Revision, a.Retracted, a.Claims, a.Signature = a.GetRevision()+1, true, nil, nil
		told[number] = a
		return s.tell(t, a)
	default:
		a := assesstest.Article(rt, number)
		if before := told[number]; before != nil {
			a.Revision = before.GetRevision() + 1
		}
		told[number] = a
		return s.tell(t, a)
	}
}

// What is published of an initiative that is carried on from batch to batch is
// what its ledger gives from scratch, also where the store failed in between.
func TestCarriedOnEqualsFromScratch(t *testing.T) {
	m := model(t)
	rapid.Check(t, func(rt *rapid.T) {
		var ledger stream
		told := map[int]*taggingv1.TaggedArticle{}
		i := assesstest.Initiative(rt)
		ledger.add(t, subject.InitiativeDefined.For(i.GetId()), &eventv1.InitiativeDefined{
			Initiative: i, CatalogueRevision: 1, KnownTime: timestamppb.New(assesstest.Start),
		})
		for n := range rapid.IntRange(0, 90).Draw(rt, "at first") {
			told[n] = assesstest.Article(rt, n)
			ledger.tell(t, told[n])
		}
		kept := newKeeper()
		w, shown := beginWith(t, m, &ledger, kept)
		var earlier assess.Result // of the batch before
		for range rapid.IntRange(1, 12).Draw(rt, "batches") {
			var batch []bus.Msg
			for range rapid.IntRange(1, 6).Draw(rt, "facts") {
				batch = append(batch, drawFact(rt, t, &ledger, told))
			}
			if rapid.IntRange(0, 4).Draw(rt, "store fails") == 0 {
				kept.onSave = func(string) error { return fault.Transient("TEST", "no bus", nil) }
				w.Handle(t.Context(), batch)
				kept.onSave = nil
			}
			w.Handle(t.Context(), batch)
			snapshot, _ := shown.Snapshot(i.GetId())
			want := assess.Hash(assess.Assess(assess.Input{
				Initiative: snapshot.Initiative, Articles: snapshot.Articles, Rulings: snapshot.Rulings, Model: m, AsOf: snapshot.AsOf,
			}).Assessment)
			if r, _ := shown.Record(i.GetId()); r.GetHash() != want {
				rt.Fatalf("after message %d with %d articles: published %s, from scratch %s", len(ledger), len(snapshot.Articles), r.GetHash(), want)
			}
			if earlier.Assessment != nil {
				sameAsFromScratch(rt, earlier)
			}
			if earlier, _ = w.Present(i.GetId()); earlier.Assessment != nil && assess.Hash(earlier.Assessment) != want {
				rt.Fatal("what is at hand is not what was published")
			}
		}
	})
}

// sameAsFromScratch compares what was at hand, as it is and as of another time,
// with what its own articles give, whatever came since.
func sameAsFromScratch(t *rapid.T, r assess.Result) {
	in := r.Input
	for _, days := range []int{0, 12} {
		in.AsOf = r.Input.AsOf.AddDate(0, 0, -days)
		got, want := r, assess.Assess(in)
		if days > 0 {
			got = r.As(in.AsOf)
		}
		evidence := func(r assess.Result) *assessmentv1.ListEvidenceResponse {
			return &assessmentv1.ListEvidenceResponse{Contributions: r.Contributions}
		}
		if !proto.Equal(got.Assessment, want.Assessment) || !proto.Equal(evidence(got), evidence(want)) {
			t.Fatalf("%d days before, at hand %v, from scratch %v", days, got.Assessment, want.Assessment)
		}
	}
}
