package e2e_test

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/fetchtest"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// metric is one metric as it is served, or documented.
type metric struct {
	kind   string
	labels string // sorted, between commas
	help   string
}

// scrape reads the metrics of ours that a running system serves.
func scrape(ctx context.Context, t *testing.T, address string) map[string]metric {
	t.Helper()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/metrics", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("status %d, %v", answer.StatusCode, err)
	}
	return parse(string(body))
}

var sample = regexp.MustCompile(`^(barograph_\w+?)(_bucket|_sum|_count)?(?:\{(.*)\})? \S+$`)

func parse(text string) map[string]metric {
	all := map[string]metric{}
	for line := range strings.Lines(text) {
		words := strings.SplitN(strings.TrimSpace(line), " ", 4)
		switch {
		case strings.HasPrefix(line, "# HELP barograph_"):
			all[words[2]] = metric{help: words[3]}
		case strings.HasPrefix(line, "# TYPE barograph_"):
			m := all[words[2]]
			m.kind = words[3]
			all[words[2]] = m
		case strings.HasPrefix(line, "barograph_"):
			found := sample.FindStringSubmatch(strings.TrimSpace(line))
			if m, ok := all[found[1]]; ok {
				m.labels = labels(found[3])
				all[found[1]] = m
			}
		}
	}
	return all
}

var label = regexp.MustCompile(`(\w+)="`)

func labels(text string) string {
	var names []string
	for _, found := range label.FindAllStringSubmatch(text, -1) {
		if found[1] != "le" {
			names = append(names, found[1])
		}
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// TestMetricsAreDocumented holds the table of docs/metrics.md against what a
// system serves through which an article went: nothing is missing on either side.
func TestMetricsAreDocumented(t *testing.T) {
	const file, begin, end = "../../../docs/metrics.md", "-update writes it -->\n", "<!-- end -->"
	s := allInOne(t, options{dir: folder(t), metrics: true})
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	web := fetchtest.Start(t)
	f := web.Feed("/feed", fetchtest.RSS)
	f.Publish(fetchtest.Stories(0, 30, time.Now().Add(-time.Hour))...)
	if _, err := s.clients.Sources().CreateSource(ctx, &sourcev1.CreateSourceRequest{
		Source: &sourcev1.Source{Id: "a.example", Feeds: []*sourcev1.Feed{{Id: "rss", Address: f.URL}}},
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.clients.Ingest().SubmitArticle(ctx, &ingestv1.SubmitArticleRequest{Submission: &ingestv1.Submission{Text: "Leaders signed."}}); err != nil {
		t.Fatal(err)
	}
	var served map[string]metric
	bustest.Eventually(t, "everything has a number", func() bool {
		served = scrape(ctx, t, s.metrics)
		return served["barograph_feed_usual_items_per_day"].labels != "" && served["barograph_bus_messages_handled_total"].labels != ""
	})
	var table strings.Builder
	table.WriteString("| name | type | labels | meaning |\n| --- | --- | --- | --- |\n")
	for _, name := range slices.Sorted(maps.Keys(served)) {
		m := served[name]
		fmt.Fprintf(&table, "| `%s` | %s | %s | %s |\n", name, m.kind, m.labels, m.help)
	}
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(page), begin)
	_, tail, found := strings.Cut(rest, end)
	if !found {
		t.Fatal("the page has no place for the table")
	}
	want := head + begin + table.String() + end + tail
	if want == string(page) {
		return
	}
	if !*update {
		t.Fatalf("docs/metrics.md is out of date: run go test ./cmd/barograph/e2e -run TestMetricsAreDocumented -update\n%s", table.String())
	}
	if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}
