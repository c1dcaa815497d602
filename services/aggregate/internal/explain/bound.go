package explain

import (
	"cmp"
	"math"
	"slices"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// Bound leaves the strongest pieces of evidence a row each, at most so many, and
// sums the others in one row for each kind. The rows sum to what they did.
func Bound(response *assessmentv1.ExplainAssessmentResponse, most int) {
	sums := make(map[assessmentv1.ChangeKind]*assessmentv1.Change)
	kept := response.GetChanges()[:0]
	pieces := 0
	for _, row := range response.GetChanges() {
		piece := row.GetContribution() != nil && row.GetMilestone() == 0 // that of a rung has a row of its own
		if piece {
			pieces++
		}
		if !piece || pieces <= most {
			kept = append(kept, row)
			continue
		}
		sum, ok := sums[row.GetKind()]
		if !ok {
			sum = &assessmentv1.Change{Kind: row.GetKind()}
			sums[row.GetKind()] = sum
		}
		sum.LogOdds += row.GetLogOdds()
		sum.Points += row.GetPoints()
		sum.Pieces++
	}
	for _, sum := range sums {
		kept = append(kept, sum)
	}
	slices.SortStableFunc(kept, strongest)
	response.Changes = kept
}

// strongest orders rows as an explanation lists them.
func strongest(a, b *assessmentv1.Change) int {
	return cmp.Or(-cmp.Compare(math.Abs(a.GetPoints()), math.Abs(b.GetPoints())), cmp.Compare(a.GetKind(), b.GetKind()),
		cmp.Compare(a.GetContribution().GetClaimId(), b.GetContribution().GetClaimId()))
}
