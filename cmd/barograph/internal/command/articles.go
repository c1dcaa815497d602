package command

import (
	"context"
	"fmt"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

type articlesCommand struct {
	Get articlesGetCommand `cmd:"" help:"Show a stored article with its text."`
}

type articlesGetCommand struct {
	ID       string `arg:"" name:"article" help:"Id of the article, 32 hexadecimal digits."`
	Revision uint32 `help:"Revision; 0 is the latest."`
	Output   string `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (articlesGetCommand) Help() string {
	return "Examples:\n\n  barograph articles get 5f2b0c1e9a7d4e3f8b6a1c0d2e4f6a8b\n" +
		"  barograph articles get 5f2b0c1e9a7d4e3f8b6a1c0d2e4f6a8b --revision 1 -o json"
}

// Run shows the article.
func (c *articlesGetCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Ingest().GetArticle(ctx, &ingestv1.GetArticleRequest{ArticleId: c.ID, Revision: c.Revision})
	if err != nil {
		return s.clients.Failure(client.Ingest, err)
	}
	if c.Output == "json" {
		return s.print(render.JSON(answer))
	}
	return s.print(render.Article(s.style, answer.GetArticle(), answer.GetRetraction()), nil)
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

type replayCommand struct {
	From         uint64 `help:"First sequence in the stream of articles; 0 is the first stored one."`
	To           uint64 `help:"Last sequence; 0 is the last stored one."`
	ID           string `help:"Key of the replay: repeating it with the same key within minutes sends nothing twice. Default: one of its own."`
	MinCatalogue uint64 `name:"min-catalogue-revision" help:"Tag only once the catalogue has this revision."`
}

// Help shows examples.
func (replayCommand) Help() string {
	return "A new catalogue is replayed by itself; this is for a new engine, or to be sure.\n\nExamples:\n\n" +
		"  barograph replay\n  barograph replay --from 1200 --to 1300 --id check-1"
}

// Run queues the articles.
func (c *replayCommand) Run(ctx context.Context, s *session) error {
	if c.ID == "" {
		c.ID = fmt.Sprintf("cli-%d", s.Now().UnixNano())
	}
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Ingest().ReplayArticles(ctx, &ingestv1.ReplayArticlesRequest{
		FromSequence: c.From, ToSequence: c.To, ReplayId: c.ID, MinCatalogueRevision: c.MinCatalogue,
	})
	if err != nil {
		return s.clients.Failure(client.Ingest, err)
	}
	if answer.GetQueued() == 0 {
		return s.print("No article in this range.\n", nil)
	}
	return s.print(fmt.Sprintf("Queued %d articles, sequences %d to %d.\n", answer.GetQueued(), answer.GetFromSequence(), answer.GetToSequence()), nil)
}
