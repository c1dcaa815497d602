package command

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

type watchCommand struct {
	IDs    []string `arg:"" optional:"" name:"initiative" help:"Ids of initiatives; all when none is given."`
	After  *uint64  `placeholder:"SEQ" help:"Go on behind this sequence of an earlier watch (-o jsonl shows it) instead of beginning with all assessments."`
	Output string   `short:"o" enum:"table,jsonl" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (watchCommand) Help() string {
	return "Shows the assessments as they are, then each event as it is published, until Ctrl-C: a line for an assessment, " +
		"and one that begins with ! for a shift, with its reasons. Each step of -o jsonl has its sequence; --after goes on behind it " +
		"and leaves nothing out.\n\nExamples:\n\n" +
		"  barograph watch\n  barograph watch gaza-isf ukraine-mnf -o jsonl\n  barograph watch --after 1042 -o jsonl"
}

// Run follows the assessments.
func (c *watchCommand) Run(ctx context.Context, s *session) error {
	if err := c.check(ctx, s); err != nil {
		return err
	}
	stream, err := s.clients.Assessments().WatchAssessments(ctx, &assessmentv1.WatchAssessmentsRequest{InitiativeIds: c.IDs, AfterSequence: c.After})
	if err != nil {
		return s.clients.Failure(client.Aggregate, err)
	}
	show := &watchShow{output: c.Output, session: s, complete: c.After != nil}
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
		if err := show.step(step); err != nil {
			return err
		}
	}
}

// watchShow prints the steps of a watch; it keeps those of the snapshot for one
// table, ordered as the list is.
type watchShow struct {
	*session
	output   string
	snapshot []*assessmentv1.Record
	complete bool
}

func (w *watchShow) step(step *assessmentv1.WatchAssessmentsResponse) error {
	switch {
	case w.output == "jsonl":
		return w.print(render.JSONLine(step))
	case step.GetSnapshotComplete() && w.complete:
		return nil // resumed: there was none
	case step.GetSnapshotComplete():
		w.complete = true
		slices.SortFunc(w.snapshot, func(a, b *assessmentv1.Record) int {
			return strings.Compare(a.GetAssessment().GetInitiativeId(), b.GetAssessment().GetInitiativeId())
		})
		return w.print(render.Assessments(w.style, w.snapshot), nil)
	case step.GetRecord() != nil && !w.complete:
		w.snapshot = append(w.snapshot, step.GetRecord())
		return nil
	case step.GetRecord() != nil:
		return w.print(render.Update(w.style, step.GetRecord()), nil)
	case step.GetShift() != nil:
		return w.print(render.Shift(w.style, step.GetShift()), nil)
	}
	return w.print(terminal.Clean(step.GetDeletedId())+" was deleted\n", nil)
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
