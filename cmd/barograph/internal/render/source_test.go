package render_test

import (
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

func sources() []*sourcev1.Source {
	yes := true
	return []*sourcev1.Source{
		{
			Id: "bbc.co.uk", Name: "BBC", Family: "bbc", Reliability: articlev1.Reliability_RELIABILITY_B, Language: "en", Etag: "7", UpdateTime: at("2026-05-01T09:00:00Z"),
			Manager: sourcev1.Manager_MANAGER_FILE,
			Feeds: []*sourcev1.Feed{
				{
					Id: "world", Address: "https://feeds.bbci.co.uk/news/world/rss.xml", CredentialsFile: "agency", Permitted: true,
					Schedule: &sourcev1.Schedule{MinInterval: durationpb.New(5 * time.Minute), MaxInterval: durationpb.New(6 * time.Hour)},
					Status: &sourcev1.FeedStatus{
						State: sourcev1.FeedState_FEED_STATE_OK, StateTime: at("2026-04-01T09:00:00Z"), LastAttemptTime: at("2026-05-01T11:58:00Z"), HttpStatus: 304,
						LastSuccessTime: at("2026-05-01T11:58:00Z"), NextAttemptTime: at("2026-05-01T12:03:00Z"), NewestContentTime: at("2026-05-01T10:30:00Z"),
						ItemsPerDay: 31.6, UsualItemsPerDay: 28, Attempts: 900, Items: 120, Articles: 118, BarredItems: 3, FailedItems: 1, OwedItems: 2, Retractions: 1,
						Languages: map[string]uint64{"cy": 4, "en": 114}, Interval: durationpb.New(5 * time.Minute),
						DetectedKind: sourcev1.FeedKind_FEED_KIND_FEED, Title: "BBC News\x1b[31m", LastError: "timeout", LastErrorTime: at("2026-04-01T08:00:00Z"),
					},
				},
				{Id: "frozen", Address: "https://bbc.co.uk/sitemap.xml", Kind: sourcev1.FeedKind_FEED_KIND_SITEMAP, Status: &sourcev1.FeedStatus{
					State: sourcev1.FeedState_FEED_STATE_FROZEN, NewestContentTime: at("2026-03-01T10:30:00Z"), UsualItemsPerDay: 0.5, NextAttemptTime: at("2026-05-01T11:00:00Z"),
				}},
			},
		},
		{Id: "broken.example", Paused: &yes, Feeds: []*sourcev1.Feed{{
			Id: "a-very-long-id-of-a-feed-that-does-not-fit", Address: "https://broken.example/" + strings.Repeat("x", 100),
			Status: &sourcev1.FeedStatus{
				State: sourcev1.FeedState_FEED_STATE_FAILING, ConsecutiveFailures: 4, ParseFailures: 2, LastError: "not a feed: it is a web page", LastErrorTime: at("2026-05-01T10:30:00Z"),
				MovedAddress: "https://new.example/rss",
			},
		}}},
	}
}

func TestSources(t *testing.T) {
	now := at("2026-05-01T12:00:00Z").AsTime()
	for name, got := range map[string]string{
		"sources":      render.Sources(terminal.Style{}, sources(), now),
		"sources-none": render.Sources(terminal.Style{}, nil, now),
		"source":       render.Source(terminal.Style{}, sources()[0]) + render.Source(terminal.Style{}, sources()[1]),
	} {
		golden(t, name, got)
		for line := range strings.Lines(got) {
			if w := terminal.Width(strings.TrimSuffix(line, "\n")); w > terminal.Columns {
				t.Errorf("%s: %d columns wide: %s", name, w, line)
			}
		}
		if strings.Contains(got, "\x1b") {
			t.Errorf("%s: harmful character", name)
		}
	}
}
