package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"sync"
	"time"

	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/logging"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/board"
	"github.com/barograph/barograph/services/aggregate/internal/shard"
)

// keyOfMembers and keyOfHeads are endings and beginnings of keys in the bucket.
const (
	keyOfMembers = "member."
	keyOfHeads   = ".head"
)

// MembersConfig says who a replica is.
type MembersConfig struct {
	// Name is where it runs. A process that starts where another one ended takes
	// its place at once; "" is unlike any other.
	Name string
	// Timeout after which a member that says nothing is taken for gone; it says
	// something five times as often.
	Timeout time.Duration
}

// Members are the replicas of aggregate: each writes again and again under a key
// of its own that it is there and how far it is, and hears of the others. It also
// shows on the board what the others publish, for as long as there are others.
//
// Their keys are in the bucket of the records, so that both come in one order: a
// replica that says that it published something did so before.
type Members struct {
	MembersConfig
	conn    *bus.Conn
	board   *board.Board
	log     *zap.Logger
	process string
	ready   chan struct{} // closed when everybody was heard of
	wake    chan struct{} // of Join: there is something to do before the next sign of life

	mu       sync.Mutex
	roster   *shard.Roster
	reports  map[string]heard  // of the others, by slot
	former   *heard            // who ended where this process runs; nil: nobody, or he lives
	lapsed   map[string]uint64 // slots to be given up for others, with their revisions
	view     shard.View
	changed  chan struct{}     // closed and replaced with the view, and when something is written
	written  map[string]uint64 // revisions of keys of initiatives that are this replica's
	complete sync.Once

	alive bool // whoever has our name: he is no former process
}

// heard is what a member said last.
type heard struct {
	shard.Report
	slot     string
	revision uint64
}

// NewMembers makes the members, of whom nobody was heard yet.
func NewMembers(conn *bus.Conn, shown *board.Board, cfg MembersConfig, log *zap.Logger) *Members {
	m := &Members{
		MembersConfig: cfg, conn: conn, board: shown, log: log.Named("members"), process: rand.Text(),
		ready: make(chan struct{}), wake: make(chan struct{}, 1), reports: map[string]heard{}, changed: make(chan struct{}), written: map[string]uint64{},
	}
	m.roster = shard.NewRoster(m.process, cfg.Timeout)
	m.view = m.roster.View()
	return m
}

// View is who is there, with this replica also before it has joined, and a
// channel that is closed when that changes, or [Members.Written] has something.
func (m *Members) View() (shard.View, <-chan struct{}) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.view, m.changed
}

// Written are the revisions of the keys of this replica's initiatives that were
// written or deleted since the last call, whoever did that.
func (m *Members) Written() map[string]uint64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	written := m.written
	m.written = map[string]uint64{}
	return written
}

// Await waits until everybody who is there was heard of, and with others what
// they published is on the board.
func (m *Members) Await(ctx context.Context) {
	select {
	case <-m.ready:
	case <-ctx.Done():
	}
}

// Run hears of the others until ctx ends.
func (m *Members) Run(ctx context.Context) error {
	for ctx.Err() == nil {
		m.follow(ctx, m.keys())
	}
	return nil
}

// keys are those that there is somebody to hear of: a replica that is alone has
// its own records already.
func (m *Members) keys() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.view.Size() > 1 {
		return ">"
	}
	return keyOfMembers + "*"
}

// follow follows the bucket until ctx ends, or other keys are to be followed.
func (m *Members) follow(ctx context.Context, keys string) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	m.conn.Watch(ctx, bus.Watch{
		Bucket: subject.BucketAssessments, Keys: keys,
		Begin: func() { m.note(func(time.Time) { m.roster.Begin() }) },
		Each: func(entry bus.Entry) error {
			if ctx.Err() != nil {
				return nil
			}
			err := m.hear(entry)
			if m.keys() != keys {
				cancel()
			}
			return err
		},
		Complete: func() {
			if ctx.Err() != nil {
				return
			}
			m.note(func(time.Time) { m.roster.Complete() })
			if m.keys() != keys {
				cancel()
				return
			}
			m.complete.Do(func() { close(m.ready) })
		},
	}, m.log)
}

// hear takes an entry of the bucket.
func (m *Members) hear(entry bus.Entry) error {
	if key, ok := strings.CutSuffix(entry.Key, keyOfHeads); ok {
		return m.show(key, entry)
	}
	slot, ok := strings.CutPrefix(entry.Key, keyOfMembers)
	if !ok {
		return nil
	}
	if entry.Deleted {
		m.note(func(time.Time) { m.gone(slot, entry.Revision) })
		return nil
	}
	report, err := shard.DecodeReport(entry.Value)
	if err == nil {
		m.note(func(now time.Time) { m.heard(heard{report, slot, entry.Revision}, now) })
	}
	return err
}

// show shows what another replica published. What this one owns it shows by
// itself, and before it comes here, once it has read the ledger.
func (m *Members) show(key string, entry bus.Entry) error {
	id, err := subject.Unescape(key)
	if err != nil {
		return err
	}
	view, _ := m.View()
	if view.Size() > 1 && view.Owns(id) {
		m.note(func(time.Time) { m.written[id] = entry.Revision })
	}
	_, defined := m.board.Outline(id)
	switch {
	case m.board.Rebuilt() && view.Owns(id) && (entry.Deleted || !defined):
	case entry.Deleted:
		m.board.Withdraw(id)
	default:
		record := &assessmentv1.Record{}
		if err := proto.Unmarshal(entry.Value, record); err != nil {
			return fmt.Errorf("decode record of %s: %w", id, err)
		}
		m.board.Publish(record)
	}
	return nil
}

// gone notes that a slot was given up.
func (m *Members) gone(slot string, revision uint64) {
	if m.reports[slot].revision < revision {
		delete(m.reports, slot)
	}
	if m.former != nil && m.former.slot == slot {
		m.former = nil
	}
	m.roster.Gone(slot, revision)
	if slot == m.roster.Slot() { // somebody took this replica for gone
		m.nudge()
	}
}

// heard notes what a member said.
func (m *Members) heard(h heard, now time.Time) {
	if m.ended(h) {
		m.former = &h
		return
	}
	if h.Process != m.process {
		m.reports[h.slot] = h
	}
	m.roster.Hear(shard.Member{Slot: h.slot, Process: h.Process}, h.revision, now)
	if h.Process == m.process {
		if m.lapsed = m.roster.Lapsed(now); len(m.lapsed) > 0 {
			m.nudge()
		}
	}
}

// ended tells whether it is the last word of a process that ran where this one
// runs now. Whoever says something else lives, whatever his name.
func (m *Members) ended(h heard) bool {
	if h.Name != m.Name || h.Name == "" || h.Process == m.process || m.roster.Slot() != "" || m.alive {
		return false
	}
	if m.former == nil {
		return true
	}
	same := m.former.Process == h.Process && m.former.revision == h.revision
	if !same {
		m.former, m.alive = nil, true
	}
	return same
}

func (m *Members) nudge() {
	select {
	case m.wake <- struct{}{}:
	default:
	}
}

// note changes what is known of the members, and tells who has to know.
func (m *Members) note(change func(now time.Time)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	change(time.Now())
	before := m.view
	m.view = m.roster.View()
	if m.view.ID() != before.ID() || len(m.written) > 0 {
		close(m.changed)
		m.changed = make(chan struct{})
	}
	if m.view.ID() != before.ID() {
		m.nudge()
		if m.view.Size() != before.Size() {
			m.log.Info("members changed", logging.Count(m.view.Size()))
		}
	}
	m.board.ShowPeers(m.peers())
	if owner := m.view.Owner(BackfillKey); owner.Process != m.process {
		m.board.ShowBackfill(board.Backfill(m.reports[owner.Slot].Backfill))
	}
}
