package command

import (
	"context"
	"errors"
	"io"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

type watchCommand struct {
	IDs    []string `arg:"" optional:"" name:"initiative" help:"Ids of initiatives; all when none is given."`
	Output string   `short:"o" enum:"table,jsonl" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (watchCommand) Help() string {
	return "Shows the assessments as they are, then a line for each that is published, until Ctrl-C.\n\nExamples:\n\n" +
		"  barograph watch\n  barograph watch gaza-isf ukraine-mnf -o jsonl"
}

// Run follows the assessments.
func (c *watchCommand) Run(ctx context.Context, s *session) error {
	if err := c.check(ctx, s); err != nil {
		return err
	}
	stream, err := s.clients.Assessments().WatchAssessments(ctx, &assessmentv1.WatchAssessmentsRequest{InitiativeIds: c.IDs})
	if err != nil {
		return s.clients.Failure(client.Aggregate, err)
	}
	var snapshot []*assessmentv1.Record
	complete := false
	for {
		step, err := stream.Recv()
		switch {
		case errors.Is(err, io.EOF):
			return exit.Errorf(exit.Unavailable, "aggregate ended the watch: is it shutting down? Run `barograph watch` again later")
		case err != nil && ctx.Err() != nil:
			return nil // Ctrl-C is how a watch ends
		case err != nil:
			return s.clients.Failure(client.Aggregate, err)
		}
		switch {
		case c.Output == "jsonl":
			err = s.print(render.JSONLine(step))
		case step.GetSnapshotComplete():
			complete = true
			err = s.print(render.Assessments(s.style, snapshot), nil)
		case step.GetRecord() != nil && !complete:
			snapshot = append(snapshot, step.GetRecord())
		case step.GetRecord() != nil:
			err = s.print(render.Update(s.style, step.GetRecord()), nil)
		case step.GetDeletedId() != "":
			err = s.print(terminal.Clean(step.GetDeletedId())+" was deleted\n", nil)
		}
		if err != nil {
			return err
		}
	}
}

// check refuses what is not defined: a watch would wait for it for ever.
func (c *watchCommand) check(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	for _, id := range c.IDs {
		if _, err := s.clients.Initiatives().GetInitiative(ctx, &initiativev1.GetInitiativeRequest{Id: id}); err != nil {
			return s.clients.Failure(client.Aggregate, err)
		}
	}
	return nil
}
