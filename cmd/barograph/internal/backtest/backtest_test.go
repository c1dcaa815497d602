package backtest_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/cmd/barograph/internal/articlefile"
	"github.com/barograph/barograph/cmd/barograph/internal/backtest"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	"github.com/barograph/barograph/internal/catalog"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/ingest"
)

// TestStory replays made-up articles: a mandate, a pledge that is corrected, its
// withdrawal, and a deadline that passes.
func TestStory(t *testing.T) {
	result, err := backtest.Run(t.Context(), articles(t), backtest.Config{Initiatives: initiatives(t), Until: day("2026-03-20")})
	if err != nil {
		t.Fatal(err)
	}
	series := result.Series[0]
	p := func(date string) float64 {
		return series.Days[int(day(date).Sub(series.Days[0].Date)/(24*time.Hour))].Assessment.GetProbability()
	}
	if result.Articles != 4 || len(series.Days) != 75 {
		t.Errorf("%d articles over %d days, want 4 over 75", result.Articles, len(series.Days))
	}
	if p("2026-01-19") <= p("2026-01-18") || p("2026-02-10") >= p("2026-02-09") {
		t.Errorf("the pledge moved %.3f to %.3f, its withdrawal %.3f to %.3f", p("2026-01-18"), p("2026-01-19"), p("2026-02-09"), p("2026-02-10"))
	}
	marks, moves := series.Marks(), series.Moves(99)
	if last := marks[len(marks)-1]; last.Text != "resolved NO" || !series.Days[last.Day].Date.Equal(day("2026-03-15")) || last.Good {
		t.Errorf("last mark %+v on %s", last, series.Days[last.Day].Date)
	}
	for _, move := range moves {
		if len(move.Causes) == 0 {
			t.Errorf("the move of %s has no cause", series.Days[move.Day].Date)
		}
	}
	if rows := result.Scorecard.GetRows(); len(rows) != 1 || rows[0].GetAssessed().GetBrier() <= 0 || rows[0].GetAssessed().GetBrier() >= rows[0].GetEven().GetBrier() {
		t.Errorf("scorecard %v: a mission that never came, and was never likely", rows)
	}
	if summary := result.Summary(terminal.Style{}); !strings.Contains(summary, "  2026-02-10  ") || !strings.Contains(summary, "resolved NO") {
		t.Errorf("the summary lacks the withdrawal or the answer:\n%s", summary)
	}
}

// TestEachDayIsWhatWasKnown: what comes later does not change the days before.
func TestEachDayIsWhatWasKnown(t *testing.T) {
	all := articles(t)
	cfg := backtest.Config{Initiatives: initiatives(t), From: day("2026-01-01"), Until: day("2026-03-20")}
	whole, err := backtest.Run(t.Context(), all, cfg)
	if err != nil {
		t.Fatal(err)
	}
	for n := range all {
		cfg.Until = all[n].GetPublishedTime().AsTime()
		part, err := backtest.Run(t.Context(), all[:n+1], cfg)
		if err != nil {
			t.Fatal(err)
		}
		for i, d := range part.Series[0].Days {
			if !proto.Equal(d.Assessment, whole.Series[0].Days[i].Assessment) {
				t.Fatalf("with %d of %d articles, %s differs", n+1, len(all), d.Date.Format(time.DateOnly))
			}
		}
	}
}

func TestOrderAndRepetitionDoNotMatter(t *testing.T) {
	all := articles(t)
	cfg := backtest.Config{Initiatives: initiatives(t)}
	once, err := backtest.Run(t.Context(), all, cfg)
	if err != nil {
		t.Fatal(err)
	}
	again := slices.Concat(all, all)
	slices.Reverse(again)
	twice, err := backtest.Run(t.Context(), again, cfg)
	if err != nil {
		t.Fatal(err)
	}
	if twice.Articles != once.Articles || !proto.Equal(twice.Series[0].Last().Assessment, once.Series[0].Last().Assessment) {
		t.Errorf("read %d articles and %d", once.Articles, twice.Articles)
	}
}

func TestRefused(t *testing.T) {
	ancient := proto.CloneOf(articles(t)[0])
	ancient.PublishedTime = timestamppb.New(day("1950-01-01"))
	for name, c := range map[string]struct {
		articles []*articlev1.Article
		cfg      backtest.Config
		want     string
	}{
		"nothing":        {nil, backtest.Config{}, "no dated article"},
		"backwards":      {articles(t), backtest.Config{Until: day("2025-01-01")}, "lies before the first"},
		"a date too far": {append(articles(t), ancient), backtest.Config{}, "is a date wrong?"},
	} {
		t.Run(name, func(t *testing.T) {
			c.cfg.Initiatives = initiatives(t)
			if _, err := backtest.Run(t.Context(), c.articles, c.cfg); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

func TestDate(t *testing.T) {
	for name, want := range map[string]string{
		"a/2026-05-01-cabinet.txt": "2026-05-01", "cabinet_2026-05-01.txt": "2026-05-01",
		"2026-05-01/cabinet.txt": "", "2026-13-01.txt": "", "x.txt": "",
	} {
		got, ok := backtest.Date(name)
		if ok != (want != "") || ok && got.Format(time.DateOnly) != want {
			t.Errorf("Date(%q) = %v, %v; want %q", name, got, ok, want)
		}
	}
}

func articles(t *testing.T) []*articlev1.Article {
	t.Helper()
	var all []*articlev1.Article
	for item := range articlefile.Read([]string{"testdata/articles"}, nil) {
		if item.Err != nil {
			t.Fatal(item.Err)
		}
		if at, ok := backtest.Date(item.Name); ok && item.Submission.PublishedTime == nil {
			item.Submission.PublishedTime = timestamppb.New(at)
		}
		article, err := ingest.NewArticle(item.Submission, &ingest.Sources{}, day("2026-12-31"))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, article)
	}
	slices.SortFunc(all, func(a, b *articlev1.Article) int {
		return a.GetPublishedTime().AsTime().Compare(b.GetPublishedTime().AsTime())
	})
	return all
}

func initiatives(t *testing.T) []*initiativev1.Initiative {
	t.Helper()
	f, err := os.Open("testdata/catalog.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := catalog.Parse(f)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func day(date string) time.Time {
	at, err := time.Parse(time.DateOnly, date)
	if err != nil {
		panic(err)
	}
	return at
}
