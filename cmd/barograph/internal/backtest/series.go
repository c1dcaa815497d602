package backtest

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// Notable is the least change of the probability within a day that is a move:
// the dead band of the trend.
const Notable = 0.02

// Series is the days of one initiative.
type Series struct {
	Initiative *initiativev1.Initiative
	Days       []Day // one after the other, at least one
}

// Day is one day of one initiative.
type Day struct {
	// Date is midnight UTC of the day; what it says holds for the day's end.
	Date time.Time
	// Assessment is that of the day's end.
	Assessment *assessmentv1.Assessment
	// Change explains the change since the day before; nil on the first day.
	Change *assessmentv1.ExplainAssessmentResponse
	// News is how many articles of the day have a claim on the initiative.
	News int
}

// Mark is a day on which a rung was reached or failed, or the question answered.
type Mark struct {
	Day int // index into Series.Days
	// Text says what, for example "mandated reached" or "resolved NO".
	Text string
	// Good is false for what failed or is open again.
	Good bool
}

// Move is a notable change of the probability within a day.
type Move struct {
	Day      int     // index into Series.Days, at least 1
	From, To float64 // probabilities
	// Causes are the terms that point its way, Against those that do not, strongest first.
	Causes, Against []Cause
}

// Last is the last day.
func (s *Series) Last() Day { return s.Days[len(s.Days)-1] }

// Marks are the rungs that were reached, failed or opened again, those of the
// first day included, and the answer to the question, by day and rung. What is
// announced but pending is no mark.
func (s *Series) Marks() []Mark {
	var marks []Mark
	states := map[taggingv1.MilestoneKind]taggingv1.MilestoneState{}
	answered := ""
	for i, day := range s.Days {
		for _, rung := range day.Assessment.GetMilestones() {
			state := settled(rung.GetState())
			if states[rung.GetKind()] == state {
				continue
			}
			states[rung.GetKind()] = state
			marks = append(marks, Mark{
				Day: i, Text: rungText(rung, state), Good: state == taggingv1.MilestoneState_MILESTONE_STATE_REACHED,
			})
		}
		if answer := answer(day.Assessment); answer != answered {
			answered = answer
			marks = append(marks, Mark{Day: i, Text: cmp.Or(answer, "question open again"), Good: answer == "resolved YES"})
		}
	}
	return marks
}

// settled is the state of a rung, unspecified while it is not settled.
func settled(state taggingv1.MilestoneState) taggingv1.MilestoneState {
	if state == taggingv1.MilestoneState_MILESTONE_STATE_REACHED || state == taggingv1.MilestoneState_MILESTONE_STATE_FAILED {
		return state
	}
	return taggingv1.MilestoneState_MILESTONE_STATE_UNSPECIFIED
}

func rungText(rung *assessmentv1.MilestoneStatus, state taggingv1.MilestoneState) string {
	if state == taggingv1.MilestoneState_MILESTONE_STATE_UNSPECIFIED {
		return render.Word(rung.GetKind()) + " open again"
	}
	text := render.Word(rung.GetKind()) + " " + render.Word(state)
	if rung.GetSetback() != "" && state == taggingv1.MilestoneState_MILESTONE_STATE_FAILED {
		text += " (" + terminal.Clean(rung.GetSetback()) + ")"
	}
	return text
}

// answer is how the question was answered: "resolved NO"; empty while it is open.
func answer(a *assessmentv1.Assessment) string {
	switch a.GetQuestion().GetResolution() {
	case assessmentv1.Resolution_RESOLUTION_UNSPECIFIED, assessmentv1.Resolution_RESOLUTION_OPEN:
		return ""
	}
	return render.Likelihood(a)
}

// reason puts a row of a move into words; what the clamp takes on the day of
// the answer is the answer's.
func (s *Series) reason(move Move, row *assessmentv1.Change) render.Reason {
	reason, a := render.ReasonOf(row), s.Days[move.Day].Assessment
	if row.GetKind() == assessmentv1.ChangeKind_CHANGE_KIND_CLAMP && answer(a) != "" {
		reason.What = answer(a)
		if why := terminal.Clean(a.GetQuestion().GetResolutionReason()); why != "" {
			reason.What += ": " + why
		}
	}
	return reason
}

// Moves are the notable changes, the greatest first, at most as many as asked
// for, in the order of their days.
func (s *Series) Moves(most int) []Move {
	var moves []Move
	for i := 1; i < len(s.Days); i++ {
		move := Move{Day: i, From: s.Days[i-1].Assessment.GetProbability(), To: s.Days[i].Assessment.GetProbability()}
		if math.Abs(move.To-move.From) < Notable {
			continue
		}
		move.Causes, move.Against = causesOf(s.Days[i].Change, move.To-move.From)
		moves = append(moves, move)
	}
	slices.SortStableFunc(moves, func(a, b Move) int { return cmp.Compare(math.Abs(b.To-b.From), math.Abs(a.To-a.From)) })
	moves = moves[:min(len(moves), most)]
	slices.SortFunc(moves, func(a, b Move) int { return cmp.Compare(a.Day, b.Day) })
	return moves
}
