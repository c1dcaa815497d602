// Package gauge tells Prometheus how the feeds are doing. What it tells is what
// the registry of sources knows when it is asked; every process of ingest knows
// the same.
package gauge

import (
	"slices"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/telemetry"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// MaxFeeds is of how many feeds each is told; those beyond, in the order of the
// ids, are only counted. It bounds what Prometheus has to keep.
const MaxFeeds = 1000

// Sources are the sources with the status of their feeds.
type Sources interface{ All() []*sourcev1.Source }

// Feeds is a collector.
type Feeds struct {
	sources Sources
	states  *prometheus.Desc
	each    []reading
}

var _ prometheus.Collector = (*Feeds)(nil)

// reading is one number of each feed; of returns false where there is none.
type reading struct {
	desc *prometheus.Desc
	of   func(s *sourcev1.FeedStatus) (float64, bool)
}

// NewFeeds makes the collector.
func NewFeeds(sources Sources) *Feeds {
	each := func(name, help string, of func(s *sourcev1.FeedStatus) (float64, bool)) reading {
		return reading{prometheus.NewDesc(prometheus.BuildFQName(telemetry.Namespace, "feed", name), help, []string{"source_id", "feed_id"}, nil), of}
	}
	number := func(get func(*sourcev1.FeedStatus) uint32) func(*sourcev1.FeedStatus) (float64, bool) {
		return func(s *sourcev1.FeedStatus) (float64, bool) { return float64(get(s)), true }
	}
	time := func(get func(*sourcev1.FeedStatus) *timestamppb.Timestamp) func(*sourcev1.FeedStatus) (float64, bool) {
		return func(s *sourcev1.FeedStatus) (float64, bool) {
			at := get(s)
			return float64(at.GetSeconds()), at != nil
		}
	}
	needs := func(state sourcev1.FeedState) func(*sourcev1.FeedStatus) (float64, bool) {
		return func(s *sourcev1.FeedStatus) (float64, bool) {
			if s.GetState() == state {
				return 1, true
			}
			return 0, true
		}
	}
	return &Feeds{
		sources: sources,
		states: prometheus.NewDesc(prometheus.BuildFQName(telemetry.Namespace, "", "feeds"),
			"feeds by state: pending, ok, failing, frozen, paused, refused or gone", []string{"state"}, nil),
		each: []reading{
			each("frozen", "1 while the feed can be read but has nothing new for far longer than is its habit, else 0", needs(sourcev1.FeedState_FEED_STATE_FROZEN)),
			each("newest_content_timestamp_seconds", "newest time that its content claims, in Unix seconds; missing where it claims none", time((*sourcev1.FeedStatus).GetNewestContentTime)),
			each("last_success_timestamp_seconds", "when it was last read without an error, in Unix seconds; missing if never", time((*sourcev1.FeedStatus).GetLastSuccessTime)),
			each("items_per_day", "new items a day over the last days", func(s *sourcev1.FeedStatus) (float64, bool) { return s.GetItemsPerDay(), true }),
			each("usual_items_per_day", "new items a day by its own habit over weeks; missing while that is not known",
				func(s *sourcev1.FeedStatus) (float64, bool) {
					return s.GetUsualItemsPerDay(), s.GetUsualItemsPerDay() > 0
				}),
			each("parse_failures", "answers in a row that were not what they should be", number((*sourcev1.FeedStatus).GetParseFailures)),
			each("consecutive_failures", "attempts in a row that failed for whatever reason", number((*sourcev1.FeedStatus).GetConsecutiveFailures)),
			each("owed_items", "items whose page could not be had yet", number((*sourcev1.FeedStatus).GetOwedItems)),
		},
	}
}

// Describe describes the metrics.
func (f *Feeds) Describe(out chan<- *prometheus.Desc) {
	out <- f.states
	for _, r := range f.each {
		out <- r.desc
	}
}

// Collect reads the registry.
func (f *Feeds) Collect(out chan<- prometheus.Metric) {
	counts, told := map[sourcev1.FeedState]int{}, 0
	all := f.sources.All()
	slices.SortFunc(all, func(a, b *sourcev1.Source) int { return strings.Compare(a.GetId(), b.GetId()) })
	for _, s := range all {
		for _, feed := range s.GetFeeds() {
			status := feed.GetStatus()
			counts[status.GetState()]++
			if told++; told > MaxFeeds {
				continue
			}
			for _, r := range f.each {
				if value, known := r.of(status); known {
					out <- prometheus.MustNewConstMetric(r.desc, prometheus.GaugeValue, value, s.GetId(), feed.GetId())
				}
			}
		}
	}
	for number, name := range sourcev1.FeedState_name {
		if state := sourcev1.FeedState(number); state != sourcev1.FeedState_FEED_STATE_UNSPECIFIED {
			word := strings.ToLower(strings.TrimPrefix(name, "FEED_STATE_"))
			out <- prometheus.MustNewConstMetric(f.states, prometheus.GaugeValue, float64(counts[state]), word)
		}
	}
}
