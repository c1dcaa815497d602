// Package backtest replays dated articles day by day: it tags them, assesses
// every initiative at the end of each day as the services would have, and shows
// the days as CSV and as a plot. No server, no clock, no files: articles come
// in, text goes out.
package backtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate"
	"github.com/barograph/barograph/services/nlp"
)

const (
	oneDay = 24 * time.Hour
	// MostDays is the longest time that is replayed.
	MostDays = 20 * 366
)

// Config says what is replayed.
type Config struct {
	// Initiatives are the definitions, in force from the first day on.
	Initiatives []*initiativev1.Initiative
	// Only are the ids of those to assess; all without. Articles are read with all
	// definitions in any case, since these compete for what a passage is about.
	Only []string
	// Options are what else the tagger knows.
	Options []nlp.Option
	// Model is what assesses; nil is the built-in one.
	Model *aggregate.Model
	// From and Until are the first and the last day; the zero times are the days
	// of the first and the last article. Articles of before From are evidence
	// from its beginning; those of after Until are not read.
	From, Until time.Time
}

// Result is the whole replay.
type Result struct {
	// Model is the version of the model, Engine of the tagger.
	Model, Engine string
	// Articles is how many were read; corrections count, repetitions do not.
	Articles int
	// Scorecard scores the questions that were answered by the last day.
	Scorecard *assessmentv1.GetScorecardResponse
	// Series are the initiatives in the order of the configuration.
	Series []*Series
}

// Run replays articles, which need a published time, in any order. Articles of
// one id are revisions of each other, by that time.
func Run(ctx context.Context, articles []*articlev1.Article, cfg Config) (*Result, error) {
	queue := revisions(articles)
	from, until, err := span(queue, cfg)
	if err != nil {
		return nil, err
	}
	initiatives := definedBy(cfg.Initiatives, from)
	tagger, err := nlp.NewTagger(initiatives, uint64(len(initiatives)), cfg.Options...)
	if err != nil {
		return nil, fmt.Errorf("compile the catalogue: %w", err)
	}
	initiatives = slices.DeleteFunc(slices.Clone(initiatives), func(i *initiativev1.Initiative) bool {
		return len(cfg.Only) > 0 && !slices.Contains(cfg.Only, i.GetId())
	})
	test, err := aggregate.NewBacktest(initiatives, from, cfg.Model)
	if err != nil {
		return nil, err
	}
	result := &Result{Model: test.Model(), Engine: nlp.EngineVersion}
	for _, initiative := range initiatives {
		result.Series = append(result.Series, &Series{Initiative: initiative})
	}
	for today := from; !today.After(until); today = today.Add(oneDay) {
		news := map[string]int{}
		for len(queue) > 0 && queue[0].GetPublishedTime().AsTime().Before(today.Add(oneDay)) {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			reading := tagger.Tag(queue[0])
			if err := test.Read(reading); err != nil {
				return nil, err
			}
			count(news, reading)
			queue = queue[1:]
			result.Articles++
		}
		all, err := test.Day(today)
		if err != nil {
			return nil, err
		}
		for i, series := range result.Series {
			series.Days = append(series.Days, Day{
				Date: today, Assessment: all[i].Assessment, Change: all[i].Change, News: news[series.Initiative.GetId()],
			})
		}
	}
	result.Scorecard = test.Scorecard()
	return result, nil
}

// revisions orders articles by the time at which each became known and numbers
// those of one id. One whose content the revision before has already is left out.
func revisions(articles []*articlev1.Article) []*articlev1.Article {
	articles = slices.Clone(articles)
	slices.SortStableFunc(articles, func(a, b *articlev1.Article) int {
		return a.GetPublishedTime().AsTime().Compare(b.GetPublishedTime().AsTime())
	})
	last := map[string]*articlev1.Article{}
	var queue []*articlev1.Article
	for _, article := range articles {
		before := last[article.GetId()]
		if before != nil && before.GetContentHash() == article.GetContentHash() {
			continue
		}
		article = proto.CloneOf(article)
		article.Revision = before.GetRevision() + 1
		article.KnownTime = article.GetPublishedTime()
		last[article.GetId()] = article
		queue = append(queue, article)
	}
	return queue
}

// span is the first and the last day, at midnight UTC.
func span(queue []*articlev1.Article, cfg Config) (from, until time.Time, err error) {
	from, until = cfg.From, cfg.Until
	if len(queue) == 0 {
		return from, until, errors.New("no dated article to replay")
	}
	if from.IsZero() {
		from = queue[0].GetPublishedTime().AsTime()
	}
	if until.IsZero() {
		until = queue[len(queue)-1].GetPublishedTime().AsTime()
	}
	from, until = from.Truncate(oneDay), until.Truncate(oneDay)
	switch days := int(until.Sub(from)/oneDay) + 1; {
	case days < 1:
		return from, until, fmt.Errorf("the last day, %s, lies before the first, %s", until.Format(time.DateOnly), from.Format(time.DateOnly))
	case days > MostDays:
		return from, until, fmt.Errorf("%d days are more than %d: is a date wrong? The first is %s", days, MostDays, from.Format(time.DateOnly))
	}
	return from, until, nil
}

// definedBy gives definitions without a date the day on which they begin to
// hold: a question that states no start begins then.
func definedBy(initiatives []*initiativev1.Initiative, from time.Time) []*initiativev1.Initiative {
	dated := make([]*initiativev1.Initiative, len(initiatives))
	for i, initiative := range initiatives {
		dated[i] = proto.CloneOf(initiative)
		if initiative.GetCreateTime() == nil {
			dated[i].CreateTime, dated[i].UpdateTime = timestamppb.New(from), timestamppb.New(from)
		}
	}
	return dated
}

// count adds one for every initiative that a reading has a claim on.
func count(news map[string]int, reading *taggingv1.TaggedArticle) {
	seen := map[string]bool{}
	for _, claim := range reading.GetClaims() {
		if id := claim.GetInitiativeId(); !seen[id] {
			seen[id] = true
			news[id]++
		}
	}
}

// Date finds the day that a file's name states, as in 2026-05-01-cabinet.txt.
func Date(name string) (time.Time, bool) {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	for i := 0; i+len(time.DateOnly) <= len(name); i++ {
		if t, err := time.Parse(time.DateOnly, name[i:i+len(time.DateOnly)]); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
