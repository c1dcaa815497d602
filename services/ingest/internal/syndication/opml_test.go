package syndication_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/barograph/barograph/services/ingest/internal/syndication"
)

const list = `<?xml version="1.0" encoding="ISO-8859-1"?>
<opml version="1.1"><head><title>Mine</title></head><body>
<outline text="News &amp; views">
  <outline text="BBC &#8211; World" type="rss" xmlUrl="https://feeds.bbci.co.uk/news/world/rss.xml" htmlUrl="https://www.bbc.co.uk/news/world" language="en-gb"/>
  <outline text="Deep"><outline title="DW" xmlURL=' https://rss.dw.com/rdf/rss-en-all '></outline></outline>
  <outline text="a note"/>
</outline>
<outline text="Top" xmlUrl="https://top.example/feed?a=1&b=2"/>
</body></opml>`

func TestParseOPML(t *testing.T) {
	want := []syndication.Subscription{
		{Title: "BBC – World", Address: "https://feeds.bbci.co.uk/news/world/rss.xml", Site: "https://www.bbc.co.uk/news/world", Language: "en-gb", Folders: []string{"News & views"}},
		{Title: "DW", Address: "https://rss.dw.com/rdf/rss-en-all", Folders: []string{"News & views", "Deep"}},
		{Title: "Top", Address: "https://top.example/feed?a=1&b=2"},
	}
	got, problems, err := syndication.ParseOPML([]byte(list))
	if err != nil || len(problems) != 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %q, %v", got, problems, err)
	}
	got, problems, err = syndication.ParseOPML([]byte(list[:strings.Index(list, `<outline text="a note"`)+10]))
	if err != nil || len(problems) != 1 || !reflect.DeepEqual(got, want[:2]) {
		t.Errorf("cut off: got %+v, %q, %v", got, problems, err)
	}
	for text, want := range map[string]error{
		"":                            syndication.ErrNotFeed,
		"<rss/>":                      syndication.ErrNotFeed,
		"<opml><body><outline text='": syndication.ErrDamaged,
		"<opml>" + strings.Repeat("<outline text='x'>", 1000): syndication.ErrTooLarge,
	} {
		if _, _, err := syndication.ParseOPML([]byte(text)); !errors.Is(err, want) {
			t.Errorf("%.40q: %v", text, err)
		}
	}
}

// TestOPMLRoundTrip holds for lists without equal neighbours in one folder:
// those come together.
func TestOPMLRoundTrip(t *testing.T) {
	words := rapid.SampledFrom([]string{"", "A & B", `"q" <x>`, "Żółw", "a's"})
	rapid.Check(t, func(t *rapid.T) {
		subscriptions := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) syndication.Subscription {
			s := syndication.Subscription{
				Title: strings.ReplaceAll(words.Draw(t, "title"), "<x>", "x"), Address: "https://x.example/" + words.Draw(t, "path"), Site: words.Draw(t, "site"),
				Language: words.Draw(t, "language"), Source: words.Draw(t, "source"), Family: words.Draw(t, "family"),
				Reliability: rapid.SampledFrom([]string{"", "A"}).Draw(t, "letter"), Kind: rapid.SampledFrom([]string{"", "sitemap"}).Draw(t, "kind"),
			}
			if rapid.Bool().Draw(t, "folder") {
				s.Folders = rapid.SliceOfN(rapid.SampledFrom([]string{"f", "g & h"}), 1, 3).Draw(t, "folders")
			}
			return s
		}), 0, 12).Draw(t, "subscriptions")
		text, err := syndication.WriteOPML("T", time.Unix(0, 0), subscriptions)
		if err != nil {
			t.Fatal(err)
		}
		got, problems, err := syndication.ParseOPML(text)
		if err != nil || len(problems) > 0 || len(got) != len(subscriptions) {
			t.Fatalf("%d of %d, %q, %v of\n%s", len(got), len(subscriptions), problems, err, text)
		}
		for _, s := range subscriptions {
			if !slices.ContainsFunc(got, func(g syndication.Subscription) bool { return reflect.DeepEqual(g, s) }) {
				t.Fatalf("lost %+v in\n%s", s, text)
			}
		}
	})
}

func FuzzParseOPML(f *testing.F) {
	f.Add([]byte(list))
	f.Add([]byte(list[:300]))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, _, err := syndication.ParseOPML(data)
		if err != nil {
			return
		}
		for _, s := range got {
			if s.Address == "" {
				t.Fatalf("no address: %+v", s)
			}
		}
	})
}
