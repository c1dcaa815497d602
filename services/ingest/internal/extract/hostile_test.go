package extract_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/cputest"
	"github.com/barograph/barograph/services/ingest/internal/extract"
)

// hostile pages would take a parser or a finder the square of their size, or
// are far too large. Each is made as large as the limits allow, or larger.
func hostile() map[string]func() string {
	repeat := func(s string, n int) string { return strings.Repeat(s, max(n/part, 1)) }
	numbered := func(n int, format string) string {
		var b strings.Builder
		for i := range n / part {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	return map[string]func() string{
		"paragraphs": func() string { return "<article>" + repeat("<p>The minister said that it will be done soon.", 39_000) },
		"paragraphs below the limit of the thorough finder": func() string { return "<article>" + repeat("<p>The minister said that it will be done soon.", 7_900) },
		"spans below that limit":                            func() string { return "<article><p>" + repeat("<span>a word</span> ", 7_900) },
		"cells below that limit":                            func() string { return "<article><table>" + repeat("<tr><td>some words</td></tr>", 2_900) },
		"breaks below that limit":                           func() string { return "<article><p>" + repeat("some words<br>", 7_900) },
		"divisions":                                         func() string { return repeat("<div>some text here</div>", 39_000) },
		"line breaks":                                       func() string { return "<article><p>" + repeat("word word word<br>", 39_000) },
		"links":                                             func() string { return "<article>" + repeat("<a href='/x'>link text</a> ", 39_000) },
		"items":                                             func() string { return "<article><ol>" + repeat("<li>a word of a list", 39_000) },
		"cells":                                             func() string { return "<table>" + repeat("<tr><td>some words</td></tr>", 19_000) },
		"text between rows":                                 func() string { return "<table>" + repeat("text<tr>", 39_000) },
		"formatting unclosed":                               func() string { return repeat("<p><b><i>text", 160) + repeat("<b>x</i></b>", 30_000) },
		"inline unclosed":                                   func() string { return "<p>" + repeat("<font color=red>some words of text ", 5_000) },
		"divisions unclosed":                                func() string { return repeat("<div>", 5_000) },
		"lists in lists":                                    func() string { return repeat("<ul><li>a word ", 240) },
		"quotes in quotes":                                  func() string { return repeat("<blockquote>a word of some length ", 500) },
		"raised in raised":                                  func() string { return repeat("<sup>1 ", 500) + repeat("word ", 200_000) },
		"tables in tables":                                  func() string { return repeat("<table><tr><td>a<td>b", 120) + repeat("<p>word", 20_000) },
		"attributes":                                        func() string { return "<p " + numbered(1_000_000, "a%d=x ") + ">" + repeat("a word ", 100) },
		"attributes of bodies":                              func() string { return numbered(100_000, "<body a%d=x>") + repeat("a word ", 100) },
		"one line":                                          func() string { return "<article><p>" + repeat("word ", 700_000) },
		"one line of 10 MB":                                 func() string { return "<article><p>" + repeat("word ", 2<<20) },
		"one word of 3 MB":                                  func() string { return "<article><p>" + repeat("w", 3<<20) },
		"comments":                                          func() string { return repeat("<!--x-->", 1<<20) + repeat("a word ", 100) },
		"scripts":                                           func() string { return repeat("<script>x</script>", 500_000) + repeat("a word ", 100) },
		"drawing":                                           func() string { return "<svg>" + repeat("<g>", 1<<20) + "<p>" + repeat("a word ", 100) },
		"signs":                                             func() string { return "<p>" + repeat("<", 1<<20) + repeat("&", 1<<20) + repeat("&amp", 1<<18) },
		"metas":                                             func() string { return repeat("<meta property=og:title content=abc>", 39_000) + repeat("a word ", 100) },
		"times":                                             func() string { return repeat("<time datetime=2031-01-02>x</time>", 39_000) },
		"captions": func() string {
			return "<article>" + repeat("<figure><figcaption>a word of a caption</figcaption></figure>", 19_000)
		},
		"classes": func() string {
			return numbered(19_000, "<div class='article-body-%d'><p>The same words again and again for ever.</p></div>")
		},
		"statements": func() string {
			return `<script type="application/ld+json">` + repeat("[", 1<<19) + "</script>" + repeat("a word ", 100)
		},
		"things": func() string {
			return `<script type="application/ld+json">[` + repeat(`{"@type":"NewsArticle","author":[{"name":"x"}]},`, 20_000) + `{}]</script>` + repeat("a word ", 100)
		},
		"sentences alike": func() string {
			return "<article>" + repeat("<p>one two three four one two three four one two three four</p>", 39_000)
		},
		"hidden in hidden":      func() string { return repeat("<div hidden>", 500) + repeat("<p hidden>word", 30_000) },
		"options":               func() string { return "<select>" + repeat("<option>a", 39_000) },
		"nothing but zero":      func() string { return repeat("\x00", 1<<20) },
		"sixteen and a half MB": func() string { return repeat("<p>word", 2_400_000) },
	}
}

// TestHostile gives every such page a time on the processor that is generous for
// a slow machine.
// Measured: 2.4 s of processor time for the slowest (tables inside each other),
// 11 s for all of them, 300 MB at most. What cannot be read is refused with a
// typed error.
func TestHostile(t *testing.T) {
	engine := extract.New()
	for name, page := range hostile() {
		t.Run(name, func(t *testing.T) {
			body := []byte(page())
			begun := cputest.Spent(t)
			d, err := engine.Extract(t.Context(), extract.Page{URL: "https://p.test/a", Body: body})
			spent := cputest.Spent(t) - begun
			switch {
			case spent > 40*time.Second:
				t.Errorf("took %s", spent)
			case err == nil && d == nil:
				t.Error("neither document nor error")
			case err != nil && !errors.Is(err, extract.ErrTooLarge) && !errors.Is(err, extract.ErrTooComplex) && !errors.Is(err, extract.ErrNoText) && !errors.Is(err, extract.ErrNotHTML):
				t.Errorf("error without a type: %v", err)
			}
			t.Logf("%d bytes in %d ms: %v", len(body), spent.Milliseconds(), err)
		})
	}
}

func TestContextEndsReading(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := extract.New().Extract(ctx, story(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
