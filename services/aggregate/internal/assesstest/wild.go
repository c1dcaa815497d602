package assesstest

import (
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// moments lie far from the days of the articles; the last is none that a
// timestamp can hold.
var moments = []int64{-62135596800, -1, 0, 1, 253402300799, 253402300800}

// Wild draws an article as [Article] does, and then what is rare or absurd: far
// times, times that are none, other media by the name of a publisher, events
// that close conditions, claims on one passage, readings that are not sure.
func Wild(t *rapid.T, number int) *taggingv1.TaggedArticle {
	a := Article(t, number)
	if rapid.IntRange(0, 5).Draw(t, "far") == 0 {
		a.PublishedTime = &timestamppb.Timestamp{Seconds: rapid.SampledFrom(moments).Draw(t, "published")}
	}
	if rapid.IntRange(0, 5).Draw(t, "undated") == 0 {
		a.PublishedTime, a.KnownTime = nil, nil
	}
	if rapid.IntRange(0, 3).Draw(t, "second hand") == 0 {
		a.OriginCues = &taggingv1.OriginCues{ReportedBy: []string{rapid.SampledFrom([]string{"source 2", "family-4", "axios"}).Draw(t, "medium")}}
	}
	for _, c := range a.Claims {
		twist(t, c)
	}
	return a
}

// WildArticles draws a ledger as [Articles] does, of [Wild] articles.
func WildArticles(t *rapid.T, most int) []*taggingv1.TaggedArticle {
	articles := make([]*taggingv1.TaggedArticle, rapid.IntRange(0, most).Draw(t, "articles"))
	for i := range articles {
		articles[i] = Wild(t, i)
	}
	return articles
}

// WildClaim draws a claim as [Claim] does, and then what is rare or absurd.
func WildClaim(t *rapid.T, a *taggingv1.TaggedArticle, number int) *taggingv1.Claim {
	c := Claim(t, a, number)
	twist(t, c)
	return c
}

func twist(t *rapid.T, c *taggingv1.Claim) {
	switch rapid.IntRange(0, 9).Draw(t, "twist") {
	case 0, 1, 2:
		c.Event = event(t)
	case 3:
		c.ConfidenceMilli = uint32(rapid.IntRange(1, 1000).Draw(t, "confidence"))
	case 4:
		c.EventTime = &taggingv1.EventTime{
			Date:      rapid.SampledFrom([]string{"0001-01-01", "1969-12-31", "9999-12-31", "2026-02-30", "soon"}).Draw(t, "far event"),
			Precision: rapid.SampledFrom(vocab.All[taggingv1.DatePrecision]()).Draw(t, "precision"), Basis: taggingv1.DateBasis_DATE_BASIS_TEXT,
		}
	case 5:
		c.Attribution.SpeakerClass = taggingv1.SpeakerClass_SPEAKER_CLASS_OTHER_MEDIA
	case 6:
		c.Evidence, c.Attribution = nil, nil
	case 7:
		c.Body = nil
	}
}

// event draws one of those that meet conditions, so that they do.
func event(t *rapid.T) *taggingv1.Event {
	return &taggingv1.Event{
		Type: taggingv1.EventType_EVENT_TYPE_RETREAT, Mode: rapid.SampledFrom([]string{"ceasefire", "withdraw", "disarm"}).Draw(t, "mode"),
		Negation: rapid.IntRange(0, 4).Draw(t, "negated") == 0, Hypothetical: rapid.IntRange(0, 4).Draw(t, "supposed") == 0,
		Future: rapid.IntRange(0, 4).Draw(t, "future") == 0,
	}
}
