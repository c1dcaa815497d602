package worker_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"go.uber.org/goleak"
	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/board"
	"github.com/barograph/barograph/services/aggregate/internal/record"
	"github.com/barograph/barograph/services/aggregate/internal/worker"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func day(n int) time.Time { return time.Date(2026, 5, n, 0, 0, 0, 0, time.UTC) }

// stream is a ledger in memory.
type stream []bus.Msg

func (s stream) ReadAll(_ context.Context, _ string, from uint64, fn func(bus.Msg) error, _ ...string) (uint64, error) {
	for _, msg := range s {
		if msg.Seq >= from {
			if err := fn(msg); errors.Is(err, bus.ErrStop) {
				return uint64(len(s)), nil
			} else if err != nil {
				return 0, err
			}
		}
	}
	return uint64(len(s)), nil
}

// add appends an event and returns the message.
func (s *stream) add(tb testing.TB, subj string, event proto.Message) bus.Msg {
	tb.Helper()
	data, err := proto.Marshal(event)
	if err != nil {
		tb.Fatal(err)
	}
	msg := bus.Msg{Subject: subj, Data: data, Stream: subject.StreamLedger, Seq: uint64(len(*s) + 1)}
	*s = append(*s, msg)
	return msg
}

func (s *stream) define(tb testing.TB, id string, revision uint64, prior float64) bus.Msg {
	return s.add(tb, subject.InitiativeDefined.For(id), &eventv1.InitiativeDefined{
		Initiative:        &initiativev1.Initiative{Id: id, Name: id, Prior: &initiativev1.Prior{Probability: prior}},
		CatalogueRevision: revision, KnownTime: timestamppb.New(day(1)),
	})
}

func (s *stream) read(tb testing.TB, article string, initiatives ...string) bus.Msg {
	tb.Helper()
	return s.readUnder(tb, 0, article, initiatives...)
}

func (s *stream) readUnder(tb testing.TB, catalogue uint64, article string, initiatives ...string) bus.Msg {
	a := &taggingv1.TaggedArticle{
		ArticleId: article, Revision: 1, EngineVersion: "rules/0.1.0", CatalogueRevision: catalogue, KnownTime: timestamppb.New(day(1)),
	}
	for i, id := range initiatives {
		a.Claims = append(a.Claims, &taggingv1.Claim{
			Id: fmt.Sprint(article, "-", i), InitiativeId: id, Actor: "USA", ImpactMilli: 500,
			Body:      &taggingv1.Claim_Position{Position: &taggingv1.Position{Stance: taggingv1.Stance_STANCE_SUPPORTS}},
			Dimension: taggingv1.Dimension_DIMENSION_DIPLOMATIC_SUPPORT, Factuality: taggingv1.Factuality_FACTUALITY_CERTAIN,
			Evidence: &taggingv1.Evidence{ArticleId: article, Revision: 1, StartByte: uint32(10 * i), EndByte: uint32(10*i + 5)},
		})
	}
	return s.add(tb, subject.ArticleTagged.For(article), &eventv1.ArticleTagged{TaggedArticle: a})
}

// keeper keeps records in memory as the store does: a write names the revision
// that it replaces. Its hooks run before the call that they are named after.
type keeper struct {
	heads  map[string]record.Head
	onSave func(id string) error
	saves  int
}

func newKeeper() *keeper { return &keeper{heads: map[string]record.Head{}} }

func (k *keeper) Load(_ context.Context, id string, _ *initiativev1.Alert) (record.Head, error) {
	return k.heads[id], nil
}

func (k *keeper) Save(_ context.Context, head record.Head, next *assessmentv1.Record, _ *initiativev1.Alert) (record.Head, error) {
	id := next.GetAssessment().GetInitiativeId()
	if k.onSave != nil {
		if err := k.onSave(id); err != nil {
			return head, err
		}
	}
	if k.heads[id].Revision != head.Revision {
		return head, fault.Conflict("TEST", "revision %d is not %d", head.Revision, k.heads[id].Revision)
	}
	k.saves++
	k.heads[id] = record.Head{Record: next, Revision: head.Revision + 1, Baseline: head.Baseline}
	return k.heads[id], nil
}

func (k *keeper) Remove(_ context.Context, id string) error {
	delete(k.heads, id)
	return nil
}

func (k *keeper) Initiatives(context.Context) ([]string, error) {
	var ids []string
	for id := range k.heads {
		ids = append(ids, id)
	}
	return ids, nil
}

// begin makes a worker over a ledger and rebuilds it.
func begin(tb testing.TB, ledger worker.Reader, kept *keeper) (*worker.Worker, *board.Board) {
	tb.Helper()
	return beginWith(tb, model(tb), ledger, kept)
}

func beginWith(tb testing.TB, m *assess.Model, ledger worker.Reader, kept *keeper) (*worker.Worker, *board.Board) {
	tb.Helper()
	shown := board.New()
	w := worker.New(worker.Deps{Reader: ledger, Assessments: kept, Board: shown, Model: m, Now: func() time.Time { return day(1) }, Log: zap.NewNop()})
	if err := w.Rebuild(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	return w, shown
}

func model(tb testing.TB) *assess.Model {
	tb.Helper()
	m, err := assess.DefaultModel()
	if err != nil {
		tb.Fatal(err)
	}
	return m
}
