package brief_test

import (
	"strings"
	"testing"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

func TestQuotesAreWholeOrSaySo(t *testing.T) {
	long := "The " + strings.Repeat("very ", 60) + "end."
	for text, want := range map[string]string{
		"The end.":                    "“The end.”",
		", none of them by name: yes": "“… none of them by name: yes”",
		"up to 1,200 men":             "“… up to 1,200 men”",
		"“Never,” he said.":           "“‘Never,’ he said.”",
		long:                          "“" + long[:198] + " …”",
	} {
		_, list, _ := strings.Cut(write(t, []*taggingv1.TaggedArticle{assesstest.News("a", "2026-04-01", "Post", "B",
			assesstest.Quoted(assesstest.Position("ITA", taggingv1.Stance_STANCE_SUPPORTS), text))}, "2026-05-01"), "\n## Evidence\n")
		if !strings.Contains(list, want) {
			t.Errorf("%q: want %s in %s", text, want, list)
		}
	}
}

func TestFiguresOfTheWholeAreMarkedAndNotSummed(t *testing.T) {
	text := write(t, []*taggingv1.TaggedArticle{
		assesstest.News("a", "2026-04-01", "Post", "B", assesstest.Troops("FRA", taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED, 7500)),
		assesstest.News("b", "2026-04-02", "Post", "B", assesstest.Troops("ITA", taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED, 1200)),
	}, "2026-05-01")
	for _, want := range []string{"| 7,500 troops (the whole) |", "| 1,200 troops |", "- In sum, troops: 1,200 pledged of 5,000 sought (personnel) [E"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestWeakReportsOfARungAreCalledWeak(t *testing.T) {
	rung := assesstest.Rung(taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED, taggingv1.MilestoneState_MILESTONE_STATE_REACHED)
	mandate := assesstest.With(assesstest.Rung(taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED, taggingv1.MilestoneState_MILESTONE_STATE_REACHED), func(c *taggingv1.Claim) { c.Background = true })
	text := write(t, []*taggingv1.TaggedArticle{
		assesstest.News("a", "2026-04-01", "blog", "", rung), assesstest.News("b", "2026-04-01", "Post", "B", mandate),
	}, "2026-05-01")
	for _, want := range []string{"| **deployed** (target) | open, reports are weak |", "| mandated | reported as reached |"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}
