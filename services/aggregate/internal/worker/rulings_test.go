package worker_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bus"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/worker"
)

// rulings are all that a bucket has, followed until the end.
type rulings []*assessmentv1.Ruling

func (r rulings) FollowRulings(_ context.Context, note func(*assessmentv1.Ruling), complete func()) {
	for _, ruling := range r {
		note(ruling)
	}
	complete()
}

// printer publishes, or fails for as often as it is told to.
type printer struct {
	failures  int
	published []bus.Message
}

func (p *printer) Publish(_ context.Context, m bus.Message) (bus.PubAck, error) {
	if p.failures--; p.failures >= 0 {
		return bus.PubAck{}, errors.New("no bus yet")
	}
	p.published = append(p.published, m)
	return bus.PubAck{}, nil
}

func ruling(revision uint64) *assessmentv1.Ruling {
	return &assessmentv1.Ruling{
		InitiativeId: "g", Revision: revision, Author: "ann", Reason: "seen", RuleTime: timestamppb.New(day(3)), EffectiveTime: timestamppb.New(day(2)),
		Subject: &assessmentv1.Ruling_Resolution{Resolution: assessmentv1.Resolution_RESOLUTION_YES},
	}
}

// A process that ended between bucket and ledger left rulings behind: the next
// one writes those that the ledger lacks, and no other.
func TestRulingsThatTheLedgerLacksAreWritten(t *testing.T) {
	var ledger stream
	ledger.define(t, "g", 1, 0.4)
	ledger.add(t, subject.InitiativeRuled.For("g"), &eventv1.InitiativeRuled{Ruling: ruling(1)})
	_, shown := begin(t, &ledger, newKeeper())
	out := &printer{failures: 1}
	relay := &worker.Rulings{Store: rulings{ruling(1), ruling(2), ruling(3)}, Board: shown, Publisher: out, Log: zap.NewNop()}
	if err := relay.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for i, m := range out.published {
		ids = append(ids, m.MsgID)
		event := &eventv1.InitiativeRuled{}
		if err := proto.Unmarshal(m.Data, event); err != nil || !proto.Equal(event.GetRuling(), ruling(uint64(i+2))) || !m.Time.Equal(day(3)) {
			t.Errorf("published %v at %v, %v", event, m.Time, err)
		}
	}
	if want := []string{"g:2:ruled", "g:3:ruled"}; !slices.Equal(ids, want) {
		t.Errorf("published %v, want %v", ids, want)
	}
}

func TestPastIsTheLedgerOfThen(t *testing.T) {
	var ledger stream
	ledger.define(t, "g", 1, 0.4)
	ledger.read(t, "a", "g", "other")
	ledger.read(t, "b", "other")
	ledger.add(t, subject.InitiativeRuled.For("g"), &eventv1.InitiativeRuled{Ruling: ruling(1)})
	ledger.define(t, "g", 2, 0.6)
	ledger.read(t, "c", "g")
	past := worker.Past{Reader: ledger}
	for through, want := range map[uint64]struct {
		articles, rulings int
		prior             float64
	}{1: {0, 0, 0.4}, 3: {1, 0, 0.4}, 4: {1, 1, 0.4}, 5: {1, 1, 0.6}, 6: {2, 1, 0.6}} {
		then, err := past.Snapshot(t.Context(), "g", through)
		if err != nil || len(then.Articles) != want.articles || len(then.Rulings) != want.rulings ||
			then.Initiative.GetPrior().GetProbability() != want.prior || then.Sequence != through {
			t.Errorf("through %d: %+v, %v", through, then, err)
		}
		for _, a := range then.Articles {
			for _, c := range a.GetClaims() {
				if c.GetInitiativeId() != "g" {
					t.Errorf("through %d: a claim on %s", through, c.GetInitiativeId())
				}
			}
		}
	}
	if _, err := past.Snapshot(t.Context(), "nothing", 6); err == nil {
		t.Error("what was never defined has a past")
	}
	if _, err := (worker.Past{Reader: ledger[1:]}).Snapshot(t.Context(), "g", 6); err == nil {
		t.Error("a trimmed ledger has a past")
	}
}

// What explaining a change since something was published costs beyond two
// assessments: decoding the ledger up to then.
func BenchmarkPast(b *testing.B) {
	const articles = 10_000
	var ledger stream
	ledger.define(b, "g", 1, 0.4)
	for i := range articles {
		ledger.read(b, fmt.Sprintf("%032x", i), "g", "other")
	}
	past := worker.Past{Reader: ledger}
	for b.Loop() {
		if _, err := past.Snapshot(b.Context(), "g", articles+1); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(articles)*float64(b.N)/b.Elapsed().Seconds(), "messages/s")
}
