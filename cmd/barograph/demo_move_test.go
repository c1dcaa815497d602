package main_test

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	"github.com/barograph/barograph/cmd/barograph/internal/demo"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate"
)

// stranger is an actor with a part in none of the demo's initiatives.
const stranger = "FJI"

// news is an article of a publisher of its own with one claim, which
// supersedes, contradicts and joins nothing of the demo.
func news(initiative string, number int, letter articlev1.Reliability) *taggingv1.TaggedArticle {
	host := fmt.Sprintf("own%d.example", number)
	a := &taggingv1.TaggedArticle{
		ArticleId: fmt.Sprintf("%032x", 0xbead0000+number), Revision: 1, EngineVersion: "test/1.0.0", CatalogueRevision: 1,
		KnownTime: timestamppb.New(demo.Now()), PublishedTime: timestamppb.New(demo.Now()), Title: "News of its own", Url: "https://" + host,
		Source: &articlev1.Source{Id: host, Name: host, Family: host, Reliability: letter},
	}
	a.Claims = []*taggingv1.Claim{{
		Id: fmt.Sprintf("%032x", 0xfeed0000+number), InitiativeId: initiative, Actor: stranger,
		Factuality: taggingv1.Factuality_FACTUALITY_CERTAIN, Tense: taggingv1.Tense_TENSE_PAST,
		Attribution: &taggingv1.Attribution{Chain: []string{"AUTHOR"}, SpeakerClass: taggingv1.SpeakerClass_SPEAKER_CLASS_NAMED_OFFICIAL},
		Evidence:    &taggingv1.Evidence{ArticleId: a.ArticleId, Revision: 1, EndByte: 10, Quote: host},
	}}
	return a
}

// factor makes the claim evidence on a dimension, with an impact in thousandths.
func factor(a *taggingv1.TaggedArticle, dimension taggingv1.Dimension, impact int32) *taggingv1.TaggedArticle {
	claim := a.GetClaims()[0]
	claim.Dimension, claim.ImpactMilli = dimension, impact
	claim.Body = &taggingv1.Claim_DimensionEvidence{DimensionEvidence: &taggingv1.DimensionEvidence{Cue: a.GetUrl()}}
	return a
}

// stance is news of what the stranger thinks of an initiative.
func stance(initiative string, number int, of taggingv1.Stance) *taggingv1.TaggedArticle {
	a := news(initiative, number, articlev1.Reliability_RELIABILITY_B)
	a.Claims[0].Body = &taggingv1.Claim_Position{Position: &taggingv1.Position{Stance: of}}
	return a
}

// drawn is news on one of the initiatives, a position, commitment or piece of
// evidence, for or against it.
func drawn(t *rapid.T, initiative string, supporting bool) *taggingv1.TaggedArticle {
	a := news(initiative, 0, articlev1.Reliability(rapid.Int32Range(1, 6).Draw(t, "letter")))
	pick := func(pro, con int32) int32 {
		if supporting {
			return pro
		}
		return con
	}
	switch rapid.IntRange(0, 2).Draw(t, "kind") {
	case 0:
		a.Claims[0].Body = &taggingv1.Claim_Position{Position: &taggingv1.Position{
			Stance: taggingv1.Stance(pick(int32(taggingv1.Stance_STANCE_SUPPORTS), int32(taggingv1.Stance_STANCE_REJECTS))),
		}}
	case 1:
		a.Claims[0].Body = &taggingv1.Claim_Commitment{Commitment: &taggingv1.Commitment{
			Kind: taggingv1.CommitmentKind(rapid.Int32Range(1, int32(len(taggingv1.CommitmentKind_name)-1)).Draw(t, "commitment")),
			Status: taggingv1.CommitmentStatus(pick(int32(taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED),
				int32(taggingv1.CommitmentStatus_COMMITMENT_STATUS_WITHDRAWN))),
		}}
	default:
		dimension := taggingv1.Dimension(rapid.Int32Range(1, int32(len(taggingv1.Dimension_name)-1)).Draw(t, "dimension"))
		factor(a, dimension, pick(1, -1)*rapid.Int32Range(1, 1000).Draw(t, "impact"))
	}
	return a
}

// with assesses the demo's readings and more.
func (l ledger) with(t fataler, more ...*taggingv1.TaggedArticle) []aggregate.Assessed {
	t.Helper()
	return l.assess(t, append(slices.Clone(l.readings), more...), demo.Now())
}

func directions(t *testing.T, l ledger, today []aggregate.Assessed) {
	rapid.Check(t, func(t *rapid.T) {
		i, supporting := rapid.IntRange(0, len(today)-1).Draw(t, "initiative"), rapid.Bool().Draw(t, "supporting")
		before := today[i].Assessment
		after := l.with(t, drawn(t, before.GetInitiativeId(), supporting))[i].Assessment
		if moved := after.GetLogOdds() - before.GetLogOdds(); supporting && moved < -1e-9 || !supporting && moved > 1e-9 {
			t.Errorf("supporting %v moved %s by %g", supporting, before.GetInitiativeId(), moved)
		}
	})
}

func hedges(t *testing.T, l ledger, today []aggregate.Assessed) {
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.IntRange(0, len(today)-1).Draw(t, "initiative")
		asserted := drawn(t, today[i].Assessment.GetInitiativeId(), rapid.Bool().Draw(t, "supporting"))
		hedged := proto.CloneOf(asserted)
		if rapid.Bool().Draw(t, "by tense") {
			hedged.Claims[0].Tense = taggingv1.Tense_TENSE_HYPOTHETICAL
		} else {
			hedged.Claims[0].Factuality = rapid.SampledFrom([]taggingv1.Factuality{
				taggingv1.Factuality_FACTUALITY_PROBABLE, taggingv1.Factuality_FACTUALITY_POSSIBLE, taggingv1.Factuality_FACTUALITY_UNKNOWN,
			}).Draw(t, "hedge")
		}
		full, part := l.with(t, asserted)[i], l.with(t, hedged)[i]
		weight := func(one aggregate.Assessed) float64 {
			at := slices.IndexFunc(one.Contributions, func(c *assessmentv1.Contribution) bool { return c.GetClaimId() == asserted.Claims[0].GetId() })
			return one.Contributions[at].GetWeight()
		}
		if weight(part) > weight(full)/10+1e-8 {
			t.Errorf("hedged it weighs %g, asserted %g", weight(part), weight(full))
		}
		moved := func(one aggregate.Assessed) float64 {
			return math.Abs(one.Assessment.GetLogOdds() - today[i].Assessment.GetLogOdds())
		}
		if moved(part) > moved(full)+1e-9 {
			t.Errorf("hedged it moves %g, asserted %g", moved(part), moved(full))
		}
	})
}

func copies(t *testing.T, l ledger, today []aggregate.Assessed) {
	for _, original := range l.newest() {
		if len(original.GetSignature()) == 0 {
			t.Fatalf("%q has no signature", original.GetTitle())
		}
		var fifty []*taggingv1.TaggedArticle
		for n := range 50 {
			c := copyOf(original, n)
			c.Source = news("", n, articlev1.Reliability(n%6+1)).GetSource()
			c.PublishedTime = timestamppb.New(original.GetPublishedTime().AsTime().AddDate(0, 0, n%3).Add(time.Minute))
			fifty = append(fifty, c)
		}
		for i, one := range l.with(t, fifty...) {
			was, is := today[i].Assessment, one.Assessment
			near(t, original.GetTitle()+": log-odds of "+is.GetInitiativeId(), is.GetLogOdds(), was.GetLogOdds())
			near(t, "half-width", is.GetGrounds().GetHalfWidthLogOdds(), was.GetGrounds().GetHalfWidthLogOdds())
			if is.GetConfidence() != was.GetConfidence() {
				t.Errorf("copies of %q change the confidence", original.GetTitle())
			}
		}
	}
}

func widths(t *testing.T, l ledger, today []aggregate.Assessed) {
	width := func(one aggregate.Assessed) float64 { return one.Assessment.GetGrounds().GetHalfWidthLogOdds() }
	silent := l.assess(t, l.readings, demo.Now().AddDate(0, 0, 30))
	for i, one := range today {
		id := one.Assessment.GetInitiativeId()
		agreeing := factor(news(id, 1, articlev1.Reliability_RELIABILITY_B), taggingv1.Dimension_DIMENSION_HUMANITARIAN, 500)
		if got := width(l.with(t, agreeing)[i]); got >= width(one) {
			t.Errorf("%s: an independent origin widens the interval from %g to %g", id, width(one), got)
		}
		agreed := l.with(t, stance(id, 1, taggingv1.Stance_STANCE_SUPPORTS), stance(id, 2, taggingv1.Stance_STANCE_SUPPORTS))
		opposed := l.with(t, stance(id, 1, taggingv1.Stance_STANCE_SUPPORTS), stance(id, 2, taggingv1.Stance_STANCE_REJECTS))
		if width(opposed[i]) <= width(agreed[i]) {
			t.Errorf("%s: a contradiction is %g wide, the same two in agreement %g", id, width(opposed[i]), width(agreed[i]))
		}
		if width(silent[i]) <= width(one) {
			t.Errorf("%s: a month of silence narrows the interval from %g to %g", id, width(one), width(silent[i]))
		}
	}
}

// effectiveWeight floods each dimension with news and extrapolates: a term
// (a + b n) / (c + n) tends to b, which three points give exactly.
func effectiveWeight(t *testing.T, l ledger, today []aggregate.Assessed) {
	const step = 40
	a := today[len(today)-1].Assessment
	for at, term := range a.GetTerms() {
		if term.GetDimension() == 0 {
			continue
		}
		var flood []*taggingv1.TaggedArticle
		var d [3]float64
		for k := range d {
			for range step {
				flood = append(flood, factor(news(a.GetInitiativeId(), len(flood), articlev1.Reliability_RELIABILITY_A), term.GetDimension(), 1000))
			}
			after := l.with(t, flood...)
			d[k] = after[len(after)-1].Assessment.GetTerms()[at].GetLogOdds()
			if d[k] > term.GetLimit() {
				t.Errorf("%v passes its limit", term.GetDimension())
			}
		}
		// b from d1, d2, d3 at n, 2n, 3n.
		limit := limitOf(d)
		if math.Abs(limit-term.GetLimit()) > 1e-4 {
			t.Errorf("%v tends to %.6f, declared %.6f", term.GetDimension(), limit, term.GetLimit())
		}
	}
}

// limitOf solves d(n) = (a + b n) / (c + n) for b, from d at 1, 2 and 3 steps:
// with c counted in steps, d2 - d1 = K / ((c+1)(c+2)) and d3 - d2 = K / ((c+2)(c+3)).
func limitOf(d [3]float64) float64 {
	ratio := (d[1] - d[0]) / (d[2] - d[1]) // (c+3) / (c+1)
	c := (3 - ratio) / (ratio - 1)
	return d[0] + (d[1]-d[0])*(c+2)
}
