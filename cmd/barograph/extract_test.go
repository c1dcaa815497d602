package main_test

import (
	"os"
	"strings"
	"testing"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/ingest"
	"github.com/barograph/barograph/services/nlp"
)

// TestExtractedLinesAreKnownAgain reads a page with ingest and its text with
// nlp: what the page marks as heading, bullet, quotation and so on has to be
// that for the tagger, which sees plain text only.
func TestExtractedLinesAreKnownAgain(t *testing.T) {
	body, err := os.ReadFile("../../services/ingest/internal/extract/testdata/story.html")
	if err != nil {
		t.Fatal(err)
	}
	document, err := ingest.NewExtractor().Extract(t.Context(), ingest.Page{URL: "https://www.islespost.example/world/harbour-force", Body: body})
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := nlp.NewTagger([]*initiativev1.Initiative{{Id: "force", Name: "Harbour Force"}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	explained := tagger.Explain(&articlev1.Article{Id: "a", Revision: 1, Title: document.Title, Text: document.Text()})
	var got []string
	for _, line := range explained.Lines {
		got = append(got, line.Kind)
	}
	want := "byline caption paragraph paragraph heading paragraph bullet bullet bullet paragraph bullet bullet paragraph paragraph " +
		"bullet paragraph paragraph heading heading heading paragraph correction" // rows of tables are short lines
	if all := strings.Join(got, " "); all != want {
		t.Errorf("got\n%s\nwant\n%s\nof\n%s", all, want, document.Text())
	}
	quotations := 0
	for _, sentence := range explained.Sentences {
		for _, mark := range sentence.Marks {
			if mark.Category == "quote" {
				quotations++
			}
		}
	}
	if quotations != 3 {
		t.Errorf("%d quotations known, want that of the minister and two paragraphs of the envoy", quotations)
	}
}
