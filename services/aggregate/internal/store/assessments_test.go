package store_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"go.uber.org/goleak"
	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/record"
	"github.com/barograph/barograph/services/aggregate/internal/store"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func known(minute int) time.Time { return time.Date(2026, 5, 1, 12, minute, 0, 0, time.UTC) }

func revision(id string, n uint64, p float64, at time.Time) *assessmentv1.Record {
	return &assessmentv1.Record{
		Assessment: &assessmentv1.Assessment{InitiativeId: id, Probability: p}, Hash: "hash",
		Revision: n, KnownTime: timestamppb.New(at),
	}
}

// published are the message ids of the stream of assessments.
func published(tb testing.TB, conn *bus.Conn) []string {
	tb.Helper()
	var ids []string
	_, err := conn.ReadAll(tb.Context(), subject.StreamAssessments, 1, func(msg bus.Msg) error {
		ids = append(ids, msg.MsgID)
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return ids
}

func save(tb testing.TB, s *store.Assessments, head record.Head, r *assessmentv1.Record) record.Head {
	tb.Helper()
	saved, err := s.Save(tb.Context(), head, r, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return saved
}

func load(tb testing.TB, s *store.Assessments, id string) record.Head {
	tb.Helper()
	head, err := s.Load(tb.Context(), id, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return head
}

func TestSavedRecordIsLoadedAndPublishedOnce(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("aggregate")
	s := store.NewAssessments(conn, zap.NewNop())
	if head := load(t, s, "g"); head.Record != nil || head.Revision != 0 {
		t.Errorf("head of nothing: %+v", head)
	}
	head := save(t, s, record.Head{}, revision("g", 1, 0.40, known(0)))
	head = save(t, s, head, revision("g", 2, 0.43, known(1)))
	head = save(t, s, head, revision("g", 3, 0.46, known(2))) // 0.06 above the first
	head = save(t, s, head, revision("g", 4, 0.42, known(3))) // back, within the hysteresis
	want := []string{"g@1", "g@2", "g@3", "g@3:shifted", "g@4"}
	if got := published(t, conn); !slices.Equal(got, want) {
		t.Errorf("published %v, want %v", got, want)
	}
	loaded := load(t, s, "g")
	if !proto.Equal(loaded.Record, head.Record) || loaded.Revision != head.Revision {
		t.Errorf("loaded %+v, want %+v", loaded, head)
	}
	if got, want := loaded.Baseline.Probability(), 0.46; got != want {
		t.Errorf("baseline %v, want %v", got, want)
	}
	if got := published(t, conn); !slices.Equal(got, want) {
		t.Errorf("loading published %v", got)
	}
	ids, err := s.Initiatives(t.Context())
	if err != nil || !slices.Equal(ids, []string{"g"}) {
		t.Errorf("initiatives %v, %v", ids, err)
	}
}

func TestSecondWriterOfARevisionLoses(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("aggregate")
	s := store.NewAssessments(conn, zap.NewNop())
	first := save(t, s, record.Head{}, revision("g", 1, 0.40, known(0)))
	for name, stale := range map[string]record.Head{"as the first": {}, "after another": {Record: first.Record, Revision: first.Revision}} {
		if name == "after another" {
			save(t, s, first, revision("g", 2, 0.41, known(1)))
		}
		if _, err := s.Save(t.Context(), stale, revision("g", stale.Record.GetRevision()+1, 0.9, known(5)), nil); !errors.Is(err, fault.ErrConflict) {
			t.Errorf("%s: Save = %v, want a conflict", name, err)
		}
	}
	if got, want := published(t, conn), []string{"g@1", "g@2"}; !slices.Equal(got, want) {
		t.Errorf("published %v, want %v", got, want)
	}
}

// crashAfter leaves the bucket as a process does that ended between writing a
// record and publishing it.
func crashAfter(tb testing.TB, conn *bus.Conn, head record.Head, r *assessmentv1.Record) {
	tb.Helper()
	bucket, err := conn.Bucket(tb.Context(), subject.BucketAssessments)
	if err != nil {
		tb.Fatal(err)
	}
	value, err := proto.Marshal(r)
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := bucket.Put(tb.Context(), subject.HeadKey(r.GetAssessment().GetInitiativeId()), value, head.Revision); err != nil {
		tb.Fatal(err)
	}
}

func TestLoadPublishesWhatACrashLeftBehind(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("aggregate")
	s := store.NewAssessments(conn, zap.NewNop())
	head := save(t, s, record.Head{}, revision("g", 1, 0.40, known(0)))
	crashAfter(t, conn, head, revision("g", 2, 0.60, known(1)))
	for range 2 { // the second time there is nothing left to do
		if head := load(t, s, "g"); head.Record.GetRevision() != 2 {
			t.Errorf("loaded revision %d", head.Record.GetRevision())
		}
		if got, want := published(t, conn), []string{"g@1", "g@2", "g@2:shifted"}; !slices.Equal(got, want) {
			t.Errorf("published %v, want %v", got, want)
		}
	}
}

func TestRevisionsGoOnWhereTheBucketWasLost(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("aggregate")
	s := store.NewAssessments(conn, zap.NewNop())
	head := save(t, s, record.Head{}, revision("g", 1, 0.40, known(0)))
	save(t, s, head, revision("g", 2, 0.41, known(1)))
	bucket, err := conn.Bucket(t.Context(), subject.BucketAssessments)
	if err != nil {
		t.Fatal(err)
	}
	if err := bucket.Delete(t.Context(), subject.HeadKey("g"), load(t, s, "g").Revision); err != nil {
		t.Fatal(err)
	}
	head = load(t, s, "g")
	if head.Record.GetRevision() != 2 || head.Revision != 0 || head.Shown("hash") {
		t.Fatalf("loaded revision %d at %d", head.Record.GetRevision(), head.Revision)
	}
	head = save(t, s, head, head.Record) // given back, not published again
	if !head.Shown("hash") || !load(t, s, "g").Shown("hash") {
		t.Error("the bucket did not get its record back")
	}
	if got, want := published(t, conn), []string{"g@1", "g@2"}; !slices.Equal(got, want) {
		t.Errorf("published %v, want %v", got, want)
	}
}

func TestKnownAtFindsTheLastOfItsTime(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("aggregate")
	s := store.NewAssessments(conn, zap.NewNop())
	if _, err := s.KnownAt(t.Context(), "g", known(0)); !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("KnownAt of an empty stream = %v", err)
	}
	// Several revisions within one known time, others' events and shifts between.
	times := []int{1, 1, 2, 5, 5, 5, 9}
	var head, other record.Head
	for i, minute := range times {
		p := 0.3
		if i%2 == 1 {
			p = 0.5
		}
		head = save(t, s, head, revision("g", uint64(i+1), p, known(minute)))
		other = save(t, s, other, revision("other", uint64(i+1), p, known(minute)))
	}
	for minute := range 12 {
		want := uint64(0)
		for i, m := range times {
			if m <= minute {
				want = uint64(i + 1)
			}
		}
		got, err := s.KnownAt(t.Context(), "g", known(minute).Add(30*time.Second))
		if got.GetRevision() != want || (err != nil) != (want == 0) || err != nil && !errors.Is(err, fault.ErrNotFound) {
			t.Errorf("known at minute %d: revision %d, %v, want %d", minute, got.GetRevision(), err, want)
		}
	}
	for n := range uint64(len(times) + 2) {
		got, err := s.Revision(t.Context(), "g", n)
		if there := n > 0 && n <= uint64(len(times)); there && got.GetRevision() != n || there != (err == nil) || !there && !errors.Is(err, fault.ErrNotFound) {
			t.Errorf("revision %d: %v, %v", n, got.GetRevision(), err)
		}
	}
	stream, err := conn.JetStream().Stream(t.Context(), subject.StreamAssessments)
	if err != nil {
		t.Fatal(err)
	}
	if err := stream.Purge(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.KnownAt(t.Context(), "g", known(11)); !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("KnownAt of a purged stream = %v", err)
	}
}
