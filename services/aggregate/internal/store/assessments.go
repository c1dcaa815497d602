// Package store keeps what aggregate owns in NATS: the definitions and the
// last assessment of each initiative in buckets, the published ones in their
// stream. It is an adapter: the root package wires it, nobody else imports it.
package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"

	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/record"
	"github.com/barograph/barograph/services/aggregate/internal/shift"
)

// Assessments keeps records: the last one of each initiative in the bucket,
// where a write must name the revision that it replaces, and every one as an
// event in the stream, under its revision as message id.
//
// The bucket is written first, so that two writers never publish different
// records of one revision; a record that was written and not published is
// published when it is loaded next.
type Assessments struct {
	conn      *bus.Conn
	publisher *bus.Publisher
	log       *zap.Logger
	opened    atomic.Pointer[bus.Bucket] // looked up once: that is a request of its own
}

// NewAssessments makes the store on a connection.
func NewAssessments(conn *bus.Conn, log *zap.Logger) *Assessments {
	return &Assessments{conn: conn, publisher: bus.NewPublisher(conn), log: log.Named("assessments")}
}

// Load reads where an initiative stands, and publishes what was written but
// not published; the alert of its definition says what is a shift. It returns
// the zero head for one that was never assessed.
func (s *Assessments) Load(ctx context.Context, initiative string, alert *initiativev1.Alert) (record.Head, error) {
	head, err := s.loadRecord(ctx, initiative)
	if err != nil || head.Record.GetAssessment() == nil {
		return head, err
	}
	if err := s.loadBaseline(ctx, initiative, &head); err != nil {
		return record.Head{}, err
	}
	return s.publishShift(ctx, head, alert)
}

// loadRecord reads the bucket and the last event; the greater revision is the
// head, and the event is published when it is the one that lacks it.
func (s *Assessments) loadRecord(ctx context.Context, initiative string) (record.Head, error) {
	var head record.Head
	bucket, err := s.bucket(ctx)
	if err != nil {
		return head, err
	}
	value, revision, err := bucket.Get(ctx, subject.HeadKey(initiative))
	switch {
	case errors.Is(err, fault.ErrNotFound):
	case err != nil:
		return head, fmt.Errorf("load assessment of %s: %w", initiative, err)
	default:
		head.Record, head.Revision = &assessmentv1.Record{}, revision
		if err := proto.Unmarshal(value, head.Record); err != nil {
			// As if the bucket had lost it: the last event has the same.
			s.log.Error("record of the bucket cannot be read, and is replaced", logging.InitiativeID(initiative), logging.Error(err))
			head.Record = nil
		}
	}
	published, err := s.lastEvents(ctx, initiative, &head.Events)
	switch {
	case err != nil:
		return record.Head{}, err
	case published.GetRevision() > head.Record.GetRevision():
		head.Record = published // the bucket lost it, or was deleted with the definition
	case published.GetRevision() < head.Record.GetRevision():
		if head, err = s.publishUpdated(ctx, head); err != nil {
			return record.Head{}, err
		}
	}
	return head, nil
}

// Save writes a record in place of the head's and publishes it; the alert of the
// definition says what is a shift. A fault.ErrConflict means that somebody else
// wrote; after any error the head has to be loaded again.
func (s *Assessments) Save(ctx context.Context, head record.Head, next *assessmentv1.Record, alert *initiativev1.Alert) (record.Head, error) {
	id := next.GetAssessment().GetInitiativeId()
	bucket, err := s.bucket(ctx)
	if err != nil {
		return head, err
	}
	value, err := proto.MarshalOptions{Deterministic: true}.Marshal(next)
	if err != nil {
		return head, fmt.Errorf("encode assessment of %s: %w", id, err)
	}
	revision, err := bucket.Put(ctx, subject.HeadKey(id), value, head.Revision)
	if err != nil {
		return head, fmt.Errorf("save assessment of %s: %w", id, err)
	}
	first := head.Record.GetAssessment() == nil
	known := head.Record.GetRevision() == next.GetRevision()
	head.Record, head.Revision = next, revision
	if first {
		head.Baseline = shift.First(next)
	}
	if known {
		return head, nil // it was published before the bucket lost it
	}
	if head, err = s.publishUpdated(ctx, head); err != nil {
		return head, err
	}
	return s.publishShift(ctx, head, alert)
}

// Remove publishes that the assessment of an initiative is withdrawn and then
// deletes the bucket's record; its events stay. Without a record it does nothing.
func (s *Assessments) Remove(ctx context.Context, initiative string) error {
	head, err := s.loadRecord(ctx, initiative)
	if err != nil || head.Revision == 0 {
		return err
	}
	if head.Record.GetAssessment() != nil { // else that was published before a crash
		if err := s.publishWithdrawn(ctx, initiative, head); err != nil {
			return err
		}
	}
	bucket, err := s.bucket(ctx)
	if err != nil {
		return err
	}
	if err := bucket.Delete(ctx, subject.HeadKey(initiative), head.Revision); err != nil {
		return fmt.Errorf("remove assessment of %s: %w", initiative, err)
	}
	return nil
}

// Initiatives lists the ids that the bucket has a record of, in no particular
// order.
func (s *Assessments) Initiatives(ctx context.Context) ([]string, error) {
	bucket, err := s.bucket(ctx)
	if err != nil {
		return nil, err
	}
	const suffix = ".head"
	keys, err := bucket.Keys(ctx, "*"+suffix)
	if err != nil {
		return nil, fmt.Errorf("list assessments: %w", err)
	}
	ids := make([]string, 0, len(keys))
	for _, key := range keys {
		id, err := subject.Unescape(strings.TrimSuffix(key, suffix))
		if err != nil {
			return nil, fmt.Errorf("list assessments: key %q: %w", key, err)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

func (s *Assessments) bucket(ctx context.Context) (*bus.Bucket, error) {
	if bucket := s.opened.Load(); bucket != nil {
		return bucket, nil
	}
	bucket, err := s.conn.Bucket(ctx, subject.BucketAssessments)
	if err == nil {
		s.opened.Store(bucket)
	}
	return bucket, err
}
