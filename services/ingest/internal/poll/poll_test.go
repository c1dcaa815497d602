package poll_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/fetchtest"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

const (
	feedKind = sourcev1.FeedKind_FEED_KIND_FEED
	anyKind  = sourcev1.FeedKind_FEED_KIND_UNSPECIFIED
	pageKind = sourcev1.FeedKind_FEED_KIND_PAGE
)

func TestEveryFormatIsRead(t *testing.T) {
	w := newWorld(t)
	p := w.start()
	want, last := 0, time.Now().Add(-time.Hour)
	for i, format := range fetchtest.Formats() {
		f := w.web.Feed("/"+string(format), format)
		f.Publish(fetchtest.Stories(100*i, 5, last)...)
		want += 5
		w.reads(p, string(format)+".example", f.URL, anyKind)
	}
	w.eventually("all are stored", func() bool { return len(w.stored()) >= want })
	for address, a := range w.stored() {
		if a.GetPublishedTime() == nil || a.GetRetrievedTime() == nil || a.GetFeed() == "" || a.GetDetectedLanguage() != "en" || a.GetTitle() == "" {
			t.Errorf("%s: %v", address, a)
		}
		if !strings.HasSuffix(a.GetSource().GetId(), ".example") {
			t.Errorf("%s is of %s", address, a.GetSource().GetId())
		}
	}
	for _, format := range fetchtest.Formats() {
		id := string(format) + ".example"
		w.eventually(id+" is well", func() bool { return w.status(p, id).GetState() == sourcev1.FeedState_FEED_STATE_OK })
		if s := w.status(p, id); s.GetItems() != 5 || s.GetArticles() != 5 || s.GetLanguages()["en"] != 5 || s.GetNewestContentTime() == nil {
			t.Errorf("%s: %v", id, s)
		}
	}
}

// What a process took in, another does not take in again; what appeared in
// between is not missed, although the server calls the feed unchanged for the
// first one's validators only.
func TestRestartLosesAndRepeatsNothing(t *testing.T) {
	w := newWorld(t)
	f := w.web.Feed("/feed", fetchtest.RSS)
	f.Publish(fetchtest.Stories(0, 30, time.Now().Add(-time.Hour))...)
	p := w.start()
	w.reads(p, "a.example", f.URL, feedKind)
	w.eventually("some are stored", func() bool { return len(w.stored()) > 3 })
	p.stop()
	f.Publish(fetchtest.Stories(50, 10, time.Now().Add(-time.Minute))...)
	p = w.start()
	w.eventually("all are stored", func() bool { return len(w.stored()) == 40 })
	w.eventually("the status tells of all", func() bool { return w.status(p, "a.example").GetAttempts() > 0 })
}

func TestCorrectionsAndWithdrawals(t *testing.T) {
	w := newWorld(t)
	f := w.web.Feed("/feed", fetchtest.Atom)
	stories := fetchtest.Stories(0, 4, time.Now().Add(-time.Hour))
	f.Publish(stories...)
	p := w.start()
	w.reads(p, "a.example", f.URL, feedKind)
	w.eventually("all are stored", func() bool { return len(w.stored()) == 4 })
	corrected := stories[1]
	corrected.Paragraphs = append([]string{"Correction: an earlier version of this article gave a wrong number."}, corrected.Paragraphs...)
	f.Publish(corrected)
	f.Withdraw(stories[2].Slug)
	w.eventually("the correction is a revision", func() bool {
		a := w.stored()[f.Address(corrected.Slug)]
		return a.GetRevision() == 2 && strings.Contains(a.GetText(), "Correction:")
	})
	w.eventually("what is gone is withdrawn", func() bool {
		a, known := w.stored()[f.Address(stories[2].Slug)]
		return known && a == nil
	})
	if got := w.stored()[f.Address(stories[0].Slug)]; got.GetRevision() != 1 {
		t.Errorf("what did not change is at revision %d", got.GetRevision())
	}
	w.eventually("the status tells", func() bool { return w.status(p, "a.example").GetRetractions() == 1 })
}

// A page that cannot be had for a while is owed, not lost.
func TestPagesThatFailForAWhile(t *testing.T) {
	w := newWorld(t)
	story := fetchtest.Story(1, time.Now().Add(-time.Hour))
	page := "<html><head><title>" + story.Title + "</title></head><body><article><p>" + strings.Join(story.Paragraphs, "</p><p>") + "</p></article></body></html>"
	link := w.web.Handle("/flaky", fetchtest.Changing(fetchtest.RetryAfter(http.StatusServiceUnavailable, time.Second), fetchtest.Text("text/html", page)))
	rss := `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><item><guid>1</guid><title>` + story.Title + `</title><link>` + link + `</link></item></channel></rss>`
	p := w.start()
	w.reads(p, "a.example", w.web.Handle("/rss", fetchtest.Tagged("application/rss+xml", rss)), feedKind)
	w.eventually("the item is owed", func() bool { return w.status(p, "a.example").GetOwedItems() == 1 })
	if n := len(w.stored()); n != 0 {
		t.Errorf("%d articles are stored of a page that failed", n)
	}
}

func TestPageIsAnArticle(t *testing.T) {
	w := newWorld(t)
	f := w.web.Feed("/feed", fetchtest.RSS)
	story := fetchtest.Story(1, time.Now().Add(-time.Hour))
	f.Publish(story)
	p := w.start()
	w.reads(p, "a.example", f.Address(story.Slug), pageKind)
	w.eventually("it is stored", func() bool { return len(w.stored()) == 1 })
	story.Paragraphs[0] += " More was said on Tuesday."
	f.Publish(story)
	w.eventually("the change is a revision", func() bool { return w.stored()[f.Address(story.Slug)].GetRevision() == 2 })
	f.Withdraw(story.Slug)
	w.eventually("what is gone is withdrawn", func() bool {
		a, known := w.stored()[f.Address(story.Slug)]
		return known && a == nil
	})
	w.eventually("the feed is gone", func() bool { return w.status(p, "a.example").GetState() == sourcev1.FeedState_FEED_STATE_GONE })
}

// Whatever a server does, the status tells of it, and the other feeds go on.
func TestMisbehaviour(t *testing.T) {
	w := newWorld(t)
	w.fetch.Timeout, w.fetch.Header = 6*time.Second, 3*time.Second
	well := w.web.Feed("/well", fetchtest.RSS)
	well.Publish(fetchtest.Stories(0, 3, time.Now().Add(-time.Hour))...)
	p := w.start()
	w.reads(p, "well.example", well.URL, feedKind)
	all := fetchtest.Misbehaviours(well)
	for i, m := range all { // each on a host of its own: one that wants to rest keeps no other waiting
		w.reads(p, fmt.Sprintf("bad%d.example", i), fetchtest.Start(t).Handle("/feed", m.Handler), feedKind)
	}
	for i, m := range all {
		id := fmt.Sprintf("bad%d.example", i)
		w.eventually(m.Name+" is told", func() bool {
			s := w.status(p, id)
			return s.GetAttempts() > 0 && (s.GetState() == sourcev1.FeedState_FEED_STATE_OK || s.GetLastError() != "")
		})
		s := w.status(p, id)
		t.Logf("%-40s %s: %s", m.Name, s.GetState(), s.GetLastError())
	}
	w.eventually("the well-behaved one is read", func() bool { return w.status(p, "well.example").GetArticles() == 3 })
	if n := len(w.stored()); n != 3 {
		t.Errorf("%d articles are stored, want 3", n)
	}
}

func TestFrozenFeed(t *testing.T) {
	w := newWorld(t)
	f := w.web.Feed("/feed", fetchtest.RSS)
	f.Publish(fetchtest.Stories(0, 20, time.Now().AddDate(0, 0, -40))...)
	p := w.start()
	w.reads(p, "a.example", f.URL, feedKind)
	w.eventually("it is flagged", func() bool { return w.status(p, "a.example").GetState() == sourcev1.FeedState_FEED_STATE_FROZEN })
	w.eventually("it is read again", func() bool { return w.status(p, "a.example").GetAttempts() > 2 })
	if s := w.status(p, "a.example"); s.GetState() != sourcev1.FeedState_FEED_STATE_FROZEN {
		t.Errorf("it is %s after %d reads", s.GetState(), s.GetAttempts())
	}
	f.Publish(fetchtest.Story(99, time.Now().Add(-time.Minute)))
	w.eventually("it thaws", func() bool { return w.status(p, "a.example").GetState() == sourcev1.FeedState_FEED_STATE_OK })
}

func TestTwoProcessesReadOnce(t *testing.T) {
	w := newWorld(t)
	f := w.web.Feed("/feed", fetchtest.RSS)
	f.Publish(fetchtest.Stories(0, 5, time.Now().Add(-time.Hour))...)
	first := w.start()
	w.start()
	w.reads(first, "a.example", f.URL, feedKind)
	w.eventually("all are stored", func() bool { return len(w.stored()) == 5 })
	first.stop()
	f.Publish(fetchtest.Stories(50, 5, time.Now().Add(-time.Minute))...)
	w.eventually("the other goes on", func() bool { return len(w.stored()) == 10 })
}
