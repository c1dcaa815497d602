package assess_test

import (
	"fmt"
	"slices"
	"testing"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

func TestPastPositionsAreListedNewestFirst(t *testing.T) {
	var articles []*taggingv1.TaggedArticle
	for i, stance := range []taggingv1.Stance{rejects, undecided, supports, participates} {
		date := fmt.Sprintf("2026-03-%02d", i+1)
		articles = append(articles, assesstest.News(date, date, "post", "B", assesstest.Position("ITA", stance)))
	}
	var past []taggingv1.Stance
	for _, p := range on(t, "2026-05-01", articles...).Assessment.GetPositions()[0].GetPast() {
		past = append(past, p.GetStance())
	}
	if want := []taggingv1.Stance{supports, undecided, rejects}; !slices.Equal(past, want) {
		t.Errorf("past stances %v, want %v", past, want)
	}
}

// A newer word that is too weak to be in force may have superseded another
// weak one: neither was before the one in force.
func TestOnlyWhatGaveWayIsBefore(t *testing.T) {
	unnamed := func(stance taggingv1.Stance) *taggingv1.Claim {
		return assesstest.With(assesstest.Position("ITA", stance), func(c *taggingv1.Claim) {
			c.Attribution.SpeakerClass = taggingv1.SpeakerClass_SPEAKER_CLASS_VAGUE_EXPERTS
		})
	}
	p := on(t, "2026-05-01",
		assesstest.News("a", "2026-02-01", "post", "B", assesstest.Position("ITA", rejects)),
		assesstest.News("b", "2026-03-01", "post", "B", assesstest.Position("ITA", undecided)),
		assesstest.News("c", "2026-03-10", "post", "B", unnamed(supports)),
		assesstest.News("d", "2026-03-20", "post", "B", unnamed(supports)),
	).Assessment.GetPositions()[0]
	if len(p.GetPast()) != 1 || p.GetStance() != undecided || p.GetPast()[0].GetStance() != rejects {
		t.Errorf("position %v", p)
	}
}

func TestTimesAfterThePublicationAreShownAsThePublication(t *testing.T) {
	announced := func(c *taggingv1.Claim) *taggingv1.Claim {
		return assesstest.With(c, func(c *taggingv1.Claim) {
			c.EventTime = &taggingv1.EventTime{Date: "2036-01-01", Precision: taggingv1.DatePrecision_DATE_PRECISION_YEAR, Basis: taggingv1.DateBasis_DATE_BASIS_TEXT}
		})
	}
	r := on(t, "2026-05-01",
		assesstest.News("a", "2026-03-01", "post", "B", announced(assesstest.Position("ITA", supports)), announced(assesstest.Troops("ITA", pledged, 500)), announced(assesstest.Rung(mandated, reached))),
		assesstest.News("b", "2026-03-05", "post", "B", assesstest.Position("ITA", rejects)))
	a := r.Assessment
	if got := a.GetPositions()[0]; got.GetStance() != rejects || got.GetPast()[0].GetEventTime().GetDate() != "2026-03-01" {
		t.Errorf("what was announced on 1 March for 2036 was not superseded on 5 March: %v", got)
	}
	if got := a.GetCommitments()[0].GetEventTime(); got.GetDate() != "2026-03-01" || got.GetPrecision() != taggingv1.DatePrecision_DATE_PRECISION_DAY {
		t.Errorf("commitment since %v", got)
	}
	if got := a.GetMilestones()[mandated-1].GetEventTime().GetDate(); got != "2026-03-01" {
		t.Errorf("mandate of %s", got)
	}
	for _, d := range a.GetDevelopments() {
		if d.GetEventTime().GetDate() > "2026-03-05" {
			t.Errorf("development on %v", d.GetEventTime())
		}
	}
}

// A newer word that is too weak to take the place of the one in force is shown
// beside it, since it counts as well.
func TestWhatStandsBesideTheWordInForceIsListed(t *testing.T) {
	doubted := assesstest.With(assesstest.Position("ITA", rejects), func(c *taggingv1.Claim) {
		c.Attribution.SpeakerClass = taggingv1.SpeakerClass_SPEAKER_CLASS_VAGUE_EXPERTS
	})
	p := on(t, "2026-05-01",
		assesstest.News("a", "2026-02-01", "post", "B", assesstest.Position("ITA", supports)),
		assesstest.News("b", "2026-03-10", "blog", "E", doubted),
		assesstest.News("c", "2026-03-11", "post", "B", assesstest.Position("FRA", supports)),
	).Assessment.GetPositions()
	for _, position := range p {
		standing := position.GetStanding()
		switch position.GetActor() {
		case "ITA":
			if len(standing) != 1 || standing[0].GetStance() != rejects || standing[0].GetEventTime().GetDate() != "2026-03-10" || position.GetStance() != supports {
				t.Errorf("position %v", position)
			}
		default:
			if len(standing) != 0 {
				t.Errorf("position %v", position)
			}
		}
	}
}
