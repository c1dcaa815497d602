package extract_test

import (
	"testing"
	"time"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	"github.com/barograph/barograph/services/ingest/internal/extract"
)

func TestPublishedForms(t *testing.T) {
	for raw, want := range map[string]string{
		"2031-05-03T09:10:11Z":               "2031-05-03T09:10:11Z",
		"2031-05-03T09:10:11.123+02:00":      "2031-05-03T07:10:11Z",
		"2031-05-03T09:10:11-0500":           "2031-05-03T14:10:11Z",
		"2031-05-03T09:10":                   "2031-05-03T09:10:00Z unzoned",
		"2031-05-03 09:10:11 +0200":          "2031-05-03T07:10:11Z",
		"2031-05-03 09:10:11":                "2031-05-03T09:10:11Z unzoned",
		"2031-05-03":                         "2031-05-03T00:00:00Z day",
		"20310503":                           "2031-05-03T00:00:00Z day",
		"20310503T091011Z":                   "2031-05-03T09:10:11Z",
		"Sat, 03 May 2031 09:10:11 GMT":      "2031-05-03T09:10:11Z",
		"Sat, 03 May 2031 09:10:11 +0200":    "2031-05-03T07:10:11Z",
		"May 3, 2031":                        "2031-05-03T00:00:00Z day",
		"3 May 2031, 9:10 a.m.":              "2031-05-03T09:10:00Z unzoned",
		"May 3, 2031 at 9:10 pm EDT":         "2031-05-04T01:10:00Z",
		"Saturday, May 3, 2031 9:10 AM":      "2031-05-03T09:10:00Z unzoned",
		"Nov. 19, 2030":                      "2030-11-19T00:00:00Z day",
		"Sat May 03 2031 09:10:11 GMT":       "2031-05-03T09:10:11Z",
		"1935572400":                         "2031-05-03T11:00:00Z",
		"1935572400000":                      "2031-05-03T11:00:00Z",
		"03/05/2031":                         "",
		"2031-13-45":                         "",
		"1970-01-01T00:00:00Z":               "",
		"0001-01-01T00:00:00Z":               "",
		"2099-01-01":                         "",
		"1899-12-31":                         "",
		"yesterday at noon, they said":       "",
		"{{ article.published }}":            "",
		"9999999999999999999999999999999999": "",
		"2031-05-03T09:10:11+99:99":          "2031-05-03T00:00:00Z day",
	} {
		d := facts(t, "", `<meta property="article:published_time" content="`+raw+`">`, "<article>"+sentences(5)+"</article>")
		got := ""
		if !d.Published.IsZero() {
			got = d.Published.Time.Format(time.RFC3339)
			if d.Published.Day {
				got += " day"
			} else if !d.Published.Zoned {
				got += " unzoned"
			}
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", raw, got, want)
		}
	}
}

func TestDateEvidence(t *testing.T) {
	const structured, meta = `<script type="application/ld+json">{"@graph":{"@type":"Article","datePublished":"2031-05-01T00:00:00Z","dateModified":"2031-05-02T08:00:00Z"}}</script>`, `<meta property="article:published_time" content="2031-05-02T00:00:00Z">`
	for _, c := range []struct {
		name, url, head, body string
		want                  string
		basis                 articlev1.TimeBasis
		how                   string
	}{
		{"JSON-LD before metas", "", meta + structured, "", "2031-05-01", articlev1.TimeBasis_TIME_BASIS_STRUCTURED_DATA, "json-ld datePublished"},
		{"meta before time elements", "", meta, `<time class=published datetime="2031-04-30">x</time>`, "2031-05-02", articlev1.TimeBasis_TIME_BASIS_METADATA, "meta article:published_time"},
		{"microdata", "", "", `<span itemprop=datePublished content="2031-04-29T10:00:00Z">x</span>`, "2031-04-29", articlev1.TimeBasis_TIME_BASIS_STRUCTURED_DATA, "time element"},
		{"time element", "", "", `<time class="entry-date" datetime="2031-04-28T10:00:00Z">x</time>`, "2031-04-28", articlev1.TimeBasis_TIME_BASIS_MARKUP, "time element"},
		{"address", "https://p.test/2031/04/27/a", "", "", "2031-04-27", articlev1.TimeBasis_TIME_BASIS_ADDRESS, "htmldate"},
		{"the future gives way", "", `<meta property="article:published_time" content="2031-06-01T00:00:00Z"><meta name=date content="2031-04-26">`, "", "2031-04-26", articlev1.TimeBasis_TIME_BASIS_METADATA, "meta date"},
		{"a time of another article", "", "", `<aside><time datetime="2020-01-01">old</time></aside>`, "", 0, ""},
		{"stamp", "", "", `<p>Published: 25 April 2031</p>`, "2031-04-25", articlev1.TimeBasis_TIME_BASIS_MARKUP, "line “Published: 25 April 2031”"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := facts(t, c.url, c.head, "<article>"+c.body+sentences(5)+sentences(5)+"</article>")
			got := ""
			if !d.Published.IsZero() {
				got = d.Published.Time.Format(time.DateOnly)
			}
			if got != c.want || d.Published.Basis != c.basis || d.Published.How != c.how {
				t.Errorf("got %s by %s (%s)", got, d.Published.Basis, d.Published.How)
			}
		})
	}
	d := facts(t, "", structured, "<article>"+sentences(5)+"</article>")
	if d.Updated.Time.Format(time.RFC3339) != "2031-05-02T08:00:00Z" || d.Updated.Role != extract.RoleUpdated {
		t.Errorf("updated %+v", d.Updated)
	}
	d = facts(t, "", meta+`<meta property="article:modified_time" content="2019-01-01">`, "<article>"+sentences(5)+"</article>")
	if !d.Updated.IsZero() {
		t.Errorf("updated long before it was published: %v", d.Updated.Time)
	}
}
