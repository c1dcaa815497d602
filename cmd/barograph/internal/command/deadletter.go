package command

import (
	"context"
	"fmt"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
)

type deadletterCommand struct {
	List    deadletterListCommand    `cmd:"" help:"List messages that were given up, oldest first."`
	Summary deadletterSummaryCommand `cmd:"" help:"Count them by service, reason and stream."`
	Show    deadletterShowCommand    `cmd:"" help:"Show one with its headers and what is in it."`
	Redrive deadletterRedriveCommand `cmd:"" help:"Send them where they came from again."`
	Discard deadletterDiscardCommand `cmd:"" help:"Remove them for good."`
}

// deadletterFilter selects dead letters.
type deadletterFilter struct {
	Service     string  `help:"Only those that this service gave up, for example nlp."`
	Reason      string  `help:"Only those with this reason."`
	Stream      string  `help:"Only those from this stream, for example ARTICLES."`
	Subject     string  `help:"Only those from these subjects; * stands for one token, > at the end for the rest."`
	Contains    string  `placeholder:"TEXT" help:"Only those whose error contains this text."`
	Since       moment  `placeholder:"TIME" help:"Only those given up since then: RFC 3339, or a day (its end)."`
	Until       moment  `placeholder:"TIME" help:"Only those given up before: RFC 3339, or a day (its end)."`
	MaxRedrives *uint32 `placeholder:"N" help:"Only those that were sent again so often at most."`
}

func (f deadletterFilter) proto() *operationsv1.DeadLetterFilter {
	return &operationsv1.DeadLetterFilter{
		Service: f.Service, Reason: f.Reason, Stream: f.Stream, Subject: f.Subject, ErrorContains: f.Contains,
		SinceTime: f.Since.proto(), UntilTime: f.Until.proto(), MaxRedrives: f.MaxRedrives,
	}
}

type deadletterListCommand struct {
	deadletterFilter
	Limit  int    `default:"1000" help:"Most to list; 0: all."`
	Output string `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (deadletterListCommand) Help() string {
	return "Examples:\n\n  barograph deadletter list\n  barograph deadletter list --service nlp --since 2026-05-01T00:00:00Z -o json"
}

// Run lists the dead letters.
func (c *deadletterListCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	all, more := &operationsv1.ListDeadLettersResponse{}, false
	for token := ""; !more; {
		size := int32(1000)
		if left := c.Limit - len(all.GetDeadLetters()); c.Limit > 0 && left < 1000 {
			size = int32(left) //nolint:gosec // between 1 and 1000
		}
		page, err := s.clients.DeadLetters().ListDeadLetters(ctx, &operationsv1.ListDeadLettersRequest{
			Filter: c.proto(), PageToken: token, PageSize: size,
		})
		if err != nil {
			return s.clients.Failure(client.Ingest, err)
		}
		all.DeadLetters = append(all.GetDeadLetters(), page.GetDeadLetters()...)
		if token = page.GetNextPageToken(); token == "" {
			break
		}
		more = c.Limit > 0 && len(all.GetDeadLetters()) >= c.Limit
	}
	if more {
		s.note("There are more: --limit, the filters and `barograph deadletter summary` help.")
	}
	if c.Output == "json" {
		return s.print(render.JSON(all))
	}
	return s.print(render.DeadLetters(s.style, all.GetDeadLetters()), nil)
}

type deadletterSummaryCommand struct {
	deadletterFilter
	Output string `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (deadletterSummaryCommand) Help() string {
	return "Examples:\n\n  barograph deadletter summary\n  barograph deadletter summary --stream LEDGER -o json"
}

// Run counts the dead letters.
func (c *deadletterSummaryCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.DeadLetters().SummarizeDeadLetters(ctx, &operationsv1.SummarizeDeadLettersRequest{Filter: c.proto()})
	if err != nil {
		return s.clients.Failure(client.Ingest, err)
	}
	if c.Output == "json" {
		return s.print(render.JSON(answer))
	}
	return s.print(render.DeadLetterSummary(s.style, answer.GetGroups()), nil)
}

type deadletterShowCommand struct {
	Sequence uint64 `arg:"" name:"sequence" help:"Which, as list shows it."`
	Output   string `short:"o" enum:"text,json" default:"text" help:"Format: ${enum}. json has the payload in base64."`
}

// Help shows examples.
func (deadletterShowCommand) Help() string {
	return "What its subject says it is, is shown as JSON; of what cannot be read so, the first bytes.\n\nExamples:\n\n  barograph deadletter show 17"
}

// Run shows a dead letter.
func (c *deadletterShowCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.DeadLetters().GetDeadLetter(ctx, &operationsv1.GetDeadLetterRequest{Sequence: c.Sequence})
	if err != nil {
		return s.clients.Failure(client.Ingest, err)
	}
	if c.Output == "json" {
		return s.print(render.JSON(answer))
	}
	return s.print(render.DeadLetter(s.style, answer), nil)
}

// deadletterWhich says which of them something is done with.
type deadletterWhich struct {
	Sequences []uint64 `arg:"" optional:"" name:"sequence" help:"Which, as list shows them."`
	All       bool     `help:"All that the filters let through."`
	DryRun    bool     `help:"Do nothing, and count."`
	deadletterFilter
}

// bulkPage is how many are handled in one call.
const bulkPage = 500

// bulkAnswer is what became of a page.
type bulkAnswer interface {
	GetNextPageToken() string
	GetFailed() uint64
	GetFailure() string
}

// each calls for one page after the other, or once for what is named.
func (c *deadletterWhich) each(ctx context.Context, s *session, call func(ctx context.Context, size int32, token string) (bulkAnswer, error)) error {
	if c.All == (len(c.Sequences) > 0) {
		return exit.Errorf(exit.Usage, "say which: either sequences as `barograph deadletter list` shows them, or --all")
	}
	var failed uint64
	failure := ""
	for token, first := "", true; first || token != ""; first = false {
		page, cancel := s.call(ctx)
		answer, err := call(page, bulkPage, token)
		cancel()
		if err != nil {
			return s.clients.Failure(client.Ingest, err)
		}
		if failed == 0 {
			failure = answer.GetFailure()
		}
		failed += answer.GetFailed()
		token = answer.GetNextPageToken()
	}
	if failed > 0 {
		return exit.Errorf(exit.Failure, "%d stay: %s", failed, failure)
	}
	return nil
}

type deadletterRedriveCommand struct{ deadletterWhich }

// Help shows examples.
func (deadletterRedriveCommand) Help() string {
	return "Do so once the cause is gone; what fails again comes back to the list, and knows how often it was sent.\n\nExamples:\n\n" +
		"  barograph deadletter redrive 17 18\n  barograph deadletter redrive --service nlp --max-redrives 2 --all --dry-run"
}

// Run sends dead letters again.
func (c *deadletterRedriveCommand) Run(ctx context.Context, s *session) error {
	var sent uint64
	err := c.each(ctx, s, func(ctx context.Context, size int32, token string) (bulkAnswer, error) {
		answer, err := s.clients.DeadLetters().RedriveDeadLetters(ctx, &operationsv1.RedriveDeadLettersRequest{
			Sequences: c.Sequences, Filter: c.proto(), DryRun: c.DryRun, PageSize: size, PageToken: token,
		})
		sent += answer.GetRedriven()
		return answer, err
	})
	if sent == 0 && err != nil {
		return err
	}
	text := fmt.Sprintf("Sent %d again.\n", sent)
	if c.DryRun {
		text = fmt.Sprintf("Would send %d again.\n", sent)
	}
	if printing := s.print(text, nil); printing != nil {
		return printing
	}
	return err
}

type deadletterDiscardCommand struct {
	deadletterWhich
	Comment string `required:"" placeholder:"TEXT" help:"Why they may go; the log of ingest keeps it."`
}

// Help shows examples.
func (deadletterDiscardCommand) Help() string {
	return "What is still in the stream that a message came from stays there.\n\nExamples:\n\n" +
		"  barograph deadletter discard 17 --comment 'sent by a broken crawler'\n" +
		"  barograph deadletter discard --reason undecodable --all --comment 'before the repair'"
}

// Run removes dead letters.
func (c *deadletterDiscardCommand) Run(ctx context.Context, s *session) error {
	var gone uint64
	err := c.each(ctx, s, func(ctx context.Context, size int32, token string) (bulkAnswer, error) {
		answer, err := s.clients.DeadLetters().DiscardDeadLetters(ctx, &operationsv1.DiscardDeadLettersRequest{
			Sequences: c.Sequences, Filter: c.proto(), Comment: c.Comment, DryRun: c.DryRun, PageSize: size, PageToken: token,
		})
		gone += answer.GetDiscarded()
		return answer, err
	})
	if gone == 0 && err != nil {
		return err
	}
	text := fmt.Sprintf("Removed %d.\n", gone)
	if c.DryRun {
		text = fmt.Sprintf("Would remove %d.\n", gone)
	}
	if printing := s.print(text, nil); printing != nil {
		return printing
	}
	return err
}
