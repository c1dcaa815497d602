package fetchtest

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// Format is how a feed lists its articles.
type Format string

// The formats of [Feed].
const (
	RSS     Format = "rss"
	Atom    Format = "atom"
	RDF     Format = "rdf"
	JSON    Format = "json"
	Sitemap Format = "sitemap" // for news
)

// Formats lists all formats.
func Formats() []Format { return []Format{RSS, Atom, RDF, JSON, Sitemap} }

// Feed is a feed of a [Server] and the pages of its articles, which all may
// change while it is served. It is a handler itself, with an ETag, so that it
// can be put behind a misbehaviour.
type Feed struct {
	// URL is where [Server.Feed] put it.
	URL string

	server *Server
	format Format
	title  string

	mu       sync.Mutex
	articles []Article // newest first
	window   int
}

// Feed puts an empty feed at a path ("/news/feed"); its pages come to lie below
// the path with ".d/" after it.
func (s *Server) Feed(path string, format Format) *Feed {
	f := &Feed{server: s, format: format, title: "Feed " + strings.Trim(path, "/")}
	f.URL = s.Handle(path, f)
	return f
}

// Window sets how many of the newest articles the feed lists; 0: all.
func (f *Feed) Window(size int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.window = size
}

// Publish lists articles, new ones and new versions of those of the same slug,
// and serves their pages. It returns the address of the last one.
func (f *Feed) Publish(articles ...Article) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	address := ""
	for _, article := range articles {
		f.articles = slices.DeleteFunc(f.articles, func(a Article) bool { return a.Slug == article.Slug })
		f.articles = append(f.articles, article)
		address = f.address(article)
		f.server.Handle(strings.TrimPrefix(address, f.server.URL), Tagged("text/html; charset=utf-8", article.page(address)))
	}
	slices.SortStableFunc(f.articles, func(a, b Article) int {
		return cmp.Or(b.Published.Compare(a.Published), cmp.Compare(b.Slug, a.Slug))
	})
	return address
}

// Withdraw takes an article off the feed; its page is gone (410).
func (f *Feed) Withdraw(slug string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.articles = slices.DeleteFunc(f.articles, func(a Article) bool { return a.Slug == slug })
	f.server.Handle(strings.TrimPrefix(f.address(Article{Slug: slug}), f.server.URL), Status(http.StatusGone))
}

// Articles returns what the feed has, newest first, listed or not.
func (f *Feed) Articles() []Article {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.articles)
}

// Address of the page of an article.
func (f *Feed) Address(slug string) string { return f.address(Article{Slug: slug}) }

func (f *Feed) address(a Article) string { return f.URL + ".d/" + a.Slug }

// ServeHTTP answers the list of articles.
func (f *Feed) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	articles := f.Articles()
	f.mu.Lock()
	if f.window > 0 {
		articles = articles[:min(f.window, len(articles))]
	}
	f.mu.Unlock()
	contentType, body := f.render(articles)
	serveTagged(w, r, contentType, body)
}
