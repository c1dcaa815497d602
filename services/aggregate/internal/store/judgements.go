package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/proto/subject"
)

// Judgements keeps what people judge and what operators rule. Each entry has a
// key of its own, numbered per initiative and written once; only a withdrawal
// replaces a judgement. Reads come from a copy in memory that follows the
// bucket; a write returns when the copy has it.
type Judgements struct {
	conn  *bus.Conn
	now   func() time.Time
	log   *zap.Logger
	ready chan struct{} // closed when the copy is complete

	mu       sync.Mutex
	said     map[string]*said // by initiative id
	revision uint64           // of the bucket's last entry in the copy
	changed  chan struct{}    // closed and replaced at every change
}

// said is what people said on one initiative, as it is stored, by number.
type said struct {
	judgements []*assessmentv1.Judgement
	rulings    []*assessmentv1.Ruling
}

// NewJudgements makes the store on a connection; now stamps what is written.
func NewJudgements(conn *bus.Conn, now func() time.Time, log *zap.Logger) *Judgements {
	return &Judgements{
		conn: conn, now: now, log: log.Named("judgements"), ready: make(chan struct{}),
		said: map[string]*said{}, changed: make(chan struct{}),
	}
}

// Run keeps the copy up to date until ctx ends.
func (s *Judgements) Run(ctx context.Context) error {
	s.conn.Watch(ctx, bus.Watch{
		Bucket: subject.BucketJudgements, Keys: ">", Each: s.apply, Complete: sync.OnceFunc(func() { close(s.ready) }),
	}, s.log)
	return nil
}

// Ready is nil when the copy is complete.
func (s *Judgements) Ready(context.Context) error {
	select {
	case <-s.ready:
		return nil
	default:
		return fault.Transient("JUDGEMENTS_LOADING", "the judgements are being read; try again in a moment", nil)
	}
}

// FollowRulings gives every ruling to note, in their order, and calls complete
// when those that were there are through. It returns when ctx ends.
func (s *Judgements) FollowRulings(ctx context.Context, note func(*assessmentv1.Ruling), complete func()) {
	s.conn.Watch(ctx, bus.Watch{
		Bucket: subject.BucketJudgements, Keys: "*.ruling.*", Complete: complete,
		Each: func(entry bus.Entry) error {
			ruling, err := decodeRuling(entry)
			if err == nil {
				note(ruling)
			}
			return err
		},
	}, s.log)
}

// Judgements are those on an initiative as they are stored, by number; for
// reading only.
func (s *Judgements) Judgements(initiative string) []*assessmentv1.Judgement {
	s.mu.Lock()
	defer s.mu.Unlock()
	if of := s.said[initiative]; of != nil {
		return of.judgements
	}
	return nil
}

// Rulings are those on an initiative by revision; for reading only.
func (s *Judgements) Rulings(initiative string) []*assessmentv1.Ruling {
	s.mu.Lock()
	defer s.mu.Unlock()
	if of := s.said[initiative]; of != nil {
		return of.rulings
	}
	return nil
}

// Record stores a judgement under the next number and with its time.
func (s *Judgements) Record(ctx context.Context, j *assessmentv1.Judgement) (*assessmentv1.Judgement, error) {
	id := j.GetInitiativeId()
	for number := uint64(len(s.Judgements(id))) + 1; ; number++ {
		stored := proto.CloneOf(j)
		stored.Number, stored.JudgeTime = number, timestamppb.New(s.now())
		err := s.write(ctx, subject.JudgementKey(id, number), stored, 0)
		if !errors.Is(err, fault.ErrConflict) { // else somebody was faster
			return stored, err
		}
	}
}

// Withdraw ends a judgement now, for a reason, as by tells, who may be unknown. A fault.ErrNotFound if there is
// none of that number, a fault.ErrConflict if somebody withdrew it before.
func (s *Judgements) Withdraw(ctx context.Context, initiative string, number uint64, reason, by string) error {
	bucket, err := s.conn.Bucket(ctx, subject.BucketJudgements)
	if err != nil {
		return err
	}
	key := subject.JudgementKey(initiative, number)
	value, revision, err := bucket.Get(ctx, key)
	if errors.Is(err, fault.ErrNotFound) {
		return fault.NotFound("JUDGEMENT_NOT_FOUND", "there is no judgement %d on %s; ListJudgements has those that are", number, initiative)
	}
	if err != nil {
		return fmt.Errorf("read judgement %d on %s: %w", number, initiative, err)
	}
	stored := &assessmentv1.Judgement{}
	if err := proto.Unmarshal(value, stored); err != nil {
		return fmt.Errorf("decode judgement %d on %s: %w", number, initiative, err)
	}
	if stored.GetEndTime() != nil {
		return fault.Conflict("JUDGEMENT_ENDED", "judgement %d on %s was withdrawn already", number, initiative)
	}
	stored.EndTime, stored.WithdrawReason, stored.WithdrawnBy = timestamppb.New(s.now()), reason, by
	return s.write(ctx, key, stored, revision)
}

// Rule stores a ruling under the next revision that is greater than after, and
// with its time.
func (s *Judgements) Rule(ctx context.Context, ruling *assessmentv1.Ruling, after uint64) (*assessmentv1.Ruling, error) {
	id := ruling.GetInitiativeId()
	if all := s.Rulings(id); len(all) > 0 {
		after = max(after, all[len(all)-1].GetRevision())
	}
	for revision := after + 1; ; revision++ {
		stored := proto.CloneOf(ruling)
		stored.Revision, stored.RuleTime = revision, timestamppb.New(s.now())
		err := s.write(ctx, subject.RulingKey(id, revision), stored, 0)
		if !errors.Is(err, fault.ErrConflict) {
			return stored, err
		}
	}
}

// write stores an entry in place of a revision and waits for the copy.
func (s *Judgements) write(ctx context.Context, key string, entry proto.Message, revision uint64) error {
	value, err := proto.MarshalOptions{Deterministic: true}.Marshal(entry)
	if err != nil {
		return fmt.Errorf("encode %s: %w", key, err)
	}
	bucket, err := s.conn.Bucket(ctx, subject.BucketJudgements)
	if err != nil {
		return err
	}
	if revision, err = bucket.Put(ctx, key, value, revision); err != nil {
		return fmt.Errorf("write %s: %w", key, err)
	}
	for {
		s.mu.Lock()
		have, changed := s.revision, s.changed
		s.mu.Unlock()
		if have >= revision {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("await revision %d of the judgements: %w", revision, ctx.Err())
		}
	}
}
