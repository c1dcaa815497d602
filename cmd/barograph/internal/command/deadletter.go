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
	Redrive deadletterRedriveCommand `cmd:"" help:"Send them where they came from again."`
}

type deadletterFilter struct {
	Service string `help:"Only those that this service gave up, for example nlp."`
	Reason  string `help:"Only those with this reason."`
}

type deadletterListCommand struct {
	deadletterFilter
	Output string `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (deadletterListCommand) Help() string {
	return "Examples:\n\n  barograph deadletter list\n  barograph deadletter list --service nlp -o json"
}

// Run lists the dead letters.
func (c *deadletterListCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	all := &operationsv1.ListDeadLettersResponse{}
	for token := ""; ; {
		page, err := s.clients.DeadLetters().ListDeadLetters(ctx, &operationsv1.ListDeadLettersRequest{
			Service: c.Service, Reason: c.Reason, PageToken: token,
		})
		if err != nil {
			return s.clients.Failure(client.Ingest, err)
		}
		all.DeadLetters = append(all.GetDeadLetters(), page.GetDeadLetters()...)
		if token = page.GetNextPageToken(); token == "" {
			break
		}
	}
	if c.Output == "json" {
		return s.print(render.JSON(all))
	}
	return s.print(render.DeadLetters(s.style, all.GetDeadLetters()), nil)
}

type deadletterRedriveCommand struct {
	Sequences []uint64 `arg:"" optional:"" name:"sequence" help:"Those to send, as list shows them."`
	All       bool     `help:"Send all that the filters let through."`
	deadletterFilter
}

// Help shows examples.
func (deadletterRedriveCommand) Help() string {
	return "Do so once the cause is gone; what fails again comes back to the list.\n\nExamples:\n\n" +
		"  barograph deadletter redrive 17 18\n  barograph deadletter redrive --service nlp --all"
}

// Run sends dead letters again.
func (c *deadletterRedriveCommand) Run(ctx context.Context, s *session) error {
	if c.All == (len(c.Sequences) > 0) {
		return exit.Errorf(exit.Usage, "say which: either sequences as `barograph deadletter list` shows them, or --all")
	}
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.DeadLetters().RedriveDeadLetters(ctx, &operationsv1.RedriveDeadLettersRequest{
		Sequences: c.Sequences, Service: c.Service, Reason: c.Reason,
	})
	if err != nil {
		return s.clients.Failure(client.Ingest, err)
	}
	return s.print(fmt.Sprintf("Sent %d again.\n", answer.GetRedriven()), nil)
}
