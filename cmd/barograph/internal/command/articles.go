package command

import (
	"context"
	"fmt"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

type articlesCommand struct {
	Show articlesShowCommand `cmd:"" aliases:"get" help:"Show a stored article with its text, its revisions, or what changed."`
}

type articlesShowCommand struct {
	ID        string `arg:"" name:"article" help:"Id of the article, 32 hexadecimal digits."`
	Revision  uint32 `help:"Revision; 0 is the latest."`
	Revisions bool   `help:"List the revisions and retractions instead of the text, newest first."`
	Diff      bool   `help:"Show which words changed: to the revision from the one before; with --revisions from each to the next."`
	Copies    bool   `help:"List the near copies of it, which are one piece of evidence, the one that appeared first at the head."`
	Output    string `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (articlesShowCommand) Help() string {
	return "What is gone is shown as [-this-], what is new as {+this+}; lines without a change are left out.\n\nExamples:\n\n" +
		"  barograph articles show 5f2b0c1e9a7d4e3f8b6a1c0d2e4f6a8b\n" +
		"  barograph articles show 5f2b0c1e9a7d4e3f8b6a1c0d2e4f6a8b --revision 1 -o json\n" +
		"  barograph articles show 5f2b0c1e9a7d4e3f8b6a1c0d2e4f6a8b --revisions --diff\n" +
		"  barograph articles show 5f2b0c1e9a7d4e3f8b6a1c0d2e4f6a8b --copies"
}

// Run shows the article.
func (c *articlesShowCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	if c.Revisions && c.Revision > 0 {
		return exit.Errorf(exit.Usage, "--revisions lists all of them: leave --revision out")
	}
	if c.Copies && (c.Revisions || c.Diff || c.Revision > 0) {
		return exit.Errorf(exit.Usage, "--copies is about what is in force: leave --revision, --revisions and --diff out")
	}
	switch {
	case c.Copies:
		return c.copies(ctx, s)
	case c.Revisions:
		return c.revisions(ctx, s)
	case c.Diff && c.Output == "json":
		return exit.Errorf(exit.Usage, "--diff is text for people: ask for both revisions with --revision N -o json")
	case c.Diff:
		return c.difference(ctx, s, c.Revision)
	}
	answer, err := c.get(ctx, s, c.Revision)
	if err != nil {
		return err
	}
	if c.Output == "json" {
		return s.print(render.JSON(answer))
	}
	return s.print(render.Article(s.style, answer.GetArticle(), answer.GetRetraction()), nil)
}

// copies lists the story that the article belongs to.
func (c *articlesShowCommand) copies(ctx context.Context, s *session) error {
	story, err := s.clients.Assessments().GetStory(ctx, &assessmentv1.GetStoryRequest{ArticleId: c.ID})
	if err != nil {
		return s.clients.Failure(client.Aggregate, err)
	}
	if c.Output == "json" {
		return s.print(render.JSON(story))
	}
	return s.print(render.Story(s.style, story), nil)
}

func (c *articlesShowCommand) get(ctx context.Context, s *session, revision uint32) (*ingestv1.GetArticleResponse, error) {
	answer, err := s.clients.Ingest().GetArticle(ctx, &ingestv1.GetArticleRequest{ArticleId: c.ID, Revision: revision})
	if err != nil {
		return nil, s.clients.Failure(client.Ingest, err)
	}
	return answer, nil
}

// revisions lists all revisions, page by page, and what changed if that is asked
// for too.
func (c *articlesShowCommand) revisions(ctx context.Context, s *session) error {
	all := &ingestv1.ListRevisionsResponse{}
	for request := (&ingestv1.ListRevisionsRequest{ArticleId: c.ID, PageSize: 100}); ; {
		page, err := s.clients.Ingest().ListRevisions(ctx, request)
		if err != nil {
			return s.clients.Failure(client.Ingest, err)
		}
		all.Revisions = append(all.Revisions, page.GetRevisions()...)
		if request.PageToken = page.GetNextPageToken(); request.PageToken == "" {
			break
		}
	}
	if c.Output == "json" {
		return s.print(render.JSON(all))
	}
	if err := s.print(render.Revisions(s.style, all.GetRevisions()), nil); err != nil || !c.Diff {
		return err
	}
	for _, r := range all.GetRevisions() {
		if r.GetRevision() < 2 || r.GetArticle() == nil {
			continue
		}
		if err := s.print("\n", nil); err != nil {
			return err
		}
		if err := c.difference(ctx, s, r.GetRevision()); err != nil {
			return err
		}
	}
	return nil
}

// difference shows what changed to a revision (0: the newest) from the one before.
func (c *articlesShowCommand) difference(ctx context.Context, s *session, revision uint32) error {
	after, err := c.get(ctx, s, revision)
	if err != nil {
		return err
	}
	number := after.GetArticle().GetRevision()
	if number < 2 {
		return s.print("There is one revision only: nothing changed.\n", nil)
	}
	before, err := c.get(ctx, s, number-1)
	if err != nil {
		return err
	}
	return s.print(render.Difference(s.style, before.GetArticle(), after.GetArticle()), nil)
}

type retractCommand struct {
	ID     string `arg:"" name:"article" help:"Id of the article, 32 hexadecimal digits."`
	Reason string `required:"" help:"Why; kept with the retraction."`
}

// Help shows examples.
func (retractCommand) Help() string {
	return "Its claims leave every assessment; the stored text stays. Find ids with `barograph evidence`.\n\nExamples:\n\n" +
		"  barograph retract 5f2b0c1e9a7d4e3f8b6a1c0d2e4f6a8b --reason \"the publisher withdrew it\""
}

// Run withdraws the article.
func (c *retractCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Ingest().RetractArticle(ctx, &ingestv1.RetractArticleRequest{ArticleId: c.ID, Reason: c.Reason})
	if err != nil {
		return s.clients.Failure(client.Ingest, err)
	}
	if !answer.GetChanged() {
		return s.print("It was retracted already.\n", nil)
	}
	return s.print(fmt.Sprintf("Retracted at revision %d.\n", answer.GetRevision()), nil)
}
