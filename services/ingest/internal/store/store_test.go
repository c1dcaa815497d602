package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

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

func TestOlderVersionIsNoRevision(t *testing.T) {
	w := newWorld(t)
	s := w.open()
	at := func(text string, hour int) *articlev1.Article {
		a := art("a", text)
		a.PublishedTime = timestamppb.New(now.Add(time.Duration(hour-24) * time.Hour))
		return a
	}
	submit(t, s, at("one", 1), accepted, 1)
	submit(t, s, at("two", 2), revised, 2)
	submit(t, s, at("one", 1), unchanged, 2) // an archive read twice
	s = w.open()
	submit(t, s, at("one", 1), unchanged, 2)
	submit(t, s, at("none", 0), unchanged, 2) // an older version that was never seen
	submit(t, s, at("same hour", 2), revised, 3)
	submit(t, s, art("a", "undated"), revised, 4)
	submit(t, s, at("two", 2), revised, 5) // nothing says that it is older
	w.wantStored("a:1:accepted", "a:2:revised", "a:3:revised", "a:4:revised", "a:5:revised")
}

// Captures of one page come in any order out of archives: where their publisher
// dates them alike, or not at all, the one that was captured later counts.
func TestEarlierCaptureIsNoRevision(t *testing.T) {
	w := newWorld(t)
	s := w.open()
	captured := func(text string, hour int) *articlev1.Article {
		a := art("a", text)
		a.RetrievedTime = timestamppb.New(now.Add(time.Duration(hour-24) * time.Hour))
		return a
	}
	dated := func(a *articlev1.Article, hour int) *articlev1.Article {
		a.PublishedTime = timestamppb.New(now.Add(time.Duration(hour-48) * time.Hour))
		return a
	}
	submit(t, s, captured("two", 2), accepted, 1)
	submit(t, s, captured("one", 1), unchanged, 1)
	s = w.open()
	submit(t, s, captured("one", 1), unchanged, 1)
	submit(t, s, captured("three", 3), revised, 2)
	submit(t, s, dated(captured("four", 4), 5), revised, 3)
	submit(t, s, dated(captured("three", 3), 5), unchanged, 3)
	submit(t, s, dated(captured("stale", 9), 4), unchanged, 3) // what its publisher says counts first
	submit(t, s, dated(captured("five", 1), 6), revised, 4)
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
	for from, queued := uint64(1), uint64(0); ; {
		got, err := s.Replay(t.Context(), &ingestv1.ReplayArticlesRequest{ReplayId: "all", FromSequence: from, MaxArticles: 250, MinCatalogueRevision: 7})
		if err != nil || got.GetLastSequence() != articles {
			t.Fatalf("%v, %v", got, err)
		}
		if queued += got.GetQueued(); got.GetNextSequence() == 0 {
			if queued != articles {
				t.Errorf("%d queued in parts", queued)
			}
			break
		}
		from = got.GetNextSequence()
	}
	for _, in := range []*ingestv1.ReplayArticlesRequest{
		{FromTime: timestamppb.New(now.Add(time.Hour))}, {ToTime: timestamppb.New(now)}, {Sources: []string{"nobody.example"}},
	} {
		in.ReplayId = "none"
		if got, err := s.Replay(t.Context(), in); err != nil || got.GetQueued() != 0 {
			t.Errorf("%v: %v, %v", in, got, err)
		}
	}
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
