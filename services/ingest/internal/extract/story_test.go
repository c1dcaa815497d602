package extract_test

import (
	"flag"
	"os"
	"path/filepath"
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
