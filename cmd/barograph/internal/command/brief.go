package command

import (
	"context"
	"fmt"
	"os"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

type briefCommand struct {
	ID     string `arg:"" name:"initiative" help:"Id of the initiative."`
	Format string `short:"f" enum:"markdown,html,message" default:"markdown" help:"What to write: ${enum}."`
	Output string `short:"o" placeholder:"FILE" help:"Write to this file instead of the screen; json prints the answer as JSON."`
	Clocks clocks `embed:""`
}

// Help shows examples.
func (briefCommand) Help() string {
	return "Every statement of fact carries the numbers of the passages that it rests on; they are listed at its end with their claims. " +
		"The HTML page is one file that needs no server, script or network. docs/brief.md says what stands where.\n\nExamples:\n\n" +
		"  barograph brief gaza-isf > gaza-isf.md\n  barograph brief gaza-isf --format html --output gaza-isf.html\n" +
		"  barograph brief gaza-isf --format message | mail -s \"Gaza force\" desk@example.org\n  barograph brief gaza-isf --as-of 2026-03-01 | glow -"
}

// Run writes the brief.
func (c *briefCommand) Run(ctx context.Context, s *session) error {
	if err := c.Clocks.check(); err != nil {
		return err
	}
	switch c.Output {
	case "markdown", "html", "message":
		return exit.Errorf(exit.Usage, "--output names a file; did you mean --format %s?", c.Output)
	}
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Assessments().GetBrief(ctx, &assessmentv1.GetBriefRequest{
		InitiativeId: c.ID, AsOfTime: c.Clocks.AsOf.proto(), AsKnownTime: c.Clocks.AsKnown.proto(), Format: c.format(),
	})
	if err != nil {
		return s.clients.Failure(client.Aggregate, err)
	}
	switch c.Output {
	case "":
		return s.print(terminal.CleanLines(answer.GetContent()), nil)
	case "json":
		return s.print(render.JSON(answer))
	}
	if err := os.WriteFile(c.Output, []byte(answer.GetContent()), 0o644); err != nil { //nolint:gosec // a page to be shown to others
		return fmt.Errorf("write brief: %w", err)
	}
	s.note("wrote %s", terminal.Clean(c.Output))
	return nil
}

func (c *briefCommand) format() assessmentv1.BriefFormat {
	switch c.Format {
	case "html":
		return assessmentv1.BriefFormat_BRIEF_FORMAT_HTML
	case "message":
		return assessmentv1.BriefFormat_BRIEF_FORMAT_MESSAGE
	}
	return assessmentv1.BriefFormat_BRIEF_FORMAT_MARKDOWN
}
