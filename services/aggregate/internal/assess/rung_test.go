package assess_test

import (
	"testing"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

func TestWhereARungStands(t *testing.T) {
	pending, open := taggingv1.MilestoneState_MILESTONE_STATE_PENDING, taggingv1.MilestoneState_MILESTONE_STATE_UNSPECIFIED
	retold := func(c *taggingv1.Claim) *taggingv1.Claim {
		return assesstest.With(c, func(c *taggingv1.Claim) {
			c.Background, c.Attribution.SpeakerClass = true, taggingv1.SpeakerClass_SPEAKER_CLASS_UNATTRIBUTED
		})
	}
	says := func(id, date, letter string, c *taggingv1.Claim) *taggingv1.TaggedArticle {
		return assesstest.News(id, date, "source-"+id, letter, c)
	}
	for name, test := range map[string]struct {
		rung     taggingv1.MilestoneKind
		articles []*taggingv1.TaggedArticle
		want     taggingv1.MilestoneState
	}{
		"retold by one fair source":         {mandated, []*taggingv1.TaggedArticle{says("a", "2026-03-01", "C", retold(assesstest.Rung(mandated, reached)))}, reached},
		"later: not yet":                    {mandated, []*taggingv1.TaggedArticle{says("a", "2026-03-01", "C", retold(assesstest.Rung(mandated, reached))), says("b", "2026-04-01", "A", assesstest.Rung(mandated, pending))}, reached},
		"later: failed":                     {mandated, []*taggingv1.TaggedArticle{says("a", "2026-03-01", "C", retold(assesstest.Rung(mandated, reached))), says("b", "2026-04-01", "A", assesstest.Rung(mandated, failed))}, failed},
		"not yet":                           {mandated, []*taggingv1.TaggedArticle{says("a", "2026-03-01", "C", assesstest.Rung(mandated, pending))}, pending},
		"hint of unknown pages":             {mandated, []*taggingv1.TaggedArticle{says("a", "2026-03-01", "", assesstest.Rung(mandated, reached)), says("b", "2026-03-02", "", assesstest.Rung(mandated, reached))}, open},
		"hint, and not yet":                 {mandated, []*taggingv1.TaggedArticle{says("a", "2026-03-01", "", assesstest.Rung(mandated, reached)), says("b", "2026-03-02", "A", assesstest.Rung(mandated, pending))}, open},
		"target, retold by one fair source": {deployed, []*taggingv1.TaggedArticle{says("a", "2026-03-01", "C", retold(assesstest.Rung(deployed, reached)))}, open},
		"target, an unknown page":           {deployed, []*taggingv1.TaggedArticle{says("a", "2026-03-01", "", assesstest.Rung(deployed, reached))}, open},
		"target, an official":               {deployed, []*taggingv1.TaggedArticle{says("a", "2026-03-01", "B", assesstest.Rung(deployed, reached))}, reached},
	} {
		t.Run(name, func(t *testing.T) {
			if got := on(t, "2026-05-01", test.articles...).Assessment.GetMilestones()[test.rung-1]; got.GetState() != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
