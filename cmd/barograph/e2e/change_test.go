package e2e_test

import (
	"context"
	"testing"

	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

func TestRevisionReplacesClaims(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		const initiative = "ukraine-mnf"
		s := start(t, options{dir: folder(t), initiatives: catalogue(t)})
		first := s.submit(article(t, "nr-b-05"))[0]
		s.settle()
		optimistic := s.records()[initiative].GetAssessment().GetProbability()
		second := s.submit(article(t, "nr-b-06"))[0]
		s.settle()
		if first != second {
			t.Fatalf("the correction is another article: %s, %s", first, second)
		}
		evidence := s.evidence(initiative)
		if len(evidence) == 0 {
			t.Error("no evidence from the correction")
		}
		for _, c := range evidence {
			if c.GetArticle().GetRevision() != 2 {
				t.Errorf("claim of revision %d is still there: %q", c.GetArticle().GetRevision(), c.GetClaim().GetEvidence().GetQuote())
			}
		}
		if corrected := s.records()[initiative].GetAssessment().GetProbability(); corrected >= optimistic {
			t.Errorf("the correction takes the pledge back, but %.3f became %.3f", optimistic, corrected)
		}
	})
}

func TestRetractionEqualsReplayWithout(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		s := start(t, options{dir: folder(t), initiatives: catalogue(t)})
		s.submit(article(t, "nr-a-01"), article(t, "nr-a-08"))
		s.settle()
		without := s.records()["gaza-isf"]
		id := s.submit(article(t, "nr-a-07"))[0]
		s.settle()
		with := s.records()["gaza-isf"]
		if with.GetHash() == without.GetHash() {
			t.Fatal("the third article changed nothing")
		}
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		answer, err := s.clients.Ingest().RetractArticle(ctx, &ingestv1.RetractArticleRequest{ArticleId: id, Reason: "test"})
		if err != nil || !answer.GetChanged() {
			t.Fatalf("retract: %v, %v", answer, err)
		}
		s.settle()
		after := s.records()["gaza-isf"]
		if after.GetHash() != without.GetHash() {
			t.Errorf("retracted: %s, never there: %s", after.GetHash(), without.GetHash())
		}
		if after.GetRevision() <= with.GetRevision() {
			t.Errorf("revision %d after %d", after.GetRevision(), with.GetRevision())
		}
	})
}
