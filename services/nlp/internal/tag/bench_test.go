package tag_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/barograph/barograph/internal/catalog"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/nlp/internal/tag"
)

// labelled holds our synthetic articles on initiatives outside the demo.
const labelled = "../../testdata/gold"

// articles reads a folder of articles.
func articles(b *testing.B, folder string) []*articlev1.Article {
	b.Helper()
	paths, err := filepath.Glob(filepath.Join(labelled, folder, "*.article.json"))
	if err != nil || len(paths) == 0 {
		b.Fatalf("no articles in %s: %v", folder, err)
	}
	var out []*articlev1.Article
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		var file struct{ ID, Title, Text string }
		if err := json.Unmarshal(raw, &file); err != nil {
			b.Fatal(err)
		}
		a := article(file.Title, file.Text)
		a.Id = file.ID
		out = append(out, a)
	}
	return out
}

func catalogueOf(b *testing.B, folder string) *tag.Tagger {
	b.Helper()
	file, err := os.Open(filepath.Join(labelled, folder, "catalog.yaml"))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	initiatives, err := catalog.Parse(file)
	if err != nil {
		b.Fatal(err)
	}
	return build(b, initiatives)
}

// split tells those articles apart that a tagger links to an initiative.
func split(tg *tag.Tagger, in []*articlev1.Article) (about, none []*articlev1.Article) {
	for _, a := range in {
		if len(tg.Tag(a).GetInitiatives()) > 0 {
			about = append(about, a)
		} else {
			none = append(none, a)
		}
	}
	return about, none
}

// BenchmarkTag reads newspaper articles on one core: those about an initiative,
// those about none, and a stream in which one of twenty is about one. The
// figures to hold them against stand in the Makefile's bench target.
func BenchmarkTag(b *testing.B) {
	tg := catalogueOf(b, "dev")
	about, _ := split(tg, articles(b, "dev"))
	_, none := split(tg, articles(b, "heldout"))
	if len(about) < 10 || len(none) < 10 {
		b.Fatalf("%d articles about an initiative and %d about none are too few", len(about), len(none))
	}
	var stream []*articlev1.Article
	for i, a := range about {
		stream = append(stream, a)
		for k := range 19 {
			stream = append(stream, none[(19*i+k)%len(none)])
		}
	}
	for _, run := range []struct {
		name string
		in   []*articlev1.Article
	}{{"about an initiative", about}, {"about none", none}, {"stream, 5% about one", stream}} {
		b.Run(run.name, func(b *testing.B) { read(b, tg, run.in) })
	}
}

// BenchmarkCatalogues reads the stream's kind of article under catalogues of
// more and more initiatives in the places of the world.
func BenchmarkCatalogues(b *testing.B) {
	in := append(articles(b, "heldout"), articles(b, "dev")...)
	places := []string{"Ghana", "Kenya", "France", "Ukraine", "Latvia", "Russia", "China", "Iran", "Turkey", "the United States"}
	kinds := []string{"stabilization force", "trade agreement", "rail corridor", "loan facility", "arms package"}
	for _, n := range []int{100, 10_000} {
		var catalogue []*initiativev1.Initiative
		for i := range n {
			p := places[i%len(places)]
			catalogue = append(catalogue, &initiativev1.Initiative{
				Id: fmt.Sprintf("i%05d", i), Name: fmt.Sprintf("%s Vale%d %s", p, i, kinds[i/len(places)%len(kinds)]),
				About: "a plan of " + p + " for the district of Vale, agreed after the summit and announced by its ministers", Places: []string{p},
			})
		}
		tg := build(b, catalogue)
		b.Run(fmt.Sprint(n, " initiatives"), func(b *testing.B) { read(b, tg, in) })
	}
}

// read tags the articles again and again, and reports how many a second, the
// words of one, and the memory of the process with everything loaded.
func read(b *testing.B, tg *tag.Tagger, in []*articlev1.Article) {
	words := 0
	for _, a := range in {
		words += len(strings.Fields(a.GetText()))
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		tg.Tag(in[i%len(in)])
		i++
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(i)/b.Elapsed().Seconds(), "articles/s")
	b.ReportMetric(float64(words)/float64(len(in)), "words/article")
	b.ReportMetric(float64(m.Sys)/(1<<20), "MiB-process")
}
