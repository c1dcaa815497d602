package command

import (
	"context"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

type listCommand struct {
	Clocks clocks `embed:""`
	Output string `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (listCommand) Help() string {
	return "Two lines for each initiative: probability with its interval, likelihood (ICD 203), confidence and the move of the last " +
		"7 days; then the question and the piece of evidence that weighs most; then the judgements of people, if any.\n\n" +
		"Examples:\n\n  barograph list\n  barograph list --as-of 2026-03-01\n  barograph list --as-known 2026-03-01T09:00:00Z\n" +
		"  barograph list -o json | jq '.records[].assessment | {initiative_id, probability}'"
}

// Run shows the table.
func (c *listCommand) Run(ctx context.Context, s *session) error {
	if err := c.Clocks.check(); err != nil {
		return err
	}
	records, err := s.assessments(ctx, c.Clocks)
	if err != nil {
		return err
	}
	if c.Output == "json" {
		return s.print(render.JSON(&assessmentv1.ListAssessmentsResponse{Records: records}))
	}
	return s.print(render.Assessments(s.style, records), nil)
}

// assessments fetches all pages by one of the clocks.
func (s *session) assessments(ctx context.Context, at clocks) ([]*assessmentv1.Record, error) {
	ctx, cancel := s.call(ctx)
	defer cancel()
	var records []*assessmentv1.Record
	for token := ""; ; {
		page, err := s.clients.Assessments().ListAssessments(ctx, &assessmentv1.ListAssessmentsRequest{
			PageToken: token, AsOfTime: at.AsOf.proto(), AsKnownTime: at.AsKnown.proto(),
		})
		if err != nil {
			return nil, s.clients.Failure(client.Aggregate, err)
		}
		records = append(records, page.GetRecords()...)
		if token = page.GetNextPageToken(); token == "" {
			return records, nil
		}
	}
}
