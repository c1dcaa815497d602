package command

import (
	"context"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

type listCommand struct {
	Output string `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (listCommand) Help() string {
	return "Two lines for each initiative: probability with its interval, likelihood (ICD 203), confidence and the move of the last " +
		"7 days; then the question and the piece of evidence that weighs most.\n\nExamples:\n\n  barograph list\n" +
		"  barograph list -o json | jq '.records[].assessment | {initiative_id, probability}'"
}

// Run shows the table.
func (c *listCommand) Run(ctx context.Context, s *session) error {
	records, err := s.assessments(ctx)
	if err != nil {
		return err
	}
	if c.Output == "json" {
		return s.print(render.JSON(&assessmentv1.ListAssessmentsResponse{Records: records}))
	}
	return s.print(render.Assessments(s.style, records), nil)
}

// assessments fetches all pages.
func (s *session) assessments(ctx context.Context) ([]*assessmentv1.Record, error) {
	ctx, cancel := s.call(ctx)
	defer cancel()
	var records []*assessmentv1.Record
	for token := ""; ; {
		page, err := s.clients.Assessments().ListAssessments(ctx, &assessmentv1.ListAssessmentsRequest{PageToken: token})
		if err != nil {
			return nil, s.clients.Failure(client.Aggregate, err)
		}
		records = append(records, page.GetRecords()...)
		if token = page.GetNextPageToken(); token == "" {
			return records, nil
		}
	}
}

type assessCommand struct {
	ID      string `arg:"" name:"initiative" help:"Id of the initiative."`
	AsOf    moment `placeholder:"TIME" help:"Evidence up to this time, by when things happened: a day (its end) or RFC 3339. Recomputed."`
	AsKnown moment `placeholder:"TIME" help:"What was published at this time. Looked up."`
	Output  string `short:"o" enum:"table,json,markdown" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (assessCommand) Help() string {
	return "Examples:\n\n  barograph assess gaza-isf\n  barograph assess gaza-isf --as-of 2026-03-01\n" +
		"  barograph assess gaza-isf --as-known 2026-03-01T09:00:00Z -o json"
}

// Run shows one assessment.
func (c *assessCommand) Run(ctx context.Context, s *session) error {
	if !c.AsOf.IsZero() && !c.AsKnown.IsZero() {
		return exit.Errorf(exit.Usage, "--as-of and --as-known exclude each other: the one asks what the evidence says, the other what was published")
	}
	if c.Output == "markdown" {
		if !c.AsKnown.IsZero() {
			return exit.Errorf(exit.Usage, "markdown is written for --as-of only; use -o json with --as-known")
		}
		return (&briefCommand{ID: c.ID, AsOf: c.AsOf}).Run(ctx, s)
	}
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Assessments().GetAssessment(ctx, &assessmentv1.GetAssessmentRequest{
		InitiativeId: c.ID, AsOfTime: c.AsOf.proto(), AsKnownTime: c.AsKnown.proto(),
	})
	if err != nil {
		return s.clients.Failure(client.Aggregate, err)
	}
	if c.Output == "json" {
		return s.print(render.JSON(answer.GetRecord()))
	}
	return s.print(render.Assessment(s.style, answer.GetRecord()), nil)
}

type briefCommand struct {
	ID   string `arg:"" name:"initiative" help:"Id of the initiative."`
	AsOf moment `placeholder:"TIME" help:"Evidence up to this time: a day (its end) or RFC 3339."`
}

// Help shows examples.
func (briefCommand) Help() string {
	return "Examples:\n\n  barograph brief gaza-isf > gaza-isf.md\n  barograph brief gaza-isf --as-of 2026-03-01 | glow -"
}

// Run writes the brief.
func (c *briefCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Assessments().GetBrief(ctx, &assessmentv1.GetBriefRequest{
		InitiativeId: c.ID, AsOfTime: c.AsOf.proto(), Format: assessmentv1.BriefFormat_BRIEF_FORMAT_MARKDOWN,
	})
	if err != nil {
		return s.clients.Failure(client.Aggregate, err)
	}
	return s.print(terminal.CleanLines(answer.GetContent()), nil)
}

type explainCommand struct {
	ID     string `arg:"" name:"initiative" help:"Id of the initiative."`
	Since  past   `placeholder:"TIME" help:"Explain the change since then instead of the change from the prior: a day (its end), RFC 3339, or a number of days (7d)."`
	AsOf   moment `placeholder:"TIME" help:"Evidence up to this time: a day (its end) or RFC 3339."`
	Output string `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (explainCommand) Help() string {
	return "Each row is one cause; the rows sum to the change.\n\nExamples:\n\n  barograph explain gaza-isf\n" +
		"  barograph explain gaza-isf --since 30d\n  barograph explain gaza-isf --since 2026-03-01 --as-of 2026-04-01"
}

// Run explains.
func (c *explainCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	since, err := c.since(ctx, s)
	if err != nil {
		return err
	}
	answer, err := s.clients.Assessments().ExplainAssessment(ctx, &assessmentv1.ExplainAssessmentRequest{
		InitiativeId: c.ID, AsOfTime: c.AsOf.proto(), SinceTime: since,
	})
	if err != nil {
		return s.clients.Failure(client.Aggregate, err)
	}
	if c.Output == "json" {
		return s.print(render.JSON(answer))
	}
	return s.print(render.Explanation(s.style, answer), nil)
}

// since is the time that the change is explained from, nil for the prior.
func (c *explainCommand) since(ctx context.Context, s *session) (*timestamppb.Timestamp, error) {
	if c.Since.IsZero() && !c.Since.before {
		return nil, nil
	}
	end, err := s.asOf(ctx, c.ID, c.AsOf)
	if err != nil {
		return nil, err
	}
	from := c.Since.Time
	if c.Since.before {
		from = end.AsTime().AddDate(0, 0, -c.Since.days)
	}
	if !from.Before(end.AsTime()) {
		const day = 24 * time.Hour
		return nil, exit.Errorf(exit.Usage, "--since: the assessment is as of %s; give an earlier day, %s at the latest, or 1d",
			end.AsTime().Add(-1).Format(time.DateOnly), end.AsTime().Add(-1-day).Format(time.DateOnly))
	}
	return timestamppb.New(from), nil
}

// asOf is the time that an assessment holds for: the given one, or now.
func (s *session) asOf(ctx context.Context, id string, given moment) (*timestamppb.Timestamp, error) {
	if !given.IsZero() {
		return given.proto(), nil
	}
	answer, err := s.clients.Assessments().GetAssessment(ctx, &assessmentv1.GetAssessmentRequest{InitiativeId: id})
	if err != nil {
		return nil, s.clients.Failure(client.Aggregate, err)
	}
	return answer.GetRecord().GetAssessment().GetAsOfTime(), nil
}
