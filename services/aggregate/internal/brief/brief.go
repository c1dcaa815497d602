// Package brief writes an assessment as a text that an analyst would sign.
// Everything is generated from the assessment: each statement of fact carries
// the numbers of the passages that it rests on, and without them there is no
// statement. A likelihood and a confidence never share a sentence (ICD 203).
// Pure. The composition knows nothing of formats; see Document for those.
package brief

import (
	"fmt"
	"strings"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// Bounds of the lists in a brief; the services give the rest.
const (
	drivers      = 4
	perDimension = 4
	others       = 6
	scenarios    = 6
)

// Points below which a piece shows as 0.0, and below which another piece of a
// dimension is only counted.
const (
	negligible = 0.05
	minor      = 0.15
)

// Beside is what stands beside an assessment and is no part of it.
type Beside struct {
	// History of the probability, for the curve.
	History History
	// Judgements of people that are in force.
	Judgements []*assessmentv1.Judgement
}

// Write composes the brief of an assessment.
func Write(r assess.Result, beside Beside) *Document {
	p := newPage(r)
	p.head()
	p.doc.History = beside.History
	p.lead()
	p.moved()
	p.recent()
	p.judgements(beside.Judgements)
	p.dimensions()
	p.stances()
	p.rungs()
	p.developments()
	p.contradictions()
	p.outlook()
	p.unknown()
	p.sources()
	return p.doc
}

// head fills in what stands above the text.
func (p *page) head() {
	a, q := p.a, p.a.GetQuestion()
	p.doc.ID, p.doc.Name = a.GetInitiativeId(), a.GetInitiativeName()
	p.doc.AsOf = a.GetAsOfTime().AsTime().Add(-1)
	p.doc.Model, p.doc.Coverage = a.GetModelVersion(), p.coverage()
	who, what := p.asked(q.GetMilestone())
	p.doc.Question = fmt.Sprintf("Will %s %s %s?", who, what, p.deadline())
	p.doc.Confidence = vocab.Words(a.GetConfidence())
	p.doc.Now = &assessmentv1.TimelinePoint{
		AsOfTime: a.GetAsOfTime(), Probability: a.GetProbability(), ProbabilityLow: a.GetProbabilityLow(), ProbabilityHigh: a.GetProbabilityHigh(),
	}
	switch q.GetResolution() {
	case assessmentv1.Resolution_RESOLUTION_YES:
		p.doc.Verdict = "reached"
	case assessmentv1.Resolution_RESOLUTION_NO:
		p.doc.Verdict = "not reached"
	case assessmentv1.Resolution_RESOLUTION_VOID:
		p.doc.Verdict = "void"
	default:
		p.doc.Verdict = probability(a.GetProbability())
		p.doc.Term = vocab.Words(a.GetLikelihood())
		p.doc.Trend = trendOf(a.GetTrend().GetDirection_7D())
	}
}

// deadline is "by 30 September 2026", or the days of a rolling horizon.
func (p *page) deadline() string {
	q := p.a.GetQuestion()
	if q.GetRolling() {
		return fmt.Sprintf("within %.0f days", q.GetDeadline().AsTime().Sub(p.a.GetAsOfTime().AsTime()).Hours()/24)
	}
	return "by " + lastDay(q.GetDeadline().AsTime())
}

// open reports a question that is not answered.
func (p *page) open() bool {
	return p.doc.Term != ""
}

// ended ends a text of somebody else with a stop.
func ended(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.HasSuffix(text, ".") || strings.HasSuffix(text, "!") || strings.HasSuffix(text, "?") {
		return text
	}
	return text + "."
}
