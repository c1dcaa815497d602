package assess

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// assessment puts the evaluation into its message.
func (e *evaluation) assessment(trend *assessmentv1.Trend) *assessmentv1.Assessment {
	p, clamped := e.probability()
	a := &assessmentv1.Assessment{
		InitiativeId:     e.initiative.GetId(),
		InitiativeName:   e.initiative.GetName(),
		AsOfTime:         timestamppb.New(e.asOf),
		ModelVersion:     e.model.Version,
		Question:         e.question.message(),
		Probability:      round13(p),
		PriorProbability: round13(e.priorProbability()),
		PriorSource:      e.priorSource(),
		PriorLogOdds:     round13(e.prior),
		LogOdds:          round13(e.logOdds),
		Clamped:          clamped,
		Terms:            e.termMessages(),
	}
	if e.question.open() {
		a.Likelihood = Likelihood(a.Probability)
	}
	conflicts := e.conflicts()
	a.Grounds = e.grounds(len(conflicts))
	low, high := e.interval(p, a.Grounds.GetHalfWidthLogOdds())
	a.ProbabilityLow, a.ProbabilityHigh = round13(low), round13(high)
	a.Confidence = e.confidence(a.Grounds)
	a.CommitmentTotals = e.totals()
	a.Milestones = e.ladder()
	a.Trend = trend
	e.list(a, conflicts)
	return a
}

func (q question) message() *assessmentv1.QuestionState {
	m := &assessmentv1.QuestionState{
		Milestone: q.milestone, Deadline: timestamppb.New(q.deadline), Rolling: q.rolling, Resolution: q.resolution, ResolutionReason: q.reason,
		RuledBy: q.ruledBy,
	}
	if !q.answered.IsZero() {
		m.ResolveTime = timestamppb.New(q.answered)
	}
	if !q.rolling {
		m.StartTime = timestamppb.New(q.start)
	}
	return m
}

func (e *evaluation) termMessages() []*assessmentv1.Term {
	factor := e.factor()
	var messages []*assessmentv1.Term
	for _, t := range e.terms {
		m := &assessmentv1.Term{
			LogOdds: round13(t.logOdds), Points: round13(t.logOdds * factor), Limit: t.limit, Supporting: t.supporting, Opposing: t.opposed,
		}
		if t.owner.rung != 0 {
			m.Owner = &assessmentv1.Term_Milestone{Milestone: t.owner.rung}
		} else {
			m.Owner = &assessmentv1.Term_Dimension{Dimension: t.owner.dimension}
		}
		messages = append(messages, m)
	}
	return append(messages, &assessmentv1.Term{
		Owner: &assessmentv1.Term_TimePressure{TimePressure: true}, LogOdds: round13(e.time), Points: round13(e.time * factor),
	})
}
