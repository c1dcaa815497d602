package worker_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/worker"
)

func isAck(o bus.Outcome) bool { return reflect.DeepEqual(o, bus.Ack()) }

func TestRebuildPublishesAndIsMarked(t *testing.T) {
	var ledger stream
	ledger.define(t, "g", 1, 0.4)
	ledger.read(t, "a", "g")
	kept := newKeeper()
	_, shown := begin(t, &ledger, kept)
	if r, ok := shown.Record("g"); !ok || r.GetRevision() != 1 || !shown.Rebuilt() {
		t.Errorf("record %v, rebuilt %v", r, shown.Rebuilt())
	}
	again, _ := begin(t, &ledger, kept)
	if again == nil || kept.saves != 1 {
		t.Errorf("%d records were written for one state", kept.saves)
	}
}

func TestWhatFailedIsPublishedWithTheRedelivery(t *testing.T) {
	var ledger stream
	ledger.define(t, "g", 1, 0.4)
	kept := newKeeper()
	w, shown := begin(t, &ledger, kept)
	msg := ledger.read(t, "a", "g")
	kept.onSave = func(string) error { return fault.Transient("TEST", "no bus", nil) }
	if outcomes := w.Handle(t.Context(), []bus.Msg{msg}); isAck(outcomes[0]) {
		t.Fatal("acknowledged although nothing was stored")
	}
	kept.onSave = nil
	if outcomes := w.Handle(t.Context(), []bus.Msg{msg}); !isAck(outcomes[0]) {
		t.Errorf("outcome %+v after the redelivery", outcomes[0])
	}
	if r, _ := shown.Record("g"); r.GetRevision() != 2 || r.GetAssessment().GetGrounds().GetArticles() != 1 {
		t.Errorf("revision %d with %d articles", r.GetRevision(), r.GetAssessment().GetGrounds().GetArticles())
	}
}

// What a day touches may be more than fits between a stop and its deadline.
func TestWorkEndsWithItsContext(t *testing.T) {
	var ledger stream
	for i, id := range []string{"a", "b", "c"} {
		ledger.define(t, id, uint64(i+1), 0.4)
	}
	kept := newKeeper()
	w, shown := begin(t, &ledger, kept)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	tried := 0
	kept.onSave = func(string) error {
		tried++
		cancel()
		return fault.Transient("TEST", "asked to stop", nil)
	}
	msg := ledger.read(t, "x", "a", "b", "c")
	if outcomes := w.Handle(ctx, []bus.Msg{msg}); isAck(outcomes[0]) || tried != 1 {
		t.Errorf("outcome %+v after %d attempts", outcomes[0], tried)
	}
	kept.onSave = nil
	if outcomes := w.Handle(t.Context(), []bus.Msg{msg}); !isAck(outcomes[0]) {
		t.Errorf("outcome %+v of the redelivery", outcomes[0])
	}
	for _, id := range []string{"a", "b", "c"} {
		if r, _ := shown.Record(id); r.GetRevision() != 2 {
			t.Errorf("%s has revision %d", id, r.GetRevision())
		}
	}
}

func TestWhatCanNeverBeStoredStopsNobody(t *testing.T) {
	var ledger stream
	ledger.define(t, "big", 1, 0.4)
	ledger.define(t, "g", 2, 0.4)
	kept := newKeeper()
	kept.onSave = func(id string) error {
		if id == "big" {
			return fault.Invalid("VALUE_TOO_LARGE", "too large")
		}
		return nil
	}
	w, shown := begin(t, &ledger, kept)
	if outcomes := w.Handle(t.Context(), []bus.Msg{ledger.read(t, "a", "big", "g")}); !isAck(outcomes[0]) {
		t.Errorf("outcome %+v", outcomes[0])
	}
	if r, _ := shown.Record("g"); r.GetRevision() != 2 {
		t.Errorf("revision %d, want 2", r.GetRevision())
	}
}

// Two processes write: the one that lost reads what the other wrote, and what
// the ledger has by now, before it writes again.
func TestLostRaceIsTakenUpFromTheOthersState(t *testing.T) {
	var ledger stream
	ledger.define(t, "g", 1, 0.4)
	kept := newKeeper()
	ours, ourBoard := begin(t, &ledger, kept)
	theirs, theirBoard := begin(t, &ledger, kept)
	first, second := ledger.read(t, "a", "g"), ledger.read(t, "b", "g")
	if outcomes := theirs.Handle(t.Context(), []bus.Msg{first, second}); !isAck(outcomes[0]) || !isAck(outcomes[1]) {
		t.Fatalf("outcomes %+v", outcomes)
	}
	if outcomes := ours.Handle(t.Context(), []bus.Msg{first}); !isAck(outcomes[0]) { // behind, with an old revision
		t.Fatalf("outcome %+v", outcomes[0])
	}
	our, _ := ourBoard.Record("g")
	their, _ := theirBoard.Record("g")
	if our.GetRevision() != 2 || our.GetHash() != their.GetHash() || kept.saves != 2 {
		t.Errorf("ours is revision %d, theirs %d, %d writes", our.GetRevision(), their.GetRevision(), kept.saves)
	}
}

// What was lost on its way comes again much later; what a record says of the
// ledger has to be true before that.
func TestMessagesThatWereLostOnTheirWayAreRead(t *testing.T) {
	var ledger stream
	ledger.define(t, "g", 1, 0.4)
	w, shown := begin(t, &ledger, newKeeper())
	lost := ledger.read(t, "a", "g")
	if outcomes := w.Handle(t.Context(), []bus.Msg{ledger.read(t, "b", "g")}); !isAck(outcomes[0]) {
		t.Fatalf("outcome %+v", outcomes[0])
	}
	r, _ := shown.Record("g")
	if got := r.GetAssessment().GetGrounds().GetArticles(); got != 2 || r.GetLedgerSequence() != 3 || shown.Published().Sequence != 3 {
		t.Errorf("%d articles of 2, at sequence %d of 3", got, r.GetLedgerSequence())
	}
	if outcomes := w.Handle(t.Context(), []bus.Msg{lost}); !isAck(outcomes[0]) {
		t.Errorf("outcome %+v of the redelivery", outcomes[0])
	}
	if again, _ := shown.Record("g"); again.GetRevision() != r.GetRevision() {
		t.Error("the redelivery changed the assessment")
	}
}

func TestRebuildGoesOnTryingUntilItSucceeds(t *testing.T) {
	var ledger stream
	ledger.define(t, "g", 1, 0.4)
	kept := newKeeper()
	failures := 1
	kept.onSave = func(string) error {
		if failures--; failures >= 0 {
			return errors.New("no bus yet")
		}
		return nil
	}
	if _, shown := begin(t, &ledger, kept); !shown.Rebuilt() {
		t.Error("not rebuilt")
	}
}

func FuzzHandle(f *testing.F) {
	var ledger stream
	for _, msg := range []bus.Msg{ledger.define(f, "g", 1, 0.4), ledger.read(f, "a", "g")} {
		f.Add(msg.Subject, msg.Data)
	}
	f.Add(subject.Tick(day(1)), []byte{})
	f.Add(subject.AssessmentUpdated.For("g"), []byte{})
	f.Add("barograph.v1.article.tagged.a.b", []byte{0xff})
	m := model(f)
	f.Fuzz(func(t *testing.T, subj string, data []byte) {
		w, shown := beginWith(t, m, stream{}, newKeeper())
		outcomes := w.Handle(t.Context(), []bus.Msg{{Subject: subj, Data: data, Seq: 7}})
		if len(outcomes) != 1 || shown.Status().Sequence != 7 {
			t.Fatalf("outcomes %+v at sequence %d", outcomes, shown.Status().Sequence)
		}
		_, again := beginWith(t, m, stream{{Subject: subj, Data: data, Seq: 7}}, newKeeper())
		if was, is := shown.Status(), again.Status(); was != is {
			t.Fatalf("handled %+v, rebuilt %+v", was, is)
		}
	})
}

func BenchmarkRebuild(b *testing.B) {
	const articles = 10_000
	var ledger stream
	ledger.define(b, "g", 1, 0.4)
	for i := range articles {
		ledger.read(b, fmt.Sprintf("%032x", i), "other")
	}
	m := model(b)
	for b.Loop() {
		beginWith(b, m, &ledger, newKeeper())
	}
	b.ReportMetric(float64(articles)*float64(b.N)/b.Elapsed().Seconds(), "messages/s")
}

// What the ledger said before is read once for several initiatives, each as of a
// sequence of its own.
func TestPastOfSeveralInitiatives(t *testing.T) {
	var ledger stream
	ledger.define(t, "g", 1, 0.4)
	ledger.define(t, "h", 2, 0.4)
	ledger.read(t, "a", "g", "h")
	ledger.read(t, "b", "g", "h")
	ledger.read(t, "c", "g", "h")
	past := worker.Past{Reader: ledger}
	all, err := past.Snapshots(t.Context(), map[string]uint64{"g": 5, "h": 3})
	if err != nil || len(all) != 2 || len(all["g"].Articles) != 3 || len(all["h"].Articles) != 1 {
		t.Fatalf("%d and %d articles, %v", len(all["g"].Articles), len(all["h"].Articles), err)
	}
	for id, sequence := range map[string]uint64{"g": 5, "h": 3} {
		one, err := past.Snapshot(t.Context(), id, sequence)
		if err != nil || len(one.Articles) != len(all[id].Articles) || one.Sequence != sequence || all[id].Sequence != sequence {
			t.Errorf("%s at %d: %d articles at %d, %v", id, sequence, len(one.Articles), one.Sequence, err)
		}
	}
	for name, asked := range map[string]map[string]uint64{"not yet defined": {"h": 1}, "never": {"x": 5}} {
		if _, err := past.Snapshots(t.Context(), asked); !errors.Is(err, fault.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := (worker.Past{Reader: ledger[1:]}).Snapshot(t.Context(), "h", 3); !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("of a ledger that was trimmed: %v", err)
	}
	if none, err := past.Snapshots(t.Context(), nil); err != nil || len(none) != 0 {
		t.Errorf("of none: %v, %v", none, err)
	}
}
