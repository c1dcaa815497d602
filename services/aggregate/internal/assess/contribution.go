package assess

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// factor turns log-odds into percentage points of p - prior. An answered
// question shares what its probability would be if it were open.
func (e *evaluation) factor() float64 {
	prior := expit(e.prior)
	l, p := e.logOdds, clamp(expit(e.logOdds))
	if l == e.prior {
		return 100 * p * (1 - p)
	}
	return 100 * (p - prior) / (l - e.prior)
}

// contributions puts items into messages; articles are referred to once.
func (e *evaluation) contributions(items []*item) []*assessmentv1.Contribution {
	factor := e.factor()
	references := make(map[*story]*assessmentv1.ArticleReference)
	all := make([]*assessmentv1.Contribution, len(items))
	for i, it := range items {
		reference, ok := references[it.story]
		if !ok {
			reference = referenceTo(it.story)
			references[it.story] = reference
		}
		logOdds := e.logOddsOf(it)
		all[i] = &assessmentv1.Contribution{
			ClaimId:     it.claim.GetId(),
			Dimension:   it.owner.dimension,
			Milestone:   it.owner.rung,
			LogOdds:     round13(logOdds),
			Points:      round13(logOdds * factor),
			Impact:      Milli(it.impact).Float(),
			Weight:      float64(it.weight) / float64(nano),
			State:       it.state,
			ReplacedBy:  e.replaces(it),
			Reliability: it.story.article.GetSource().GetReliability(),
			Credibility: it.digit,
			Origin:      it.origin,
			Claim:       it.claim,
			Article:     reference,
		}
	}
	return all
}

// replaces is the id of the claim that took an item's place; empty without one.
func (e *evaluation) replaces(it *item) string {
	if it.superseded {
		return e.supersededBy(it).claim.GetId()
	}
	if it.subsumedBy != nil {
		return it.subsumedBy.claim.GetId()
	}
	return it.copyOf
}

func referenceTo(s *story) *assessmentv1.ArticleReference {
	a := s.article
	reference := &assessmentv1.ArticleReference{
		Id: a.GetArticleId(), Revision: a.GetRevision(), Title: a.GetTitle(), Url: a.GetUrl(), Source: a.GetSource().GetName(),
	}
	if t, ok := known(a.GetPublishedTime()); ok {
		reference.PublishedTime = timestamppb.New(t)
	}
	return reference
}
