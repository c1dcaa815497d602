package article_test

import (
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/services/ingest/internal/article"
)

func TestCheckTime(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		at time.Time
		ok bool
	}{
		"now":                   {now, true},
		"tomorrow, a zone away": {now.Add(14 * time.Hour), true},
		"in two days":           {now.Add(48 * time.Hour), false},
		"in a thousand years":   {now.AddDate(1000, 0, 0), false},
		"an old archive":        {time.Date(1948, 5, 14, 0, 0, 0, 0, time.UTC), true},
		"zero":                  {time.Time{}, false},
		"a clock never set":     {time.Unix(0, 0), false},
		"a year of two digits":  {time.Date(26, 3, 1, 0, 0, 0, 0, time.UTC), false},
	} {
		if err := article.CheckTime(c.at, now); (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTimesAndHowTheyWereFound(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	published, updated := timestamppb.New(now.Add(-48*time.Hour)), timestamppb.New(now.Add(-time.Hour))
	in := &ingestv1.Submission{
		Text: "A text.", PublishedTime: published, PublishedBasis: articlev1.TimeBasis_TIME_BASIS_FEED, PublishedDayOnly: true,
		UpdatedTime: updated, RetrievedTime: timestamppb.New(now), Origin: "Reuters", Feed: "un.org/0",
	}
	a, err := article.New(in, &articlev1.Source{Id: "un.org"}, now)
	if err != nil {
		t.Fatal(err)
	}
	if a.GetPublishedBasis() != articlev1.TimeBasis_TIME_BASIS_FEED || a.GetUpdatedBasis() != articlev1.TimeBasis_TIME_BASIS_SUBMITTED {
		t.Errorf("bases %v and %v", a.GetPublishedBasis(), a.GetUpdatedBasis())
	}
	if !a.GetPublishedDayOnly() || !article.WrittenTime(a).Equal(updated.AsTime()) || a.GetOrigin() != "Reuters" || a.GetFeed() != "un.org/0" {
		t.Errorf("article %v", a)
	}
	in.UpdatedTime = timestamppb.New(now.Add(30 * time.Hour))
	_, err = article.New(in, &articlev1.Source{Id: "un.org"}, now)
	if fields := article.Fields(err); len(fields) != 1 || fields[0].Field != "updated_time" {
		t.Errorf("an update to come: %v", err)
	}
	bare, err := article.New(&ingestv1.Submission{Text: "A text.", PublishedBasis: articlev1.TimeBasis_TIME_BASIS_FEED, PublishedDayOnly: true}, nil, now)
	if err != nil || bare.GetPublishedBasis() != 0 || bare.GetPublishedDayOnly() || !article.WrittenTime(bare).IsZero() {
		t.Errorf("without a time: %v, %v", bare, err)
	}
}
