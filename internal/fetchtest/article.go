package fetchtest

import (
	"fmt"
	"html"
	"strings"
	"time"
)

// Article is one page of a [Feed].
type Article struct {
	Slug       string // last part of its address
	Title      string
	Author     string   // empty: none named
	Language   string   // as "en"
	Paragraphs []string // plain text
	Published  time.Time
	Updated    time.Time // zero: never
	Source     string    // address of another publisher whose story it is; empty: own
}

// Story is an invented article, the same for the same number, that differs from
// those of other numbers in every paragraph.
func Story(number int, published time.Time) Article {
	places := []string{"Port Avel", "Kestrin", "Lower Mora", "Sandholm", "Verrin", "Oster Bay", "Calder", "Tamsin"}
	bodies := []string{"the harbour board", "a group of teachers", "the water authority", "two farming unions", "the night bus operator", "a regional museum", "the fishing cooperative"}
	acts := []string{"asked for a second survey of", "put off its decision on", "agreed to pay for", "published figures about", "objected to", "set a date for"}
	things := []string{"the old lighthouse", "a new pumping station", "the winter timetable", "a bridge for cyclists", "the flooded archive"}
	pick := func(list []string, n int) string { return list[n%len(list)] }
	a := Article{
		Slug: fmt.Sprintf("story-%04d", number), Language: "en", Author: "Desk of " + pick(places, number),
		Published: published,
		Title: fmt.Sprintf("%s: %s %s %s (%d)", pick(places, number), pick(bodies, number/2), pick(acts, number/3),
			pick(things, number/5), number),
	}
	for i := range 5 {
		n := number*7 + i*3
		a.Paragraphs = append(a.Paragraphs, fmt.Sprintf(
			"In %s, %s %s %s on Tuesday, according to minutes numbered %d that were made public in the evening. "+
				"The matter had been open for %d months, and people in %s said that they had expected word of it sooner.",
			pick(places, n), pick(bodies, n+number), pick(acts, n+i), pick(things, number+i), number*100+i, 2+n%17, pick(places, n+1)))
	}
	return a
}

// Stories are invented articles of numbers from..from+count-1, an hour apart,
// the last one published at the given moment.
func Stories(from, count int, last time.Time) []Article {
	out := make([]Article, count)
	for i := range out {
		out[i] = Story(from+i, last.Add(-time.Duration(count-1-i)*time.Hour))
	}
	return out
}

// Text is what a reader of the page would keep.
func (a Article) Text() string { return strings.Join(a.Paragraphs, "\n\n") }

// page is the article as a page with the usual furniture around it.
func (a Article) page(address string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=%q>\n<head>\n<meta charset=\"utf-8\">\n<title>%s - Test Gazette</title>\n",
		a.Language, html.EscapeString(a.Title))
	fmt.Fprintf(&b, "<link rel=\"canonical\" href=%q>\n<meta property=\"og:title\" content=\"%s\">\n", address, html.EscapeString(a.Title))
	fmt.Fprintf(&b, "<meta property=\"article:published_time\" content=%q>\n", a.Published.Format(time.RFC3339))
	if !a.Updated.IsZero() {
		fmt.Fprintf(&b, "<meta property=\"article:modified_time\" content=%q>\n", a.Updated.Format(time.RFC3339))
	}
	if a.Author != "" {
		fmt.Fprintf(&b, "<meta name=\"author\" content=\"%s\">\n", html.EscapeString(a.Author))
	}
	b.WriteString("</head>\n<body>\n<nav><a href=\"/\">Home</a> <a href=\"/politics\">Politics</a></nav>\n<article>\n")
	fmt.Fprintf(&b, "<h1>%s</h1>\n", html.EscapeString(a.Title))
	for _, paragraph := range a.Paragraphs {
		fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(paragraph))
	}
	b.WriteString("</article>\n<footer>Test Gazette. All rights reserved.</footer>\n</body>\n</html>\n")
	return b.String()
}
