// Package record numbers the published assessments of an initiative. It is
// pure.
package record

import (
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
	"github.com/barograph/barograph/services/aggregate/internal/shift"
)

// Head is where the history of an initiative's assessments stands.
type Head struct {
	// Record is the last one; nil before the first. After a withdrawal it has
	// nothing but the revision that the withdrawal took, and its time.
	Record *assessmentv1.Record
	// Revision is that of the bucket's key; 0 where the bucket does not have it.
	Revision uint64
	// Baseline is what the next shift is measured against; zero before the
	// first assessment.
	Baseline shift.Baseline
	// Events are the last ones of the initiative in the stream.
	Events Events
}

// Events are the sequences of the last event of each kind, 0 where there is
// none. A publisher names the one that it follows, so that one who was held up
// publishes nothing behind what others have published since.
type Events struct{ Updated, Shifted, Withdrawn uint64 }

// Next is the record of an assessment that differs from the head's, published
// now: what the ledger says may have become known before, and be published late
// because it was read under another catalogue, or assessed with another model.
// Known times never fall.
func (h Head) Next(assessment *assessmentv1.Assessment, hash string, from ledger.Snapshot, now time.Time) *assessmentv1.Record {
	known := from.Clock
	for _, t := range []time.Time{now, h.Record.GetKnownTime().AsTime()} {
		if t.After(known) {
			known = t
		}
	}
	next := &assessmentv1.Record{
		Assessment: assessment, Hash: hash, Revision: h.Record.GetRevision() + 1,
		KnownTime: timestamppb.New(known), LedgerSequence: from.Sequence,
	}
	if h.Record.GetAssessment() != nil {
		next.PreviousProbability = proto.Float64(h.Record.GetAssessment().GetProbability())
		if before := h.Record.GetAssessment().GetModelVersion(); before != assessment.GetModelVersion() {
			next.PreviousModelVersion = before
		}
	}
	return next
}

// Shown says whether the head is what an assessment with this hash comes to,
// so that nothing has to be written.
func (h Head) Shown(hash string) bool {
	return h.Record.GetAssessment() != nil && h.Revision != 0 && h.Record.GetHash() == hash
}
