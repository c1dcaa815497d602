package rpc_test

import (
	"context"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/barograph/barograph/internal/rpc"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// Each call with bad credentials, and each mutation, is written to the log: who
// floods the server with them is not to fill the disk. Others from the same
// address get in.
func TestFloodsDoNotFillTheLog(t *testing.T) {
	o := serveFort(t, everyRole, &fake{get: func(context.Context) error { return nil }}, func(c *rpc.Config, _ *rpc.Deps) { c.Limits.Requests = 5 })
	conn := o.dial(nil)
	judgements := assessmentv1.NewJudgementServiceClient(conn)
	for name, ctx := range map[string]context.Context{
		"bad token": bearer(t.Context(), "a.b.c"), "no token": t.Context(), "editor": bearer(t.Context(), o.issuer.Token("editor", nil)),
	} {
		before := o.logs.FilterMessage("mutation").Len()
		refused := 0
		for range 100 {
			_, err := judgements.WithdrawJudgement(ctx, &assessmentv1.WithdrawJudgementRequest{InitiativeId: "g", Number: 7})
			if status.Code(err) == codes.ResourceExhausted {
				refused++
			}
		}
		if refused == 0 {
			t.Errorf("%s: none of 100 calls is refused, where 10 are allowed at once", name)
		}
		if lines := o.logs.FilterMessage("mutation").Len() - before; lines != 100-refused {
			t.Errorf("%s: %d lines for %d calls that were looked at", name, lines, 100-refused)
		}
	}
	if _, err := ingestv1.NewIngestServiceClient(conn).GetArticle(bearer(t.Context(), o.issuer.Token("reader", nil)), &ingestv1.GetArticleRequest{ArticleId: goodID}); err != nil {
		t.Errorf("another caller from the same address: %v", err)
	}
}
