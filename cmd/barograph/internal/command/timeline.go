package command

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

type timelineCommand struct {
	ID        string `arg:"" name:"initiative" help:"Id of the initiative."`
	Since     past   `default:"90d" placeholder:"TIME" help:"From then on: a day, RFC 3339, or a number of days (${default})."`
	Until     moment `placeholder:"TIME" help:"Until then: a day (its end) or RFC 3339. Default: now."`
	Published bool   `help:"The numbers that were published, in place of those recomputed from what is known now."`
	Output    string `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (timelineCommand) Help() string {
	return "The days on which something happened or the number moved by a point or more, newest first; json has every day.\n\nExamples:\n\n" +
		"  barograph timeline gaza-isf\n  barograph timeline gaza-isf --since 2026-01-01 --published\n" +
		"  barograph timeline gaza-isf -o json | jq '.points[] | [.as_of_time, .probability]'"
}

// Run shows the timeline.
func (c *timelineCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	end, err := s.asOf(ctx, c.ID, c.Until)
	if err != nil {
		return err
	}
	start := c.Since.Time
	if c.Since.before {
		start = end.AsTime().AddDate(0, 0, -c.Since.days)
	}
	req := &assessmentv1.GetTimelineRequest{InitiativeId: c.ID, StartTime: timestamppb.New(start), EndTime: end}
	if c.Published {
		req.Basis = assessmentv1.SnapshotBasis_SNAPSHOT_BASIS_PUBLISHED
	}
	answer, err := s.clients.Assessments().GetTimeline(ctx, req)
	if err != nil {
		return s.clients.Failure(client.Aggregate, err)
	}
	if c.Output == "json" {
		return s.print(render.JSON(answer))
	}
	return s.print(render.Timeline(s.style, answer), nil)
}

type scorecardCommand struct {
	IDs        []string `arg:"" optional:"" name:"initiative" help:"Ids of initiatives; all when none is given."`
	Recomputed bool     `help:"The numbers of each day recomputed from what is known now, in place of those published: with hindsight."`
	Output     string   `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (scorecardCommand) Help() string {
	return "Of every question that is answered YES or NO: Brier and log score of its daily numbers before the answer, beside those of " +
		"the prior alone and of always 50%, and how often each term came true.\n\nExamples:\n\n" +
		"  barograph scorecard\n  barograph scorecard haiti-gsf --recomputed -o json"
}

// Run shows the scorecard.
func (c *scorecardCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	req := &assessmentv1.GetScorecardRequest{InitiativeIds: c.IDs}
	if c.Recomputed {
		req.Basis = assessmentv1.SnapshotBasis_SNAPSHOT_BASIS_RECOMPUTED
	}
	answer, err := s.clients.Assessments().GetScorecard(ctx, req)
	if err != nil {
		return s.clients.Failure(client.Aggregate, err)
	}
	if c.Output == "json" {
		return s.print(render.JSON(answer))
	}
	return s.print(render.Scorecard(s.style, answer), nil)
}
