package worker_test

import (
	"sync"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	"github.com/barograph/barograph/internal/bus"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

// Whoever reads an initiative, and moves what he read to other times, is not
// disturbed by what is written meanwhile. The race detector has to find nothing.
func TestReadersWhileItIsWritten(t *testing.T) {
	m := model(t)
	i := rapid.Custom(assesstest.Initiative).Example(1)
	var ledger stream
	ledger.add(t, subject.InitiativeDefined.For(i.GetId()), &eventv1.InitiativeDefined{
		Initiative: i, CatalogueRevision: 1, KnownTime: timestamppb.New(assesstest.Start),
	})
	articles := assesstest.Ledger(300)
	for _, a := range articles {
		ledger.tell(t, a)
	}
	w, _ := beginWith(t, m, &ledger, newKeeper())
	written := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for reads := 0; ; reads++ {
				present, ok := w.Present(i.GetId())
				if !ok {
					t.Error("nothing is carried on")
					return
				}
				asOf := present.Input.AsOf
				present.Series([]time.Time{asOf.AddDate(0, 0, -20), asOf.AddDate(0, 0, -5)})
				if again := present.As(asOf); assess.Hash(again.Assessment) != assess.Hash(present.Assessment) {
					t.Errorf("read %d: as of its own time it is another", reads)
				}
				select {
				case <-written:
					return
				default:
				}
			}
		})
	}
	for n := range 40 {
		tick := assesstest.Start.AddDate(0, 0, assesstest.Days+n/10)
		w.Handle(t.Context(), []bus.Msg{ledger.add(t, subject.Tick(tick), &eventv1.ClockTicked{TickTime: timestamppb.New(tick)})})
		a := proto.CloneOf(articles[n])
		a.Revision, a.Claims = 2, a.GetClaims()[:len(a.GetClaims())/2]
		w.Handle(t.Context(), []bus.Msg{ledger.tell(t, a)})
	}
	close(written)
	readers.Wait()
}
