package worker_test

import (
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

// Readings share what is equal in many of them, and say what their messages say.
func TestReadingsInTheLedgerAreThoseOfTheirMessages(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var s stream
		for i := range rapid.IntRange(1, 30).Draw(rt, "articles") {
			a := assesstest.Wild(rt, i)
			for _, claim := range a.GetClaims() {
				if source := rapid.SampledFrom([]string{"", "AUTHOR", "FRA"}).Draw(rt, "source"); source != "" {
					claim.Factualities = append(claim.Factualities, &taggingv1.SourceFactuality{Source: source, Factuality: claim.GetFactuality()})
				}
				if rapid.IntRange(0, 9).Draw(rt, "from later") == 0 && claim.GetEvent() != nil {
					claim.GetEvent().ProtoReflect().SetUnknown([]byte{0xa0, 0x06, byte(i % 2)}) // of a tagger to come
				}
			}
			s.tell(t, a)
		}
		_, shown := begin(t, s, newKeeper())
		for _, msg := range s {
			event := &eventv1.ArticleTagged{}
			if err := proto.Unmarshal(msg.Data, event); err != nil {
				rt.Fatal(err)
			}
			want := event.GetTaggedArticle()
			want.Initiatives = nil
			place, found := shown.Find(want.GetArticleId())
			if !found || place.Sequence != msg.Seq || place.Reading == nil {
				continue // retracted, without claims, or another is in force
			}
			if !proto.Equal(place.Reading, want) {
				rt.Fatalf("the ledger has\n%v\nof\n%v", place.Reading, want)
			}
		}
	})
}

// A claim is little to keep, with what is carried on of it and its share of the
// reading: these have three claims each, a signature of a kilobyte, and no words
// in common but those of the vocabulary.
func TestClaimsTakeLittle(t *testing.T) {
	const claims, most = 20_000, 2900
	var s stream
	i := rapid.Custom(assesstest.Initiative).Example(1)
	s.add(t, subject.InitiativeDefined.For(i.GetId()), &eventv1.InitiativeDefined{
		Initiative: i, CatalogueRevision: 1, KnownTime: timestamppb.New(assesstest.Start),
	})
	for _, a := range assesstest.Ledger(claims) {
		s.tell(t, a)
	}
	before := heap()
	w, shown := begin(t, s, newKeeper())
	took := heap() - before
	if got := shown.Status().Claims; got < claims {
		t.Fatalf("%d claims", got)
	}
	if _, carried := w.Present(i.GetId()); !carried { // after it was measured: it keeps the evidence for readers
		t.Fatal("nothing is carried on")
	}
	if each := took / claims; each > most {
		t.Errorf("a claim takes %d bytes, want %d at most", each, most)
	} else {
		t.Logf("%d bytes a claim", each)
	}
}
