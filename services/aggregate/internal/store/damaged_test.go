package store_test

import (
	"testing"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/record"
	"github.com/barograph/barograph/services/aggregate/internal/store"
)

// garbage is no message of any kind.
var garbage = []byte("\xff\xff\x00 no record")

// A record that cannot be read is as one that the bucket lost: the last event
// has the same, and the next one takes its place.
func TestDamagedRecordIsReplaced(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("aggregate")
	s := store.NewAssessments(conn, zap.NewNop())
	head := save(t, s, record.Head{}, revision("g", 1, 0.40, known(0)))
	bucket, err := conn.Bucket(t.Context(), subject.BucketAssessments)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bucket.Put(t.Context(), subject.HeadKey("g"), garbage, head.Revision); err != nil {
		t.Fatal(err)
	}
	again := load(t, s, "g")
	if again.Record.GetRevision() != 1 || again.Record.GetHash() != head.Record.GetHash() {
		t.Fatalf("loaded %v", again.Record)
	}
	save(t, s, again, revision("g", 2, 0.41, known(1)))
	if got := load(t, s, "g").Record.GetRevision(); got != 2 {
		t.Errorf("the next has revision %d", got)
	}
	if got := published(t, conn); len(got) != 2 {
		t.Errorf("published %v", got)
	}
}

// An event that cannot be read still tells which revision was taken.
func TestDamagedEventIsLeftBehind(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("aggregate")
	s := store.NewAssessments(conn, zap.NewNop())
	save(t, s, record.Head{}, revision("g", 1, 0.40, known(0)))
	if _, err := bus.NewPublisher(conn).Publish(t.Context(), bus.Message{
		Subject: subject.AssessmentUpdated.For("g"), MsgID: subject.AssessmentMsgID(subject.AssessmentUpdated, "g", 2), Data: garbage,
	}); err != nil {
		t.Fatal(err)
	}
	if got := load(t, s, "g").Record.GetRevision(); got != 2 {
		t.Errorf("revision %d: the next one would be taken twice", got)
	}
}
