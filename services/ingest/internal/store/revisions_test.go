package store_test

import (
	"errors"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/proto/subject"
)

func TestRevisions(t *testing.T) {
	w := newWorld(t)
	s := w.open()
	id := art("a", "").GetId()
	if _, _, err := s.Revisions(t.Context(), id, 0, 10); !errors.Is(err, fault.ErrNotFound) {
		t.Fatalf("revisions of nothing: %v", err)
	}
	submit(t, s, art("a", "one"), accepted, 1)
	retract(t, s, id, 1, true)
	submit(t, s, art("a", "Correction: two"), revised, 2)
	submit(t, s, art("a", "three"), revised, 3)
	retract(t, s, id, 3, true)
	for range 2 { // as it was written, and as another process finds it in the stream
		page, next, err := s.Revisions(t.Context(), id, 0, 2)
		if err != nil || next != 1 || len(page) != 2 {
			t.Fatalf("first page: %v, next %d, %v", page, next, err)
		}
		rest, next, err := s.Revisions(t.Context(), id, next, 2)
		if err != nil || next != 0 || len(rest) != 1 {
			t.Fatalf("second page: %v, next %d, %v", rest, next, err)
		}
		all := append(page, rest...)
		for i, want := range []struct {
			text, notice string
			retracted    bool
		}{{"three", "", true}, {"Correction: two", "Correction: two", false}, {"one", "", true}} {
			got := all[i]
			if got.GetRevision() != uint32(3-i) || int(got.GetTextBytes()) != len(want.text) || got.GetArticle().GetText() != "" ||
				got.GetNotice() != want.notice || (got.GetRetraction() != nil) != want.retracted {
				t.Errorf("revision %d: %v, want %+v", 3-i, got, want)
			}
			if want.retracted && got.GetRetraction().GetReason() != "wrong" {
				t.Errorf("revision %d is retracted for %q", 3-i, got.GetRetraction().GetReason())
			}
		}
		index, err := w.conn.JetStream().Stream(t.Context(), "KV_"+subject.BucketArticleIndex)
		if err != nil {
			t.Fatal(err)
		}
		if err := index.Purge(t.Context()); err != nil {
			t.Fatal(err)
		}
		s = w.open()
	}
}

// An exact copy that is dated before the one that is stored tells when the story
// first appeared: the order in which they come must not decide that.
func TestEarlierCopyIsStored(t *testing.T) {
	w := newWorld(t)
	s := w.open()
	at := func(id string, hours int) *timestamppb.Timestamp {
		return timestamppb.New(now.Add(time.Duration(hours) * time.Hour))
	}
	late, early, later, undated := art("b", "one"), art("a", "one"), art("c", "one"), art("d", "one")
	late.PublishedTime, early.PublishedTime, later.PublishedTime = at("b", -10), at("a", -200), at("c", -5)
	submit(t, s, late, accepted, 1)
	submit(t, s, later, duplicate, 1)
	submit(t, s, undated, duplicate, 1)
	submit(t, s, early, accepted, 1)
	s = w.open()
	if got := submit(t, s, later, duplicate, 1); got.GetArticleId() != early.GetId() {
		t.Errorf("a copy of %s, want the first one", got.GetArticleId())
	}
	submit(t, s, late, unchanged, 1)
	w.wantStored("b:1:accepted", "a:1:accepted")
}
