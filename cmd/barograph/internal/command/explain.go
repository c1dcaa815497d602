package command

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

type explainCommand struct {
	ID            string `arg:"" name:"initiative" help:"Id of the initiative."`
	Since         past   `placeholder:"TIME" help:"Explain the change since then instead of the change from the prior: a day (its end), RFC 3339, or a number of days (7d)."`
	SinceKnown    moment `placeholder:"TIME" help:"Explain the change since what was published last by then, with all that was withdrawn, came late or was defined otherwise."`
	SinceRevision uint64 `placeholder:"N" help:"The same since what was published under this revision."`
	Clocks        clocks `embed:""`
	All           bool   `help:"Show every row."`
	Output        string `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (explainCommand) Help() string {
	return "Each row is one cause; the rows sum to the change. --since compares two event times by what is known now; " +
		"--since-known compares what was published then with what is published now.\n\nExamples:\n\n  barograph explain gaza-isf\n" +
		"  barograph explain gaza-isf --since 30d\n  barograph explain gaza-isf --since 2026-03-01 --as-of 2026-04-01\n" +
		"  barograph explain gaza-isf --since-known 2026-04-01\n  barograph explain gaza-isf --since-revision 7"
}

// Run explains.
func (c *explainCommand) Run(ctx context.Context, s *session) error {
	if err := c.check(); err != nil {
		return err
	}
	ctx, cancel := s.call(ctx)
	defer cancel()
	since, err := c.since(ctx, s)
	if err != nil {
		return err
	}
	answer, err := s.clients.Assessments().ExplainAssessment(ctx, &assessmentv1.ExplainAssessmentRequest{
		InitiativeId: c.ID, AsOfTime: c.Clocks.AsOf.proto(), SinceTime: since,
		AsKnownTime: c.Clocks.AsKnown.proto(), SinceKnownTime: c.SinceKnown.proto(), SinceRevision: c.SinceRevision,
	})
	if err != nil {
		return s.clients.Failure(client.Aggregate, err)
	}
	if c.Output == "json" {
		return s.print(render.JSON(answer))
	}
	return s.print(render.Explanation(s.style, answer, render.Reasons{All: c.All, Since: c.published()}), nil)
}

// check refuses two clocks in one change.
func (c *explainCommand) check() error {
	known := !c.Clocks.AsKnown.IsZero() || !c.SinceKnown.IsZero() || c.SinceRevision != 0
	if known && (!c.Clocks.AsOf.IsZero() || !c.Since.IsZero() || c.Since.before) {
		return exit.Errorf(exit.Usage, "--as-known, --since-known and --since-revision exclude --as-of and --since: a change is told by one clock")
	}
	if c.SinceRevision != 0 && !c.SinceKnown.IsZero() {
		return exit.Errorf(exit.Usage, "--since-known and --since-revision exclude each other")
	}
	return nil
}

// published names what was published that the change is from; empty for a change
// by event time.
func (c *explainCommand) published() string {
	switch {
	case c.SinceRevision != 0:
		return fmt.Sprintf("revision %d", c.SinceRevision)
	case !c.SinceKnown.IsZero():
		return "as published by " + c.SinceKnown.Format(time.RFC3339)
	}
	return ""
}

// since is the time that the change is explained from, nil for the prior.
func (c *explainCommand) since(ctx context.Context, s *session) (*timestamppb.Timestamp, error) {
	if c.Since.IsZero() && !c.Since.before {
		return nil, nil
	}
	end, err := s.asOf(ctx, c.ID, c.Clocks.AsOf)
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
