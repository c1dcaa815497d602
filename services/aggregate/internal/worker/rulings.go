package worker

import (
	"context"
	"fmt"

	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/run"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/board"
)

// RulingFollower gives every ruling; see store.Judgements.FollowRulings.
type RulingFollower interface {
	FollowRulings(ctx context.Context, note func(*assessmentv1.Ruling), complete func())
}

// Rulings writes every ruling into the ledger, as [Relay] does with definitions:
// the bucket is what counts, and is read from the beginning at each start.
type Rulings struct {
	Store     RulingFollower
	Board     *board.Board
	Publisher Publisher
	Log       *zap.Logger
}

// Run relays until ctx ends. The board must have been rebuilt.
func (r *Rulings) Run(ctx context.Context) error {
	log := r.Log.Named("rulings")
	r.Store.FollowRulings(ctx, func(ruling *assessmentv1.Ruling) {
		id := ruling.GetInitiativeId()
		for ctx.Err() == nil && r.Board.RulingRevision(id) < ruling.GetRevision() {
			err := r.relay(ctx, ruling)
			if err == nil {
				return
			}
			if ctx.Err() == nil {
				log.Warn("ruling not in the ledger, trying again", logging.InitiativeID(id), logging.Error(err))
				run.Wait(ctx, retryPause)
			}
		}
	}, func() {})
	return nil
}

func (r *Rulings) relay(ctx context.Context, ruling *assessmentv1.Ruling) error {
	id := ruling.GetInitiativeId()
	data, err := proto.MarshalOptions{Deterministic: true}.Marshal(&eventv1.InitiativeRuled{Ruling: ruling})
	if err != nil {
		return fmt.Errorf("encode ruling %d on %s: %w", ruling.GetRevision(), id, err)
	}
	_, err = r.Publisher.Publish(ctx, bus.Message{
		Subject: subject.InitiativeRuled.For(id), MsgID: subject.InitiativeMsgID(subject.InitiativeRuled, id, ruling.GetRevision()),
		Data: data, Time: ruling.GetRuleTime().AsTime(),
	})
	if err != nil {
		return fmt.Errorf("publish ruling %d on %s: %w", ruling.GetRevision(), id, err)
	}
	return nil
}
