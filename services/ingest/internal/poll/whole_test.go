package poll_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/fetchtest"
)

// A feed that carries the text of its articles is believed, dates included; their
// pages are looked at for nothing but whether they were withdrawn.
func TestFeedThatCarriesItsArticles(t *testing.T) {
	w := newWorld(t)
	story := fetchtest.Story(1, time.Now().Add(-time.Hour).Truncate(time.Second))
	text := "<p>" + strings.Join(append(story.Paragraphs, fetchtest.Story(2, time.Time{}).Paragraphs...), "</p><p>") + "</p>"
	page := w.web.Handle("/page", fetchtest.Text("text/html", "<html><body><article>"+text+"<p>More on the page.</p></article></body></html>"))
	feed := w.web.Handle("/feed", fetchtest.Tagged("text/xml", `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title><item>`+
		`<guid>1</guid><title>`+story.Title+`</title><link>`+page+`</link><pubDate>`+story.Published.Format(time.RFC1123Z)+`</pubDate><content:encoded><![CDATA[`+text+`]]></content:encoded></item></channel></rss>`))
	p := w.start()
	w.reads(p, "a.example", feed, feedKind)
	w.eventually("it is stored", func() bool { return w.stored()[page] != nil })
	if a := w.stored()[page]; !a.GetPublishedTime().AsTime().Equal(story.Published) || a.GetRetrievedTime() == nil {
		t.Errorf("published %v, retrieved %v", a.GetPublishedTime().AsTime(), a.GetRetrievedTime())
	}
	w.eventually("its page is looked at", func() bool { return len(w.web.Requests("/page")) > 0 })
	if a := w.stored()[page]; a.GetRevision() != 1 {
		t.Errorf("what the page has beside is revision %d", a.GetRevision())
	}
	w.web.Handle("/page", fetchtest.Status(http.StatusGone))
	w.eventually("it is withdrawn", func() bool { return w.stored()[page] == nil })
}
