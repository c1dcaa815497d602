package worker_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/nlp/internal/worker"
)

// memory is a bus that holds one article and counts what is published. Reading
// needs a deadline, as it does on the real one; publishing goes on trying until
// the stream is there again.
type memory struct {
	t         *testing.T
	article   []byte
	outage    time.Duration // of the stream that is published to
	published int
}

func (m *memory) GetMsg(ctx context.Context, _ string, _ uint64) (bus.Msg, error) {
	if at, ok := ctx.Deadline(); !ok || time.Until(at) > time.Minute {
		m.t.Errorf("reading may take until %v (%v)", at, ok)
	}
	return bus.Msg{Subject: subject.ArticleAccepted.For("x"), Data: m.article}, nil
}

func (m *memory) Publish(ctx context.Context, _ bus.Message) (bus.PubAck, error) {
	select {
	case <-time.After(m.outage):
		m.published++
		return bus.PubAck{}, nil
	case <-ctx.Done():
		return bus.PubAck{}, ctx.Err()
	}
}

func accepted(t *testing.T) []byte {
	t.Helper()
	data, err := proto.Marshal(&eventv1.ArticleAccepted{Article: &articlev1.Article{Id: strings.Repeat("0", 32), Revision: 1, Text: "x"}})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// While aggregate is away, a replay that asks for a newer catalogue waits on its
// first delivery, however long that takes; and then for the ledger, if need be.
func TestReplayWaitsForItsCatalogue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		arrived := make(chan struct{})
		nats := &memory{t: t, article: accepted(t), outage: 20 * time.Minute}
		w, err := worker.New(worker.Deps{
			Tagger: func(ctx context.Context, _ uint64) (worker.Tagger, error) {
				select {
				case <-arrived:
					return tagger(echo), nil
				case <-ctx.Done():
					return nil, ctx.Err()
				}
			},
			Engine: "e", Deadline: time.Minute, Publisher: nats, Stream: nats, Log: zap.NewNop(),
		})
		if err != nil {
			t.Fatal(err)
		}
		data, err := proto.Marshal(&eventv1.ArticleReplayed{StreamSequence: 1, MinCatalogueRevision: 7})
		if err != nil {
			t.Fatal(err)
		}
		defer time.AfterFunc(5*time.Hour, func() { close(arrived) }).Stop()
		ctx, cancel := context.WithTimeout(t.Context(), 12*time.Hour)
		defer cancel()
		if outcome := w.Replay(ctx, bus.Msg{Data: data}); outcome != bus.Ack() || nats.published != 1 {
			t.Errorf("outcome %+v with %d messages published", outcome, nats.published)
		}
	})
}
