//go:build unix

package extract_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/go-shiori/go-readability"
	"github.com/markusmobius/go-trafilatura"

	"github.com/barograph/barograph/services/ingest/internal/extract"
)

// truth is one page of the benchmark with the text that people took from it.
type truth struct {
	ArticleBody string `json:"articleBody"`
	URL         string `json:"url"`
	page        []byte
}

// readBenchmark reads a copy of github.com/scrapinghub/article-extraction-benchmark.
func readBenchmark(t *testing.T) map[string]truth {
	t.Helper()
	dir := os.Getenv("ARTICLE_BENCHMARK")
	if dir == "" {
		t.Skip("NOT MEASURED: ARTICLE_BENCHMARK does not name a copy of github.com/scrapinghub/article-extraction-benchmark")
	}
	raw, err := os.ReadFile(filepath.Join(dir, "ground-truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]truth{}
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	for id, one := range all {
		packed, err := os.ReadFile(filepath.Join(dir, "html", id+".html.gz"))
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		if one.page, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
		all[id] = one
	}
	return all
}

// token is \w+ as Python has it: the metric is that of the benchmark's
// evaluate.py, with shingles of four tokens.
var token = regexp.MustCompile(`[\p{L}\p{N}_]+`)

func shingles(s string) map[string]int {
	words := token.FindAllString(s, -1)
	out := map[string]int{}
	for i := range max(1, len(words)-3) {
		if one := words[i:min(i+4, len(words))]; len(one) > 0 {
			out[strings.Join(one, " ")]++
		}
	}
	return out
}

// score returns precision, whether it counts, recall, and whether it counts.
func score(want, got string) (precision float64, predicted bool, recall float64, any bool) {
	a, p := shingles(want), shingles(got)
	both, wanted, given := 0, 0, 0
	for s, n := range a {
		both += min(n, p[s])
		wanted += n
	}
	for _, n := range p {
		given += n
	}
	switch {
	case wanted == 0 && given == 0:
		return 0, false, 0, false
	case given == 0:
		return 0, false, 0, true
	case wanted == 0:
		return 0, true, 0, false
	}
	return float64(both) / float64(given), true, float64(both) / float64(wanted), true
}

// processorTime is what the process has used.
func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		t.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// ours reads with the engine and keeps some kinds of blocks.
func ours(t *testing.T, keep func(extract.Kind) bool) func(truth) string {
	engine := extract.New()
	return func(one truth) string {
		d, err := engine.Extract(t.Context(), extract.Page{URL: one.URL, Body: one.page})
		if err != nil {
			t.Errorf("%s: %v", one.URL, err)
			return ""
		}
		var b strings.Builder
		for _, block := range d.Blocks {
			if keep(block.Kind) {
				b.WriteString(block.Text + "\n\n")
			}
		}
		return b.String()
	}
}

func trafilaturaText(fallback bool) func(truth) string {
	return func(one truth) string {
		r, err := trafilatura.Extract(bytes.NewReader(one.page), trafilatura.Options{EnableFallback: fallback})
		if err != nil {
			return ""
		}
		return r.ContentText
	}
}

func readabilityText(one truth) string {
	r, err := readability.FromReader(bytes.NewReader(one.page), nil)
	if err != nil {
		return ""
	}
	return r.TextContent
}

// TestArticleBenchmark prints how good the text is on the public benchmark,
// beside the libraries alone. The benchmark's texts hold neither captions nor
// notices, so ours is compared without them; with them it is printed, too.
func TestArticleBenchmark(t *testing.T) {
	all := readBenchmark(t)
	f1 := map[string]float64{}
	for _, system := range []struct {
		name string
		read func(truth) string
	}{
		{"go-trafilatura with fallback", trafilaturaText(true)},
		{"go-trafilatura", trafilaturaText(false)},
		{"go-readability", readabilityText},
		{"barograph", ours(t, func(k extract.Kind) bool { return k != extract.Caption && k != extract.Notice })},
		{"barograph, captions and notices", ours(t, func(extract.Kind) bool { return true })},
	} {
		got := map[string]string{}
		begun := processorTime(t)
		for _, id := range slices.Sorted(maps.Keys(all)) {
			got[id] = system.read(all[id])
		}
		spent := processorTime(t) - begun
		var precision, recall, predicted, wanted float64
		for id, one := range all {
			p, isPredicted, r, isWanted := score(one.ArticleBody, got[id])
			if isPredicted {
				precision, predicted = precision+p, predicted+1
			}
			if isWanted {
				recall, wanted = recall+r, wanted+1
			}
		}
		precision, recall = precision/predicted, recall/wanted
		f1[system.name] = 2 * precision * recall / (precision + recall)
		t.Logf("%-32s F1 %.4f  precision %.4f  recall %.4f  %6.1f pages a processor second", system.name, f1[system.name], precision, recall, float64(len(all))/spent.Seconds())
	}
	if f1["barograph"] < f1["go-trafilatura with fallback"] || f1["barograph"] < f1["go-trafilatura"] {
		t.Error("the libraries alone are better")
	}
}
