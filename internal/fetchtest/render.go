package fetchtest

import (
	"encoding/json"
	"fmt"
	"html"
	"strings"
	"time"
)

// render lists articles in the feed's format.
func (f *Feed) render(articles []Article) (contentType string, body []byte) {
	var b strings.Builder
	switch f.format {
	case Atom:
		f.atom(&b, articles)
		return "application/atom+xml; charset=utf-8", []byte(b.String())
	case RDF:
		f.rdf(&b, articles)
		return "application/rdf+xml; charset=utf-8", []byte(b.String())
	case Sitemap:
		f.sitemap(&b, articles)
		return "application/xml; charset=utf-8", []byte(b.String())
	case JSON:
		return "application/feed+json", f.json(articles)
	default:
		f.rss(&b, articles)
		return "application/rss+xml; charset=utf-8", []byte(b.String())
	}
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

// element writes one XML element with text, none for an empty text.
func element(b *strings.Builder, name, text string) {
	if text != "" {
		fmt.Fprintf(b, "<%s>%s</%s>", name, html.EscapeString(text), name)
	}
}

func (a Article) changed() time.Time {
	if a.Updated.IsZero() {
		return a.Published
	}
	return a.Updated
}

func (a Article) summary() string {
	if len(a.Paragraphs) == 0 {
		return ""
	}
	return a.Paragraphs[0]
}

func (f *Feed) rss(b *strings.Builder, articles []Article) {
	b.WriteString(xmlHead + `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>`)
	element(b, "title", f.title)
	element(b, "link", f.server.URL+"/")
	element(b, "description", "Articles of a test")
	for _, a := range articles {
		b.WriteString("\n<item>")
		element(b, "title", a.Title)
		element(b, "link", f.address(a))
		element(b, "guid", f.address(a))
		element(b, "dc:creator", a.Author)
		element(b, "pubDate", a.Published.Format(time.RFC1123Z))
		element(b, "description", a.summary())
		if a.Source != "" {
			fmt.Fprintf(b, "<source url=%q>%s</source>", a.Source, html.EscapeString(a.Source))
		}
		b.WriteString("</item>")
	}
	b.WriteString("\n</channel></rss>\n")
}

func (f *Feed) atom(b *strings.Builder, articles []Article) {
	b.WriteString(xmlHead + `<feed xmlns="http://www.w3.org/2005/Atom">`)
	element(b, "title", f.title)
	element(b, "id", f.URL)
	var newest time.Time
	for _, a := range articles {
		if a.changed().After(newest) {
			newest = a.changed()
		}
	}
	element(b, "updated", newest.Format(time.RFC3339))
	for _, a := range articles {
		b.WriteString("\n<entry>")
		element(b, "title", a.Title)
		fmt.Fprintf(b, "<link href=%q/>", f.address(a))
		element(b, "id", f.address(a))
		element(b, "published", a.Published.Format(time.RFC3339))
		element(b, "updated", a.changed().Format(time.RFC3339))
		if a.Author != "" {
			b.WriteString("<author>")
			element(b, "name", a.Author)
			b.WriteString("</author>")
		}
		element(b, "summary", a.summary())
		b.WriteString("</entry>")
	}
	b.WriteString("\n</feed>\n")
}

func (f *Feed) rdf(b *strings.Builder, articles []Article) {
	b.WriteString(xmlHead + `<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/">`)
	fmt.Fprintf(b, "<channel rdf:about=%q>", f.URL)
	element(b, "title", f.title)
	element(b, "link", f.server.URL+"/")
	b.WriteString("</channel>")
	for _, a := range articles {
		fmt.Fprintf(b, "\n<item rdf:about=%q>", f.address(a))
		element(b, "title", a.Title)
		element(b, "link", f.address(a))
		element(b, "dc:creator", a.Author)
		element(b, "dc:date", a.Published.Format(time.RFC3339))
		element(b, "description", a.summary())
		b.WriteString("</item>")
	}
	b.WriteString("\n</rdf:RDF>\n")
}

func (f *Feed) sitemap(b *strings.Builder, articles []Article) {
	b.WriteString(xmlHead + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" ` +
		`xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">`)
	for _, a := range articles {
		b.WriteString("\n<url>")
		element(b, "loc", f.address(a))
		element(b, "lastmod", a.changed().Format(time.RFC3339))
		b.WriteString("<news:news><news:publication><news:name>Test Gazette</news:name>")
		element(b, "news:language", a.Language)
		b.WriteString("</news:publication>")
		element(b, "news:publication_date", a.Published.Format(time.RFC3339))
		element(b, "news:title", a.Title)
		b.WriteString("</news:news></url>")
	}
	b.WriteString("\n</urlset>\n")
}

func (f *Feed) json(articles []Article) []byte {
	items := []map[string]any{}
	for _, a := range articles {
		item := map[string]any{
			"id": f.address(a), "url": f.address(a), "title": a.Title, "content_text": a.summary(),
			"date_published": a.Published.Format(time.RFC3339), "date_modified": a.changed().Format(time.RFC3339),
		}
		if a.Author != "" {
			item["authors"] = []map[string]string{{"name": a.Author}}
		}
		items = append(items, item)
	}
	body, err := json.MarshalIndent(map[string]any{
		"version": "https://jsonfeed.org/version/1.1", "title": f.title, "feed_url": f.URL, "items": items,
	}, "", "  ")
	if err != nil {
		panic(err) // strings and maps of them only
	}
	return body
}
