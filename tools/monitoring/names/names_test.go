package names_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/barograph/barograph/tools/monitoring/names"
)

const page = "| name | type | labels | meaning |\n| --- | --- | --- | --- |\n" +
	"| `a_total` | counter | code, service | x |\n| `b_seconds` | histogram | service | y |\n| `c` | gauge | | z |\n"

func book(t *testing.T) names.Book {
	t.Helper()
	file := filepath.Join(t.TempDir(), "metrics.md")
	if err := os.WriteFile(file, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := names.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestCheck(t *testing.T) {
	b := book(t)
	for query, want := range map[string]string{
		`sum by (service) (rate(a_total{code="x", instance="i"}[5m]))`:               "",
		`histogram_quantile(0.9, sum by (le, service) (rate(b_seconds_bucket[5m])))`: "",
		`c / on (job, instance) group_left () a_total`:                               "",
		`sum by (nobody) (a_total)`:                                                  "no label nobody",
		`a_total{nobody="x"}`:                                                        "no label nobody",
		`b_seconds`:                                                                  "no such metric", // a classic histogram has none of that name
		`b_second`:                                                                   "no such metric: b_second",
		`sum by (code) (sum by (service) (a_total))`:                                 "no label code",
		`c / on (code) a_total`:                                                      "no label code",
		`rate(a_total)`:                                                              "expected type range vector",
	} {
		_, complaints := b.Check(query)
		if got := strings.Join(complaints, "; "); (want == "") != (got == "") || !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
}

func TestLabelsOfAnswers(t *testing.T) {
	b := book(t)
	if err := b.Record("r:a", `max by (code) (a_total)`); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string][]string{
		`r:a > 1`:                             {"code"},
		`topk(3, sum by (service) (a_total))`: {"service"},
		`time() - max(c)`:                     nil,
		`histogram_quantile(0.9, sum by (service, le) (rate(b_seconds_bucket[5m])))`: {"service"},
		`max by (service) (a_total) or max by (code) (a_total)`:                      {"service", "code"},
	} {
		if got, complaints := b.Check(query); !slices.Equal(got, want) || complaints != nil {
			t.Errorf("%s: %v %v, want %v", query, got, complaints, want)
		}
	}
}

func TestPageWithoutATable(t *testing.T) {
	if _, err := names.Read(os.DevNull); err == nil {
		t.Error("no error")
	}
}
