package store

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/proto/subject"
)

const (
	// replayBatch is how many requests are on their way at once.
	replayBatch = 256
	// maxLooked is how many messages a limited call looks at before it answers,
	// however few of them were asked for.
	maxLooked = 20_000
)

// Replay asks for the stored messages of a range to be tagged again. What was
// queued under the key of the request before is not queued again while the
// stream remembers.
func (s *Store) Replay(ctx context.Context, in *ingestv1.ReplayArticlesRequest) (*ingestv1.ReplayArticlesResponse, error) {
	if err := checkRange(in); err != nil {
		return nil, err
	}
	r := &replay{Store: s, in: in, batch: s.Publisher.Batch(), out: &ingestv1.ReplayArticlesResponse{}}
	last, err := s.Stream.ReadAll(ctx, subject.StreamArticles, in.GetFromSequence(), func(msg bus.Msg) error { return r.take(ctx, msg) },
		subjectsOf(in.GetSources())...)
	if err == nil {
		err = r.flush(ctx)
	}
	if err != nil {
		return nil, unavailable(fmt.Errorf("queue replay %s: %w", in.GetReplayId(), err))
	}
	r.out.LastSequence = last
	if to := in.GetToSequence(); to != 0 && to < last {
		r.out.LastSequence = to
	}
	if r.out.GetNextSequence() > r.out.GetLastSequence() {
		r.out.NextSequence = 0
	}
	return r.out, nil
}

func checkRange(in *ingestv1.ReplayArticlesRequest) error {
	if to := in.GetToSequence(); to != 0 && in.GetFromSequence() > to {
		return fault.Invalid("INVALID_RANGE", fmt.Sprintf("the range ends at %d, before it begins at %d", to, in.GetFromSequence()),
			fault.Field{Path: "to_sequence", Problem: "is smaller than from_sequence"})
	}
	for _, bound := range []struct {
		name string
		t    *timestamppb.Timestamp
	}{{"from_time", in.GetFromTime()}, {"to_time", in.GetToTime()}} {
		if bound.t != nil && bound.t.CheckValid() != nil {
			return fault.Invalid("INVALID_RANGE", bound.name+" is not a valid time", fault.Field{Path: bound.name, Problem: "is not a valid time"})
		}
	}
	if in.FromTime != nil && in.ToTime != nil && !in.GetFromTime().AsTime().Before(in.GetToTime().AsTime()) {
		return fault.Invalid("INVALID_RANGE", "the range ends before it begins", fault.Field{Path: "to_time", Problem: "is not after from_time"})
	}
	return nil
}

// subjectsOf are those of all that is stored of sources; none means all.
func subjectsOf(sources []string) []string {
	var out []string
	for _, source := range sources {
		for _, kind := range []subject.Kind{subject.ArticleAccepted, subject.ArticleRevised, subject.ArticleRetracted} {
			out = append(out, kind.For(source))
		}
	}
	return out
}

// replay is one call.
type replay struct {
	*Store
	in      *ingestv1.ReplayArticlesRequest
	out     *ingestv1.ReplayArticlesResponse
	batch   *bus.Batch
	waiting int
	looked  int
}

// take queues a message if it is one that is asked for.
func (r *replay) take(ctx context.Context, msg bus.Msg) error {
	if to := r.in.GetToSequence(); to != 0 && msg.Seq > to {
		return bus.ErrStop
	}
	limit := uint64(r.in.GetMaxArticles())
	if limit > 0 && (r.out.GetQueued() >= limit || r.looked >= maxLooked) {
		r.out.NextSequence = msg.Seq
		return bus.ErrStop
	}
	r.looked++
	known := msg.Event().Time
	if r.in.FromTime != nil && known.Before(r.in.GetFromTime().AsTime()) || r.in.ToTime != nil && !known.Before(r.in.GetToTime().AsTime()) {
		return nil
	}
	key := r.in.GetReplayId()
	data, err := proto.Marshal(&eventv1.ArticleReplayed{StreamSequence: msg.Seq, MinCatalogueRevision: r.in.GetMinCatalogueRevision()})
	if err != nil {
		return err
	}
	if err := r.batch.Add(msg.Context(ctx), bus.Message{
		Subject: subject.ArticleReplayed.For(key), MsgID: subject.ReplayMsgID(key, msg.Seq), Data: data, Time: r.Now(),
	}); err != nil {
		return err
	}
	if r.out.FromSequence == 0 {
		r.out.FromSequence = msg.Seq
	}
	r.out.ToSequence = msg.Seq
	r.out.Queued++
	if r.waiting++; r.waiting == replayBatch {
		return r.flush(ctx)
	}
	return nil
}

func (r *replay) flush(ctx context.Context) error {
	r.waiting = 0
	_, err := r.batch.Flush(ctx)
	return err
}
