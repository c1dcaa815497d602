package command

import (
	"context"
	"fmt"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

type backfillCommand struct {
	Wait   bool   `help:"Wait until every article is read under the catalogue as it is now, and assessed."`
	Output string `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (backfillCommand) Help() string {
	return "When initiatives are defined, changed or deleted, stored articles are read again on their own. Until an article is, it " +
		"counts as it was read before. With --wait the exit code is 4 when nothing comes of it.\n\nExamples:\n\n" +
		"  barograph backfill\n  barograph initiatives apply -f catalog.yaml && barograph backfill --wait"
}

// Run shows how far it is.
func (c *backfillCommand) Run(ctx context.Context, s *session) error {
	if c.Wait {
		if err := s.backfilled(ctx); err != nil {
			return err
		}
	}
	ctx, cancel := s.call(ctx)
	defer cancel()
	now, err := s.clients.Assessments().GetBackfill(ctx, &assessmentv1.GetBackfillRequest{})
	if err != nil {
		return s.clients.Failure(client.Aggregate, err)
	}
	if c.Output == "json" {
		return s.print(render.JSON(now))
	}
	return s.print(render.Backfill(s.style, now), nil)
}

// backfilled waits until every article is read under the catalogue of the time
// of the call, or a later one.
func (s *session) backfilled(ctx context.Context) error {
	catalogue, err := s.clients.Initiatives().ListInitiatives(ctx, &initiativev1.ListInitiativesRequest{PageSize: 1})
	if err != nil {
		return s.clients.Failure(client.Aggregate, err)
	}
	progress := terminal.NewProgress(s.Err, s.Now)
	defer progress.Done()
	return poll(ctx, func() (bool, error) {
		now, err := s.clients.Assessments().GetBackfill(ctx, &assessmentv1.GetBackfillRequest{})
		if err != nil {
			return false, s.clients.Failure(client.Aggregate, err)
		}
		if now.GetCatalogueRevision() < catalogue.GetCatalogueRevision() {
			return false, nil
		}
		progress.Show(float64(now.GetArticlesCurrent())/float64(max(now.GetArticles(), 1)), fmt.Sprintf("of %d articles", now.GetArticles()))
		switch now.GetState() {
		case assessmentv1.BackfillState_BACKFILL_STATE_COMPLETE:
			return true, nil
		case assessmentv1.BackfillState_BACKFILL_STATE_STALLED, assessmentv1.BackfillState_BACKFILL_STATE_DISABLED:
			return false, exit.Errorf(exit.Unavailable, "%d of %d articles stay with an older catalogue: %s; see `barograph backfill` and `barograph deadletter list`",
				now.GetArticles()-now.GetArticlesCurrent(), now.GetArticles(), render.Word(now.GetState()))
		}
		return false, nil
	})
}
