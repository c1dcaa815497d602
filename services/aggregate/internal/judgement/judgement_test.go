package judgement_test

import (
	"errors"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/judgement"
)

func day(n int) *timestamppb.Timestamp {
	return timestamppb.New(time.Date(2026, 5, n, 0, 0, 0, 0, time.UTC))
}

func by(author string, number uint64, from, until int) *assessmentv1.Judgement {
	return &assessmentv1.Judgement{Author: author, Number: number, JudgeTime: day(from), ExpireTime: day(until)}
}

func TestTheFirstThatEndsAJudgementNamesItsState(t *testing.T) {
	withdrawn := by("ann", 1, 1, 20)
	withdrawn.EndTime, withdrawn.WithdrawReason = day(8), "new facts"
	for name, test := range map[string]struct {
		stored []*assessmentv1.Judgement
		at     int
		want   string // of number 1
		end    int
	}{
		"in force":                    {[]*assessmentv1.Judgement{by("ann", 1, 1, 20)}, 10, "IN_FORCE", 0},
		"on the last day":             {[]*assessmentv1.Judgement{by("ann", 1, 1, 20)}, 20, "EXPIRED", 20},
		"another author":              {[]*assessmentv1.Judgement{by("ann", 1, 1, 20), by("bob", 2, 5, 20)}, 10, "IN_FORCE", 0},
		"the author again":            {[]*assessmentv1.Judgement{by("ann", 1, 1, 20), by("ann", 2, 5, 20)}, 10, "SUPERSEDED", 5},
		"before the author did":       {[]*assessmentv1.Judgement{by("ann", 1, 1, 20), by("ann", 2, 5, 20)}, 4, "IN_FORCE", 0},
		"expired before":              {[]*assessmentv1.Judgement{by("ann", 1, 1, 3), by("ann", 2, 5, 20)}, 10, "EXPIRED", 3},
		"withdrawn":                   {[]*assessmentv1.Judgement{withdrawn}, 10, "WITHDRAWN", 8},
		"before it was withdrawn":     {[]*assessmentv1.Judgement{withdrawn}, 7, "IN_FORCE", 0},
		"withdrawn after it was over": {[]*assessmentv1.Judgement{withdrawn, by("ann", 2, 5, 20)}, 10, "SUPERSEDED", 5},
	} {
		t.Run(name, func(t *testing.T) {
			before := proto.CloneOf(test.stored[0])
			all := judgement.At(test.stored, day(test.at).AsTime())
			got := all[len(all)-1]
			if got.GetNumber() != 1 || got.GetState().String() != "JUDGEMENT_STATE_"+test.want {
				t.Errorf("judgement %d is %v, want %s", got.GetNumber(), got.GetState(), test.want)
			}
			if test.end == 0 && got.GetEndTime() != nil || test.end > 0 && !proto.Equal(got.GetEndTime(), day(test.end)) {
				t.Errorf("it ended at %v, want day %d", got.GetEndTime().AsTime(), test.end)
			}
			if (got.GetWithdrawReason() != "") != (test.want == "WITHDRAWN") {
				t.Errorf("withdrawn because %q", got.GetWithdrawReason())
			}
			if !proto.Equal(before, test.stored[0]) {
				t.Error("what is stored was changed")
			}
		})
	}
}

func TestWhatIsNotYetRecordedIsNotKnown(t *testing.T) {
	if got := judgement.At([]*assessmentv1.Judgement{by("ann", 1, 5, 20)}, day(4).AsTime()); len(got) != 0 {
		t.Errorf("known before it was recorded: %v", got)
	}
	all := []*assessmentv1.Judgement{by("ann", 1, 1, 20), by("bob", 2, 2, 4), by("cyd", 3, 3, 20)}
	if got := judgement.InForce(all, day(10).AsTime()); len(got) != 2 || got[0].GetNumber() != 3 || got[1].GetNumber() != 1 {
		t.Errorf("in force: %v", got)
	}
}

func TestTermIsThatOfTheProbability(t *testing.T) {
	likely, unlikely := assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_LIKELY, assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_UNLIKELY
	for name, test := range map[string]struct {
		probability *float64
		term, want  assessmentv1.LikelihoodTerm
		err         error
	}{
		"term only":        {nil, unlikely, unlikely, nil},
		"probability only": {proto.Float64(0.6), 0, likely, nil},
		"both":             {proto.Float64(0.6), likely, likely, nil},
		"they differ":      {proto.Float64(0.6), unlikely, 0, judgement.ErrTerm},
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := judgement.Term(test.probability, test.term); got != test.want || !errors.Is(err, test.err) {
				t.Errorf("Term = %v, %v; want %v, %v", got, err, test.want, test.err)
			}
		})
	}
}
