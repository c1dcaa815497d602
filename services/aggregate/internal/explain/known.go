package explain

import (
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
)

// Known is an assessment as it was published, with what this program makes of
// the same ledger: the evidence, of which a published one carries a part only.
// Where the two differ, the model or the program was another one then.
type Known struct {
	Published *assessmentv1.Assessment
	Result    assess.Result
}

// FromPrior explains a published assessment as [FromPrior] does.
func (k Known) FromPrior() *assessmentv1.ExplainAssessmentResponse {
	t := fromPrior(k.Result)
	a, own := k.Published, k.Result.Assessment
	t.add(assessmentv1.ChangeKind_CHANGE_KIND_MODEL, nil, (a.GetLogOdds()-a.GetPriorLogOdds())-(own.GetLogOdds()-own.GetPriorLogOdds()))
	return t.response(a, nil, end{a.GetPriorLogOdds(), a.GetPriorProbability()}, endOf(a))
}

// To explains the change to a later published assessment as [Change] does.
func (k Known) To(later Known) *assessmentv1.ExplainAssessmentResponse {
	t := change(k.Result, later.Result)
	apart := func(k Known) float64 { return k.Published.GetLogOdds() - k.Result.Assessment.GetLogOdds() }
	t.add(assessmentv1.ChangeKind_CHANGE_KIND_MODEL, nil, t.take(assessmentv1.ChangeKind_CHANGE_KIND_MODEL)+apart(later)-apart(k))
	return t.response(later.Published, k.Published, endOf(k.Published), endOf(later.Published))
}

// take removes the rows of a kind and gives back their sum.
func (t *table) take(kind assessmentv1.ChangeKind) float64 {
	sum, kept := 0.0, t.rows[:0]
	for _, row := range t.rows {
		if row.GetKind() == kind {
			sum += row.GetLogOdds()
		} else {
			kept = append(kept, row)
		}
	}
	t.rows = kept
	return sum
}
