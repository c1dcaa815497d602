package command

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/articlefile"
	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/delivery"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

type submitCommand struct {
	Paths     []string      `arg:"" name:"path" help:"Files, folders, or - for standard input: text (.txt, .md), article JSON (.json), JSON Lines (.jsonl, .ndjson)."`
	Wait      bool          `default:"true" negatable:"" help:"Wait until the articles are tagged and tell which assessments changed (--no-wait does not)."`
	WaitLimit time.Duration `default:"2m" help:"How long to wait for that at most."`
	Patience  time.Duration `default:"2m" help:"How long ingest may take nothing before the command gives up."`
}

// Help shows examples.
func (submitCommand) Help() string {
	return "Article JSON has the fields id, url, source, title, byline, published (RFC 3339), language and text; only text is required, and any other is refused. " +
		"In a folder with *.article.json files only these of its *.json files are taken. A file that cannot be read or is refused does " +
		"not stop the others; the exit code is 1 then. Submitting the same again changes nothing. While ingest has no room or is away, the command waits and goes on.\n\nExamples:\n\n" +
		"  barograph submit article.txt\n  barograph submit articles/ more.jsonl\n  curl -s https://feed.example/today.jsonl | barograph submit -"
}

// Run hands the articles over.
func (c *submitCommand) Run(ctx context.Context, s *session) error {
	var before []*assessmentv1.Record
	if c.Wait {
		var err error
		if before, err = s.assessments(ctx, clocks{}); err != nil {
			return err
		}
	}
	counts, failed, err := c.send(ctx, s)
	if err != nil {
		return err
	}
	stored := counts.GetAccepted() + counts.GetRevised() + counts.GetUnchanged() + counts.GetDuplicates()
	summary := fmt.Sprintf("%d new, %d revised, %d unchanged, %d duplicates, %d failed", counts.GetAccepted(), counts.GetRevised(),
		counts.GetUnchanged(), counts.GetDuplicates(), failed)
	if err := s.print(summary+"\n", nil); err != nil {
		return err
	}
	if c.Wait && stored > 0 { // what is unchanged may have been waiting too
		if err := c.wait(ctx, s, before); err != nil {
			return err
		}
	}
	if failed > 0 {
		return exit.Errorf(exit.Failure, "%d of %d articles failed", failed, stored+uint64(failed))
	}
	return nil
}

// send hands the articles over and reports each that failed.
func (c *submitCommand) send(ctx context.Context, s *session) (*ingestv1.SubmitArticlesResponse, int, error) {
	progress := terminal.NewProgress(s.Err, s.Now)
	defer progress.Done()
	handover := delivery.New(delivery.Deps{
		Ingest: s.clients.Ingest(), Patience: c.Patience, Now: s.Now,
		Waiting: func(err error, after time.Duration) {
			progress.Done()
			s.note("%s; going on in %s. What is stored by then is counted as unchanged.", s.clients.Failure(client.Ingest, err), after.Round(time.Second/10))
		},
	})
	size, sized := articlefile.Size(c.Paths)
	var names []string // of what was sent, to name what was refused
	read, failed := int64(0), 0
	var err error
	for item := range articlefile.Read(c.Paths, s.In) {
		if read += item.Size; item.Err != nil {
			progress.Done()
			s.note("%s: %s", terminal.Clean(item.Name), terminal.Clean(item.Err.Error()))
			failed++
			continue
		}
		names = append(names, item.Name)
		if err = handover.Add(ctx, item.Submission); err != nil {
			break
		}
		share := -1.0
		if sized && size > 0 {
			share = float64(read) / float64(size)
		}
		progress.Show(share, fmt.Sprintf("%d articles sent", len(names)))
	}
	answer, closing := handover.Close(ctx, err)
	progress.Done()
	for _, f := range answer.GetFailures() {
		name := f.GetReference()
		if f.GetIndex() < uint64(len(names)) {
			name = names[f.GetIndex()]
		}
		s.note("%s: %s", terminal.Clean(name), terminal.Clean(f.GetMessage()))
	}
	if closing != nil {
		return nil, 0, c.cutShort(s, len(names), closing)
	}
	return answer, failed + int(answer.GetRefused()), nil
}

// cutShort is the error of a submission that ended without an answer.
func (c *submitCommand) cutShort(s *session, sent int, err error) error {
	if sent > 0 {
		s.note("No answer came; articles sent until then: %d. Some of them may be stored. Submitting all again is safe: what is stored stays unchanged.", sent)
	}
	return s.clients.Failure(client.Ingest, err)
}

// wait waits for the readings and shows what they changed.
func (c *submitCommand) wait(ctx context.Context, s *session, before []*assessmentv1.Record) error {
	limited, cancel := context.WithTimeout(ctx, c.WaitLimit)
	defer cancel()
	progress := terminal.NewProgress(s.Err, s.Now)
	err := s.assessed(limited, func(waiting, first uint64) {
		progress.Show(1-float64(waiting)/float64(max(first, 1)), "tagged")
	})
	progress.Done()
	switch {
	case ctx.Err() != nil:
		s.note("The articles counted above are stored and will be tagged; only the waiting was interrupted. Submitting again is safe.")
		return ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return exit.Errorf(exit.Unavailable, "the articles are stored, but not all were tagged within %s: look at `barograph healthcheck` and `barograph deadletter list`", c.WaitLimit)
	case err != nil:
		s.note("The articles counted above are stored and will be tagged. Submitting again is safe.")
		return err
	}
	after, err := s.assessments(ctx, clocks{})
	if err != nil {
		return err
	}
	return s.print(render.Moves(s.style, before, after), nil)
}
