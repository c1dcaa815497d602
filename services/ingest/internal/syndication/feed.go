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

// reading is what the parser made of a document: in the form that all formats
// have in common, and in its own.
type reading struct {
	*gofeed.Feed
	rss  *rss.Feed
	atom *atom.Feed
	json *json.Feed
}

// parse reads a document whose root element, or JSON, begins at once. The
// parser's own detection looks at 4 KiB only.
func parse(text []byte) (reading, error) {
	var out reading
	var original any
	var translator gofeed.Translator
	var err error
	switch in := bytes.NewReader(text); rootOf(text) {
	case "":
		out.json, err = (&json.Parser{}).Parse(in)
		original, translator = out.json, &gofeed.DefaultJSONTranslator{}
	case "feed":
		out.atom, err = (&atom.Parser{}).Parse(in)
		original, translator = out.atom, &gofeed.DefaultAtomTranslator{}
	default:
		out.rss, err = (&rss.Parser{}).Parse(in)
		original, translator = out.rss, &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
	}
	if err != nil {
		return out, err
	}
	out.Feed, err = translator.Translate(original)
	return out, err
}

// rootOf is the name of the element that a text begins with.
func rootOf(text []byte) string {
	s := scanner{text: text[:min(len(text), maxFrame)]}
	if !bytes.HasPrefix(text, []byte("<")) || !s.next() && s.name == "" {
		return ""
	}
	return local(s.name)
}

// take adds what the parser read to the feed.
func (d *document) take(parsed reading) {
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
func (d *document) item(parsed reading, in *gofeed.Item, index int) Item {
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
	switch {
	case parsed.rss != nil:
		original := parsed.rss.Items[index]
		if original.Source != nil {
			out.Source = Source{Name: plain(original.Source.Title), Address: d.resolve(original.Source.URL)}
		}
		if guid := original.GUID; guid != nil && out.Link == "" && !strings.EqualFold(guid.IsPermalink, "false") && isPage(out.ID) {
			out.Link = d.resolve(out.ID)
		}
	case parsed.json != nil:
		original := parsed.json.Items[index]
		out.Language = strings.TrimSpace(original.Language)
		if original.ContentHTML == "" {
			out.Content = html.EscapeString(strings.TrimSpace(original.ContentText))
		}
	case parsed.atom != nil:
		out.Source = d.atomSource(parsed.atom.Entries[index].Source)
	}
	return out
}

func (d *document) atomSource(in *atom.Source) Source {
	if in == nil {
		return Source{}
	}
	out := Source{Name: plain(in.Title)}
	for _, link := range in.Links {
		if link.Rel == "alternate" || link.Rel == "" || out.Address == "" {
			out.Address = d.resolve(link.Href)
		}
	}
	out.Address = cmp.Or(out.Address, d.resolve(in.ID))
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
func interval(parsed reading) time.Duration {
	var asked time.Duration
	if parsed.rss != nil {
		if minutes, err := strconv.ParseUint(strings.TrimSpace(parsed.rss.TTL), 10, 32); err == nil {
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
