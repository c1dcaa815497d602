package gauge_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"google.golang.org/protobuf/types/known/timestamppb"

	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/services/ingest/internal/gauge"
)

type sources []*sourcev1.Source

func (s sources) All() []*sourcev1.Source { return s }

func TestFeeds(t *testing.T) {
	all := sources{
		{Id: "b.example", Feeds: []*sourcev1.Feed{{Id: "rss", Status: &sourcev1.FeedStatus{
			State: sourcev1.FeedState_FEED_STATE_FROZEN, NewestContentTime: &timestamppb.Timestamp{Seconds: 1000}, ItemsPerDay: 0.5, UsualItemsPerDay: 10,
		}}}},
		{Id: "a.example", Feeds: []*sourcev1.Feed{{Id: "rss", Status: &sourcev1.FeedStatus{
			State: sourcev1.FeedState_FEED_STATE_FAILING, ConsecutiveFailures: 3, ParseFailures: 2,
		}}}},
	}
	want := `
# HELP barograph_feed_frozen 1 while the feed can be read but has nothing new for far longer than is its habit, else 0
# TYPE barograph_feed_frozen gauge
barograph_feed_frozen{feed_id="rss",source_id="a.example"} 0
barograph_feed_frozen{feed_id="rss",source_id="b.example"} 1
# HELP barograph_feed_newest_content_timestamp_seconds newest time that its content claims, in Unix seconds; missing where it claims none
# TYPE barograph_feed_newest_content_timestamp_seconds gauge
barograph_feed_newest_content_timestamp_seconds{feed_id="rss",source_id="b.example"} 1000
# HELP barograph_feed_parse_failures answers in a row that were not what they should be
# TYPE barograph_feed_parse_failures gauge
barograph_feed_parse_failures{feed_id="rss",source_id="a.example"} 2
barograph_feed_parse_failures{feed_id="rss",source_id="b.example"} 0
# HELP barograph_feeds feeds by state: pending, ok, failing, frozen, paused, refused or gone
# TYPE barograph_feeds gauge
barograph_feeds{state="failing"} 1
barograph_feeds{state="frozen"} 1
barograph_feeds{state="gone"} 0
barograph_feeds{state="ok"} 0
barograph_feeds{state="paused"} 0
barograph_feeds{state="pending"} 0
barograph_feeds{state="refused"} 0
`
	err := testutil.CollectAndCompare(gauge.NewFeeds(all), strings.NewReader(want),
		"barograph_feed_frozen", "barograph_feed_newest_content_timestamp_seconds", "barograph_feed_parse_failures", "barograph_feeds")
	if err != nil {
		t.Error(err)
	}
}

func TestFeedsAreBounded(t *testing.T) {
	s := &sourcev1.Source{Id: "a.example"}
	for i := range gauge.MaxFeeds + 5 {
		s.Feeds = append(s.Feeds, &sourcev1.Feed{Id: fmt.Sprint(i), Status: &sourcev1.FeedStatus{State: sourcev1.FeedState_FEED_STATE_OK}})
	}
	registry := prometheus.NewRegistry()
	if err := registry.Register(gauge.NewFeeds(sources{s})); err != nil {
		t.Fatal(err)
	}
	if n, err := testutil.GatherAndCount(registry, "barograph_feed_frozen"); err != nil || n != gauge.MaxFeeds {
		t.Errorf("%d feeds are told, %v", n, err)
	}
}
