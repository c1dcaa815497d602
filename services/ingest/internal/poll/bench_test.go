package poll_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/fetchtest"
	"github.com/barograph/barograph/proto/subject"
)

// BenchmarkFeeds measures how many items of feeds a second become articles: each
// page is fetched from a server in the same process, extracted and stored. Others
// published 130 stories/s over 64 cores (mediacloud).
func BenchmarkFeeds(b *testing.B) {
	const feeds, items = 8, 100
	w := newWorld(b)
	w.config.Revisits = nil
	p := w.start()
	for round := 0; b.Loop(); round++ {
		b.StopTimer()
		var all []*fetchtest.Feed
		for i := range feeds {
			number := (round*feeds + i) * items
			f := fetchtest.Start(b).Feed("/feed", fetchtest.RSS)
			f.Publish(fetchtest.Stories(number, items, time.Now().Add(-time.Hour))...)
			all = append(all, f)
		}
		want := uint64((round + 1) * feeds * items)
		b.StartTimer()
		for i, f := range all {
			w.reads(p, fmt.Sprintf("s%d-%d.example", round, i), f.URL, feedKind)
		}
		w.eventually("all are stored", func() bool {
			last, _, err := w.conn.Size(b.Context(), subject.StreamArticles)
			must(b, err)
			return last >= want
		})
	}
	b.ReportMetric(float64(b.N*feeds*items)/b.Elapsed().Seconds(), "items/s")
}
