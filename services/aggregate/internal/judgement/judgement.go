// Package judgement has the rules of what people judge: when a judgement holds
// and what ends it. Nothing is computed from judgements. It is pure.
package judgement

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
)

const (
	inForce    = assessmentv1.JudgementState_JUDGEMENT_STATE_IN_FORCE
	expired    = assessmentv1.JudgementState_JUDGEMENT_STATE_EXPIRED
	superseded = assessmentv1.JudgementState_JUDGEMENT_STATE_SUPERSEDED
	withdrawn  = assessmentv1.JudgementState_JUDGEMENT_STATE_WITHDRAWN
)

// ErrTerm tells that a probability and a term of ICD 203 do not say the same.
var ErrTerm = errors.New("not the term of the probability")

// Term is the likelihood of a judgement: that of its probability when it has
// one. It returns [ErrTerm] where both are given and differ.
func Term(probability *float64, term assessmentv1.LikelihoodTerm) (assessmentv1.LikelihoodTerm, error) {
	if probability == nil {
		return term, nil
	}
	own := assess.Likelihood(*probability)
	if term != assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_UNSPECIFIED && term != own {
		return 0, fmt.Errorf("%v for %v: %w", term, *probability, ErrTerm)
	}
	return own, nil
}

// At is how the judgements on one initiative stood at a time, newest first:
// those recorded by then, each with its state and, if it had ended, its end. It
// takes them as they are stored, in any order, and changes none.
func At(stored []*assessmentv1.Judgement, at time.Time) []*assessmentv1.Judgement {
	var all []*assessmentv1.Judgement
	for _, j := range stored {
		if !j.GetJudgeTime().AsTime().After(at) {
			all = append(all, proto.CloneOf(j))
		}
	}
	slices.SortFunc(all, func(a, b *assessmentv1.Judgement) int { return -cmp.Compare(a.GetNumber(), b.GetNumber()) })
	newer := make(map[string]*assessmentv1.Judgement) // by author
	for _, j := range all {
		state(j, newer[j.GetAuthor()], at)
		newer[j.GetAuthor()] = j
	}
	return all
}

// state finds what ended a judgement first, if anything had by then; next is
// the one that its author recorded after it, nil for none.
func state(j, next *assessmentv1.Judgement, at time.Time) {
	end, why := j.GetExpireTime(), expired
	earlier := func(t *timestamppb.Timestamp) bool { return t != nil && t.AsTime().Before(end.AsTime()) }
	if earlier(next.GetJudgeTime()) {
		end, why = next.GetJudgeTime(), superseded
	}
	if earlier(j.GetEndTime()) { // stored when it was withdrawn
		end, why = j.GetEndTime(), withdrawn
	}
	if end.AsTime().After(at) {
		j.State, j.EndTime, j.WithdrawReason = inForce, nil, ""
		return
	}
	j.State, j.EndTime = why, end
	if why != withdrawn {
		j.WithdrawReason = ""
	}
}

// InForce are the judgements that held at a time, newest first.
func InForce(stored []*assessmentv1.Judgement, at time.Time) []*assessmentv1.Judgement {
	return slices.DeleteFunc(At(stored, at), func(j *assessmentv1.Judgement) bool { return j.GetState() != inForce })
}
