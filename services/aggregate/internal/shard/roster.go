package shard

import (
	"strconv"
	"time"
)

// Roster notes who was heard of last, and when. It compares no clocks: a member
// has lapsed when this replica, which was heard all the time, did not hear of it
// for as long as the timeout. It is not safe for concurrent use.
type Roster struct {
	self    Member
	timeout time.Duration
	heard   map[string]heard // by slot
	echo    time.Time        // when this replica heard of itself last; zero before
}

// heard is what was heard of a slot.
type heard struct {
	member   Member
	revision uint64
	since    time.Time
}

// NewRoster is the roster of a replica that has no slot yet.
func NewRoster(process string, timeout time.Duration) *Roster {
	return &Roster{self: Member{Process: process}, timeout: timeout, heard: map[string]heard{}}
}

// Hear notes a sign of life of a member: the revision of what it wrote.
func (r *Roster) Hear(member Member, revision uint64, now time.Time) {
	if known, ok := r.heard[member.Slot]; ok && known.revision >= revision {
		return
	}
	r.heard[member.Slot] = heard{member, revision, now}
	if member != r.self {
		return
	}
	if now.Sub(r.echo) > r.timeout/2 { // we were cut off, or stood still: so may all have been
		for slot, h := range r.heard {
			h.since = now
			r.heard[slot] = h
		}
	}
	r.echo = now
}

// Gone notes that a slot was given up, at a revision.
func (r *Roster) Gone(slot string, revision uint64) {
	if known, ok := r.heard[slot]; ok && known.revision < revision {
		delete(r.heard, slot)
	}
}

// Begin notes that everybody is heard of anew, as after a loss of the connection,
// and Complete that these were all: the others are not there any more.
func (r *Roster) Begin() {
	for slot, h := range r.heard {
		h.revision = 0
		r.heard[slot] = h
	}
}

// Complete ends what [Roster.Begin] began.
func (r *Roster) Complete() {
	for slot, h := range r.heard {
		if h.revision == 0 {
			delete(r.heard, slot)
		}
	}
}

// Take says in which slot this replica is; "" when somebody took it for gone.
func (r *Roster) Take(slot string) {
	if r.heard[r.self.Slot].member == r.self {
		delete(r.heard, r.self.Slot)
	}
	r.self.Slot = slot
}

// Slot is that of this replica; "" while it has none.
func (r *Roster) Slot() string { return r.self.Slot }

// Free is the lowest slot that nobody is in.
func (r *Roster) Free() string {
	for n := 1; ; n++ {
		slot := strconv.Itoa(n)
		if _, taken := r.heard[slot]; !taken {
			return slot
		}
	}
}

// Lapsed are the slots of members that fell silent, with the last revision of
// each. Ask when this replica has just heard of itself.
func (r *Roster) Lapsed(now time.Time) map[string]uint64 {
	lapsed := map[string]uint64{}
	for slot, h := range r.heard {
		if slot != r.self.Slot && r.self.Slot != "" && now.Sub(h.since) >= r.timeout {
			lapsed[slot] = h.revision
		}
	}
	return lapsed
}

// View is who is there, with this replica in the slot that it has or would take.
func (r *Roster) View() View {
	self := r.self
	if self.Slot == "" {
		self.Slot = r.Free()
	}
	var others []Member
	for slot, h := range r.heard {
		if slot != self.Slot {
			others = append(others, h.member)
		}
	}
	return NewView(self, others...)
}
