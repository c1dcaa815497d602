package worker_test

import (
	"testing"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/services/aggregate/internal/board"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
	"github.com/barograph/barograph/services/aggregate/internal/worker"
)

// A message that makes the fold panic is left out with an error, on its way
// through Handle, in a gap that is read up, and at each start: nothing behind it
// is lost, and the state is the same each time.
func TestPoisonInTheLedgerIsLeftOutAtEachStart(t *testing.T) {
	var s stream
	s.define(t, "g", 1, 0.4)
	start := func() (*worker.Worker, *board.Board, *observer.ObservedLogs) {
		core, logs := observer.New(zap.ErrorLevel)
		shown := board.New()
		w := worker.New(worker.Deps{
			Reader: &s, Assessments: newKeeper(), Board: shown, Model: model(t), Now: func() time.Time { return day(1) }, Log: zap.New(core),
			Merge: func(facts ...ledger.Fact) ledger.Touched {
				for _, fact := range facts {
					if fact.Article.GetArticleId() == "poison" {
						panic("made by hand")
					}
				}
				return shown.Merge(facts...)
			},
		})
		if err := w.Rebuild(t.Context()); err != nil {
			t.Fatal(err)
		}
		return w, shown, logs
	}
	w, handled, logs := start()
	outcomes := w.Handle(t.Context(), []bus.Msg{s.read(t, "a", "g"), s.read(t, "poison", "g"), s.read(t, "b", "g")})
	if !isAck(outcomes[0]) || isAck(outcomes[1]) || !isAck(outcomes[2]) || logs.Len() != 1 {
		t.Errorf("outcomes %+v, %d errors logged", outcomes, logs.Len())
	}
	s.read(t, "poison", "g") // lost on its way
	if outcomes := w.Handle(t.Context(), []bus.Msg{s.read(t, "c", "g")}); !isAck(outcomes[0]) || logs.Len() != 2 {
		t.Errorf("outcomes %+v behind a gap, %d errors logged", outcomes, logs.Len())
	}
	was, _ := handled.Record("g")
	for range 2 {
		_, again, logs := start()
		is, _ := again.Record("g")
		if again.Status() != handled.Status() || is.GetHash() != was.GetHash() || logs.Len() != 2 {
			t.Errorf("rebuilt %+v, handled %+v, %d errors logged", again.Status(), handled.Status(), logs.Len())
		}
	}
	if got := was.GetAssessment().GetGrounds().GetArticles(); got != 3 {
		t.Errorf("%d articles of 3", got)
	}
}

// An initiative whose assessment panics keeps no other from being published, now
// or at a start.
func TestAssessmentThatPanicsStopsNobody(t *testing.T) {
	var s stream
	s.define(t, "bad", 1, 0.4)
	s.define(t, "good", 2, 0.4)
	kept := newKeeper()
	kept.onSave = func(id string) error {
		if id == "bad" {
			panic("made by hand")
		}
		return nil
	}
	w, shown := begin(t, &s, kept)
	if outcomes := w.Handle(t.Context(), []bus.Msg{s.read(t, "a", "bad", "good")}); !isAck(outcomes[0]) {
		t.Errorf("outcome %+v", outcomes[0])
	}
	r, _ := shown.Record("good")
	if got := r.GetAssessment().GetGrounds().GetArticles(); !shown.Rebuilt() || got != 1 {
		t.Errorf("rebuilt %v, %d articles of 1", shown.Rebuilt(), got)
	}
	if _, published := shown.Record("bad"); published {
		t.Error("published what was not stored")
	}
}
