package syndication_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/services/ingest/internal/syndication"
)

var update = flag.Bool("update", false, "write the golden files")

const base = "https://news.example/feeds/world.xml"

func read(t *testing.T, text string) *syndication.Feed {
	t.Helper()
	f, err := syndication.Parse([]byte(text), "", base)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func rss(items string) string {
	return `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>World</title><link>https://news.example/</link>` + items + `</channel></rss>`
}

func TestFormats(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) < 7 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".txt")
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			f, err := syndication.Parse(data, "", base)
			if err != nil {
				t.Fatal(err)
			}
			if got := show(f); got != string(want) {
				if *update {
					if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
						t.Fatal(err)
					}
				}
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// show writes a feed as the golden files have it.
func show(f *syndication.Feed) string {
	var b strings.Builder
	line := func(name string, value any) {
		if text := fmt.Sprint(value); text != "" && text != "0s" && text != "[]" && text != "false" {
			fmt.Fprintf(&b, "%s: %s\n", name, text)
		}
	}
	date := func(d syndication.Date) string {
		if d.Text == "" {
			return ""
		}
		return fmt.Sprintf("%s (%s) zoned=%t day=%t", d.Time.Format(time.RFC3339), d.Text, d.Zoned, d.Day)
	}
	line("format", f.Format)
	line("version", f.Version)
	line("title", f.Title)
	line("link", f.Link)
	line("language", f.Language)
	line("interval", f.Interval)
	line("damaged", f.Damaged)
	line("problems", strings.Join(f.Problems, "; "))
	for _, s := range f.Sitemaps {
		line("sitemap", s.Address+" "+date(s.Modified))
	}
	for _, i := range f.Items {
		b.WriteByte('\n')
		line("id", i.ID)
		line("link", i.Link)
		line("title", i.Title)
		line("summary", i.Summary)
		line("content", i.Content)
		line("author", i.Author)
		line("published", date(i.Published))
		line("updated", date(i.Updated))
		line("source", strings.TrimSpace(i.Source.Name+" "+i.Source.Address))
		line("categories", strings.Join(i.Categories, ", "))
		line("language", i.Language)
	}
	return b.String()
}

func TestIdentity(t *testing.T) {
	for _, tt := range []struct{ name, items, want string }{
		{"guid", `<item><guid>a</guid><link>/1</link></item>`, "a"},
		{"empty guid", `<item><guid> </guid><link>/1</link></item>`, "https://news.example/1"},
		{"no guid and no link", `<item><title>T</title></item>`, "sha256:3fbf037cb6bcb6178ea17e51a1766736"},
		{"permalink in place of a link", `<item><guid>https://news.example/2</guid><title>T</title></item>`, "https://news.example/2"},
		{"one guid for two pages", `<item><guid>a</guid><link>/1</link></item><item><guid>a</guid><link>/2</link></item><item><guid>b</guid><link>/3</link></item>`,
			"https://news.example/1 https://news.example/2 b"},
		{"one item twice", `<item><guid>a</guid><link>/1</link></item><item><guid>a</guid><link>/1</link></item>`, "a"},
		{"an empty item", `<item/><item></item><item><guid>a</guid></item><item><title>T</title><guid>b</guid></item>`, "b"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var ids []string
			for _, item := range read(t, rss(tt.items)).Items {
				ids = append(ids, item.ID)
			}
			if got := strings.Join(ids, " "); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestLinks(t *testing.T) {
	for in, want := range map[string]string{
		"/a":                       "https://news.example/a",
		"a?b=1":                    "https://news.example/feeds/a?b=1",
		"//other.example/a":        "https://other.example/a",
		" https://x.example/\n a ": "https://x.example/%20a",
		"javascript:alert(1)":      "",
		"mailto:a@b.example":       "",
		"file:///etc/passwd":       "",
		"https://me:pw@x.example/": "",
		"http://[::1":              "",
	} {
		if got := read(t, rss("<item><title>T</title><link>"+in+"</link></item>")).Items[0].Link; got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"Fri, 01 May 2026 12:00:00 +0200": "2026-05-01T10:00:00Z zoned",
		"Fri, 01 May 2026 12:00:00 GMT":   "2026-05-01T12:00:00Z zoned",
		"Fri, 01 May 2026 12:00:00 EST":   "2026-05-01T17:00:00Z zoned",
		"Fri, 1 May 2026 12:00:00":        "2026-05-01T12:00:00Z",
		"2026-05-01T12:00:00":             "2026-05-01T12:00:00Z",
		"2026-05-01T12:00:00Z":            "2026-05-01T12:00:00Z zoned",
		"2026-05-01":                      "2026-05-01T00:00:00Z day",
		"Thu, 01 Jan 1970 00:00:00 GMT":   "none",
		"0000-00-00 00:00:00":             "none",
		"9999-12-31T00:00:00Z":            "none",
		"yesterday":                       "none",
	} {
		f := read(t, rss("<item><title>T</title><pubDate>"+in+"</pubDate></item>"))
		d := f.Items[0].Published
		got := "none"
		if !d.Time.IsZero() {
			got = d.Time.Format(time.RFC3339)
			if d.Zoned {
				got += " zoned"
			}
			if d.Day {
				got += " day"
			}
		}
		if got != want || d.Text != in || (want == "none") != (len(f.Problems) == 1) {
			t.Errorf("%q became %s (%q), want %s; problems %q", in, got, d.Text, want, f.Problems)
		}
	}
}

func TestNothingNew(t *testing.T) {
	for _, text := range []string{
		`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>`, "<urlset></urlset>", "<sitemapindex/>", "<feed/>", "<feed><title>T</title></feed>",
		"<rss version='2.0'><channel/></rss>", "<rss><channel><title>T</title></channel></rss>", `{"version": "https://jsonfeed.org/version/1", "items": []}`,
	} {
		if f, err := syndication.Parse([]byte(text), "", base); err != nil || len(f.Items) != 0 || f.Damaged {
			t.Errorf("%s: %+v, %v", text, f, err)
		}
	}
}

func TestRefuses(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       error
		says       string
	}{
		{"nothing", " \n", syndication.ErrNotFeed, "empty"},
		{"a page", "<!DOCTYPE html><html><body>x</body></html>", syndication.ErrNotFeed, "web page"},
		{"a subscription list", "<opml version='2.0'><body/></opml>", syndication.ErrNotFeed, "OPML"},
		{"other XML", "<note>x</note>", syndication.ErrNotFeed, `"note"`},
		{"other JSON", `{"a": 1}`, syndication.ErrNotFeed, "JSON"},
		{"text", "Not found, sorry.", syndication.ErrNotFeed, "Not found"},
		{"a feed that ends before an item does", "<rss><channel><title>T</title><item><title>x", syndication.ErrDamaged, "no complete item"},
		{"nesting", rss(strings.Repeat("<a>", 100_000)), syndication.ErrTooLarge, "deep"},
		{"nesting that does not end", "<feed>" + strings.Repeat("<a>", 1_000_000), syndication.ErrTooLarge, "deep"},
		{"size", strings.Repeat(" ", syndication.MaxBytes+1), syndication.ErrTooLarge, "bytes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := syndication.Parse([]byte(tt.text), "text/html", base)
			if !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v, want %v with %q", err, tt.want, tt.says)
			}
		})
	}
}
