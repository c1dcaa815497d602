package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/record"
	"github.com/barograph/barograph/services/aggregate/internal/shift"
)

// KnownAt is the record of an initiative that was published last at or before
// a known time: what was said then, whatever is known now. A fault.ErrNotFound
// when nothing had been published yet, or the stream does not have it any more.
func (s *Assessments) KnownAt(ctx context.Context, initiative string, at time.Time) (*assessmentv1.Record, error) {
	found, err := s.last(ctx, initiative, func(r *assessmentv1.Record) bool { return !r.GetKnownTime().AsTime().After(at) })
	if err == nil && found == nil {
		err = fault.NotFound("NOT_YET_KNOWN", "no assessment of %s was published by %s; see ListAssessments for what there is",
			initiative, at.UTC().Format(time.RFC3339))
	}
	return found, err
}

// Revision is the record of an initiative that was published under a revision.
// A fault.ErrNotFound when there is none, or the stream does not have it any
// more.
func (s *Assessments) Revision(ctx context.Context, initiative string, revision uint64) (*assessmentv1.Record, error) {
	found, err := s.last(ctx, initiative, func(r *assessmentv1.Record) bool { return r.GetRevision() <= revision })
	if err == nil && (found == nil || found.GetRevision() != revision) {
		return nil, fault.NotFound("REVISION_NOT_FOUND", "there is no revision %d of the assessment of %s, or it is not kept any more", revision, initiative)
	}
	return found, err
}

// last is the last record of an initiative that keeps within a limit; nil when
// none does. Revisions rise and known times never fall within the events of an
// initiative, so it searches the stream by halves: about as many reads as the
// stream's length has bits.
func (s *Assessments) last(ctx context.Context, initiative string, within func(*assessmentv1.Record) bool) (*assessmentv1.Record, error) {
	stream, err := s.stream(ctx)
	if err != nil {
		return nil, err
	}
	found, _, err := lastWithin(ctx, stream, initiative, stream.CachedInfo().State.FirstSeq, within)
	return found, err
}

// lastWithin is the search from a sequence on, and where the record is.
func lastWithin(ctx context.Context, stream jetstream.Stream, initiative string, low uint64, within func(*assessmentv1.Record) bool) (found *assessmentv1.Record, at uint64, err error) {
	for high := stream.CachedInfo().State.LastSeq; low <= high && high > 0; {
		middle := low + (high-low)/2
		published, seq, err := nextUpdated(ctx, stream, initiative, middle)
		switch {
		case err != nil:
			return nil, 0, err
		case published == nil || seq > high || !within(published):
			high = middle - 1
		default:
			found, at, low = published, seq, seq+1
		}
	}
	return found, at, nil
}

// Published gives the records of an initiative to note in the order in which
// they were published, as far back as the stream goes.
func (s *Assessments) Published(ctx context.Context, initiative string, note func(*assessmentv1.Record)) error {
	_, err := s.conn.ReadAll(ctx, subject.StreamAssessments, 1, func(msg bus.Msg) error {
		record, err := decodeUpdated(initiative, msg.Data)
		if err == nil {
			note(record)
		}
		return err
	}, subject.AssessmentUpdated.For(initiative))
	return err
}

// fewPublished is the number of records up to which all are read to find those
// that end a day: with more of them, searching for these is faster.
const fewPublished = 500

// Daily gives the records of an initiative to note in their order, as far back
// as the stream goes: the last one of each UTC day of its known times,
// and where there are few the others as well.
func (s *Assessments) Daily(ctx context.Context, initiative string, note func(*assessmentv1.Record)) error {
	kind := subject.AssessmentUpdated.For(initiative)
	stream, err := s.stream(ctx)
	if err != nil {
		return err
	}
	info, err := stream.Info(ctx, jetstream.WithSubjectFilter(kind))
	if err != nil {
		return fmt.Errorf("%w: count events of %s: %w", fault.ErrTransient, initiative, err)
	}
	if info.State.Subjects[kind] <= fewPublished {
		return s.Published(ctx, initiative, note)
	}
	for from := info.State.FirstSeq; ; {
		first, _, err := nextUpdated(ctx, stream, initiative, from)
		if err != nil || first == nil {
			return err
		}
		end := first.GetKnownTime().AsTime().Truncate(24 * time.Hour).Add(24 * time.Hour)
		last, at, err := lastWithin(ctx, stream, initiative, from, func(r *assessmentv1.Record) bool { return r.GetKnownTime().AsTime().Before(end) })
		if err != nil || last == nil {
			return err
		}
		note(last)
		from = at + 1
	}
}

// loadBaseline finds what the next shift is measured against: the last shift,
// else the first record that is still there. What lies before a withdrawal was
// another life of the initiative and does not count.
func (s *Assessments) loadBaseline(ctx context.Context, initiative string, head *record.Head) error {
	msg, err := s.conn.LastMsg(ctx, subject.StreamAssessments, subject.AssessmentShifted.For(initiative))
	switch {
	case errors.Is(err, fault.ErrNotFound):
	case err != nil:
		return fmt.Errorf("load last shift of %s: %w", initiative, err)
	default:
		head.Events.Shifted = msg.Seq
		if msg.Seq < head.Events.Withdrawn {
			break
		}
		last := &eventv1.AssessmentShifted{}
		if err := proto.Unmarshal(msg.Data, last); err != nil {
			return fmt.Errorf("decode shift of %s: %w", initiative, err)
		}
		head.Baseline = shift.After(last.GetRecord(), last.GetBaselineProbability())
		return nil
	}
	stream, err := s.stream(ctx)
	if err != nil {
		return err
	}
	first, _, err := nextUpdated(ctx, stream, initiative, max(stream.CachedInfo().State.FirstSeq, head.Events.Withdrawn+1))
	if err != nil {
		return err
	}
	if first == nil {
		first = head.Record
	}
	head.Baseline = shift.First(first)
	return nil
}

// lastEvents finds the last events of an initiative, but for shifts, and the
// record published last, nil if there is none; where that was withdrawn, one with
// nothing but the revision and the time of the withdrawal.
func (s *Assessments) lastEvents(ctx context.Context, initiative string, events *record.Events) (*assessmentv1.Record, error) {
	msg, err := s.conn.LastMsg(ctx, subject.StreamAssessments, subject.AssessmentUpdated.For(initiative))
	if errors.Is(err, fault.ErrNotFound) {
		msg, err = bus.Msg{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("load last event of %s: %w", initiative, err)
	}
	events.Updated = msg.Seq
	withdrawn, err := s.conn.LastMsg(ctx, subject.StreamAssessments, subject.AssessmentWithdrawn.For(initiative))
	if err != nil && !errors.Is(err, fault.ErrNotFound) {
		return nil, fmt.Errorf("load last withdrawal of %s: %w", initiative, err)
	}
	if events.Withdrawn = withdrawn.Seq; withdrawn.Seq > msg.Seq {
		event := &eventv1.AssessmentWithdrawn{}
		if err := proto.Unmarshal(withdrawn.Data, event); err != nil {
			return nil, fmt.Errorf("decode withdrawal of %s: %w", initiative, err)
		}
		return &assessmentv1.Record{Revision: event.GetRevision(), KnownTime: event.GetKnownTime()}, nil
	}
	if msg.Seq == 0 {
		return nil, nil //nolint:nilnil // the record is nil where there is none, as its getters expect
	}
	published, err := decodeUpdated(initiative, msg.Data)
	if err != nil {
		// Its id still tells the revision that the next one has to be greater than.
		_, number, _ := strings.Cut(msg.MsgID, "@")
		revision, parsing := strconv.ParseUint(number, 10, 64)
		if parsing != nil {
			return nil, err
		}
		s.log.Error("last event of the initiative cannot be read, and is left behind", logging.InitiativeID(initiative), logging.StreamSeq(msg.Seq), logging.Error(err))
		return &assessmentv1.Record{Revision: revision}, nil
	}
	return published, nil
}

// nextUpdated is the first record published at a sequence or behind it, and
// where; nil if there is none.
func nextUpdated(ctx context.Context, stream jetstream.Stream, initiative string, from uint64) (*assessmentv1.Record, uint64, error) {
	raw, err := stream.GetMsg(ctx, from, jetstream.WithGetMsgSubject(subject.AssessmentUpdated.For(initiative)))
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return nil, 0, nil
	}
	if err != nil {
		return nil, 0, fmt.Errorf("%w: read events of %s: %w", fault.ErrTransient, initiative, err)
	}
	published, err := decodeUpdated(initiative, raw.Data)
	return published, raw.Sequence, err
}

func decodeUpdated(initiative string, data []byte) (*assessmentv1.Record, error) {
	event := &eventv1.AssessmentUpdated{}
	if err := proto.Unmarshal(data, event); err != nil {
		return nil, fmt.Errorf("decode event of %s: %w", initiative, err)
	}
	if event.GetRecord() == nil {
		return nil, fmt.Errorf("decode event of %s: it has no record", initiative)
	}
	return event.GetRecord(), nil
}

// stream looks the stream of assessments up, with its present state.
func (s *Assessments) stream(ctx context.Context) (jetstream.Stream, error) {
	stream, err := s.conn.JetStream().Stream(ctx, subject.StreamAssessments)
	if err != nil {
		return nil, fmt.Errorf("%w: look up stream %s: %w", fault.ErrTransient, subject.StreamAssessments, err)
	}
	return stream, nil
}
