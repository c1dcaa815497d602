package store_test

import (
	"errors"
	"slices"
	"testing"

	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/fault"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/record"
	"github.com/barograph/barograph/services/aggregate/internal/store"
)

// TestWithdrawalTakesARevision: what is deleted is told, once, and what is
// defined again goes on behind it, with a life and a baseline of its own.
func TestWithdrawalTakesARevision(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("aggregate")
	s := store.NewAssessments(conn, zap.NewNop())
	head := save(t, s, record.Head{}, revision("g", 1, 0.40, known(0)))
	save(t, s, head, revision("g", 2, 0.60, known(1)))
	for range 2 {
		if err := s.Remove(t.Context(), "g"); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"g@1", "g@2", "g@2:shifted", "g@3:withdrawn"}
	if got := published(t, conn); !slices.Equal(got, want) {
		t.Fatalf("published %v, want %v", got, want)
	}
	head = load(t, s, "g")
	if head.Record.GetRevision() != 3 || head.Shown("hash") || head.Shown("") {
		t.Fatalf("after the withdrawal: %+v", head)
	}
	save(t, s, head, revision("g", 4, 0.20, known(2))) // far from 0.60, but its first
	head = load(t, s, "g")
	if head.Baseline.Probability() != 0.20 {
		t.Errorf("baseline %v is of the life before", head.Baseline.Probability())
	}
	save(t, s, head, revision("g", 5, 0.30, known(3)))
	want = append(want, "g@4", "g@5", "g@5:shifted")
	if got := published(t, conn); !slices.Equal(got, want) {
		t.Errorf("published %v, want %v", got, want)
	}
}

// TestWithdrawalAfterACrash: the process ended between telling and deleting.
func TestWithdrawalAfterACrash(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("aggregate")
	s := store.NewAssessments(conn, zap.NewNop())
	head := save(t, s, record.Head{}, revision("g", 1, 0.40, known(0)))
	value, err := proto.Marshal(head.Record)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Remove(t.Context(), "g"); err != nil {
		t.Fatal(err)
	}
	bucket, err := conn.Bucket(t.Context(), subject.BucketAssessments)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bucket.Put(t.Context(), subject.HeadKey("g"), value, 0); err != nil { // as if it had not been deleted
		t.Fatal(err)
	}
	if err := s.Remove(t.Context(), "g"); err != nil {
		t.Fatal(err)
	}
	if got, want := published(t, conn), []string{"g@1", "g@2:withdrawn"}; !slices.Equal(got, want) {
		t.Errorf("published %v, want %v", got, want)
	}
	if _, _, err := bucket.Get(t.Context(), subject.HeadKey("g")); !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("the bucket still has it: %v", err)
	}
}

// TestLatePublisherPublishesNothing: a writer that was held up between bucket and
// stream, for longer than the stream remembers message ids, finds that another
// has published for it and gone on.
func TestLatePublisherPublishesNothing(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("aggregate")
	s := store.NewAssessments(conn, zap.NewNop())
	first := save(t, s, record.Head{}, revision("g", 1, 0.40, known(0)))
	second := save(t, s, first, revision("g", 2, 0.41, known(1)))
	save(t, s, second, revision("g", 3, 0.42, known(2)))

	late, err := proto.Marshal(&eventv1.AssessmentUpdated{Record: second.Record})
	if err != nil {
		t.Fatal(err)
	}
	_, err = bus.NewPublisher(conn).Publish(t.Context(), bus.Message{
		Subject: subject.AssessmentUpdated.For("g"), MsgID: "forgotten", Data: late, Follows: &first.Events.Updated,
	})
	if !errors.Is(err, fault.ErrConflict) {
		t.Errorf("Publish = %v, want a conflict", err)
	}
	if got, want := published(t, conn), []string{"g@1", "g@2", "g@3"}; !slices.Equal(got, want) {
		t.Errorf("published %v, want %v", got, want)
	}
}

// TestAlertOfTheDefinition moves the threshold, and the event says against what.
func TestAlertOfTheDefinition(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("aggregate")
	s := store.NewAssessments(conn, zap.NewNop())
	head := record.Head{}
	for i, p := range []float64{0.40, 0.46, 0.52} { // 0.05 would tell both
		next := revision("g", uint64(i+1), p, known(i))
		if head.Record != nil {
			next.PreviousProbability = proto.Float64(head.Record.GetAssessment().GetProbability())
		}
		var err error
		if head, err = s.Save(t.Context(), head, next, &initiativev1.Alert{Threshold: 0.1}); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := published(t, conn), []string{"g@1", "g@2", "g@3", "g@3:shifted"}; !slices.Equal(got, want) {
		t.Fatalf("published %v, want %v", got, want)
	}
	msg, err := conn.LastMsg(t.Context(), subject.StreamAssessments, subject.AssessmentShifted.For("g"))
	if err != nil {
		t.Fatal(err)
	}
	event := &eventv1.AssessmentShifted{}
	if err := proto.Unmarshal(msg.Data, event); err != nil {
		t.Fatal(err)
	}
	shift := event.GetShift()
	if shift.GetThreshold() != 0.1 || shift.GetAlert().GetRevision() != 1 || shift.GetAlert().GetProbability() != 0.40 ||
		shift.GetPrevious().GetRevision() != 2 || shift.GetPrevious().GetProbability() != 0.46 || !slices.Equal(event.GetReasons(), []string{"probability"}) {
		t.Errorf("shift %v", event)
	}
	if got := msg.Header.Get(subject.HeaderCESequence); got != "00000000000000000003" || msg.Header.Get(subject.HeaderCESubject) != "g" {
		t.Errorf("headers %v", msg.Header)
	}
}
