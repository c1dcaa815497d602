package syndication

import (
	"encoding/xml"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// page is one entry of a sitemap, with the extension for news. Names are given
// without their namespace, which many sites write wrong.
type page struct {
	Location string `xml:"loc"`
	Modified string `xml:"lastmod"`
	News     struct {
		Publication struct {
			Name     string `xml:"name"`
			Language string `xml:"language"`
		} `xml:"publication"`
		Date     string `xml:"publication_date"`
		Title    string `xml:"title"`
		Keywords string `xml:"keywords"`
	} `xml:"news"`
}

// sitemap reads each entry by itself, so that one that is broken costs no other.
func (d *document) sitemap(o outline) error {
	d.feed.Format = Sitemap
	if o.root == "sitemapindex" {
		d.feed.Format = SitemapIndex
	}
	lost := 0
	for _, at := range o.items[:min(len(o.items), MaxItems)] {
		var p page
		in := xml.NewDecoder(strings.NewReader(string(d.text[at.start:at.end])))
		in.Strict, in.CharsetReader = false, charset.NewReaderLabel
		if in.Decode(&p) != nil || d.resolve(p.Location) == "" {
			lost++
			continue
		}
		if d.feed.Format == SitemapIndex {
			d.feed.Sitemaps = append(d.feed.Sitemaps, Part{Address: d.resolve(p.Location), Modified: d.date(p.Modified, nil)})
		} else {
			d.feed.Items = append(d.feed.Items, d.entry(p))
		}
	}
	if lost > 0 {
		d.problem("%d of %d entries have no usable address", lost, len(o.items))
	}
	if o.open {
		d.feed.Damaged, d.feed.Cut = true, o.cut
		d.problem("the sitemap is cut off")
		if len(d.feed.Items)+len(d.feed.Sitemaps) == 0 {
			return fmt.Errorf("%w: no complete entry", ErrDamaged)
		}
	}
	return nil
}

func (d *document) entry(p page) Item {
	out := Item{
		Link: d.resolve(p.Location), Title: plain(p.News.Title), Language: strings.TrimSpace(p.News.Publication.Language),
		Published: d.date(p.News.Date, nil), Updated: d.date(p.Modified, nil), Source: Source{Name: plain(p.News.Publication.Name)},
	}
	for word := range strings.SplitSeq(p.News.Keywords, ",") {
		if word = plain(word); word != "" {
			out.Categories = append(out.Categories, word)
		}
	}
	return out
}

// lines reads a sitemap in plain text: one address a line.
func (d *document) lines(contentType string) error {
	total, bad := 0, 0
	for line := range strings.Lines(string(d.text)) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if total++; !isPage(line) {
			bad++
		} else if len(d.feed.Items) < MaxItems {
			d.feed.Items = append(d.feed.Items, Item{Link: line})
		}
		if bad > 10 && bad > total/2 {
			break
		}
	}
	if len(d.feed.Items) == 0 || bad*2 > total {
		start := string(d.text[:min(len(d.text), 60)])
		for !utf8.ValidString(start) {
			start = start[:len(start)-1]
		}
		return fmt.Errorf("%w: it begins with %q (content type %.60q)", ErrNotFeed, start, contentType)
	}
	if bad > 0 {
		d.problem("%d of %d lines are no address", bad, total)
	}
	d.feed.Format = Sitemap
	return nil
}
