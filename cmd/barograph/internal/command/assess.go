package command

import (
	"context"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// clocks ask for an earlier state by one of the two clocks.
type clocks struct {
	AsOf    moment `placeholder:"TIME" help:"Evidence up to this time, by when things happened: a day (its end) or RFC 3339. Recomputed."`
	AsKnown moment `placeholder:"TIME" help:"What was published last by this time: a day (its end) or RFC 3339. Looked up."`
}

// check refuses both at once.
func (c clocks) check() error {
	if !c.AsOf.IsZero() && !c.AsKnown.IsZero() {
		return exit.Errorf(exit.Usage, "--as-of and --as-known exclude each other: the one asks what the evidence says, the other what was published")
	}
	return nil
}

type assessCommand struct {
	ID       string `arg:"" name:"initiative" help:"Id of the initiative."`
	Clocks   clocks `embed:""`
	Revision uint64 `placeholder:"N" help:"What was published under this revision. Looked up."`
	Ledger   bool   `help:"Show every piece of evidence that counts as well, a line each."`
	Output   string `short:"o" enum:"table,json,markdown" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (assessCommand) Help() string {
	return "Examples:\n\n  barograph assess gaza-isf\n  barograph assess gaza-isf --ledger\n  barograph assess gaza-isf --as-of 2026-03-01\n" +
		"  barograph assess gaza-isf --as-known 2026-03-01T09:00:00Z -o json"
}

// Run shows one assessment.
func (c *assessCommand) Run(ctx context.Context, s *session) error {
	if err := c.Clocks.check(); err != nil {
		return err
	}
	if c.Revision != 0 && (!c.Clocks.AsOf.IsZero() || !c.Clocks.AsKnown.IsZero() || c.Output == "markdown") {
		return exit.Errorf(exit.Usage, "--revision names what was published: it excludes --as-of, --as-known and markdown")
	}
	if c.Output == "markdown" {
		return (&briefCommand{ID: c.ID, Clocks: c.Clocks}).Run(ctx, s)
	}
	record, err := s.assessment(ctx, c.ID, c.Clocks, c.Revision)
	if err != nil {
		return err
	}
	if c.Output == "json" {
		return s.print(render.JSON(record))
	}
	if err := s.print(render.Assessment(s.style, record), nil); err != nil || !c.Ledger {
		return err
	}
	if !c.Clocks.AsKnown.IsZero() || c.Revision != 0 { // it carries the strongest, and says how many more there were
		a := record.GetAssessment()
		return s.print(render.Ledger(s.style, a.GetContributions(), int(a.GetContributionsOmitted())), nil)
	}
	all, _, err := s.evidence(ctx, &assessmentv1.ListEvidenceRequest{InitiativeId: c.ID, AsOfTime: c.Clocks.AsOf.proto(), CountedOnly: true}, 0)
	if err != nil {
		return err
	}
	return s.print(render.Ledger(s.style, all, 0), nil)
}

// assessment fetches one assessment by one of the clocks, or by its revision; 0
// is none.
func (s *session) assessment(ctx context.Context, id string, at clocks, revision uint64) (*assessmentv1.Record, error) {
	if err := at.check(); err != nil {
		return nil, err
	}
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Assessments().GetAssessment(ctx, &assessmentv1.GetAssessmentRequest{
		InitiativeId: id, AsOfTime: at.AsOf.proto(), AsKnownTime: at.AsKnown.proto(), Revision: revision,
	})
	if err != nil {
		return nil, s.clients.Failure(client.Aggregate, err)
	}
	return answer.GetRecord(), nil
}
