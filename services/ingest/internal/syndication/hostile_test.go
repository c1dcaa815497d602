package syndication_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"pgregory.net/rapid"

	"github.com/barograph/barograph/services/ingest/internal/syndication"
)

func TestFaultsCostNoOtherItem(t *testing.T) {
	good := func(i int) string {
		return fmt.Sprintf(`<item><guid>%d</guid><title>Item %d</title><link>/%d</link></item>`, i, i, i)
	}
	for name, bad := range map[string]string{
		"tags that cross":      `<item><guid>x</guid><title><b>x</title></b></item>`,
		"an item without end":  `<item><guid>x</guid><title>x</title>`,
		"a tag without end":    `<item><guid>x</guid><title>x</title><link</item>`,
		"an attribute missing": `<item><guid isPermaLink=>x</guid><a b="1" b='2' c></item>`,
	} {
		f, err := syndication.Parse([]byte(rss(good(1)+good(2)+bad+good(3)+good(4))), "", base)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var ids []string
		for _, item := range f.Items {
			if item.ID != "x" {
				ids = append(ids, item.ID)
			}
		}
		if got := strings.Join(ids, ""); got != "1234" || f.Title != "World" || f.Cut {
			t.Errorf("%s: got %s of %q, cut %t, problems %q", name, got, f.Title, f.Cut, f.Problems)
		}
	}
}

// TestTruncation cuts each document at each byte: what is complete is given
// out, equal to what the whole document gives, and a loss is told.
func TestTruncation(t *testing.T) {
	for _, file := range []string{"rss2.xml", "rdf.xml", "atom.xml", "feed.json", "news-sitemap.xml", "sitemap-index.xml"} {
		data, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		data = bytes.TrimSpace(data)
		whole, err := syndication.Parse(data, "", base)
		if err != nil {
			t.Fatal(err)
		}
		for cut := range data {
			f, err := syndication.Parse(data[:cut], "", base)
			if err != nil {
				if !errors.Is(err, syndication.ErrNotFeed) && !errors.Is(err, syndication.ErrDamaged) {
					t.Fatalf("%s cut at %d: %v", file, cut, err)
				}
				continue
			}
			if !f.Damaged && (len(f.Items) != len(whole.Items) || len(f.Sitemaps) != len(whole.Sitemaps)) {
				t.Fatalf("%s cut at %d: %d items of %d, and not a word", file, cut, len(f.Items), len(whole.Items))
			}
			for i := range f.Items {
				if fmt.Sprint(f.Items[i]) != fmt.Sprint(whole.Items[i]) {
					t.Fatalf("%s cut at %d:\n%+v\nwant\n%+v", file, cut, f.Items[i], whole.Items[i])
				}
			}
		}
	}
}

func TestCompleteItemsOfACutFeed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 30).Draw(t, "items")
		atom := rapid.Bool().Draw(t, "atom")
		var b strings.Builder
		ends := []int{}
		b.WriteString(map[bool]string{true: `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>`, false: `<rss version="2.0"><channel><title>T</title>`}[atom])
		for i := range n {
			text := rapid.SampledFrom([]string{"x", "<![CDATA[</item></entry>]]>", "a &amp; b &nbsp;", "<!-- <item> -->", "ü"}).Draw(t, "text")
			if atom {
				fmt.Fprintf(&b, "<entry><id>%d</id><title>%s</title><summary>s</summary></entry>", i, text)
			} else {
				fmt.Fprintf(&b, "<item><guid>%d</guid><title>t</title><description>%s</description></item>\n", i, text)
			}
			ends = append(ends, len(strings.TrimRight(b.String(), "\n")))
		}
		cut := rapid.IntRange(ends[0], b.Len()).Draw(t, "cut")
		want := 0
		for _, end := range ends {
			if end <= cut {
				want++
			}
		}
		f, err := syndication.Parse([]byte(b.String()[:cut]), "", base)
		if err != nil {
			t.Fatal(err)
		}
		if len(f.Items) != want || !f.Damaged || !f.Cut || f.Title != "T" {
			t.Fatalf("%d items of %q, want %d", len(f.Items), f.Title, want)
		}
	})
}

func TestEncodings(t *testing.T) {
	text := strings.Replace(rss("<item><guid>1</guid><title>Żółw – café “x”</title></item>"), `<?xml version="1.0"?>`, "", 1)
	latin := strings.Replace(rss("<item><guid>1</guid><title>Café “x”</title></item>"), `<?xml version="1.0"?>`, "", 1)
	encode := func(label, text string) string {
		e, _ := charset.Lookup(label)
		out, err := e.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	wide := func(text string, bom bool) string {
		var b strings.Builder
		if bom {
			b.WriteString("\xff\xfe")
		}
		for _, unit := range utf16.Encode([]rune(text)) {
			b.WriteByte(byte(unit))
			b.WriteByte(byte(unit >> 8))
		}
		return b.String()
	}
	declare := func(label string) string { return `<?xml version="1.0" encoding="` + label + `"?>` }
	for _, tt := range []struct{ name, data, contentType, want string }{
		{"UTF-8", declare("utf-8") + text, "", "Żółw – café “x”"},
		{"byte order mark", "\xef\xbb\xbf" + declare("utf-8") + text, "", "Żółw – café “x”"},
		{"UTF-8 declared as Latin 1", declare("iso-8859-1") + text, "text/xml; charset=iso-8859-1", "Żółw – café “x”"},
		{"UTF-8 declared as nonsense", declare("x-no-such") + text, "", "Żółw – café “x”"},
		{"windows-1250", declare("windows-1250") + encode("windows-1250", text), "", "Żółw – café “x”"},
		{"windows-1250 by header only", encode("windows-1250", text), "text/xml; charset=windows-1250", "Żółw – café “x”"},
		{"windows-1252 declared as UTF-8", declare("utf-8") + encode("windows-1252", latin), "text/xml; charset=utf-8", "Café “x”"},
		{"windows-1252 declared as Latin 1", declare("ISO-8859-1") + encode("windows-1252", latin), "", "Café “x”"},
		{"UTF-16 with mark", wide(declare("utf-16")+text, true), "", "Żółw – café “x”"},
		{"UTF-16 without mark", wide(declare("utf-16")+text, false), "", "Żółw – café “x”"},
		{"controls", declare("utf-8") + strings.Replace(text, "caf", "c\x00\x08af", 1), "", "Żółw – café “x”"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, err := syndication.Parse([]byte(tt.data), tt.contentType, base)
			if err != nil {
				t.Fatal(err)
			}
			if got := f.Items[0].Title; got != tt.want {
				t.Errorf("got %q, want %q; problems %q", got, tt.want, f.Problems)
			}
		})
	}
}

func TestOddBeginnings(t *testing.T) {
	const atom = `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>World</a:title><a:entry><a:id>1</a:id><a:title>T</a:title></a:entry></a:feed>`
	item := "<item><guid>1</guid><title>T</title></item>"
	spaces := ""
	for i := range 200 {
		spaces += fmt.Sprintf(` xmlns:n%d="http://example.org/namespaces/%d"`, i, i)
	}
	for name, text := range map[string]string{
		"prefix":            atom,
		"white space":       "\n \n" + rss(item),
		"comment":           "<!-- " + strings.Repeat("x", 10_000) + " -->" + rss(item),
		"instruction":       `<?xml version="1.0"?><?xml-stylesheet href="a.xsl"?>` + strings.TrimPrefix(rss(item), `<?xml version="1.0"?>`),
		"document type":     "<!DOCTYPE rss [" + strings.Repeat("<!ENTITY a 'b'>", 1000) + "]>" + strings.TrimPrefix(rss(item), `<?xml version="1.0"?>`),
		"message of a host": "<br />\n<b>Warning</b>: mysql is gone" + rss(item),
		"words of a host":   "Warning: mysql is gone\n" + rss(item),
		"many namespaces":   strings.Replace(rss(item), "<rss", "<rss"+spaces, 1),
		"a declared entity": strings.Replace(atom, ">T<", ">&nbsp;T&undefined;<", 1),
	} {
		f, err := syndication.Parse([]byte(text), "", base)
		if err != nil || len(f.Items) != 1 || f.Items[0].ID != "1" || f.Title != "World" {
			t.Errorf("%s: %+v, %v", name, f, err)
		}
	}
}

func TestBombsAndLongLines(t *testing.T) {
	bomb := `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;"><!ENTITY lol3 "&lol2;&lol2;&lol2;">]>` +
		`<rss version="2.0"><channel><title>&lol3;</title><item><guid>1</guid><title>&lol3; &file;</title></item></channel></rss>`
	if f := read(t, bomb); f.Items[0].Title != "&lol3; &file;" {
		t.Errorf("an entity was expanded: %q", f.Items[0].Title)
	}
	long := strings.Repeat("x", 10<<20)
	if f := read(t, rss("<item><guid>1</guid><description>"+long+"</description></item><item><guid>2</guid><title>"+long+"</title></item>")); len(f.Items) != 2 {
		t.Errorf("%d items", len(f.Items))
	}
	for name, text := range map[string]string{
		"attribute":     rss(`<item><guid a="` + long + `">1</guid><title>T</title></item>`),
		"tag name":      rss(`<item><` + long + `/><guid>1</guid><title>T</title></item>`),
		"open brackets": rss("<item><guid>1</guid><title>T</title></item>" + strings.Repeat("<", 1<<20)),
		"open quotes":   rss("<item><guid>1</guid><title>T</title></item>" + strings.Repeat("<a b='", 1<<16)),
		"items":         rss(strings.Repeat("<item><title>T</title><b></item>", 20_000) + "<item><guid>1</guid><title>T</title></item>"),
	} {
		f, err := syndication.Parse([]byte(text), "", base)
		if err != nil && !errors.Is(err, syndication.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil && len(f.Items) == 0 {
			t.Errorf("%s: no item, and no error", name)
		}
	}
}

func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/*")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		if info, err := os.Stat(file); err != nil || info.IsDir() || strings.HasSuffix(file, ".txt") {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, "text/xml")
		f.Add(data[:len(data)*2/3], "")
	}
	f.Add([]byte("<rss><channel><item><title>x</item><item>"), "text/xml; charset=koi8-r")
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		feed, err := syndication.Parse(data, contentType, base)
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, item := range feed.Items {
			if item.ID == "" || seen[item.ID] {
				t.Fatalf("id %q is empty or there twice", item.ID)
			}
			seen[item.ID] = true
			if item.Link != "" && !strings.HasPrefix(item.Link, "http") {
				t.Fatalf("link %q", item.Link)
			}
			for _, text := range []string{item.ID, item.Link, item.Title, item.Summary, item.Content, item.Author, item.Published.Text, item.Source.Name} {
				if !utf8.ValidString(text) {
					t.Fatalf("%q is not valid UTF-8", text)
				}
			}
		}
		if len(feed.Problems) > 20 {
			t.Fatalf("%d problems", len(feed.Problems))
		}
	})
}
