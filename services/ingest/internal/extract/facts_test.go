package extract_test

import (
	"testing"
	"time"

	"github.com/barograph/barograph/services/ingest/internal/extract"
)

func facts(t *testing.T, address, head, body string) *extract.Document {
	t.Helper()
	return read(t, extract.Page{
		URL: address, Body: []byte("<html lang=en><head>" + head + "</head><body>" + body + "</body></html>"),
		Retrieved: time.Date(2031, 5, 4, 12, 0, 0, 0, time.UTC),
	})
}

func TestWireOrigin(t *testing.T) {
	for _, c := range []struct{ name, head, body, origin, evidence string }{
		{"nobody", "", "<article>" + sentences(5) + "</article>", "", ""},
		{"author", `<meta name=author content="Associated Press">`, "<article>" + sentences(5) + "</article>", "AP", "byline"},
		{"author at an agency", `<meta name=author content="Ann Orr, Reuters">`, "<article>" + sentences(5) + "</article>", "Reuters", "byline"},
		{"a person called Ani", `<meta name=author content="Ani Petrosyan">`, "<article>" + sentences(5) + "</article>", "", ""},
		{"marked byline", "", `<article><p class="byline">By AFP</p>` + sentences(5) + "</article>", "AFP", "byline"},
		{"dateline", "", "<article><p>PORTMERE, May 3 (Reuters) - " + sentence + "</p>" + sentences(5) + "</article>", "Reuters", "dateline"},
		{"dateline without a place", "", "<article><p>(AP) — " + sentence + "</p>" + sentences(5) + "</article>", "AP", "dateline"},
		{"party in parentheses", "", "<article><p>Senator Lee (Reform) - " + sentence + "</p>" + sentences(5) + "</article>", "", ""},
		{"JSON-LD organisation", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"H H H","publisher":{"name":"Isles Post"},"sourceOrganization":{"name":"Agence France-Presse"}}</script>`, "<article>" + sentences(5) + "</article>", "AFP", "metadata"},
		{"JSON-LD publisher is the agency", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"H H H","publisher":{"name":"Xinhua"}}</script>`, "<article>" + sentences(5) + "</article>", "", ""},
		{"first published", "", "<article>" + sentences(5) + "<p>This article was originally published by The Tarn Gazette on 2 May.</p></article>", "The Tarn Gazette", "notice"},
		{"first published on a day", "", "<article>" + sentences(5) + "<p>First published on May 2 2031</p></article>", "", ""},
		{"something else that appeared first", "", "<article>" + sentences(5) + "<p>The virus first appeared in West Orr in spring.</p></article>", "", ""},
		{"republished", "", "<article>" + sentences(5) + "<p>Republished with permission from Harbour Watch under a Creative Commons licence.</p></article>", "Harbour Watch", "notice"},
		{"copyright of an agency", "", "<article>" + sentences(5) + "<p>© 2031 The Associated Press. This text may not be published.</p></article>", "AP", "notice"},
		{"address of another site", `<link rel=canonical href="https://tarngazette.example/x">`, "<article>" + sentences(5) + "</article>", "tarngazette.example", "canonical address"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := facts(t, "https://www.islespost.test/world/x", c.head, c.body)
			if d.WireOrigin != c.origin || d.WireEvidence != c.evidence {
				t.Errorf("got %q by %q, want %q by %q (byline %q)", d.WireOrigin, d.WireEvidence, c.origin, c.evidence, d.Byline)
			}
		})
	}
	if d := facts(t, "https://www.reuters.com/world/x", `<meta name=author content="Reuters">`, "<article><p>PORTMERE, May 3 (Reuters) - "+sentence+"</p>"+sentences(5)+"</article>"); d.WireOrigin != "" {
		t.Errorf("an agency on its own site: %q", d.WireOrigin)
	}
}

func TestCanonicalURL(t *testing.T) {
	for _, c := range []struct{ name, url, head, want string }{
		{"nothing declared", "https://p.test/a?utm_source=x#y", "", "https://p.test/a"},
		{"relative", "https://p.test/a?id=7", `<link rel=canonical href="/story-7">`, "https://p.test/story-7"},
		{"Open Graph", "https://p.test/a?id=7", `<meta property="og:url" content="https://www.p.test/story-7">`, "https://www.p.test/story-7"},
		{"base", "https://p.test/x/a", `<base href="https://p.test/y/"><link rel=canonical href="b">`, "https://p.test/y/b"},
		{"another site is not believed", "https://p.test/a", `<link rel=canonical href="https://q.test/a">`, "https://p.test/a"},
		{"a site of the same public suffix", "https://a.co.uk/a", `<link rel=canonical href="https://b.co.uk/a">`, "https://a.co.uk/a"},
		{"front page", "https://p.test/world/a", `<link rel=canonical href="https://p.test/">`, "https://p.test/world/a"},
		{"section", "https://p.test/world/a", `<link rel=canonical href="https://p.test/world">`, "https://p.test/world/a"},
		{"AMP page of a short address", "https://p.test/story/amp", `<link rel=canonical href="https://p.test/story">`, "https://p.test/story"},
		{"AMP cache", "https://p-test.cdn.ampproject.org/c/s/p.test/story", `<link rel=canonical href="https://p.test/story">`, "https://p.test/story"},
		{"saved page", "", `<link rel=canonical href="https://p.test/story">`, "https://p.test/story"},
		{"script address", "https://p.test/a", `<link rel=canonical href="javascript:x()"><meta property="og:url" content="https://p.test/b">`, "https://p.test/b"},
		{"with a password", "https://p.test/a", `<link rel=canonical href="https://u:p@p.test/b">`, "https://p.test/a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := facts(t, c.url, c.head, "<article>"+sentences(5)+"</article>"); d.CanonicalURL != c.want {
				t.Errorf("got %q, want %q", d.CanonicalURL, c.want)
			}
		})
	}
}

func TestTitle(t *testing.T) {
	for _, c := range []struct{ name, head, body, want string }{
		{"site behind a bar", "<title>Nine isles agree | Isles Post</title>", "", "Nine isles agree"},
		{"site behind a dash", `<meta property="og:site_name" content="Isles Post"><title>Nine isles – at last – agree - Isles Post</title>`, "", "Nine isles – at last – agree"},
		{"site before", `<meta property="og:site_name" content="Isles Post"><title>The Isles Post: x - Nine isles agree</title>`, "", "Nine isles agree"},
		{"dash of its own", "<title>Nine isles agree - and quarrel</title>", "", "Nine isles agree - and quarrel"},
		{"one heading", "<title>Isles Post</title>", "<h1>Nine isles agree on it</h1>", "Nine isles agree on it"},
		{"Open Graph before title", `<meta property="og:title" content="Nine isles &amp; Orr agree"><title>x</title>`, "", "Nine isles & Orr agree"},
		{"JSON-LD first", `<script type="application/ld+json">[{"@type":"NewsArticle","headline":"Nine isles &quot;agree&quot;"}]</script><title>x</title>`, "", `Nine isles "agree"`},
		{"title of a drawing", "", "<svg><title>Arrow</title></svg><h1>Nine isles agree</h1>", "Nine isles agree"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := facts(t, "https://p.test/a", c.head, c.body+"<article>"+sentences(5)+"</article>"); d.Title != c.want {
				t.Errorf("got %q, want %q", d.Title, c.want)
			}
		})
	}
}

func TestLanguage(t *testing.T) {
	for want, head := range map[string]string{
		"en":      "",
		"de":      `<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","inLanguage":"de"}</script>`,
		"pt-BR":   `<meta property="og:locale" content="pt_BR">`,
		"zh-Hant": `<meta http-equiv="Content-Language" content="zh-hant, en">`,
	} {
		page := "<html lang=" + map[bool]string{true: "en", false: "nonsense!"}[want == "en"] + "><head>" + head + "</head><body><article>" + sentences(5) + "</article></body></html>"
		if d := read(t, extract.Page{Body: []byte(page)}); d.Language != want {
			t.Errorf("got %q, want %q", d.Language, want)
		}
	}
}
