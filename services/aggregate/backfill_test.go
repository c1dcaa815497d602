package aggregate_test

import (
	"fmt"
	"testing"

	"github.com/barograph/barograph/internal/bustest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate"
)

func (s *service) backfill() *assessmentv1.GetBackfillResponse {
	s.tb.Helper()
	answer, err := s.assessments.GetBackfill(s.tb.Context(), &assessmentv1.GetBackfillRequest{})
	if err != nil {
		s.tb.Fatal(err)
	}
	return answer
}

// under are articles read under a revision of the catalogue.
func under(revision uint64, articles ...string) []reading {
	var all []reading
	for _, a := range articles {
		all = append(all, reading{article: a, catalogue: revision, claims: []*taggingv1.Claim{position("gaza-isf", "USA", supports, 600)}})
	}
	return all
}

// behind are the initiatives that articles are still to be read for.
func behind(b *assessmentv1.GetBackfillResponse) string {
	text := ""
	for _, i := range b.GetInitiatives() {
		text += fmt.Sprintf("%s@%d %d ", i.GetInitiativeId(), i.GetCatalogueRevision(), i.GetArticlesCurrent())
	}
	return text
}

func TestBackfillIsSeenFromTheChangeToTheLastArticle(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	fake := ingest{replays: make(chan *ingestv1.ReplayArticlesRequest, 100)}
	s := start(t, server, func(_ *aggregate.Config, deps *aggregate.Deps) { deps.Ingest = fake })
	s.define("gaza-isf")
	tell(t, conn, under(1, "a", "b", "c")...)
	s.settle(conn)
	if b := s.backfill(); b.GetState() != assessmentv1.BackfillState_BACKFILL_STATE_COMPLETE || b.GetArticles() != 3 || b.GetStartTime() != nil || len(b.GetInitiatives()) != 0 {
		t.Errorf("with nothing to do: %v", b)
	}
	s.define("red-sea")
	s.define("haiti-gsf")
	s.settle(conn)
	bustest.Eventually(t, "articles are asked for", func() bool { return s.backfill().GetRequests() > 0 })
	tell(t, conn, under(2, "a")...)
	tell(t, conn, under(3, "b")...)
	s.settle(conn)
	b := s.backfill()
	if b.GetState() != assessmentv1.BackfillState_BACKFILL_STATE_RUNNING || b.GetCatalogueRevision() != 3 || b.GetArticlesCurrent() != 1 || b.GetArticles() != 3 {
		t.Errorf("on the way: %v", b)
	}
	if got := behind(b); got != "haiti-gsf@3 1 red-sea@2 2 " {
		t.Errorf("still to be read for: %s", got)
	}
	if !b.GetStartTime().AsTime().Equal(noon()) || !b.GetRequestTime().AsTime().Equal(noon()) {
		t.Errorf("began %s, asked %s", b.GetStartTime().AsTime(), b.GetRequestTime().AsTime())
	}
	tell(t, conn, under(3, "a", "c")...)
	s.settle(conn)
	if b := s.backfill(); b.GetState() != assessmentv1.BackfillState_BACKFILL_STATE_COMPLETE || b.GetArticlesCurrent() != 3 || b.GetRequests() != 0 || behind(b) != "" {
		t.Errorf("at the end: %v", b)
	}
}

func TestBackfillThatNobodyAsksForIsSaidToBe(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s := start(t, server)
	s.define("gaza-isf")
	tell(t, conn, under(1, "a")...)
	s.define("red-sea")
	s.settle(conn)
	if b := s.backfill(); b.GetState() != assessmentv1.BackfillState_BACKFILL_STATE_DISABLED || behind(b) != "red-sea@2 0 " {
		t.Errorf("without ingest: %v", b)
	}
}
