package extract_test

import (
	"html"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/barograph/barograph/services/ingest/internal/extract"
)

// FuzzExtract holds what callers rely on, whatever the page: no panic, text that
// the article store takes, no word that is not on the page.
func FuzzExtract(f *testing.F) {
	body, err := os.ReadFile(filepath.Join("testdata", "story.html"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(body, "text/html", "https://p.test/a")
	f.Add([]byte("<table><b><tr>x<td><p>y</b></table><svg><p>z"), "", "")
	f.Add([]byte("<script type=application/ld+json>[{\"@type\":\"NewsArticle\"}]</script><ol start=9><li value=x>a<li>b"), "text/html; charset=shift_jis", "x:")
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00a\x00"), "text/html; charset=utf-16", "https://p.test/?a=%zz")
	f.Add([]byte("<blockquote>a<footer>— b</footer></blockquote><del>c</del><q>d</q><figure><figcaption>e"), "", "//")
	engine := extract.New()
	f.Fuzz(func(t *testing.T, body []byte, contentType, address string) {
		page := extract.Page{URL: address, ContentType: contentType, Body: body}
		d, err := engine.Extract(t.Context(), page)
		if err != nil {
			if d != nil {
				t.Error("a document and an error")
			}
			return
		}
		text := d.Text()
		for name, value := range map[string]string{
			"text": text, "title": d.Title, "byline": d.Byline, "publisher": d.Publisher, "origin": d.WireOrigin,
			"address": d.CanonicalURL, "language": d.Language, "description": d.Description,
		} {
			if !utf8.ValidString(value) || strings.ContainsRune(value, 0) || strings.ContainsRune(value, '\r') {
				t.Errorf("%s %q", name, value)
			}
		}
		if utf8.RuneCountInString(d.Title) > 1024 || utf8.RuneCountInString(d.Byline) > 512 || len(d.Language) > 35 {
			t.Error("a field is longer than the contract allows")
		}
		if u, err := url.Parse(d.CanonicalURL); err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
			t.Errorf("address %q", d.CanonicalURL)
		}
		again, err := engine.Extract(t.Context(), page)
		if err != nil || again.Text() != text || again.Title != d.Title || again.Barrier != d.Barrier || again.Published != d.Published {
			t.Error("another answer for the same page")
		}
	})
}

// FuzzDate: a date that is believed is one that ingest takes, in UTC.
func FuzzDate(f *testing.F) {
	for _, seed := range []string{"2031-05-03T09:10:11Z", "Sat, 03 May 2031 09:10:11 +0200 (CEST)", "May 3, 2031 at 9:10 p.m. EDT", "1935572400", "20310503T0910", "-1", "2031-05-03T24:00:00+14:60"} {
		f.Add(seed)
	}
	engine := extract.New()
	now := time.Date(2031, 5, 4, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, raw string) {
		page := `<meta property="article:published_time" content="` + html.EscapeString(raw) + `"><meta name=lastmod content="` + html.EscapeString(raw) + `"><article>` + sentences(3) + "</article>"
		d, err := engine.Extract(t.Context(), extract.Page{Body: []byte(page), Retrieved: now})
		if err != nil {
			return
		}
		for _, one := range []extract.Date{d.Published, d.Updated} {
			if one.IsZero() {
				continue
			}
			if one.Time.Location() != time.UTC || one.Time.Year() < 1900 || one.Time.After(now.Add(24*time.Hour)) || one.How == "" || one.Basis == 0 {
				t.Errorf("%q: %+v", raw, one)
			}
			if one.Day && !one.Time.Equal(one.Time.Truncate(24*time.Hour)) {
				t.Errorf("%q: a day that is no midnight: %v", raw, one.Time)
			}
		}
	})
}
