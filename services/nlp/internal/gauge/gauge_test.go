package gauge_test

import (
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/gauge"
)

func TestTaggingIsCounted(t *testing.T) {
	registry := prometheus.NewRegistry()
	count := gauge.New()
	if err := count.Register(registry); err != nil {
		t.Fatal(err)
	}
	claims := []*taggingv1.Claim{
		{Body: &taggingv1.Claim_Position{}}, {Body: &taggingv1.Claim_Commitment{}}, {Body: &taggingv1.Claim_Milestone{}},
		{Body: &taggingv1.Claim_Condition{}}, {Body: &taggingv1.Claim_DimensionEvidence{}}, {},
	}
	count.Stored(&taggingv1.TaggedArticle{Claims: claims}, false, time.Second)
	count.Stored(&taggingv1.TaggedArticle{}, false, -time.Hour) // stored by a clock that is ahead
	count.Stored(&taggingv1.TaggedArticle{Retracted: true}, false, time.Second)
	count.Stored(&taggingv1.TaggedArticle{SkippedReason: "language"}, false, time.Second)
	count.Stored(&taggingv1.TaggedArticle{}, true, 1000*time.Hour)
	count.Read(3 * time.Millisecond)
	want := `
# HELP barograph_tagging_articles_total articles whose tagging was stored in the ledger, by outcome (claims, nothing, unread: not in a language that is read, retracted) and by cause: news, or replay of a stored article
# TYPE barograph_tagging_articles_total counter
barograph_tagging_articles_total{cause="news",outcome="claims"} 1
barograph_tagging_articles_total{cause="news",outcome="nothing"} 1
barograph_tagging_articles_total{cause="news",outcome="retracted"} 1
barograph_tagging_articles_total{cause="news",outcome="unread"} 1
barograph_tagging_articles_total{cause="replay",outcome="nothing"} 1
# HELP barograph_tagging_claims_total claims that were stored in the ledger, by kind: position, commitment, milestone, condition, dimension or other
# TYPE barograph_tagging_claims_total counter
barograph_tagging_claims_total{kind="commitment"} 1
barograph_tagging_claims_total{kind="condition"} 1
barograph_tagging_claims_total{kind="dimension"} 1
barograph_tagging_claims_total{kind="milestone"} 1
barograph_tagging_claims_total{kind="other"} 1
barograph_tagging_claims_total{kind="position"} 1
`
	if err := testutil.GatherAndCompare(registry, strings.NewReader(want), "barograph_tagging_articles_total", "barograph_tagging_claims_total"); err != nil {
		t.Error(err)
	}
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		if f.GetName() != "barograph_tagging_delay_seconds" {
			continue
		}
		if h := f.GetMetric()[0].GetHistogram(); h.GetSampleCount() != 4 || h.GetSampleSum() != 3 {
			t.Errorf("delays: %v", h) // a replay says nothing of how long news takes
		}
	}
}

// BenchmarkStored is what counting adds to an article with five claims.
func BenchmarkStored(b *testing.B) {
	count := gauge.New()
	tagged := &taggingv1.TaggedArticle{Claims: []*taggingv1.Claim{
		{Body: &taggingv1.Claim_Position{}}, {Body: &taggingv1.Claim_Position{}}, {Body: &taggingv1.Claim_Commitment{}}, {Body: &taggingv1.Claim_Milestone{}}, {},
	}}
	b.ReportAllocs()
	for b.Loop() {
		count.Read(3 * time.Millisecond)
		count.Stored(tagged, false, time.Second)
	}
}
