package e2e_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/barograph/barograph/cmd/barograph/internal/demo"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

// folder is a data folder. The server may write to it while the test's own
// folder is deleted, hence the retry of os.RemoveAll that t.TempDir lacks.
func folder(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "barograph-e2e-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// sources writes the file of sources.
func sources(t testing.TB) string {
	t.Helper()
	path := filepath.Join(folder(t), "sources.yaml")
	if err := demo.WriteSources(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func catalogue(t testing.TB) []*initiativev1.Initiative {
	t.Helper()
	all, err := demo.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func articles(t testing.TB) []*ingestv1.Submission {
	t.Helper()
	all, err := demo.Articles()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// article is the bundled article with an external id.
func article(t testing.TB, id string) *ingestv1.Submission {
	t.Helper()
	for _, a := range articles(t) {
		if a.GetExternalId() == id {
			return a
		}
	}
	t.Fatalf("no bundled article %s", id)
	return nil
}

// submit hands articles over one by one and returns their ids.
func (s *system) submit(all ...*ingestv1.Submission) []string {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var ids []string
	for _, a := range all {
		answer, err := s.clients.Ingest().SubmitArticle(ctx, &ingestv1.SubmitArticleRequest{Submission: a})
		if err != nil {
			s.t.Fatalf("submit %s: %v", a.GetExternalId(), err)
		}
		ids = append(ids, answer.GetArticleId())
	}
	return ids
}

// settle waits until the assessments take every submitted article into account,
// in its newest revision and under the current catalogue.
func (s *system) settle() {
	s.t.Helper()
	for _, stream := range []string{"ARTICLES", "REPLAYS"} {
		eventually(s.t, stream+" is worked off", func(ctx context.Context) bool { return s.workedOff(ctx, stream) })
	}
	eventually(s.t, "the ledger is in the assessments", func(ctx context.Context) bool {
		stream, err := s.conn.JetStream().Stream(ctx, "LEDGER")
		if err != nil {
			return false
		}
		info, err := stream.Info(ctx)
		if err != nil {
			return false
		}
		status := s.status(ctx)
		return status.GetSequence() >= info.State.LastSeq && status.GetArticlesCurrent() == status.GetArticles() &&
			s.workedOff(ctx, "REPLAYS")
	})
}

// workedOff tells whether every message of a stream was acknowledged by all
// consumers of the stream. The server counts what is pending after it has
// confirmed the storage of a message: what is acknowledged is counted at once.
func (s *system) workedOff(ctx context.Context, name string) bool {
	stream, err := s.conn.JetStream().Stream(ctx, name)
	if err != nil {
		return false
	}
	last := stream.CachedInfo().State.LastSeq
	done, consumers := true, stream.ListConsumers(ctx)
	for info := range consumers.Info() { // read to the end: what sends them waits for ever else
		done = done && info.AckFloor.Stream >= last && info.NumPending == 0 && info.NumAckPending == 0
	}
	return done && consumers.Err() == nil
}

func (s *system) status(ctx context.Context) *assessmentv1.GetLedgerStatusResponse {
	status, err := s.clients.Assessments().GetLedgerStatus(ctx, &assessmentv1.GetLedgerStatusRequest{})
	if err != nil {
		return &assessmentv1.GetLedgerStatusResponse{}
	}
	return status
}

// records are the assessments by initiative.
func (s *system) records() map[string]*assessmentv1.Record {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	page, err := s.clients.Assessments().ListAssessments(ctx, &assessmentv1.ListAssessmentsRequest{PageSize: 1000})
	if err != nil {
		s.t.Fatal(err)
	}
	all := map[string]*assessmentv1.Record{}
	for _, r := range page.GetRecords() {
		all[r.GetAssessment().GetInitiativeId()] = r
	}
	return all
}

// evidence is everything on one initiative, what does not count included.
func (s *system) evidence(initiative string) []*assessmentv1.Contribution {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var all []*assessmentv1.Contribution
	req := &assessmentv1.ListEvidenceRequest{InitiativeId: initiative, PageSize: 50}
	for {
		page, err := s.clients.Assessments().ListEvidence(ctx, req)
		if err != nil {
			s.t.Fatal(err)
		}
		all = append(all, page.GetContributions()...)
		if req.PageToken = page.GetNextPageToken(); req.GetPageToken() == "" {
			return all
		}
	}
}

// stored is an article as ingest keeps it.
func (s *system) stored(id string, revision uint32) *articlev1.Article {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	answer, err := s.clients.Ingest().GetArticle(ctx, &ingestv1.GetArticleRequest{ArticleId: id, Revision: revision})
	if err != nil {
		s.t.Fatal(err)
	}
	return answer.GetArticle()
}

// state is what must not change when nothing happened.
type state struct {
	hash     string
	revision uint64
}

func states(records map[string]*assessmentv1.Record) map[string]state {
	out := map[string]state{}
	for id, r := range records {
		out[id] = state{hash: r.GetHash(), revision: r.GetRevision()}
	}
	return out
}
