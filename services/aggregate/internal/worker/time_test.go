package worker_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bus"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/aggregate/internal/board"
	"github.com/barograph/barograph/services/aggregate/internal/catalogue"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
	"github.com/barograph/barograph/services/aggregate/internal/worker"
)

// press publishes into a board's ledger.
type press struct {
	board *board.Board

	mu     sync.Mutex
	ids    []string
	broken int // how many publishes fail before one succeeds
}

func (p *press) Publish(_ context.Context, m bus.Message) (bus.PubAck, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.broken > 0 {
		p.broken--
		return bus.PubAck{}, errors.New("no bus")
	}
	p.ids = append(p.ids, m.MsgID)
	tick := &eventv1.ClockTicked{}
	if err := proto.Unmarshal(m.Data, tick); err == nil && tick.GetTickTime() != nil {
		p.board.Merge(ledger.Fact{Tick: tick})
	}
	return bus.PubAck{}, nil
}

func (p *press) published() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.ids)
}

// during runs f for some time of a bubble and ends it.
func during(t *testing.T, d time.Duration, f func(context.Context) error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), d)
	defer cancel()
	if err := f(ctx); err != nil {
		t.Errorf("Run = %v", err)
	}
}

func TestTickerTicksAtTheStartAndAtEachMidnight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // begins at midnight UTC, 2000-01-01
		time.Sleep(10 * time.Hour) //house:allow sleep: the clock of the bubble, which takes no time
		p := &press{board: board.New(), broken: 2}
		ticker := &worker.Ticker{Board: p.board, Publisher: p, Now: time.Now, Log: zap.NewNop()}
		during(t, 3*24*time.Hour, ticker.Run)
		want := []string{"tick:2000-01-01", "tick:2000-01-02", "tick:2000-01-03", "tick:2000-01-04"}
		if got := p.published(); !slices.Equal(got, want) {
			t.Errorf("published %v, want %v", got, want)
		}
		during(t, time.Hour, ticker.Run)
		if got := p.published(); !slices.Equal(got, want) {
			t.Errorf("a second start published %v", got)
		}
	})
}

// Days that are still to come let evidence age and deadlines pass; somebody has
// to know.
func TestTickerReportsALedgerFromTheFuture(t *testing.T) {
	for name, tt := range map[string]struct {
		ahead time.Duration
		want  int
	}{
		"a skewed clock": {23 * time.Hour, 0},
		"another year":   {400 * 24 * time.Hour, 1},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := &press{board: board.New()}
				p.board.Merge(ledger.Fact{Tick: &eventv1.ClockTicked{TickTime: timestamppb.New(time.Now().Add(tt.ahead))}})
				core, logs := observer.New(zap.ErrorLevel)
				ticker := &worker.Ticker{Board: p.board, Publisher: p, Now: time.Now, Log: zap.New(core)}
				during(t, 12*time.Hour, ticker.Run)
				if logs.Len() != tt.want || len(p.published()) != 0 {
					t.Errorf("logged %v and published %v, want %d errors", logs.All(), p.published(), tt.want)
				}
			})
		})
	}
}

func TestTickerDoesNotTickWhileTheClockStandsStill(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &press{board: board.New()}
		still := func() time.Time { return day(1).Add(12 * time.Hour) }
		ticker := &worker.Ticker{Board: p.board, Publisher: p, Now: still, Log: zap.NewNop()}
		during(t, 5*24*time.Hour, ticker.Run)
		if got := p.published(); !slices.Equal(got, []string{"tick:2026-05-01"}) {
			t.Errorf("published %v", got)
		}
	})
}

// replays answers from a function.
type replays func(revision, from uint64) (queued, through uint64, err error)

func (r replays) Replay(_ context.Context, revision, from uint64) (queued, through uint64, err error) {
	return r(revision, from)
}

func TestBackfillAsksUntilNoArticleIsLeft(t *testing.T) {
	type state struct{ revision, stale uint64 }
	for _, tt := range []struct {
		name  string
		then  func(at time.Duration) state // what the ledger is like
		fails int
		want  []time.Duration // when a replay is asked for, since the start
	}{
		{"nothing to do", func(time.Duration) state { return state{1, 0} }, 0, nil},
		{
			"done at once", func(at time.Duration) state { return state{2, map[bool]uint64{true: 5}[at < 10*time.Second]} }, 0,
			[]time.Duration{4 * time.Second},
		},
		{
			"a catalogue that changes is waited for",
			func(at time.Duration) state {
				return state{uint64(min(at, 9*time.Second)), 5 * uint64(max(0, 1-at/time.Minute))}
			}, 0,
			[]time.Duration{12 * time.Second},
		},
		{
			"ingest cannot be reached", func(at time.Duration) state { return state{2, map[bool]uint64{true: 5}[at < 20*time.Second]} }, 3,
			[]time.Duration{4 * time.Second, 6 * time.Second, 8 * time.Second, 10 * time.Second},
		},
		{
			"an article came later", func(at time.Duration) state {
				return state{2, map[bool]uint64{true: 5, false: 6}[at < 10*time.Second] * uint64(max(0, 1-at/time.Minute))}
			}, 0,
			[]time.Duration{4 * time.Second, 34 * time.Second},
		},
		{
			"an article that cannot be tagged", func(time.Duration) state { return state{2, 1} }, 0,
			[]time.Duration{4 * time.Second, 904 * time.Second, 2704 * time.Second, 6304 * time.Second},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				var asked []time.Duration
				b := &worker.Backfill{
					Interval: 2 * time.Second, Now: time.Now, Log: zap.NewNop(), Show: func(board.Backfill) {},
					Status: func() ledger.Status {
						s := tt.then(time.Since(start))
						return ledger.Status{CatalogueRevision: s.revision, Articles: 10, ArticlesCurrent: 10 - s.stale}
					},
					Replayer: replays(func(revision, _ uint64) (uint64, uint64, error) {
						if want := tt.then(time.Since(start)).revision; revision != want {
							t.Errorf("asked for revision %d, want %d", revision, want)
						}
						asked = append(asked, time.Since(start))
						if len(asked) <= tt.fails {
							return 0, 0, errors.New("no ingest")
						}
						return 10, 10, nil
					}),
				}
				during(t, 24*time.Hour, b.Run)
				if !slices.Equal(asked, tt.want) {
					t.Errorf("asked at %v, want %v", asked, tt.want)
				}
			})
		})
	}
}

// While the tagger lags behind the catalogue, each article that comes is stale.
// Asking for all others again each time would read and queue the whole archive
// over and over.
func TestBackfillAsksForEachArticleOnceWhileThereIsNews(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		stored := func() uint64 { return 1000 + uint64(min(time.Since(start), 2*time.Minute).Seconds()) }
		var from []uint64
		b := &worker.Backfill{
			Interval: 2 * time.Second, Now: time.Now, Log: zap.NewNop(), Show: func(board.Backfill) {},
			Status: func() ledger.Status { return ledger.Status{CatalogueRevision: 2, Articles: stored()} },
			Replayer: replays(func(_, first uint64) (uint64, uint64, error) {
				from = append(from, first)
				return stored() - max(first, 1) + 1, stored(), nil
			}),
		}
		during(t, 30*time.Minute, b.Run)
		// Every half minute what came since; a quarter of an hour after the last, everything.
		if want := []uint64{0, 1005, 1035, 1065, 1095, 0}; !slices.Equal(from, want) {
			t.Errorf("asked from %v, want %v", from, want)
		}
	})
}

// follower gives entries and then waits for the end.
type follower []catalogue.Entry

func (f follower) Follow(ctx context.Context, _ bool, note func(catalogue.Entry), complete func()) {
	for _, entry := range f {
		note(entry)
	}
	complete()
	<-ctx.Done()
}

func TestRelayWritesWhatTheLedgerLacks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		shown := board.New()
		known := &initiativev1.Initiative{Id: "known", Name: "K"}
		shown.Merge(ledger.Fact{Defined: &eventv1.InitiativeDefined{Initiative: known, CatalogueRevision: 3}})
		p := &press{board: shown, broken: 2}
		relay := &worker.Relay{
			Board: shown, Publisher: p, Now: time.Now, Log: zap.NewNop(),
			Catalogue: follower{
				{ID: "known", Initiative: known, Revision: 1},
				{ID: "known", Initiative: known, Revision: 3},
				{ID: "new", Initiative: &initiativev1.Initiative{Id: "new", Name: "N"}, Revision: 4},
				{ID: "known", Revision: 5},
			},
		}
		during(t, time.Hour, relay.Run)
		if got, want := p.published(), []string{"new:4:defined", "known:5:deleted"}; !slices.Equal(got, want) {
			t.Errorf("published %v, want %v", got, want)
		}
	})
}

func TestRelayReportsACatalogueThatWasLost(t *testing.T) {
	for name, tt := range map[string]struct {
		entries follower
		want    int
	}{
		"lost":     {follower{{ID: "known", Initiative: &initiativev1.Initiative{Id: "known"}, Revision: 1}}, 1},
		"complete": {follower{{ID: "known", Initiative: &initiativev1.Initiative{Id: "known"}, Revision: 3}}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				shown := board.New()
				known := &initiativev1.Initiative{Id: "known", Name: "K"}
				shown.Merge(ledger.Fact{Defined: &eventv1.InitiativeDefined{Initiative: known, CatalogueRevision: 3}})
				core, logs := observer.New(zap.ErrorLevel)
				relay := &worker.Relay{Board: shown, Publisher: &press{board: shown}, Now: time.Now, Log: zap.New(core), Catalogue: tt.entries}
				during(t, time.Hour, relay.Run)
				if logs.Len() != tt.want {
					t.Errorf("logged %v, want %d errors", logs.All(), tt.want)
				}
			})
		})
	}
}

// What people see of a back-fill: asked for thrice without effect is not yet
// stalled, four times is; and it is forgotten when it is done.
func TestBackfillSaysWhatItDoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		shown := map[time.Duration]board.Backfill{}
		core, logs := observer.New(zap.InfoLevel)
		b := &worker.Backfill{
			Interval: 2 * time.Second, Now: time.Now, Log: zap.New(core),
			Show: func(now board.Backfill) { shown[time.Since(start).Truncate(time.Hour)] = now },
			Status: func() ledger.Status {
				current := map[bool]uint64{true: 10, false: 9}[time.Since(start) > 20*time.Hour]
				return ledger.Status{CatalogueRevision: 2, Articles: 10, ArticlesCurrent: current}
			},
			Replayer: replays(func(_, _ uint64) (uint64, uint64, error) { return 10, 10, nil }),
		}
		during(t, 24*time.Hour, b.Run)
		if now := shown[0]; !now.Enabled || now.Requests != 3 || now.Stalled || !now.Since.Equal(start.Add(2*time.Second)) || !now.Asked.Equal(start.Add(2704*time.Second)) {
			t.Errorf("in the first hour: %+v", now)
		}
		if now := shown[2*time.Hour]; now.Requests != 4 || !now.Stalled {
			t.Errorf("in the third hour: %+v", now)
		}
		if now := shown[23*time.Hour]; now != (board.Backfill{Enabled: true}) {
			t.Errorf("at the end: %+v", now)
		}
		if n := logs.FilterMessage("articles are still to be read under the new catalogue").Len(); n < 100 || n > 250 {
			t.Errorf("%d lines about progress within six hours", n)
		}
		if done := logs.FilterMessage("every article is read under the new catalogue"); done.Len() != 1 {
			t.Errorf("%d lines about the end", done.Len())
		}
	})
}
