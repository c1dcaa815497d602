package demo_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/cmd/barograph/internal/demo"
)

func TestArticlesAreMarkedAndFromBeforeTheDemo(t *testing.T) {
	articles, err := demo.Articles()
	if err != nil {
		t.Fatal(err)
	}
	if n := len(articles); n < 18 || n > 25 {
		t.Errorf("%d articles, want about 20", n)
	}
	urls := map[string]int{}
	for _, a := range articles {
		if !strings.HasPrefix(a.GetByline(), demo.Mark) {
			t.Errorf("%s is not marked as synthetic: byline %q", a.GetExternalId(), a.GetByline())
		}
		if a.GetPublishedTime() == nil || a.GetPublishedTime().AsTime().After(demo.Now()) {
			t.Errorf("%s is from %v", a.GetExternalId(), a.GetPublishedTime().AsTime())
		}
		if !strings.Contains(a.GetUrl(), ".example/") {
			t.Errorf("%s is not under a reserved domain: %s", a.GetExternalId(), a.GetUrl())
		}
		urls[a.GetUrl()]++
	}
	if len(urls) != len(articles)-1 {
		t.Errorf("%d addresses of %d articles: want one revised article", len(urls), len(articles))
	}
}

func TestCatalogueHasTheSevenInitiatives(t *testing.T) {
	initiatives, err := demo.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	if len(initiatives) != 7 {
		t.Fatalf("%d initiatives", len(initiatives))
	}
	for _, i := range initiatives {
		deadline := i.GetQuestion().GetDeadline()
		if deadline != nil && !deadline.AsTime().After(demo.Now()) {
			t.Errorf("%s: its question is closed in the demo", i.GetId())
		}
		if i.GetPrior().GetSource() == "" {
			t.Errorf("%s: the prior has no source", i.GetId())
		}
	}
}
