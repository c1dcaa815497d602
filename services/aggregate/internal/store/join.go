package store

import (
	"context"
	"errors"
	"math"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/run"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/board"
	"github.com/barograph/barograph/services/aggregate/internal/shard"
)

const (
	signs      = 5                      // of life in the time after which a member is taken for gone
	breath     = 100 * time.Millisecond // between two of them, however much is published
	leaveLimit = 2 * time.Second        // for the last one
)

// BackfillKey is what is shared out like an initiative: who owns it has articles
// tagged again for all.
const BackfillKey = "\x00backfill"

// Join is there until ctx ends, and then says at once that it is not any more.
func (m *Members) Join(ctx context.Context) error {
	s := &signature{Members: m}
	tick := time.NewTicker(m.Timeout / signs)
	defer tick.Stop()
	for ctx.Err() == nil {
		s.sign(ctx)
		s.bury(ctx)
		s.rest(ctx, tick.C)
	}
	s.leave(ctx)
	return nil
}

// signature is the key of this replica, as it was written last.
type signature struct {
	*Members
	opened   *bus.Bucket // looked up once: that is a request of its own
	slot     string      // "" while it has none
	revision uint64
	failed   bool
	said     shard.Report // what it was to say last, and when
	at       time.Time
}

// rest waits for the next sign of life, or for something that others wait for: at
// most one in a breath.
func (s *signature) rest(ctx context.Context, tick <-chan time.Time) {
	for woken := false; !woken; {
		changed := s.board.Changed()
		if view, _ := s.View(); view.Size() < 2 {
			changed = nil // nobody waits for it
		} else if view, sequence := s.board.Progress(); view != s.said.View || sequence != s.said.Sequence {
			break
		}
		select {
		case <-ctx.Done():
			return
		case <-tick:
			return
		case <-changed:
		case <-s.wake:
			woken = true
		}
	}
	run.Wait(ctx, breath-time.Since(s.at))
}

func (s *signature) bucket(ctx context.Context) (*bus.Bucket, error) {
	if s.opened != nil {
		return s.opened, nil
	}
	var err error
	s.opened, err = s.conn.Bucket(ctx, subject.BucketAssessments)
	return s.opened, err
}

// sign says that this replica is there.
func (s *signature) sign(ctx context.Context) {
	err := s.write(ctx)
	if errors.Is(err, fault.ErrConflict) {
		s.lost(ctx)
		s.nudge()
		return
	}
	if err != nil && ctx.Err() == nil && !s.failed {
		s.log.Warn("others may take this replica for gone, trying again", logging.Error(err))
	}
	s.failed = err != nil
}

func (s *signature) write(ctx context.Context) error {
	bucket, err := s.bucket(ctx)
	if err != nil {
		return err
	}
	slot, revision := s.slot, s.revision
	if slot == "" {
		slot, revision = s.claim()
	}
	s.said, s.at = s.report(), time.Now()
	data, err := s.said.Encode()
	if err != nil {
		return err
	}
	if revision, err = bucket.Put(ctx, subject.MemberKey(slot), data, revision); err != nil {
		return err
	}
	if s.revision = revision; s.slot == "" {
		s.slot = slot
		s.note(func(time.Time) { s.roster.Take(slot) })
		s.log.Info("joined the members", member(slot, s.Name))
	}
	return nil
}

func member(slot, name string) zap.Field { return zap.String(logging.KeyMember, slot+" "+name) }

// claim is the slot to take, and the revision of who was in it: where a process
// ended, the one that starts there takes its slot.
func (s *signature) claim() (slot string, revision uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.former != nil {
		return s.former.slot, s.former.revision
	}
	return s.roster.Free(), 0
}

// lost looks what became of the slot: an answer may have been lost, or somebody
// took this replica for gone.
func (s *signature) lost(ctx context.Context) {
	slot := s.slot
	if slot == "" { // somebody else was faster
		slot, _ = s.claim()
		s.note(func(time.Time) { s.former, s.alive = nil, true })
	}
	bucket, err := s.bucket(ctx)
	if err != nil {
		return
	}
	value, revision, err := bucket.Get(ctx, subject.MemberKey(slot))
	if err != nil && !errors.Is(err, fault.ErrNotFound) {
		return
	}
	if report, decoding := shard.DecodeReport(value); err == nil && decoding == nil {
		if report.Process == s.process {
			s.revision = revision
			return
		}
		s.note(func(now time.Time) { s.Members.heard(heard{report, slot, revision}, now) })
	}
	if s.slot != "" {
		s.log.Warn("others took this replica for gone, joining again", member(s.slot, s.Name))
	}
	s.slot, s.revision = "", 0
	s.note(func(time.Time) { s.roster.Take("") })
}

// bury removes members that fell silent, so that all know at once.
func (s *signature) bury(ctx context.Context) {
	s.mu.Lock()
	lapsed := s.lapsed
	s.lapsed = nil
	s.mu.Unlock()
	if len(lapsed) == 0 {
		return
	}
	bucket, err := s.bucket(ctx)
	if err != nil {
		return
	}
	for slot, revision := range lapsed {
		if err := bucket.Delete(ctx, subject.MemberKey(slot), revision); err == nil {
			s.log.Warn("member fell silent, its initiatives go to others", zap.String(logging.KeyMember, slot))
		} // else it is there, or somebody else was faster
	}
}

// leave gives the slot up, so that the others take over at once.
func (s *signature) leave(ctx context.Context) {
	if s.slot == "" {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), leaveLimit)
	defer cancel()
	bucket, err := s.bucket(ctx)
	if err == nil {
		err = bucket.Delete(ctx, subject.MemberKey(s.slot), s.revision)
	}
	if err != nil {
		s.log.Info("slot not given up; the others find out by themselves", logging.Error(err))
	}
}

// report is what this replica says of itself.
func (m *Members) report() shard.Report {
	view, sequence := m.board.Progress()
	doing, _, _ := m.board.Backfill()
	report := shard.Report{Process: m.process, Name: m.Name, View: view, Sequence: sequence}
	if now, _ := m.View(); now.Owns(BackfillKey) {
		report.Backfill = shard.Backfill(doing)
	}
	return report
}

// peers is how far the others are, in the view of this replica.
func (m *Members) peers() board.Peers {
	peers := board.Peers{View: m.view.ID(), Agreed: true, Least: math.MaxUint64}
	for _, other := range m.view.Others() {
		report := m.reports[other.Slot]
		peers.Agreed = peers.Agreed && report.Process == other.Process && report.View == peers.View
		peers.Least = min(peers.Least, report.Sequence)
	}
	return peers
}
