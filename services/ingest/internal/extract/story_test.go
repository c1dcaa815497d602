package extract_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/services/ingest/internal/extract"
)

var update = flag.Bool("update", false, "write the golden files anew")

func read(t testing.TB, page extract.Page) *extract.Document {
	t.Helper()
	d, err := extract.New().Extract(t.Context(), page)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func story(t testing.TB) extract.Page {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("testdata", "story.html"))
	if err != nil {
		t.Fatal(err)
	}
	return extract.Page{
		URL: "https://www.islespost.example/world/harbour-force?ref=home", ContentType: "text/html", Body: body,
		Retrieved: time.Date(2031, 5, 4, 0, 0, 0, 0, time.UTC),
	}
}

// TestStoryText holds the text against the form that tagging reads.
func TestStoryText(t *testing.T) {
	got := read(t, story(t)).Text() + "\n"
	path := filepath.Join("testdata", "story.txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got\n%s\nwant (write it anew with -update)\n%s", got, want)
	}
}

func TestStoryFacts(t *testing.T) {
	d := read(t, story(t))
	for _, c := range []struct{ name, got, want string }{
		{"title", d.Title, "Nine isles agree on a harbour force"},
		{"byline", d.Byline, "Ann Orr, Ben Tarn"},
		{"publisher", d.Publisher, "The Isles Post"},
		{"wire origin", d.WireOrigin, ""},
		{"address", d.CanonicalURL, "https://www.islespost.example/world/harbour-force"},
		{"language", d.Language, "en-GB"},
		{"description", d.Description, "A harbour force is to be paid for by all."},
		{"published", d.Published.Time.Format(time.RFC3339), "2031-05-03T07:10:00Z"},
		{"published how", d.Published.How, "json-ld datePublished"},
		{"updated", d.Updated.Time.Format(time.RFC3339), "2031-05-03T14:00:00Z"},
		{"barrier", d.Barrier.String(), "none"},
		{"charset", d.Charset, "utf-8"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, c.got, c.want)
		}
	}
	if len(d.Corrections) != 1 {
		t.Errorf("corrections %q", d.Corrections)
	}
}

// What readers write, and what is said of other articles, is no word of the
// editors on this one: a reader must not be able to withdraw an article.
func TestNoticesOfOthersAreNone(t *testing.T) {
	page := "<main><article><h1>Nine isles agree</h1>" + sentences(6) + "<p>Correction: it was nine isles, not eight.</p></article>" +
		`<section id="comments"><div class="comment"><p>This article has been retracted.</p><p>Correction: all of this is wrong.</p></div></section>` +
		`<div class="related-stories"><p>Correction: Orr did not win the cup</p></div>` +
		`<article><p>This article was withdrawn because it could not be stood up.</p></article><aside><p>Clarification: the harvest was good.</p></aside></main>`
	d := read(t, extract.Page{Body: []byte(page)})
	if len(d.Corrections) != 1 || d.Corrections[0] != "Correction: it was nine isles, not eight." {
		t.Errorf("got %q", d.Corrections)
	}
	for _, other := range []string{"retracted", "all of this is wrong", "the cup", "withdrawn", "harvest"} {
		if text := d.Text(); strings.Contains(text, other) {
			t.Errorf("%q in the text\n%s", other, text)
		}
	}
}

func TestFragments(t *testing.T) {
	for in, want := range map[string]string{
		`Envoys agreed &amp; left on <a href="/x">Saturday</a>.`:                                                   "Envoys agreed & left on Saturday.",
		"<p>The envoys of nine isles agreed.</p>":                                                                  "The envoys of nine isles agreed.",
		"<p>They agreed on it.</p><p>The post <a href=x>They agree</a> appeared first on <a href=y>Isles</a>.</p>": "They agreed on it.",
		"They agreed on it.<br><br>They left the hall.<br>They went home.":                                         "They agreed on it.\n\nThey left the hall.\nThey went home.",
		"<p>She said <q>we go</q> and went.</p><ul><li>one thing<ol><li>first part</ol><li>another thing</ul>":     "She said “we go” and went.\n\n• one thing\n(1) first part\n• another thing",
	} {
		if got := read(t, extract.Page{Body: []byte(in)}).Text(); got != want {
			t.Errorf("%s\ngot  %q\nwant %q", in, got, want)
		}
	}
}

// A title in a drawing holds markup and ends nothing; outside it would run on to
// its end tag, over the whole page.
func TestTitleInDrawing(t *testing.T) {
	d := read(t, extract.Page{Body: []byte("<header><svg><title/><path d=x /></svg></header><article><h1>Nine isles agree</h1>" + sentences(4) + "</article>")})
	if !strings.Contains(d.Text(), "harbour force") {
		t.Errorf("got %q", d.Text())
	}
}

// A short article with a long discussion below is the article.
func TestDiscussionIsNoArticle(t *testing.T) {
	page := "<div class=entry><h1>Open thread</h1><p>Write what you think of the vote on the isles.</p></div><div id=comments>" +
		strings.Repeat("<div class=comment-body>"+sentences(3)+"</div>", 20) + "</div>"
	if d := read(t, extract.Page{Body: []byte(page)}); strings.Contains(d.Text(), "harbour") || !strings.Contains(d.Text(), "the vote on the isles") {
		t.Errorf("got %q", d.Text())
	}
}
