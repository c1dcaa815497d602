package store

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/proto/subject"
)

// replayBatch is how many requests are on their way at once.
const replayBatch = 256

// Replay asks for the stored messages of a range to be tagged again. What was
// queued under the key of the request before is not queued again while the
// stream remembers.
func (s *Store) Replay(ctx context.Context, in *ingestv1.ReplayArticlesRequest) (*ingestv1.ReplayArticlesResponse, error) {
	key, to := in.GetReplayId(), in.GetToSequence()
	if to != 0 && in.GetFromSequence() > to {
		return nil, fault.Invalid("INVALID_RANGE", fmt.Sprintf("the range ends at %d, before it begins at %d", to, in.GetFromSequence()),
			fault.Field{Path: "to_sequence", Problem: "is smaller than from_sequence"})
	}
	queued := &ingestv1.ReplayArticlesResponse{}
	batch, waiting := s.Publisher.Batch(), 0
	flush := func() error {
		waiting = 0
		_, err := batch.Flush(ctx)
		return err
	}
	_, err := s.Stream.ReadAll(ctx, subject.StreamArticles, in.GetFromSequence(), func(msg bus.Msg) error {
		if to != 0 && msg.Seq > to {
			return bus.ErrStop
		}
		data, err := proto.Marshal(&eventv1.ArticleReplayed{StreamSequence: msg.Seq, MinCatalogueRevision: in.GetMinCatalogueRevision()})
		if err != nil {
			return err
		}
		if err := batch.Add(msg.Context(ctx), bus.Message{
			Subject: subject.ArticleReplayed.For(key), MsgID: subject.ReplayMsgID(key, msg.Seq), Data: data, Time: s.Now(),
		}); err != nil {
			return err
		}
		if queued.FromSequence == 0 {
			queued.FromSequence = msg.Seq
		}
		queued.ToSequence = msg.Seq
		queued.Queued++
		if waiting++; waiting == replayBatch {
			return flush()
		}
		return nil
	})
	if err == nil {
		err = flush()
	}
	if err != nil {
		return nil, unavailable(fmt.Errorf("queue replay %s: %w", key, err))
	}
	return queued, nil
}
