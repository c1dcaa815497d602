package e2e_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/fetchtest"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// States that a feed of the soak has at its end.
const (
	well    = sourcev1.FeedState_FEED_STATE_OK
	failing = sourcev1.FeedState_FEED_STATE_FAILING
	refused = sourcev1.FeedState_FEED_STATE_REFUSED
)

// outlet is a publisher of the soak on a host of its own, with one feed.
type outlet struct {
	id    string
	kind  string // of the feed, as the sources file writes it
	extra string // address of a second feed of the same articles
	*fetchtest.Server
	*fetchtest.Feed
	address string // of its feed, where that is not the address of Feed
	state   sourcev1.FeedState
	barred  int // items behind a wall
}

// press are all outlets, and what they published.
type press struct {
	t       testing.TB
	outlets []*outlet
	writing []*outlet // publish all the time
	exact   *outlet   // copies articles
	near    *outlet   // copies articles and changes a little
	facts   []*fact
	amends  []*fact // to be amended, in this order
	ends    []func()
}

// fact is one article as it was published, and what has to become of it.
type fact struct {
	*outlet
	fetchtest.Article
	fate     int
	amended  bool
	gone     bool  // has to be out of force
	copyOf   *fact // has the same text, unless it is near
	near     bool
	language string
	at       time.Time
}

func (f *fact) url() string { return f.Address(f.Slug) }

func (p *press) open(id, kind string, format fetchtest.Format) *outlet {
	o := &outlet{id: id, kind: kind, Server: fetchtest.Start(p.t), state: well}
	o.Feed = o.Server.Feed("/feed", format)
	p.outlets = append(p.outlets, o)
	return o
}

// publish puts articles out that are to be stored.
func (p *press) publish(o *outlet, articles ...fetchtest.Article) *fact {
	var f *fact
	for _, a := range articles {
		f = &fact{outlet: o, Article: a, language: a.Language, at: time.Now(), fate: -1}
		p.facts = append(p.facts, f)
		o.Publish(a)
	}
	return f
}

// newPress opens fifty feeds.
func newPress(t testing.TB) *press {
	p := &press{t: t}
	for i := range 2 {
		for _, format := range fetchtest.Formats() {
			o := p.open(fmt.Sprintf("well-%s-%d.example", format, i), "auto", format)
			p.writing = append(p.writing, o)
		}
	}
	mirrored := p.writing[0]
	mirrored.extra = mirrored.Handle("/mirror", mirrored.Feed)
	p.exact, p.near = p.open("exact.example", "feed", fetchtest.RSS), p.open("near.example", "feed", fetchtest.Atom)
	p.special()
	p.bad()
	return p
}

// special are the feeds that have one thing of their own.
func (p *press) special() {
	now := time.Now().Truncate(time.Second)
	french := p.open("french.example", "auto", fetchtest.RSS)
	for i := range 3 {
		p.publish(french, frenchStory(i, now))
	}
	wall := p.open("paywall.example", "auto", fetchtest.RSS)
	for _, a := range fetchtest.Stories(9000, 3, now.Add(-time.Hour)) {
		a.Paragraphs = a.Paragraphs[:1]
		wall.Publish(a)
		wall.Handle(strings.TrimPrefix(wall.Address(a.Slug), wall.Server.URL), fetchtest.Text("text/html", "<html><head><title>"+a.Title+
			"</title></head><body><article><p>"+a.Paragraphs[0]+"</p><div class=gate><p>Subscribe to continue reading</p></div></article></body></html>"))
		wall.barred++
	}
	absurd := p.open("absurd.example", "auto", fetchtest.RSS)
	for i, at := range []time.Time{time.Unix(0, 0).UTC(), now.AddDate(70, 0, 0), time.Date(26, 1, 1, 0, 0, 0, 0, time.UTC)} {
		p.publish(absurd, fetchtest.Story(9100+i, at))
	}
	page := p.open("page.example", "page", fetchtest.RSS)
	f := p.publish(page, fetchtest.Story(9200, now.Add(-time.Hour)))
	page.address = f.url()
	p.ends = append(p.ends, func() { p.correct(f, true) })
	frozen := p.open("frozen.example", "auto", fetchtest.RSS)
	p.publish(frozen, fetchtest.Stories(9300, 20, now.AddDate(0, 0, -40))...)
	frozen.state = sourcev1.FeedState_FEED_STATE_FROZEN
	gone := p.open("gone.example", "auto", fetchtest.RSS)
	p.publish(gone, fetchtest.Stories(9400, 3, now.Add(-time.Hour))...)
	gone.state = sourcev1.FeedState_FEED_STATE_GONE
	p.ends = append(p.ends, func() { gone.Handle("/feed", fetchtest.Status(http.StatusGone)) })
	flapping := p.open("flapping.example", "auto", fetchtest.RSS)
	p.publish(flapping, fetchtest.Stories(9500, 3, now.Add(-time.Hour))...)
	flapping.Handle("/feed", fetchtest.Flapping(flapping.Feed, fetchtest.Status(http.StatusInternalServerError), 2))
	p.ends = append(p.ends, func() { flapping.Handle("/feed", flapping.Feed) })
	robots := p.open("robots.example", "auto", fetchtest.RSS)
	robots.Publish(fetchtest.Stories(9600, 3, now)...)
	robots.Handle("/robots.txt", fetchtest.Text("text/plain", "User-agent: *\nDisallow: /\n"))
	robots.state = refused
	private := p.open("private.example", "auto", fetchtest.RSS)
	private.address, private.state = "http://10.1.2.3/feed", refused
	html := p.open("html.example", "feed", fetchtest.RSS)
	html.Handle("/feed", fetchtest.Text("text/html", "<html><body><p>No feed here.</p></body></html>"))
	html.state = failing
}

// bad are the feeds that misbehave, and two odd ones that can be read.
func (p *press) bad() {
	now := time.Now().Truncate(time.Second)
	packed := map[string]bool{}
	for _, coding := range fetchtest.Codings() {
		packed["bomb-"+coding], packed["truncated-"+coding] = true, true
	}
	barred := map[string]bool{"forbidden": true, "redirect-private": true, "redirect-metadata": true}
	for _, m := range fetchtest.Misbehaviours(fetchtest.Text("text/html", "<html></html>")) {
		if packed[m.Name] && m.Name != "bomb-gzip" {
			continue
		}
		o := p.open(m.Name+".example", "auto", fetchtest.RSS)
		o.Handle("/feed", m.Handler)
		if o.state = failing; barred[m.Name] {
			o.state = refused
		}
	}
	for i, name := range []string{"slow", "lying-gzip", "moved"} {
		if len(p.outlets) >= 49 { // and the mirror
			return
		}
		o := p.open(name+"-odd.example", "auto", fetchtest.RSS)
		p.publish(o, fetchtest.Stories(9700+10*i, 2, now.Add(-time.Hour))...)
		answer := httptest.NewRecorder()
		o.ServeHTTP(answer, httptest.NewRequestWithContext(p.t.Context(), http.MethodGet, "/feed", http.NoBody))
		for _, m := range fetchtest.Oddities(answer.Body.String()) {
			if m.Name == name {
				o.Handle("/feed", m.Handler)
			}
		}
	}
}

func frenchStory(n int, at time.Time) fetchtest.Article {
	a := fetchtest.Story(8000+n, at.Add(-time.Duration(n)*time.Hour))
	a.Language, a.Title = "fr", fmt.Sprintf("Le port de Kestrin rouvre ses portes (%d)", n)
	a.Paragraphs = []string{
		fmt.Sprintf("Les autorités du port de Kestrin ont annoncé mardi la réouverture du quai numéro %d, fermé depuis l'automne dernier à la suite d'une tempête.", n),
		"Le maire de la ville s'est félicité de cette décision, que les pêcheurs attendaient depuis plusieurs mois, et il a promis que les travaux seraient achevés avant l'été.",
		fmt.Sprintf("Selon le conseil municipal, les réparations ont coûté près de %d millions d'euros, dont la moitié a été payée par la région.", 3+n),
	}
	return a
}
