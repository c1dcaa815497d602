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
