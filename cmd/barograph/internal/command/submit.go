package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/articlefile"
	"github.com/barograph/barograph/cmd/barograph/internal/client"
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
}

// Help shows examples.
func (submitCommand) Help() string {
	return "Article JSON has the fields id, url, source, title, byline, published (RFC 3339), language and text; only text is required. " +
		"In a folder with *.article.json files only these of its *.json files are taken. A file that cannot be read or is refused does " +
		"not stop the others; the exit code is 1 then. Submitting the same again changes nothing.\n\nExamples:\n\n" +
		"  barograph submit article.txt\n  barograph submit articles/ more.jsonl\n  curl -s https://feed.example/today.jsonl | barograph submit -"
}

// Run hands the articles over.
func (c *submitCommand) Run(ctx context.Context, s *session) error {
	var before ledgerState
	if c.Wait {
		var err error
		if before, err = s.ledger(ctx); err != nil {
			return err
		}
	}
	counts, failed, err := c.send(ctx, s)
	if err != nil {
		return err
	}
	total := counts.GetAccepted() + counts.GetRevised() + counts.GetUnchanged() + counts.GetDuplicates() + uint64(failed)
	summary := fmt.Sprintf("%d new, %d revised, %d unchanged, %d duplicates, %d failed", counts.GetAccepted(), counts.GetRevised(),
		counts.GetUnchanged(), counts.GetDuplicates(), failed)
	if err := s.print(summary+"\n", nil); err != nil {
		return err
	}
	if news := counts.GetAccepted() + counts.GetRevised(); c.Wait && news > 0 {
		if err := c.wait(ctx, s, before, news); err != nil {
			return err
		}
	}
	if failed > 0 {
		return exit.Errorf(exit.Failure, "%d of %d articles failed", failed, total)
	}
	return nil
}

// send streams the articles and reports each that failed.
func (c *submitCommand) send(ctx context.Context, s *session) (*ingestv1.SubmitArticlesResponse, int, error) {
	stream, err := s.clients.Ingest().SubmitArticles(ctx)
	if err != nil {
		return nil, 0, s.clients.Failure(client.Ingest, err)
	}
	progress := terminal.NewProgress(s.Err, s.Now)
	defer progress.Done()
	size, sized := articlefile.Size(c.Paths)
	var names []string // of what was sent, to name what was refused
	read, failed := int64(0), 0
	for item := range articlefile.Read(c.Paths, s.In) {
		if read += item.Size; item.Err != nil {
			progress.Done()
			s.note("%s: %s", terminal.Clean(item.Name), terminal.Clean(item.Err.Error()))
			failed++
			continue
		}
		if err := stream.Send(&ingestv1.SubmitArticlesRequest{Submission: item.Submission}); errors.Is(err, io.EOF) {
			break // the answer says why
		} else if err != nil {
			return nil, 0, s.clients.Failure(client.Ingest, err)
		}
		names = append(names, item.Name)
		share := -1.0
		if sized && size > 0 {
			share = float64(read) / float64(size)
		}
		progress.Show(share, fmt.Sprintf("%d articles sent", len(names)))
	}
	answer, err := stream.CloseAndRecv()
	if err != nil {
		return nil, 0, s.clients.Failure(client.Ingest, err)
	}
	progress.Done()
	for _, f := range answer.GetFailures() {
		name := f.GetReference()
		if f.GetIndex() < uint64(len(names)) {
			name = names[f.GetIndex()]
		}
		s.note("%s: %s", terminal.Clean(name), terminal.Clean(f.GetMessage()))
	}
	return answer, failed + int(answer.GetRefused()), nil
}

// wait waits for the readings and shows what they changed.
func (c *submitCommand) wait(ctx context.Context, s *session, before ledgerState, news uint64) error {
	limited, cancel := context.WithTimeout(ctx, c.WaitLimit)
	defer cancel()
	progress := terminal.NewProgress(s.Err, s.Now)
	err := s.await(limited, func(status *assessmentv1.GetLedgerStatusResponse) bool {
		read := status.GetSequence() - before.sequence
		progress.Show(float64(read)/float64(news), "tagged")
		return read >= news
	})
	progress.Done()
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		return exit.Errorf(exit.Unavailable, "the articles are stored, but not all were tagged within %s: look at `barograph healthcheck` and `barograph deadletter list`", c.WaitLimit)
	}
	if err != nil {
		return err
	}
	after, err := s.assessments(ctx)
	if err != nil {
		return err
	}
	return s.print(render.Moves(s.style, before.records, after), nil)
}
