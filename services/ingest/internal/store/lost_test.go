package store_test

import (
	"errors"
	"testing"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/ingest/internal/store"
)

// lose empties ARTICLES and leaves the index, as a loss of power may.
func (w *world) lose() {
	w.t.Helper()
	if err := w.conn.JetStream().DeleteStream(w.t.Context(), subject.StreamArticles); err != nil {
		w.t.Fatal(err)
	}
	if err := bus.Provision(w.t.Context(), w.conn.JetStream(), bus.DefaultOptions()); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) wantGone(s *store.Store, id string, revision uint32) {
	w.t.Helper()
	if a, _, err := s.Get(w.t.Context(), id, revision); !errors.Is(err, fault.ErrNotFound) {
		w.t.Errorf("revision %d of %s: %v, %v; want fault.ErrNotFound", revision, id, a, err)
	}
}

func TestLostArticleIsTakenAgain(t *testing.T) {
	w := newWorld(t)
	s := w.open()
	a, b := art("a", "one"), art("b", "two")
	submit(t, s, a, accepted, 1)
	submit(t, s, b, accepted, 1)
	if err := s.Reconcile(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.lose()
	w.wantGone(s, a.GetId(), 1)
	s = w.open()
	submit(t, s, a, revised, 2)
	submit(t, s, a, unchanged, 2)
	submit(t, s, b, revised, 2) // where b stood is nothing yet
	w.wantStored("a:2:revised", "b:2:revised")
	w.wantGone(s, a.GetId(), 1)
}

// Others take the places of what was lost, and are not taken for it.
func TestLostPlaceIsTakenByAnother(t *testing.T) {
	w := newWorld(t)
	s := w.open()
	a, b, c := art("a", "one"), art("b", "one"), art("c", "three")
	submit(t, s, a, accepted, 1)
	w.lose()
	submit(t, s, c, accepted, 1)
	w.wantGone(s, a.GetId(), 0)
	submit(t, s, b, accepted, 1) // no copy: nobody has the text
	submit(t, s, a, revised, 2)  // and who had it before may have it again
	w.wantStored("c:1:accepted", "b:1:accepted", "a:2:revised")
}

func TestLostRetractionIsTakenAgain(t *testing.T) {
	w := newWorld(t)
	s := w.open()
	a := art("a", "one")
	submit(t, s, a, accepted, 1)
	retract(t, s, a.GetId(), 1, true)
	w.lose()
	w.wantGone(s, a.GetId(), 0)
	if _, _, err := s.Retract(t.Context(), a.GetId(), "wrong"); !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("retract what is lost: %v, want fault.ErrNotFound", err)
	}
	submit(t, s, a, revised, 2)
	retract(t, s, a.GetId(), 2, true)
	retract(t, s, a.GetId(), 2, false)
}

// After a loss the index is completed from where the stream ends now.
func TestIndexIsCompletedBehindALoss(t *testing.T) {
	w := newWorld(t)
	s := w.open()
	for _, text := range []string{"one", "two", "three"} {
		submit(t, s, art(text, text), accepted, 1)
	}
	if err := s.Reconcile(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.lose()
	s = w.open()
	w.faults.fail("put", false) // the process dies before the index knows
	if _, err := s.Submit(t.Context(), art("d", "four")); err == nil {
		t.Fatal("the index failed, and the submission did not")
	}
	s = w.open()
	submit(t, s, art("d", "four"), unchanged, 1)
}
