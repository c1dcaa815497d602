package aggregate

import (
	"fmt"
	"slices"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/explain"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
	"github.com/barograph/barograph/services/aggregate/internal/scorecard"
)

// Backtest is the assessment of past days: the ledger and the model of the
// service without any bus, for use offline, carried on from day to day as there.
// Days go forward only. It is not for concurrent use.
type Backtest struct {
	ledger  *ledger.Ledger
	model   *assess.Model
	ids     []string
	carried map[string]*assess.Rolling
	changed []string // ids of the articles that did since the last day
	before  map[string]assess.Result
	said    map[string][]scorecard.Forecast // of the days before the answer
}

// Assessed is what one day made of one initiative.
type Assessed struct {
	// Assessment as of the end of the day, as the service would have published it.
	Assessment *assessmentv1.Assessment
	// Contributions are all claims on the initiative, strongest first, with those that do not count and why.
	Contributions []*assessmentv1.Contribution
	// Change explains the move since the day before; nil on the first day.
	Change *assessmentv1.ExplainAssessmentResponse
}

// NewBacktest starts with these initiatives, defined at a time before which no
// day can be asked for, and a model; nil is the built-in one.
func NewBacktest(initiatives []*initiativev1.Initiative, since time.Time, model *Model) (*Backtest, error) {
	if model == nil {
		var err error
		if model, err = assess.DefaultModel(); err != nil {
			return nil, fmt.Errorf("start backtest: %w", err)
		}
	}
	b := &Backtest{
		ledger: ledger.New(), model: model, carried: map[string]*assess.Rolling{},
		before: map[string]assess.Result{}, said: map[string][]scorecard.Forecast{},
	}
	for i, initiative := range initiatives {
		b.ids = append(b.ids, initiative.GetId())
		err := b.merge(ledger.Fact{Defined: &eventv1.InitiativeDefined{
			Initiative: initiative, CatalogueRevision: uint64(i) + 1, KnownTime: timestamppb.New(since),
		}})
		if err != nil {
			return nil, fmt.Errorf("start backtest: initiative %s: %w", initiative.GetId(), err)
		}
	}
	return b, nil
}

// Model is the version of the model.
func (b *Backtest) Model() string { return b.model.Version }

// Read takes a reading into the ledger, as nlp publishes it; its known time is
// when it counts from. A later revision of an article replaces the one before.
func (b *Backtest) Read(article *taggingv1.TaggedArticle) error {
	if err := b.merge(ledger.Fact{Article: article}); err != nil {
		return fmt.Errorf("read article %s: %w", article.GetArticleId(), err)
	}
	return nil
}

// Day assesses every initiative as of the end of a UTC day, in the order of
// [NewBacktest]. What was read until now counts, so that the readings of later
// days have to come later.
func (b *Backtest) Day(day time.Time) ([]Assessed, error) {
	if err := b.merge(ledger.Fact{Tick: &eventv1.ClockTicked{TickTime: timestamppb.New(day)}}); err != nil {
		return nil, fmt.Errorf("assess day: %w", err)
	}
	all := make([]Assessed, len(b.ids))
	for i, id := range b.ids {
		now, ok := b.carry(id)
		if !ok {
			return nil, fmt.Errorf("assess day: initiative %s is defined twice", id)
		}
		all[i].Assessment, all[i].Contributions = now.Assessment, now.Contributions
		if before, known := b.before[id]; known {
			all[i].Change = explain.Change(before, now)
		}
		b.before[id] = now
		if a := now.Assessment; a.GetQuestion().GetResolution() == assessmentv1.Resolution_RESOLUTION_OPEN {
			b.said[id] = append(b.said[id], scorecard.Forecast{
				AsOf: b.ledger.AsOf(), Assessed: a.GetProbability(), Prior: a.GetPriorProbability(),
			})
		}
	}
	b.changed = nil
	return all, nil
}

// carry brings what is carried of an initiative to the present; false where it
// is not defined.
func (b *Backtest) carry(id string) (assess.Result, bool) {
	rolling, ok := b.carried[id]
	if ok {
		rolling.Replace(b.changed, b.ledger.Readings(id, b.changed))
		rolling.Turn(b.ledger.AsOf(), nil)
		return rolling.Result(), true
	}
	snapshot, ok := b.ledger.Snapshot(id)
	if !ok {
		return assess.Result{}, false
	}
	b.carried[id] = assess.Open(assess.Input{Initiative: snapshot.Initiative, Articles: snapshot.Articles, Model: b.model, AsOf: snapshot.AsOf})
	return b.carried[id].Result(), true
}

// Scorecard scores the days of the questions that are answered by now, as
// GetScorecard does.
func (b *Backtest) Scorecard() *assessmentv1.GetScorecardResponse {
	var questions []scorecard.Question
	var open, void, unforecast uint32
	for _, id := range b.ids {
		a := b.before[id].Assessment
		switch resolution := a.GetQuestion().GetResolution(); {
		case resolution == assessmentv1.Resolution_RESOLUTION_VOID:
			void++
		case resolution != assessmentv1.Resolution_RESOLUTION_YES && resolution != assessmentv1.Resolution_RESOLUTION_NO:
			open++
		case len(b.said[id]) == 0:
			unforecast++
		default:
			questions = append(questions, scorecard.Question{
				ID: id, Name: a.GetInitiativeName(), Yes: resolution == assessmentv1.Resolution_RESOLUTION_YES,
				Resolved: a.GetQuestion().GetResolveTime().AsTime(), Forecasts: b.said[id],
			})
		}
	}
	card := scorecard.Of(questions)
	card.Open, card.Void, card.Unforecast = open, void, unforecast
	return card
}

func (b *Backtest) merge(fact ledger.Fact) error {
	if err := fact.Check(); err != nil {
		return err
	}
	for _, id := range b.ledger.Merge(fact).Articles {
		if !slices.Contains(b.changed, id) {
			b.changed = append(b.changed, id)
		}
	}
	return nil
}
