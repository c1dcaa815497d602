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
	"github.com/barograph/barograph/services/aggregate/internal/catalogue"
)

// Publisher stores one message; see bus.Publisher.
type Publisher interface {
	Publish(ctx context.Context, m bus.Message) (bus.PubAck, error)
}

// Follower gives every change of the catalogue; see store.Catalogue.Follow.
type Follower interface {
	Follow(ctx context.Context, history bool, note func(catalogue.Entry), complete func())
}

// Relay writes every change of the catalogue into the ledger. The bucket of the
// catalogue is what counts; the relay reads it from the beginning at each start,
// so that a change is in the ledger also when the process ended in between.
type Relay struct {
	Catalogue Follower
	Board     *board.Board
	Publisher Publisher
	Now       func() time.Time
	Log       *zap.Logger
}

// Run relays until ctx ends. The board must have been rebuilt.
func (r *Relay) Run(ctx context.Context) error {
	log := r.Log.Named("relay")
	var newest uint64
	r.Catalogue.Follow(ctx, true, func(entry catalogue.Entry) {
		newest = max(newest, entry.Revision)
		for ctx.Err() == nil && r.Board.DefinitionRevision(entry.ID) < entry.Revision {
			err := r.relay(ctx, entry)
			if err == nil {
				return
			}
			if ctx.Err() == nil {
				log.Warn("definition not in the ledger, trying again", logging.InitiativeID(entry.ID), logging.Error(err))
				run.Wait(ctx, retryPause)
			}
		}
	}, func() {
		if known := r.Board.Status().CatalogueRevision; known > newest {
			log.Error("ledger is ahead of the catalogue: definitions were lost, and new ones have no effect until their revisions pass the ledger's",
				logging.Count(int(known-newest)))
		}
	})
	return nil
}

func (r *Relay) relay(ctx context.Context, entry catalogue.Entry) error {
	var event proto.Message
	kind, known := subject.InitiativeDefined, entry.Initiative.GetUpdateTime()
	if entry.Initiative != nil {
		event = &eventv1.InitiativeDefined{Initiative: entry.Initiative, CatalogueRevision: entry.Revision, KnownTime: known}
	} else {
		kind, known = subject.InitiativeDeleted, timestamppb.New(r.Now())
		event = &eventv1.InitiativeDeleted{InitiativeId: entry.ID, CatalogueRevision: entry.Revision, KnownTime: known}
	}
	data, err := proto.MarshalOptions{Deterministic: true}.Marshal(event)
	if err != nil {
		return fmt.Errorf("encode %s of %s: %w", kind, entry.ID, err)
	}
	_, err = r.Publisher.Publish(ctx, bus.Message{
		Subject: kind.For(entry.ID), MsgID: subject.InitiativeMsgID(kind, entry.ID, entry.Revision),
		Data: data, Time: known.AsTime(),
	})
	if err != nil {
		return fmt.Errorf("publish %s of %s: %w", kind, entry.ID, err)
	}
	return nil
}
