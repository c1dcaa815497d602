package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/fault"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/ingest/internal/store"
)

// The order in which messages are found does not matter, nor how often.
func TestIndexLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var records []store.Record
		for seq := range rapid.Uint64Range(1, 12).Draw(t, "messages") {
			records = append(records, store.Record{
				Revision: rapid.Uint32Range(1, 4).Draw(t, "revision"), Seq: seq + 1,
				Hash: rapid.StringMatching("[ab]").Draw(t, "hash"), Retraction: rapid.Bool().Draw(t, "retraction"),
			})
		}
		want := fmt.Sprint(store.AbsorbAll(records))
		shuffled := rapid.Permutation(records).Draw(t, "order")
		shuffled = append(shuffled, rapid.SliceOfN(rapid.SampledFrom(records), 0, 5).Draw(t, "again")...)
		if got := fmt.Sprint(store.AbsorbAll(shuffled)); got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
	})
}

func TestNothingIsTakenBeforeTheIndexIsComplete(t *testing.T) {
	w := newWorld(t)
	s := w.openUnready()
	if _, err := s.Submit(t.Context(), art("a", "one")); !errors.Is(err, fault.ErrTransient) {
		t.Errorf("submit: %v", err)
	}
	if _, _, err := s.Retract(t.Context(), art("a", "").GetId(), "x"); !errors.Is(err, fault.ErrTransient) {
		t.Errorf("retract: %v", err)
	}
	w.wantStored()
}

// A crash at any step: what was promised is kept, what was not can be submitted
// again, and no revision is stored with two texts.
func TestFailureAtEveryStep(t *testing.T) {
	for _, tt := range []struct {
		operation string
		after     bool
		stored    bool // the first attempt reached the stream
	}{
		{"get", false, false},
		{"publish", false, false},
		{"publish", true, true},
		{"put", false, true},
		{"put", true, true},
	} {
		for _, restart := range []string{"", "restart", "another text", "restart, another text"} {
			t.Run(fmt.Sprintf("%s after=%t %s", tt.operation, tt.after, restart), func(t *testing.T) {
				w := newWorld(t)
				s := w.open()
				w.faults.fail(tt.operation, tt.after)
				if _, err := s.Submit(t.Context(), art("a", "one")); !errors.Is(err, fault.ErrTransient) {
					t.Fatalf("got %v, want a transient error", err)
				}
				if got := len(w.stored()) == 1; got != tt.stored {
					t.Fatalf("stored: %t, want %t", got, tt.stored)
				}
				if strings.Contains(restart, "restart") {
					s = w.open()
				}
				indexed := tt.stored // by the start, or since the article is in doubt
				text, want, revision := "one", accepted, uint32(1)
				switch {
				case strings.Contains(restart, "another") && tt.stored:
					text, want, revision = "two", revised, 2
				case strings.Contains(restart, "another"):
					text = "two"
				case indexed:
					want = unchanged
				}
				submit(t, s, art("a", text), want, revision)
				submit(t, s, art("a", text), unchanged, revision)
				if got, _, err := s.Get(t.Context(), art("a", "").GetId(), 0); err != nil || got.GetText() != text {
					t.Errorf("got %v, %v", got, err)
				}
				if got := len(w.stored()); got != int(revision) {
					t.Errorf("%d messages for revision %d", got, revision)
				}
			})
		}
	}
}

// A copy is known although it could not be noted at once whose text it is: nobody
// was promised anything before it was.
func TestCopyIsKnownAfterAFailure(t *testing.T) {
	for _, after := range []bool{false, true} {
		for _, restart := range []bool{false, true} {
			t.Run(fmt.Sprintf("after=%t restart=%t", after, restart), func(t *testing.T) {
				w := newWorld(t)
				s := w.open()
				w.faults.fail("put content", after)
				if _, err := s.Submit(t.Context(), art("a", "one")); !errors.Is(err, fault.ErrTransient) {
					t.Fatalf("got %v, want a transient error", err)
				}
				if restart {
					s = w.open()
				}
				submit(t, s, art("a", "one"), unchanged, 1)
				if got, err := s.Submit(t.Context(), art("b", "one")); err != nil || got.GetOutcome() != duplicate {
					t.Errorf("the copy: %v, %v", got, err)
				}
				w.wantStored("a:1:accepted")
			})
		}
	}
}

func TestFailureWhileRetracting(t *testing.T) {
	for _, tt := range []struct {
		operation string
		after     bool
		changed   bool // the second attempt still has something to do
	}{{"publish", false, true}, {"publish", true, false}, {"put", false, false}, {"put", true, false}} {
		t.Run(fmt.Sprintf("%s after=%t", tt.operation, tt.after), func(t *testing.T) {
			w := newWorld(t)
			s := w.open()
			submit(t, s, art("a", "one"), accepted, 1)
			w.faults.fail(tt.operation, tt.after)
			if _, _, err := s.Retract(t.Context(), art("a", "").GetId(), "x"); !errors.Is(err, fault.ErrTransient) {
				t.Fatalf("got %v", err)
			}
			retract(t, s, art("a", "").GetId(), 1, tt.changed)
			w.wantStored("a:1:accepted", "a:1:retracted")
		})
	}
}

// Two processes on one article: every revision has one text, and both agree on
// the newest.
func TestTwoProcesses(t *testing.T) {
	w := newWorld(t)
	stores := []*store.Store{w.open(), w.open()}
	const rounds = 40
	var wait sync.WaitGroup
	for i, s := range stores {
		wait.Go(func() {
			for n := range rounds {
				if _, err := s.Submit(t.Context(), art("a", fmt.Sprintf("%d.%d", i, n))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	seen := map[string]bool{}
	for _, id := range w.stored() {
		if seen[id] {
			t.Errorf("%s is stored twice", id)
		}
		seen[id] = true
	}
	if len(seen) != 2*rounds {
		t.Errorf("%d revisions, want %d", len(seen), 2*rounds)
	}
	for _, s := range stores {
		if got, _, err := s.Get(t.Context(), art("a", "").GetId(), 0); err != nil || got.GetRevision() != 2*rounds {
			t.Errorf("newest is %d, %v", got.GetRevision(), err)
		}
	}
}

// One process decides between copies that arrive together.
func TestCopiesAtOnce(t *testing.T) {
	w := newWorld(t)
	s := w.open()
	outcomes := make([]ingestv1.SubmitOutcome, 32)
	var wait sync.WaitGroup
	for i := range outcomes {
		wait.Go(func() {
			got, err := s.Submit(t.Context(), art(fmt.Sprintf("%x", i), "one"))
			if err != nil {
				t.Error(err)
			}
			outcomes[i] = got.GetOutcome()
		})
	}
	wait.Wait()
	count := map[ingestv1.SubmitOutcome]int{}
	for _, o := range outcomes {
		count[o]++
	}
	if count[accepted] != 1 || count[duplicate] != len(outcomes)-1 {
		t.Errorf("got %v", count)
	}
}

func TestReconcileReadsOnFromItsCheckpoint(t *testing.T) {
	w := newWorld(t)
	s := w.open()
	submit(t, s, art("a", "one"), accepted, 1)
	if err := s.Reconcile(t.Context()); err != nil {
		t.Fatal(err)
	}
	stream, err := w.conn.JetStream().Stream(t.Context(), "KV_"+subject.BucketArticleIndex)
	if err != nil {
		t.Fatal(err)
	}
	before := stream.CachedInfo().State.LastSeq
	w.open()
	info, err := stream.Info(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if info.State.LastSeq != before {
		t.Errorf("an index that is complete was written to")
	}
}

// Whatever fails and whenever the process dies: the newest text that was
// promised, or one that was submitted after it, is what Get returns.
func TestRandomFailures(t *testing.T) {
	w := newWorld(t)
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		w.faults.clear()
		s := w.open()
		type state struct {
			sure  string          // text of the last promise
			maybe map[string]bool // submitted after it, without an answer
		}
		model := map[string]*state{}
		for range rapid.IntRange(1, 25).Draw(rt, "steps") {
			id := fmt.Sprintf("%x%x", run, rapid.IntRange(10, 12).Draw(rt, "article"))
			text := fmt.Sprintf("%s %d", id, rapid.IntRange(0, 3).Draw(rt, "text"))
			if model[id] == nil {
				model[id] = &state{maybe: map[string]bool{}}
			}
			switch rapid.IntRange(0, 9).Draw(rt, "action") {
			case 0:
				w.faults.clear()
				s = w.open()
			case 1, 2, 3:
				w.faults.fail(rapid.SampledFrom([]string{"get", "put", "publish"}).Draw(rt, "operation"), rapid.Bool().Draw(rt, "after"))
			default:
				m := model[id]
				if _, err := s.Submit(t.Context(), art(id, text)); err != nil {
					m.maybe[text] = true
				} else {
					m.sure, m.maybe = text, map[string]bool{}
				}
			}
		}
		w.faults.clear()
		s = w.open()
		for id, m := range model {
			got, _, err := s.Get(t.Context(), art(id, "").GetId(), 0)
			if errors.Is(err, fault.ErrNotFound) && m.sure == "" {
				continue
			}
			if err != nil || got.GetText() != m.sure && !m.maybe[got.GetText()] {
				rt.Fatalf("article %s: got %q, %v; promised %q, possible %v", id, got.GetText(), err, m.sure, m.maybe)
			}
		}
	})
}

func TestOutage(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	w := &world{t: t, conn: server.Connect("ingest"), faults: &faults{}}
	s := w.open()
	server.Stop()
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if _, err := s.Submit(ctx, art("a", "one")); !errors.Is(err, fault.ErrTransient) {
		t.Errorf("submit during an outage: %v", err)
	}
	if _, _, err := s.Get(ctx, art("a", "").GetId(), 0); !errors.Is(err, fault.ErrTransient) {
		t.Errorf("get during an outage: %v", err)
	}
}
