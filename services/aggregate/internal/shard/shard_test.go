package shard_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/barograph/barograph/services/aggregate/internal/shard"
)

func members() *rapid.Generator[[]shard.Member] {
	return rapid.Custom(func(t *rapid.T) []shard.Member {
		slots := rapid.SliceOfNDistinct(rapid.IntRange(1, 12), 1, 8, rapid.ID[int]).Draw(t, "slots")
		var all []shard.Member
		for _, slot := range slots {
			all = append(all, shard.Member{Slot: fmt.Sprint(slot), Process: fmt.Sprint("p", slot)})
		}
		return all
	})
}

// viewOf is what the i-th of some members sees, who heard of them in another order.
func viewOf(all []shard.Member, i int) shard.View {
	others := slices.Concat(all[i+1:], all[:i])
	return shard.NewView(all[i], others...)
}

const keys = 2000

func key(n int) string { return fmt.Sprintf("initiative-%d", n) }

// All who see the same agree on one owner, who knows it.
func TestMembersAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := members().Draw(t, "members")
		k := rapid.String().Draw(t, "key")
		first, owners := viewOf(all, 0), 0
		for i := range all {
			v := viewOf(all, i)
			if v.ID() != first.ID() || v.Owner(k) != first.Owner(k) || v.Size() != len(all) {
				t.Fatalf("%v sees %s and %v, %v sees %s and %v", all[i], v.ID(), v.Owner(k), all[0], first.ID(), first.Owner(k))
			}
			if v.Owns(k) {
				owners++
			}
		}
		if owners != 1 {
			t.Fatalf("%d owners", owners)
		}
	})
}

// Who comes takes from each and gives none to others; who goes leaves to others
// only what was his. Another process in a slot moves nothing, and is another view.
func TestOnlyWhatMustMoves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := members().Filter(func(all []shard.Member) bool { return len(all) > 1 }).Draw(t, "members")
		gone := all[len(all)-1]
		with, without := viewOf(all, 0), viewOf(all[:len(all)-1], 0)
		for n := range keys {
			before, after := with.Owner(key(n)), without.Owner(key(n))
			if before != after && before != gone {
				t.Fatalf("%s moved from %v to %v when %v went", key(n), before, after, gone)
			}
		}
		again := slices.Clone(all)
		again[len(all)-1].Process += "'"
		replaced := viewOf(again, 0)
		if replaced.ID() == with.ID() {
			t.Fatal("another process is the same view")
		}
		for n := range keys {
			if with.Owner(key(n)).Slot != replaced.Owner(key(n)).Slot {
				t.Fatalf("%s moved to another slot", key(n))
			}
		}
	})
}

func TestSharesAreEven(t *testing.T) {
	for _, size := range []int{2, 3, 5, 8} {
		var all []shard.Member
		for i := range size {
			all = append(all, shard.Member{Slot: fmt.Sprint(i + 1), Process: "p"})
		}
		v, shares := viewOf(all, 0), map[string]int{}
		for n := range 10_000 {
			shares[v.Owner(key(n)).Slot]++
		}
		even := 10_000 / size
		for slot, n := range shares {
			if n < even*9/10 || n > even*11/10 {
				t.Errorf("slot %s of %d has %d of 10000, %d would be even", slot, size, n, even)
			}
		}
	}
	if alone := (shard.View{}); !alone.Owns("x") || alone.Size() != 1 || alone.ID() != "" || len(alone.Others()) != 0 {
		t.Errorf("the zero view: %+v", alone)
	}
}

// group is a roster of three, of which the first is ours.
func group(timeout time.Duration) (*shard.Roster, func(slot string, at time.Duration)) {
	r := shard.NewRoster("p1", timeout)
	revision := uint64(0)
	say := func(slot string, at time.Duration) {
		revision++
		r.Hear(shard.Member{Slot: slot, Process: "p" + slot}, revision, time.Time{}.Add(time.Hour+at))
	}
	r.Take("1")
	for _, slot := range []string{"1", "2", "3"} {
		say(slot, 0)
	}
	return r, say
}

func lapsed(r *shard.Roster, at time.Duration) []string {
	return slices.Sorted(maps.Keys(r.Lapsed(time.Time{}.Add(time.Hour + at))))
}

func TestWhoFallsSilentLapses(t *testing.T) {
	r, say := group(5 * time.Second)
	for s := time.Second; s < 5*time.Second; s += time.Second {
		say("1", s)
		say("2", s)
		if got := lapsed(r, s); len(got) > 0 {
			t.Fatalf("%v lapsed after %s", got, s)
		}
	}
	say("1", 5*time.Second)
	if got := lapsed(r, 5*time.Second); !slices.Equal(got, []string{"3"}) {
		t.Errorf("%v lapsed", got)
	}
	r.Gone("3", 100)
	if v := r.View(); v.Size() != 2 || r.Free() != "3" {
		t.Errorf("%d members, free is %s", v.Size(), r.Free())
	}
}

// Who was cut off, or stood still, heard of nobody, and nobody lapses for that.
func TestWhoWasCutOffBlamesNobody(t *testing.T) {
	r, say := group(5 * time.Second)
	say("1", 30*time.Second)
	if got := lapsed(r, 30*time.Second); len(got) > 0 {
		t.Errorf("%v lapsed while we were away", got)
	}
	for s := 31 * time.Second; s <= 35*time.Second; s += time.Second {
		say("1", s)
	}
	if got := lapsed(r, 35*time.Second); len(got) != 2 {
		t.Errorf("%v lapsed, who said nothing since", got)
	}
}

// Whatever is not heard of again after a loss of the connection is gone, and what
// has a lower revision then, in a bucket made anew, is heard.
func TestAllAreHeardOfAnew(t *testing.T) {
	r, _ := group(time.Second)
	r.Begin()
	r.Hear(shard.Member{Slot: "2", Process: "p2"}, 1, time.Time{})
	r.Complete()
	if v := r.View(); v.Size() != 2 || v.Others()[0].Slot != "2" {
		t.Errorf("%d members, others %v", v.Size(), v.Others())
	}
	r.Gone("2", 1)
	if r.View().Size() != 2 {
		t.Error("an old word took it away")
	}
	r.Take("")
	if v := r.View(); v.Size() != 2 || r.Free() != "1" {
		t.Errorf("without a slot: %d members, %s is free", v.Size(), r.Free())
	}
}

// FuzzReport reads what a member says: what was read is written and read again.
func FuzzReport(f *testing.F) {
	f.Add([]byte("{}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		report, err := shard.DecodeReport(data)
		if err != nil {
			if report != (shard.Report{}) {
				t.Fatalf("%+v beside %v", report, err)
			}
			return
		}
		again, err := report.Encode()
		if err != nil {
			t.Skip("a year that JSON has none of")
		}
		if second, err := shard.DecodeReport(again); err == nil && !second.Backfill.Since.Equal(report.Backfill.Since) || err == nil && second.Sequence != report.Sequence {
			t.Fatalf("%+v, again %+v", report, second)
		}
	})
}
