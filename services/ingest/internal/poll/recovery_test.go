package poll_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/barograph/barograph/internal/fetchtest"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// A feed that lists more than one read takes is asked for the rest, although it
// does not change.
func TestLongListIsReadToItsEnd(t *testing.T) {
	w := newWorld(t)
	f := w.web.Feed("/feed", fetchtest.RSS)
	f.Publish(fetchtest.Stories(0, 11, time.Now().Add(-time.Hour))...)
	p := w.start()
	_, err := p.Create(t.Context(), &sourcev1.Source{Id: "a.example", Feeds: []*sourcev1.Feed{
		{Id: "f", Address: f.URL, Kind: feedKind, Limits: &sourcev1.Limits{MaxItems: 4}},
	}})
	must(t, err)
	w.eventually("all are stored", func() bool { return len(w.stored()) == 11 })
	w.eventually("each is counted once", func() bool {
		s := w.status(p, "a.example")
		return s.GetItems() == 11 && s.GetArticles() == 11
	})
}

// What a sitemap of an index lists is not lost when the process ends before its
// pages were read.
func TestRestartAmidAnIndexOfSitemaps(t *testing.T) {
	w := newWorld(t)
	f := w.web.Feed("/map", fetchtest.Sitemap)
	stories := fetchtest.Stories(0, 3, time.Now().Add(-time.Hour))
	f.Publish(stories...)
	gate := &held{next: fetchtest.Status(http.StatusNotFound), asked: make(chan struct{}, 10), may: make(chan struct{})}
	path := strings.TrimPrefix(f.Address(stories[0].Slug), w.web.URL)
	w.web.Handle(path, gate)
	index := w.web.Handle("/index", fetchtest.Tagged("text/xml",
		`<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>`+f.URL+`</loc></sitemap></sitemapindex>`))
	p := w.start()
	w.reads(p, "a.example", index, anyKind)
	<-gate.asked // the oldest is read first
	p.stop()
	f.Publish(stories[0])
	p = w.start()
	w.eventually("all are stored", func() bool { return len(w.stored()) == 3 })
	w.eventually("each is counted once", func() bool { return w.status(p, "a.example").GetItems() == 3 })
}

// Totals tell of each item and article once, whenever a process ended.
func TestTotalsOverRestarts(t *testing.T) {
	w := newWorld(t)
	f := w.web.Feed("/feed", fetchtest.JSON)
	for n := range 4 {
		f.Publish(fetchtest.Stories(10*n, 10, time.Now().Add(-time.Duration(100-n)*time.Hour))...)
		p := w.start()
		if n == 0 {
			w.reads(p, "a.example", f.URL, feedKind)
		}
		w.eventually("some are stored", func() bool { return len(w.stored()) > 10*n+2 })
		p.stop()
	}
	p := w.start()
	w.eventually("all are stored", func() bool { return len(w.stored()) == 40 })
	w.eventually("each is counted once", func() bool {
		s := w.status(p, "a.example")
		return s.GetItems() == 40 && s.GetArticles() == 40 && s.GetLanguages()["en"] == 40
	})
}

// A page that is gone before it was read is no article, whatever the feed has of
// it; one that goes after that is withdrawn, also when the feed lists it anew.
func TestPageOfItemIsGone(t *testing.T) {
	w := newWorld(t)
	item := func(title string) string {
		return `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><item><guid>1</guid><title>` + title + `</title><link>` + w.web.URL +
			`/page</link><description>` + fetchtest.Story(7, time.Time{}).Text() + `</description></item></channel></rss>`
	}
	w.config.Revisits = []time.Duration{1000 * time.Hour}
	page := fetchtest.Text("text/html", "<html><head><title>Port</title></head><body><article><p>"+strings.Join(fetchtest.Story(7, time.Time{}).Paragraphs, "</p><p>")+"</p></article></body></html>")
	feed := w.web.Handle("/feed", fetchtest.Text("text/xml", item("First")))
	w.web.Handle("/page", page)
	p := w.start()
	w.reads(p, "a.example", feed, feedKind)
	w.eventually("it is stored", func() bool { return len(w.stored()) == 1 })
	w.web.Handle("/page", fetchtest.Status(http.StatusGone))
	w.web.Handle("/feed", fetchtest.Text("text/xml", item("Second")))
	w.eventually("it is withdrawn", func() bool {
		for _, a := range w.stored() {
			return a == nil
		}
		return false
	})
	w.eventually("the status tells", func() bool { return w.status(p, "a.example").GetRetractions() == 1 })
}

// A page in the place of a feed is no article.
func TestPageInThePlaceOfAFeed(t *testing.T) {
	w := newWorld(t)
	f := w.web.Feed("/feed", fetchtest.RSS)
	f.Publish(fetchtest.Story(1, time.Now().Add(-time.Hour)))
	p := w.start()
	w.reads(p, "a.example", f.URL, anyKind)
	w.eventually("it is read", func() bool { return w.status(p, "a.example").GetArticles() == 1 })
	w.web.Handle("/feed", fetchtest.Text("text/html", "<html><head><title>Back soon</title></head><body><article><p>"+
		strings.Repeat("The site is being mended, and will be back on Monday. ", 30)+"</p></article></body></html>"))
	w.eventually("that is told", func() bool {
		s := w.status(p, "a.example")
		return s.GetState() == sourcev1.FeedState_FEED_STATE_FAILING && s.GetParseFailures() > 1
	})
	if n := len(w.stored()); n != 1 {
		t.Errorf("%d articles are stored, want 1", n)
	}
}

// Who changes the schedule of a feed need not wait for what the old one decided.
func TestChangedFeedIsReadSoon(t *testing.T) {
	w := newWorld(t)
	w.config.Policy.Min, w.config.Policy.Max = 10*time.Hour, 20*time.Hour
	f := w.web.Feed("/feed", fetchtest.RSS)
	f.Publish(fetchtest.Story(1, time.Now().Add(-time.Hour)))
	p := w.start()
	w.reads(p, "a.example", f.URL, feedKind)
	w.eventually("it is read", func() bool { return w.status(p, "a.example").GetAttempts() == 1 })
	for n, restart := range []bool{false, true} {
		if restart {
			p.stop()
			p = w.start()
		}
		_, _, err := p.Update(t.Context(), &sourcev1.Source{Id: "a.example", Feeds: []*sourcev1.Feed{
			{Id: "f", Address: f.URL, Kind: feedKind, Schedule: &sourcev1.Schedule{MaxInterval: durationpb.New(time.Duration(n+12) * time.Hour)}},
		}}, []string{"feeds"}, false)
		must(t, err)
		w.eventually(fmt.Sprintf("it is read again, restarted: %t", restart), func() bool { return w.status(p, "a.example").GetAttempts() == uint64(n+2) })
	}
}

// A feed with much to read makes way for others, and goes on where it was.
func TestFeedsTakeTurns(t *testing.T) {
	w := newWorld(t)
	w.config.Readers, w.config.Turn = 1, time.Nanosecond
	long, short := w.web.Feed("/long", fetchtest.RSS), w.web.Feed("/short", fetchtest.RSS)
	long.Publish(fetchtest.Stories(0, 5, time.Now().Add(-time.Hour))...)
	short.Publish(fetchtest.Story(50, time.Now().Add(-time.Hour)))
	p := w.start()
	w.reads(p, "long.example", long.URL, feedKind)
	w.reads(p, "short.example", short.URL, feedKind)
	w.eventually("all are stored", func() bool { return len(w.stored()) == 6 })
	w.eventually("each is counted once", func() bool {
		s := w.status(p, "long.example")
		return s.GetItems() == 5 && s.GetArticles() == 5 && s.GetOwedItems() == 0
	})
}

// What is gone is withdrawn although nobody remembers that it was stored.
func TestGoneAndForgotten(t *testing.T) {
	w := newWorld(t)
	f := w.web.Feed("/feed", fetchtest.RSS)
	story := fetchtest.Story(1, time.Now().Add(-time.Hour))
	f.Publish(story)
	p := w.start()
	w.reads(p, "a.example", f.URL, feedKind)
	w.eventually("it is stored", func() bool { return len(w.stored()) == 1 })
	must(t, p.Delete(t.Context(), "a.example", ""))
	w.web.Handle(strings.TrimPrefix(f.Address(story.Slug), w.web.URL), fetchtest.Status(http.StatusGone))
	w.reads(p, "a.example", f.URL, feedKind)
	w.eventually("it is withdrawn", func() bool { return w.stored()[f.Address(story.Slug)] == nil })
}
