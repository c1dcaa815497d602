package command

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	"github.com/barograph/barograph/internal/run"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

// resumePause is how long a watch rests before it goes on over a new connection.
const resumePause = time.Second

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
	show := &watchShow{output: c.Output, session: s, after: c.After, complete: c.After != nil}
	for {
		steps, err := show.follow(ctx, c.IDs)
		switch {
		case ctx.Err() != nil:
			return nil // Ctrl-C is how a watch ends
		case steps > 0 && show.complete && status.Code(err) == codes.Unavailable:
			// A connection has its time; what was not told yet is told on the next one.
			if run.Wait(ctx, resumePause) {
				continue
			}
			return nil
		case errors.Is(err, io.EOF):
			return exit.Errorf(exit.Unavailable, "aggregate ended the watch: is it shutting down? Run `barograph watch` again later")
		}
		return s.clients.Failure(client.Aggregate, err)
	}
}

// follow shows one watch until it ends, and says how many steps it had.
func (w *watchShow) follow(ctx context.Context, ids []string) (steps int, err error) {
	stream, err := w.clients.Assessments().WatchAssessments(ctx, &assessmentv1.WatchAssessmentsRequest{InitiativeIds: ids, AfterSequence: w.after})
	if err != nil {
		return 0, err
	}
	for {
		step, err := stream.Recv()
		if err != nil {
			return steps, err
		}
		if err := w.step(step); err != nil {
			return steps, err
		}
		steps++
		w.complete = w.complete || step.GetSnapshotComplete()
		if sequence := step.GetSequence(); w.complete && (w.after == nil || sequence > *w.after) {
			w.after = &sequence
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
	after    *uint64 // where to go on; nil before the snapshot is complete
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
