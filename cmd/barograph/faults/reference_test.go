package faults_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/cmd/barograph/internal/systemtest"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
)

// rested waits until the assessments take everything into account that is stored.
func (c *cluster) rested(ctx context.Context) error {
	return poll(ctx, patience, "everything is in the assessments", func(ctx context.Context) error {
		work, err := c.clients.Pipeline().GetPipeline(ctx, &operationsv1.GetPipelineRequest{})
		if err != nil {
			return err
		}
		if work.GetArticlesTaggedSequence() < work.GetArticlesSequence() || work.GetReplaysWaiting() > 0 {
			return fmt.Errorf("of %d messages %d are tagged, %d replays wait", work.GetArticlesSequence(), work.GetArticlesTaggedSequence(), work.GetReplaysWaiting())
		}
		status, err := c.clients.Assessments().GetLedgerStatus(ctx, &assessmentv1.GetLedgerStatusRequest{})
		if err != nil {
			return err
		}
		if status.GetSequence() < work.GetLedgerSequence() || status.GetArticlesCurrent() < status.GetArticles() {
			return fmt.Errorf("the ledger is at %d, the assessments at %d", work.GetLedgerSequence(), status.GetSequence())
		}
		return nil
	})
}

// assessments are the published ones by initiative, and those as of a moment.
func (c *cluster) assessments(ctx context.Context, asOf time.Time) (map[string]*assessmentv1.Record, error) {
	page, err := c.clients.Assessments().ListAssessments(ctx, &assessmentv1.ListAssessmentsRequest{PageSize: 1000})
	if err != nil {
		return nil, err
	}
	all := map[string]*assessmentv1.Record{}
	for _, r := range page.GetRecords() {
		id := r.GetAssessment().GetInitiativeId()
		past, err := c.clients.Assessments().GetAssessment(ctx, &assessmentv1.GetAssessmentRequest{InitiativeId: id, AsOfTime: timestamppb.New(asOf)})
		if err != nil {
			return nil, err
		}
		all[id] = r
		all[id+" as of "+asOf.Format(time.RFC3339)] = past.GetRecord()
	}
	return all, nil
}

// reference is a system that nobody disturbs. It is given what the disturbed one
// has stored, in that order.
type reference struct {
	*cluster
	book *book
	fed  int
}

// feed submits what it has not been given yet.
func (r *reference) feed(ctx context.Context, order []proto.Message) error {
	for ; r.fed < len(order); r.fed++ {
		var err error
		switch m := order[r.fed].(type) {
		case *articlev1.Article:
			_, err = r.clients.Ingest().SubmitArticle(ctx, &ingestv1.SubmitArticleRequest{Submission: systemtest.Again(m)})
		case *articlev1.Retraction:
			_, err = r.clients.Ingest().RetractArticle(ctx, &ingestv1.RetractArticleRequest{ArticleId: m.GetArticleId(), Reason: m.GetReason()})
		}
		if err != nil {
			return fmt.Errorf("reference: %w", err)
		}
	}
	return errors.Join(r.rested(ctx), r.book.catchUp(ctx, r.conn), r.died())
}
