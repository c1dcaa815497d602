package syndication

import (
	"bytes"
	"cmp"
	"html"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	"github.com/mmcdole/gofeed/json"
	"github.com/mmcdole/gofeed/rss"
)

// feedOf reads RSS, RDF and Atom. For one fault in a feed the parser gives up
// the whole, or leaves out in silence what follows: then it gets the complete
// items by themselves.
func (d *document) feedOf(o outline) error {
	parsed, err := parse(d.text)
	switch {
	case err == nil && len(parsed.Items) >= len(o.items) && (!o.open || len(o.items) == 0):
		d.take(parsed)
		return nil
	case len(o.items) == 0:
		return damaged("no complete item", err)
	}
	return d.salvage(o, err)
}

func parse(text []byte) (*gofeed.Feed, error) {
	parser := gofeed.NewParser()
	parser.KeepOriginalFeed = true
	parser.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
	return parser.Parse(bytes.NewReader(text))
}

// take adds what the parser read to the feed.
func (d *document) take(parsed *gofeed.Feed) {
	f := d.feed
	f.Format = Format(parsed.FeedType)
	f.Version = cmp.Or(f.Version, parsed.FeedVersion)
	f.Title = cmp.Or(f.Title, plain(parsed.Title))
	f.Link = cmp.Or(f.Link, d.resolve(parsed.Link))
	f.Language = cmp.Or(f.Language, strings.TrimSpace(parsed.Language))
	f.Interval = cmp.Or(f.Interval, interval(parsed))
	for i, item := range parsed.Items {
		d.feed.Items = append(d.feed.Items, d.item(parsed, item, i))
	}
}

// item is an item of the parser in our form; identity comes later.
func (d *document) item(parsed *gofeed.Feed, in *gofeed.Item, index int) Item {
	out := Item{
		ID: strings.TrimSpace(in.GUID), Link: d.resolve(in.Link), Title: plain(in.Title),
		Summary: strings.TrimSpace(in.Description), Content: strings.TrimSpace(in.Content),
		Published: d.date(in.Published, in.PublishedParsed), Updated: d.date(in.Updated, in.UpdatedParsed), Author: authors(in.Authors),
	}
	for _, link := range in.Links {
		out.Link = cmp.Or(out.Link, d.resolve(link))
	}
	for _, category := range in.Categories {
		if text := plain(category); text != "" {
			out.Categories = append(out.Categories, text)
		}
	}
	if in.DublinCoreExt != nil && len(in.DublinCoreExt.Language) > 0 {
		out.Language = strings.TrimSpace(in.DublinCoreExt.Language[0])
	}
	switch original := parsed.OriginalFeed().(type) {
	case *rss.Feed:
		if item := original.Items[index]; item.Source != nil {
			out.Source = Source{Name: plain(item.Source.Title), Address: d.resolve(item.Source.URL)}
		}
		if guid := original.Items[index].GUID; guid != nil && out.Link == "" && !strings.EqualFold(guid.IsPermalink, "false") && isPage(out.ID) {
			out.Link = d.resolve(out.ID)
		}
	case *json.Feed:
		item := original.Items[index]
		out.Language = strings.TrimSpace(item.Language)
		if item.ContentHTML == "" {
			out.Content = html.EscapeString(strings.TrimSpace(item.ContentText))
		}
	case *atom.Feed:
		if source := original.Entries[index].Source; source != nil {
			out.Source.Name = plain(source.Title)
			for _, link := range source.Links {
				if link.Rel == "alternate" || link.Rel == "" || out.Source.Address == "" {
					out.Source.Address = d.resolve(link.Href)
				}
			}
			out.Source.Address = cmp.Or(out.Source.Address, d.resolve(source.ID))
		}
	}
	return out
}

func authors(people []*gofeed.Person) string {
	var names []string
	for _, person := range people {
		if person == nil {
			continue
		}
		if name := plain(cmp.Or(person.Name, person.Email)); name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// maxInterval bounds what a feed may ask for.
const maxInterval = 30 * 24 * time.Hour

// interval is ttl in minutes, or the period of the syndication module.
func interval(parsed *gofeed.Feed) time.Duration {
	var asked time.Duration
	if original, ok := parsed.OriginalFeed().(*rss.Feed); ok {
		if minutes, err := strconv.ParseUint(strings.TrimSpace(original.TTL), 10, 32); err == nil {
			asked = time.Duration(min(minutes, 1<<20)) * time.Minute
		}
	}
	periods := map[string]time.Duration{
		"hourly": time.Hour, "daily": 24 * time.Hour, "weekly": 7 * 24 * time.Hour, "monthly": 30 * 24 * time.Hour, "yearly": maxInterval,
	}
	if module := parsed.Extensions["sy"]; asked == 0 && len(module["updatePeriod"]) > 0 {
		asked = periods[strings.ToLower(strings.TrimSpace(module["updatePeriod"][0].Value))]
		if times := module["updateFrequency"]; len(times) > 0 {
			if n, err := strconv.ParseUint(strings.TrimSpace(times[0].Value), 10, 16); err == nil && n > 0 {
				asked /= time.Duration(n)
			}
		}
	}
	return min(asked, maxInterval)
}
