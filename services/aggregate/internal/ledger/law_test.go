package ledger_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

// engines include ones that are equal as versions, and ones that are no versions.
var engines = []string{"rules/0.1.0", "rules/0.10.0", "parser/0.10.0", "rules/0.10.0-rc.1", "rules/0.10.0+b2", "rules", ""}

// facts draws few different keys, so that they collide.
func facts() *rapid.Generator[ledger.Fact] {
	return rapid.Custom(func(t *rapid.T) ledger.Fact {
		moment := at(rapid.IntRange(1, 3).Draw(t, "day"), rapid.IntRange(0, 23).Draw(t, "hour"))
		switch rapid.IntRange(0, 7).Draw(t, "kind") {
		case 0:
			f := defined(initiativeIDs().Draw(t, "id"), rapid.Uint64Range(1, 3).Draw(t, "revision"), rapid.SampledFrom([]string{"A", "B"}).Draw(t, "name"))
			f.Defined.KnownTime = timestamppb.New(moment)
			return f
		case 1:
			return deleted(initiativeIDs().Draw(t, "id"), rapid.Uint64Range(1, 3).Draw(t, "revision"))
		case 2:
			return tick(moment)
		case 3:
			return ruled(rapid.Uint64Range(1, 3).Draw(t, "revision"), initiativeIDs().Draw(t, "id"), moment,
				assessmentv1.Resolution(rapid.Int32Range(1, 4).Draw(t, "resolution")))
		default:
			return tagged(readings(moment).Draw(t, "reading"))
		}
	})
}

// ruled is an operator's answer to the question of [defined].
func ruled(revision uint64, id string, moment time.Time, resolution assessmentv1.Resolution) ledger.Fact {
	return ledger.Fact{Ruled: &eventv1.InitiativeRuled{Ruling: &assessmentv1.Ruling{
		InitiativeId: id, Revision: revision, Author: "operator", Reason: "test", Subject: &assessmentv1.Ruling_Resolution{Resolution: resolution},
		Milestone: taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED, EffectiveTime: timestamppb.New(moment), RuleTime: timestamppb.New(moment),
	}}}
}

func initiativeIDs() *rapid.Generator[string] { return rapid.SampledFrom([]string{"g", "u", "w"}) }

func readings(moment time.Time) *rapid.Generator[*taggingv1.TaggedArticle] {
	return rapid.Custom(func(t *rapid.T) *taggingv1.TaggedArticle {
		retracted := rapid.IntRange(0, 4).Draw(t, "retracted") == 0
		var initiatives []string
		if !retracted {
			initiatives = rapid.SliceOfNDistinct(initiativeIDs(), 0, 3, rapid.ID[string]).Draw(t, "initiatives")
		}
		a := reading(fmt.Sprint("a", rapid.IntRange(0, 3).Draw(t, "article")), rapid.Uint32Range(1, 2).Draw(t, "revision"), initiatives...)
		a.Retracted, a.KnownTime = retracted, timestamppb.New(moment)
		a.EngineVersion = rapid.SampledFrom(engines).Draw(t, "engine")
		a.CatalogueRevision = rapid.Uint64Range(1, 2).Draw(t, "catalogue")
		for i, claim := range a.Claims {
			claim.Actor = rapid.SampledFrom([]string{"USA", "ISR"}).Draw(t, "actor")
			claim.Body = &taggingv1.Claim_Position{Position: &taggingv1.Position{
				Stance: taggingv1.Stance(rapid.Int32Range(1, 7).Draw(t, "stance")),
			}}
			claim.Dimension, claim.Factuality = taggingv1.Dimension_DIMENSION_DIPLOMATIC_SUPPORT, taggingv1.Factuality_FACTUALITY_CERTAIN
			claim.ImpactMilli = rapid.Int32Range(-1000, 1000).Draw(t, "impact")
			claim.Evidence = &taggingv1.Evidence{ArticleId: a.ArticleId, Revision: a.Revision, StartByte: uint32(9 * i), EndByte: uint32(9*i + 5)}
		}
		return a
	})
}

// hashes are those of the assessments of all defined initiatives.
func hashes(l *ledger.Ledger, model *assess.Model) map[string]string {
	found := map[string]string{}
	for _, id := range l.Initiatives() {
		snapshot, _ := l.Snapshot(id)
		found[id] = assess.Hash(assess.Assess(assess.Input{
			Initiative: snapshot.Initiative, Articles: snapshot.Articles, Rulings: snapshot.Rulings, Model: model, AsOf: snapshot.AsOf,
		}).Assessment)
	}
	return found
}

func TestFoldIgnoresOrderAndRepetition(t *testing.T) {
	model, err := assess.DefaultModel()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(facts(), 0, 20).Draw(t, "facts")
		want, _ := fold(all...)
		again := rapid.SliceOfN(rapid.SampledFrom(append([]ledger.Fact{tick(at(1, 0))}, all...)), 0, 10).Draw(t, "repeated")
		got, _ := fold(append([]ledger.Fact{tick(at(1, 0))}, rapid.Permutation(append(again, all...)).Draw(t, "order")...)...)
		want.Merge(tick(at(1, 0)))
		if !got.Equal(want) {
			t.Fatalf("another order gives another state: %+v and %+v", got.Status(), want.Status())
		}
		if was, is := hashes(want, model), hashes(got, model); !maps.Equal(was, is) {
			t.Fatalf("another order gives other assessments: %v and %v", is, was)
		}
	})
}

func TestWhatIsNotTouchedDoesNotChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, _ := fold(rapid.SliceOfN(facts(), 0, 12).Draw(t, "before")...)
		before := map[string]ledger.Snapshot{}
		for _, id := range l.Initiatives() {
			before[id], _ = l.Snapshot(id)
		}
		touched := l.Merge(facts().Draw(t, "fact"))
		for id, was := range before {
			is, ok := l.Snapshot(id)
			_, noted := touched.Initiatives[id]
			same := ok && is.Initiative == was.Initiative && len(is.Articles) == len(was.Articles) && slices.Equal(is.Rulings, was.Rulings)
			for i := 0; same && i < len(is.Articles); i++ {
				same = is.Articles[i] == was.Articles[i]
			}
			if !same && !noted {
				t.Fatalf("%s changed and is not among %v", id, touched)
			}
			if ok && !is.AsOf.Equal(was.AsOf) && !touched.Day {
				t.Fatalf("as-of of %s moved from %s to %s without a new day", id, was.AsOf, is.AsOf)
			}
		}
	})
}

func BenchmarkMerge(b *testing.B) {
	const articles = 10_000
	all := make([]ledger.Fact, articles)
	for i := range all {
		all[i] = tagged(reading(fmt.Sprintf("%032x", i*2654435761%articles), uint32(i%3+1), "g", "u", "w"))
	}
	b.ReportAllocs()
	for b.Loop() {
		l := ledger.New()
		for _, f := range all {
			l.Merge(f)
		}
	}
	b.ReportMetric(float64(articles)*float64(b.N)/b.Elapsed().Seconds(), "messages/s")
}
