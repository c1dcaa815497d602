package source_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/barograph/barograph/internal/fault"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

const subscriptions = `<opml version="2.0"><body>
<outline text="News">
  <outline text="BBC World" xmlUrl="https://feeds.bbci.co.uk/news/world/rss.xml" htmlUrl="https://www.bbc.co.uk/news" language="en"/>
  <outline text="BBC UK" xmlUrl="https://feeds.bbci.co.uk/news/uk/rss.xml" htmlUrl="https://news.bbc.co.uk/"/>
  <outline text="Alone" xmlUrl="https://alone.example/atom"/>
  <outline text="Alone again" xmlUrl="https://alone.example/atom"/>
  <outline text="Of the file" xmlUrl="https://file.example/2"/>
  <outline text="Odd" xmlUrl="feed:alone"/>
</outline></body></opml>`

func TestImportAndExportOPML(t *testing.T) {
	r, _ := open(t, connect(t), "sources:\n  file.example: {feeds: [https://file.example/1, {address: https://file.example/secret, credentials_file: key}, /data/]}\n")
	ctx := t.Context()
	if _, err := r.Create(ctx, &sourcev1.Source{Id: "bbc.co.uk", Name: "BBC", Reliability: articlev1.Reliability_RELIABILITY_B}); err != nil {
		t.Fatal(err)
	}
	got, err := r.ImportOPML(ctx, []byte(subscriptions))
	if err != nil || got.GetSourcesCreated() != 1 || got.GetFeedsAdded() != 3 || got.GetFeedsKnown() != 1 || got.GetFeedsFailed() != 2 || len(got.GetFailures()) != 2 {
		t.Fatalf("got %v, %v", got, err)
	}
	if !strings.Contains(got.GetFailures()[0].GetMessage(), "sources file") || got.GetFailures()[1].GetFeed() != "feed:alone" {
		t.Errorf("failures %v", got.GetFailures())
	}
	bbc, err := r.Get("bbc.co.uk")
	if err != nil || bbc.GetName() != "BBC" || len(bbc.GetFeeds()) != 2 || bbc.GetFeeds()[0].GetLanguage() != "en" {
		t.Errorf("got %v, %v", bbc, err)
	}
	if again, err := r.ImportOPML(ctx, []byte(subscriptions)); err != nil || again.GetFeedsAdded() != 0 || again.GetFeedsKnown() != 4 {
		t.Errorf("imported again: %v, %v", again, err)
	}
	if _, err := r.ImportOPML(ctx, []byte("<rss/>")); !errors.Is(err, fault.ErrInvalid) {
		t.Errorf("no list: %v", err)
	}

	list, err := r.ExportOPML()
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"secret", "/data/"} {
		if strings.Contains(string(list), secret) {
			t.Errorf("exported %s:\n%s", secret, list)
		}
	}
	other, _ := open(t, connect(t), "")
	if got, err := other.ImportOPML(ctx, list); err != nil || got.GetFeedsAdded() != 4 || got.GetFeedsFailed() != 0 {
		t.Fatalf("export imported: %v, %v", got, err)
	}
	copied, err := other.Get("bbc.co.uk")
	if err != nil || copied.GetReliability() != articlev1.Reliability_RELIABILITY_B || len(copied.GetFeeds()) != 2 ||
		copied.GetFeeds()[1].GetAddress() != bbc.GetFeeds()[1].GetAddress() {
		t.Errorf("copied %v, %v", copied, err)
	}
}
