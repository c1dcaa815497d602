package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/fault"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/ingest/internal/store"
)

const (
	accepted  = ingestv1.SubmitOutcome_SUBMIT_OUTCOME_ACCEPTED
	revised   = ingestv1.SubmitOutcome_SUBMIT_OUTCOME_REVISED
	unchanged = ingestv1.SubmitOutcome_SUBMIT_OUTCOME_UNCHANGED
	duplicate = ingestv1.SubmitOutcome_SUBMIT_OUTCOME_DUPLICATE
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var now = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

// world is a server with one connection, on which stores come and go.
type world struct {
	t      testing.TB
	conn   *bus.Conn
	faults *faults
}

func newWorld(t testing.TB) *world {
	return &world{t: t, conn: bustest.Start(t, bustest.Options{}).Connect("ingest"), faults: &faults{}}
}

// open starts a store as a process would: with an empty memory.
func (w *world) open() *store.Store {
	w.t.Helper()
	s := w.openUnready()
	if err := s.Reconcile(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	return s
}

func (w *world) openUnready() *store.Store {
	w.t.Helper()
	s, err := store.New(store.Deps{
		Publisher: faultyPublisher{bus.NewPublisher(w.conn), w.faults},
		Stream:    w.conn,
		Index:     faultyIndex{store.NewBucket(w.conn, subject.BucketArticleIndex), w.faults},
		Now:       func() time.Time { return now },
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

// id and text make an article whose content hash is told from its text.
func art(id, text string) *articlev1.Article {
	pad := func(s string, n int) string { return strings.Repeat("0", n-len(s)) + s }
	hash := ""
	for _, c := range []byte(text) {
		hash += fmt.Sprintf("%02x", c)
	}
	return &articlev1.Article{
		Id: pad(id, 32), ContentHash: pad(hash, 64), Text: text,
		Source: &articlev1.Source{Id: "example.org", Name: "Example"},
	}
}

func submit(t testing.TB, s *store.Store, a *articlev1.Article, want ingestv1.SubmitOutcome, revision uint32) *ingestv1.SubmitArticleResponse {
	t.Helper()
	got, err := s.Submit(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	if got.Outcome != want || got.Revision != revision {
		t.Fatalf("got %s, revision %d; want %s, revision %d", got.Outcome, got.Revision, want, revision)
	}
	return got
}

func retract(t testing.TB, s *store.Store, id string, revision uint32, changed bool) {
	t.Helper()
	gotRevision, gotChanged, err := s.Retract(t.Context(), id, "wrong")
	if err != nil || gotRevision != revision || gotChanged != changed {
		t.Fatalf("got revision %d, changed %t, %v; want %d, %t", gotRevision, gotChanged, err, revision, changed)
	}
}

// stored lists the message ids in ARTICLES.
func (w *world) stored() []string {
	w.t.Helper()
	var ids []string
	if _, err := w.conn.ReadAll(w.t.Context(), subject.StreamArticles, 0, func(m bus.Msg) error {
		ids = append(ids, strings.TrimLeft(m.MsgID, "0"))
		return nil
	}); err != nil {
		w.t.Fatal(err)
	}
	return ids
}

func (w *world) wantStored(want ...string) {
	w.t.Helper()
	if got := w.stored(); strings.Join(got, " ") != strings.Join(want, " ") {
		w.t.Fatalf("stream has %v, want %v", got, want)
	}
}

func TestOutcomes(t *testing.T) {
	w := newWorld(t)
	s := w.open()
	submit(t, s, art("a", "one"), accepted, 1)
	submit(t, s, art("a", "one"), unchanged, 1)
	if got := submit(t, s, art("b", "one"), duplicate, 1); got.GetArticleId() != art("a", "").GetId() {
		t.Errorf("duplicate of %s", got.GetArticleId())
	}
	submit(t, s, art("a", "two"), revised, 2)
	submit(t, s, art("b", "one"), accepted, 1) // a has moved on
	submit(t, s, art("b", "two"), revised, 2)  // a known article takes any text
	submit(t, s, art("a", "one"), revised, 3)  // back to an old text
	w.wantStored("a:1:accepted", "a:2:revised", "b:1:accepted", "b:2:revised", "a:3:revised")
}

func TestRetraction(t *testing.T) {
	w := newWorld(t)
	s := w.open()
	id := art("a", "").GetId()
	if _, _, err := s.Retract(t.Context(), id, "wrong"); !errors.Is(err, fault.ErrNotFound) {
		t.Fatalf("retracting nothing: %v", err)
	}
	submit(t, s, art("a", "one"), accepted, 1)
	retract(t, s, id, 1, true)
	retract(t, s, id, 1, false)
	submit(t, s, art("b", "one"), accepted, 1) // what is withdrawn has no copies
	submit(t, s, art("a", "one"), duplicate, 1)
	submit(t, s, art("a", "two"), revised, 2)
	retract(t, s, id, 2, true)
	submit(t, s, art("a", "two"), revised, 3)
	w.wantStored("a:1:accepted", "a:1:retracted", "b:1:accepted", "a:2:revised", "a:2:retracted", "a:3:revised")
}

func TestGet(t *testing.T) {
	w := newWorld(t)
	s := w.open()
	submit(t, s, art("a", "one"), accepted, 1)
	submit(t, s, art("a", "two"), revised, 2)
	id := art("a", "").GetId()
	want := art("a", "two")
	want.Revision, want.KnownTime = 2, timestamppb.New(now)
	for _, revision := range []uint32{0, 2} {
		got, retraction, err := s.Get(t.Context(), id, revision)
		if err != nil || retraction != nil || !proto.Equal(got, want) {
			t.Fatalf("got %v, %v, %v; want %v", got, retraction, err, want)
		}
	}
	retract(t, s, id, 2, true)
	got, retraction, err := s.Get(t.Context(), id, 1)
	if err != nil || got.GetText() != "one" || got.GetRevision() != 1 {
		t.Fatalf("got %v, %v", got, err)
	}
	wantRetraction := &articlev1.Retraction{ArticleId: id, Revision: 2, Reason: "wrong", KnownTime: timestamppb.New(now), Source: want.GetSource()}
	if !proto.Equal(retraction, wantRetraction) {
		t.Errorf("got %v, want %v", retraction, wantRetraction)
	}
	for _, tt := range []struct {
		id       string
		revision uint32
	}{{id, 3}, {art("b", "").GetId(), 0}, {art("b", "").GetId(), 1}} {
		if _, _, err := s.Get(t.Context(), tt.id, tt.revision); !errors.Is(err, fault.ErrNotFound) {
			t.Errorf("revision %d of %s: %v", tt.revision, tt.id, err)
		}
	}
}

func TestGetBeyondRetention(t *testing.T) {
	w := newWorld(t)
	s := w.open()
	submit(t, s, art("a", "one"), accepted, 1)
	stream, err := w.conn.JetStream().Stream(t.Context(), subject.StreamArticles)
	if err != nil {
		t.Fatal(err)
	}
	if err := stream.DeleteMsg(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	_, _, err = s.Get(t.Context(), art("a", "").GetId(), 0)
	if f := new(fault.Error); !errors.As(err, &f) || f.Reason != "ARTICLE_EXPIRED" {
		t.Errorf("got %v", err)
	}
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

func TestSources(t *testing.T) {
	w := newWorld(t)
	s := w.open()
	submit(t, s, art("a", "one"), accepted, 1)
	other := art("b", "two")
	other.Source = &articlev1.Source{Id: "daily news"}
	submit(t, s, other, accepted, 1)
	renamed := art("c", "three")
	renamed.Source = &articlev1.Source{Id: "example.org", Name: "Renamed"}
	submit(t, s, renamed, accepted, 1)
	names := map[string]string{}
	sources, err := w.open().Sources(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range sources {
		names[source.GetId()] = source.GetName()
	}
	if len(names) != 2 || names["example.org"] != "Renamed" || names["daily news"] != "" {
		t.Errorf("got %v", names)
	}
}

func TestReplay(t *testing.T) {
	w := newWorld(t)
	s := w.open()
	const articles = 600 // more than two batches
	for n := range articles {
		submit(t, s, art(fmt.Sprintf("%x", n), fmt.Sprint(n)), accepted, 1)
	}
	replay := func(key string, from, to, queued uint64) {
		t.Helper()
		got, err := s.Replay(t.Context(), &ingestv1.ReplayArticlesRequest{
			ReplayId: key, FromSequence: from, ToSequence: to, MinCatalogueRevision: 7,
		})
		if err != nil {
			t.Fatal(err)
		}
		if got.GetQueued() != queued || queued > 0 && (got.GetFromSequence() != max(from, 1) || got.GetToSequence() != max(from, 1)+queued-1) {
			t.Errorf("%s: got %v, want %d", key, got, queued)
		}
	}
	replay("all", 0, 0, articles)
	replay("all", 0, 0, articles) // adds nothing
	replay("some", 10, 19, 10)
	replay("none", articles+1, 0, 0)
	if _, err := s.Replay(t.Context(), &ingestv1.ReplayArticlesRequest{ReplayId: "bad", FromSequence: 2, ToSequence: 1}); !errors.Is(err, fault.ErrInvalid) {
		t.Errorf("bad range: %v", err)
	}
	count := 0
	if _, err := w.conn.ReadAll(t.Context(), subject.StreamReplays, 0, func(m bus.Msg) error {
		var event eventv1.ArticleReplayed
		if err := proto.Unmarshal(m.Data, &event); err != nil {
			return err
		}
		want := uint64(count%articles + 1)
		if count >= articles {
			want = uint64(count - articles + 10)
		}
		if event.GetStreamSequence() != want || event.GetMinCatalogueRevision() != 7 {
			t.Errorf("request %d is for %d", count, event.GetStreamSequence())
		}
		count++
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if count != articles+10 {
		t.Errorf("%d requests, want %d", count, articles+10)
	}
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
