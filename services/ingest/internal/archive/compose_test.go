package archive_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/services/ingest/internal/archive"
	"github.com/barograph/barograph/services/ingest/internal/extract"
)

// TestComposeNamesThePage: what is said of a page that cannot be read has its
// address, and no gap where a saved page has none.
func TestComposeNamesThePage(t *testing.T) {
	t.Parallel()
	deep := []byte(strings.Repeat("<div>", 600) + "words")
	c := &archive.Composer{Extractor: extract.New()}
	for address, want := range map[string]string{"": "page has too many", "https://a.example/x": "page https://a.example/x: page has too many"} {
		r := c.Compose(t.Context(), archive.Record{Page: &extract.Page{URL: address, ContentType: "text/html", Body: deep}})
		if r.Err == nil || !strings.HasPrefix(r.Err.Error(), want) {
			t.Errorf("%q: %v", address, r.Err)
		}
	}
}
