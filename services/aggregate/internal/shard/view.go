// Package shard shares initiatives out among the replicas of aggregate: who is
// there, as one of them sees it, and which of them assesses an initiative. It is
// pure.
//
// Nothing of an assessment depends on it. It is a function of the ledger, and a
// record is written in place of the one that was read. Two that take themselves
// for the owner do the same work twice; none delays it.
package shard

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strings"
)

// Member is a replica in its slot.
type Member struct {
	// Slot is the place among the others that it holds: "1", "2" and so on. Who
	// comes takes the lowest one that is free, so that a replica in place of
	// another gets what that one had.
	Slot string
	// Process tells one run of a program from every other.
	Process string
}

// View is who is there. The zero value is one replica that is alone, and owns
// everything.
type View struct {
	self    Member
	members []Member // with self, by slot
	id      string
}

// NewView is the view of self among others.
func NewView(self Member, others ...Member) View {
	members := append(slices.Clone(others), self)
	slices.SortFunc(members, func(a, b Member) int { return strings.Compare(a.Slot, b.Slot) })
	sum := sha256.New()
	for _, m := range members {
		sum.Write([]byte(m.Slot + "=" + m.Process + "\n"))
	}
	return View{self: self, members: members, id: hex.EncodeToString(sum.Sum(nil)[:8])}
}

// ID is the same for all that see the same members.
func (v View) ID() string { return v.id }

// Size is how many members there are, at least one.
func (v View) Size() int { return max(len(v.members), 1) }

// Others are the members without this replica, by slot.
func (v View) Others() []Member {
	return slices.DeleteFunc(slices.Clone(v.members), func(m Member) bool { return m == v.self })
}

// Owns tells whether a key is for this replica.
func (v View) Owns(key string) bool { return len(v.members) < 2 || v.Owner(key) == v.self }

// Owner is whose a key is: the member for which the hash of slot and key is the
// greatest. All who see the same members agree, and of the keys only those move
// that a member who comes takes, or who goes leaves.
func (v View) Owner(key string) Member {
	owner, greatest := v.self, uint64(0)
	for i, m := range v.members {
		if w := weight(m.Slot, key); i == 0 || w > greatest {
			owner, greatest = m, w
		}
	}
	return owner
}

func weight(slot, key string) uint64 {
	sum := sha256.Sum256([]byte(slot + "\x00" + key))
	return binary.BigEndian.Uint64(sum[:])
}
