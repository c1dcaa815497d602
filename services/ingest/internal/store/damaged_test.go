package store_test

import (
	"errors"
	"testing"

	"github.com/barograph/barograph/internal/fault"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/proto/subject"
)

// damage puts what cannot be read into the index.
func (w *world) damage(key string) {
	w.t.Helper()
	bucket, err := w.conn.Bucket(w.t.Context(), subject.BucketArticleIndex)
	if err == nil {
		err = bucket.Set(w.t.Context(), key, []byte("\xff{no entry"))
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

// An entry that cannot be read is made anew with all its revisions; who submits
// the article meanwhile is told to come back, others are not.
func TestDamagedEntryIsMadeAnew(t *testing.T) {
	w := newWorld(t)
	s := w.open()
	submit(t, s, art("a", "one"), ingestv1.SubmitOutcome_SUBMIT_OUTCOME_ACCEPTED, 1)
	submit(t, s, art("a", "two"), ingestv1.SubmitOutcome_SUBMIT_OUTCOME_REVISED, 2)
	if err := s.Reconcile(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.damage(subject.IndexKey("article", art("a", "one").GetId()))
	if _, err := s.Submit(t.Context(), art("a", "three")); !errors.Is(err, fault.ErrTransient) {
		t.Errorf("submitted meanwhile: %v, want fault.ErrTransient", err)
	}
	submit(t, s, art("b", "other"), ingestv1.SubmitOutcome_SUBMIT_OUTCOME_ACCEPTED, 1)
	if err := s.Reconcile(t.Context()); err != nil {
		t.Fatal(err)
	}
	submit(t, s, art("a", "three"), ingestv1.SubmitOutcome_SUBMIT_OUTCOME_REVISED, 3)
	if first, _, err := s.Get(t.Context(), art("a", "one").GetId(), 1); err != nil || first.GetText() != "one" {
		t.Errorf("the first revision: %v, %v", first, err)
	}
}

func TestDamagedCheckpointIsLeftBehind(t *testing.T) {
	w := newWorld(t)
	submit(t, w.open(), art("a", "one"), ingestv1.SubmitOutcome_SUBMIT_OUTCOME_ACCEPTED, 1)
	w.damage(subject.IndexKey("checkpoint", "articles"))
	s := w.open() // reconciles
	if err := s.Ready(t.Context()); err != nil {
		t.Error(err)
	}
	submit(t, s, art("a", "one"), ingestv1.SubmitOutcome_SUBMIT_OUTCOME_UNCHANGED, 1)
}
