package extract_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/go-shiori/go-readability"
	"github.com/markusmobius/go-trafilatura"

	"github.com/barograph/barograph/services/ingest/internal/extract"
)

type truth struct {
	ArticleBody string `json:"articleBody"`
	URL         string `json:"url"`
	page        []byte
}

func readBenchmark(t *testing.T) map[string]truth {
	dir := os.Getenv("ARTICLE_BENCHMARK")
	if dir == "" {
		t.Skip("ARTICLE_BENCHMARK is not set")
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
		f, err := os.Open(filepath.Join(dir, "html", id+".html.gz"))
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		if one.page, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
		_ = f.Close()
		all[id] = one
	}
	return all
}

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

func score(want, got string) (tp, fp, fn float64) {
	a, p := shingles(want), shingles(got)
	for s, n := range a {
		tp += float64(min(n, p[s]))
		fn += float64(max(0, n-p[s]))
	}
	for s, n := range p {
		fp += float64(max(0, n-a[s]))
	}
	return tp, fp, fn
}

func TestArticleBenchmark(t *testing.T) {
	all := readBenchmark(t)
	engine := extract.New()
	ours := func(keep func(extract.Kind) bool) func(truth) string {
		return func(one truth) string {
			d, err := engine.Extract(t.Context(), extract.Page{URL: one.URL, Body: one.page})
			if err != nil {
				t.Logf("%s: %v", one.URL, err)
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
	outs := map[string]map[string]string{}
	for _, system := range []struct {
		name string
		read func(truth) string
	}{
		{"go-trafilatura", func(one truth) string {
			r, err := trafilatura.Extract(bytes.NewReader(one.page), trafilatura.Options{EnableFallback: true})
			if err != nil {
				return ""
			}
			return r.ContentText
		}},
		{"go-trafilatura-nofb", func(one truth) string {
			r, err := trafilatura.Extract(bytes.NewReader(one.page), trafilatura.Options{HtmlDateMode: trafilatura.Disabled})
			if err != nil {
				return ""
			}
			return r.ContentText
		}},
		{"go-readability", func(one truth) string {
			r, err := readability.FromReader(bytes.NewReader(one.page), nil)
			if err != nil {
				return ""
			}
			return r.TextContent
		}},
		{"ours", ours(func(k extract.Kind) bool { return true })},
		{"ours-nocaption", ours(func(k extract.Kind) bool { return k != extract.Caption && k != extract.Notice })},
	} {
		got := map[string]string{}
		begun := time.Now()
		for id, one := range all {
			got[id] = system.read(one)
		}
		spent := time.Since(begun)
		outs[system.name] = got
		var p, r float64
		np := 0
		for id, one := range all {
			tp, fp, fn := score(one.ArticleBody, got[id])
			if tp+fp > 0 {
				p += tp / (tp + fp)
				np++
			}
			r += tp / (tp + fn)
		}
		p, r = p/float64(np), r/float64(len(all))
		fmt.Printf("%-20s F1 %.4f  precision %.4f  recall %.4f  %6.1f pages/s\n", system.name, 2*p*r/(p+r), p, r, float64(len(all))/spent.Seconds())
	}
	if dump := os.Getenv("DUMP"); dump != "" {
		raw, _ := json.Marshal(outs)
		_ = os.WriteFile(dump, raw, 0o644)
	}
}
