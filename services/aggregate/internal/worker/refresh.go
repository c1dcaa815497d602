package worker

import (
	"context"
	"maps"
	"slices"

	"go.opentelemetry.io/otel/attribute"

	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/tracing"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
	"github.com/barograph/barograph/services/aggregate/internal/record"
)

// refresh brings what is published of an initiative to what the ledger says.
// It writes nothing when that is so already.
func (w *Worker) refresh(ctx context.Context, id string) error {
	snapshot, defined := w.Board.Outline(id)
	if !defined {
		return w.remove(ctx, id)
	}
	head, err := w.head(ctx, id, snapshot.Initiative.GetAlert())
	if err != nil {
		return err
	}
	snapshot, defined = w.Board.Outline(id) // again: head may have read on
	if !defined {
		return w.remove(ctx, id)
	}
	assessment := w.assessed(ctx, id, snapshot)
	hash := assess.Hash(assessment)
	if head.Shown(hash) {
		w.Board.Publish(head.Record)
		return nil
	}
	next := head.Record
	if next.GetHash() != hash { // else the bucket lost it, and gets it back
		next = head.Next(assessment, hash, snapshot, w.Now())
	}
	saved, err := w.Assessments.Save(ctx, head, next, snapshot.Initiative.GetAlert())
	if err != nil {
		return err
	}
	w.heads[id] = saved
	w.Board.Publish(next)
	changed := slices.Sorted(maps.Keys(w.dirty[id]))
	w.Log.Info("assessment published", logging.InitiativeID(id), logging.Revision(next.GetRevision()),
		logging.StreamSeq(next.GetLedgerSequence()), logging.Count(len(changed)), logging.Names(logging.KeyArticles, changed))
	return nil
}

// assessed is assess, with a span of its own.
func (w *Worker) assessed(ctx context.Context, id string, outline ledger.Snapshot) *assessmentv1.Assessment {
	_, span := tracing.Start(ctx, "assess")
	defer span.End()
	if span.IsRecording() {
		span.SetAttributes(attribute.String("barograph.initiative_id", id), attribute.Int("barograph.articles_changed", len(w.dirty[id])))
	}
	return w.assess(id, outline)
}

// head is where the records of an initiative stand. Where another process has
// taken more of the ledger into account, the ledger is read on, so that an older
// view never replaces a newer one.
func (w *Worker) head(ctx context.Context, id string, alert *initiativev1.Alert) (record.Head, error) {
	if head, ok := w.heads[id]; ok {
		return head, nil
	}
	head, err := w.Assessments.Load(ctx, id, alert)
	if err != nil {
		return head, err
	}
	if head.Record.GetLedgerSequence() > w.Board.Status().Sequence {
		if err := w.catchUp(ctx); err != nil {
			return head, err
		}
	}
	w.heads[id] = head
	return head, nil
}

// remove withdraws what is not defined. With others, who may know of a definition
// that came since, the ledger is read on first.
func (w *Worker) remove(ctx context.Context, id string) error {
	if w.view.Size() > 1 {
		if err := w.catchUp(ctx); err != nil {
			return err
		}
		if _, defined := w.Board.Outline(id); defined {
			return w.refresh(ctx, id)
		}
	}
	if err := w.Assessments.Remove(ctx, id); err != nil {
		return err
	}
	delete(w.heads, id)
	w.carried.put(id, nil)
	w.Board.Withdraw(id)
	return nil
}
