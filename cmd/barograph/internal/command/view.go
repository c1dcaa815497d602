package command

import (
	"context"

	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// viewFlags are what the commands share that show one part of an assessment.
type viewFlags struct {
	ID     string `arg:"" name:"initiative" help:"Id of the initiative."`
	Clocks clocks `embed:""`
	Output string `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}; json is the assessment with this part alone; what is zero or empty is left out but for the part itself."`
}

// show fetches an assessment and prints one part of it: as text writes it for
// people, or in JSON what keep takes over, with the lists also when they are empty.
func (f viewFlags) show(
	ctx context.Context, s *session,
	text func(terminal.Style, *assessmentv1.Assessment) string,
	keep func(part, whole *assessmentv1.Assessment), lists ...string,
) error {
	record, err := s.assessment(ctx, f.ID, f.Clocks, 0)
	if err != nil {
		return err
	}
	whole := record.GetAssessment()
	if f.Output != "json" {
		return s.print(text(s.style, whole), nil)
	}
	part := &assessmentv1.Assessment{
		InitiativeId: whole.GetInitiativeId(), InitiativeName: whole.GetInitiativeName(),
		AsOfTime: whole.GetAsOfTime(), ModelVersion: whole.GetModelVersion(),
	}
	keep(part, whole)
	return s.print(render.PartJSON(part, lists...))
}

type positionsCommand struct {
	View viewFlags `embed:""`
}

// Help shows examples.
func (positionsCommand) Help() string {
	return "Every actor's stance in force, strongest first, with the words, what it hangs on and what it was before.\n\nExamples:\n\n" +
		"  barograph positions gaza-isf\n  barograph positions gaza-isf --as-of 2026-03-01\n" +
		"  barograph positions gaza-isf -o json | jq '.positions[] | {actor, stance}'"
}

// Run shows who stands where.
func (c *positionsCommand) Run(ctx context.Context, s *session) error {
	return c.View.show(ctx, s, render.Positions, func(part, whole *assessmentv1.Assessment) {
		part.Positions, part.PositionsOmitted = whole.GetPositions(), whole.GetPositionsOmitted()
	}, "positions")
}

type commitmentsCommand struct {
	View viewFlags `embed:""`
}

// Help shows examples.
func (commitmentsCommand) Help() string {
	return "What every actor would contribute, newest word only, and the sums against what is sought.\n\nExamples:\n\n" +
		"  barograph commitments gaza-isf\n  barograph commitments gaza-isf -o json | jq '.commitment_totals'"
}

// Run shows who brings what.
func (c *commitmentsCommand) Run(ctx context.Context, s *session) error {
	return c.View.show(ctx, s, render.Commitments, func(part, whole *assessmentv1.Assessment) {
		part.Commitments, part.CommitmentsOmitted = whole.GetCommitments(), whole.GetCommitmentsOmitted()
		part.CommitmentTotals = whole.GetCommitmentTotals()
	}, "commitments", "commitment_totals")
}

type conditionsCommand struct {
	View viewFlags `embed:""`
}

// Help shows examples.
func (conditionsCommand) Help() string {
	return "What positions hang on, open ones first, and what met or breached the others. `barograph rule` decides one.\n\nExamples:\n\n" +
		"  barograph conditions gaza-isf\n  barograph conditions gaza-isf -o json | jq '.positions[] | {actor, conditions}'"
}

// Run shows the conditions; in JSON the positions that have any.
func (c *conditionsCommand) Run(ctx context.Context, s *session) error {
	return c.View.show(ctx, s, render.Conditions, func(part, whole *assessmentv1.Assessment) {
		for _, position := range whole.GetPositions() {
			if len(position.GetConditions()) > 0 {
				part.Positions = append(part.Positions, position)
			}
		}
	}, "positions")
}

type contradictionsCommand struct {
	View viewFlags `embed:""`
}

// Help shows examples.
func (contradictionsCommand) Help() string {
	return "Accounts of independent sources that cannot both hold, with the claims on either side.\n\nExamples:\n\n" +
		"  barograph contradictions gaza-isf\n  barograph contradictions ukraine-mnf -o json"
}

// Run shows the contradictions.
func (c *contradictionsCommand) Run(ctx context.Context, s *session) error {
	return c.View.show(ctx, s, render.Contradictions, func(part, whole *assessmentv1.Assessment) {
		part.Contradictions, part.ContradictionsOmitted = whole.GetContradictions(), whole.GetContradictionsOmitted()
	}, "contradictions")
}
