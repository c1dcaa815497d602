package worker

import (
	"context"
	"fmt"
	"time"

	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/run"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/board"
)

const (
	utcDay = 24 * time.Hour
	// longestNap bounds the wait for midnight, so that a machine that slept, or
	// whose clock was set, ticks soon after.
	longestNap = time.Hour
	// mostAhead is how far the ledger's clock may be ahead of ours without a
	// report: it never goes back, and no day ticks before it is reached.
	mostAhead = utcDay
)

// Ticker writes the beginning of each UTC day into the ledger, so that evidence
// ages and deadlines pass without news. Several may run: a day ticks once.
type Ticker struct {
	Board     *board.Board
	Publisher Publisher
	Now       func() time.Time
	Log       *zap.Logger
}

// Run ticks until ctx ends: at once if the ledger's clock is on an earlier day
// than ours, then at every midnight. A ledger that is days ahead, by a wrong
// clock somewhere, is reported. The board must have been rebuilt.
func (t *Ticker) Run(ctx context.Context) error {
	log := t.Log.Named("ticker")
	var reported time.Time
	for ctx.Err() == nil {
		now := t.Now().UTC()
		if clock := t.Board.Status().Clock; clock.Sub(now) > mostAhead && !clock.Equal(reported) {
			reported = clock
			log.Error("ledger is ahead of this machine's clock: assessments hold for a day to come until the message with that time is removed and aggregate started again",
				logging.Error(fmt.Errorf("ledger is at %s, the clock at %s", clock.Format(time.RFC3339), now.Format(time.RFC3339))))
		}
		today := now.Truncate(utcDay)
		nap := min(today.Add(utcDay).Sub(now), longestNap)
		if today.After(t.Board.Status().Clock.Truncate(utcDay)) {
			if err := t.tick(ctx, today); err != nil && ctx.Err() == nil {
				log.Warn("day not in the ledger, trying again", logging.Error(err))
				nap = retryPause
			}
		}
		run.Wait(ctx, nap)
	}
	return nil
}

func (t *Ticker) tick(ctx context.Context, day time.Time) error {
	data, err := proto.Marshal(&eventv1.ClockTicked{TickTime: timestamppb.New(day)})
	if err != nil {
		return fmt.Errorf("encode tick: %w", err)
	}
	_, err = t.Publisher.Publish(ctx, bus.Message{
		Subject: subject.Tick(day), MsgID: subject.TickMsgID(day), Data: data, Time: day,
	})
	if err != nil {
		return fmt.Errorf("publish tick: %w", err)
	}
	return nil
}
