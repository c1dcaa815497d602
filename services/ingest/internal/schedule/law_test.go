package schedule_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/barograph/barograph/services/ingest/internal/schedule"
)

func policies() *rapid.Generator[schedule.Policy] {
	return rapid.Custom(func(t *rapid.T) schedule.Policy {
		shortest := rapid.Int64Range(int64(time.Second), int64(24*time.Hour)).Draw(t, "min")
		longest := rapid.Int64Range(shortest, int64(31*24*time.Hour)).Draw(t, "max")
		return schedule.Policy{Min: time.Duration(shortest), Max: time.Duration(longest)}
	})
}

// results draws one that comes after a moment, or before it where clocks were set back.
func results(after time.Time) *rapid.Generator[schedule.Result] {
	const week = int64(7 * 24 * time.Hour)
	return rapid.Custom(func(t *rapid.T) schedule.Result {
		at := after.Add(time.Duration(rapid.Int64Range(-week/100, week).Draw(t, "at")))
		moment := func(name string) time.Time {
			if rapid.Bool().Draw(t, name) {
				return time.Time{}
			}
			return at.Add(time.Duration(rapid.Int64Range(-week, 60*week).Draw(t, name)))
		}
		return schedule.Result{
			At: at, Outcome: schedule.Outcome(rapid.IntRange(0, 4).Draw(t, "outcome")),
			New: rapid.IntRange(0, 1000).Draw(t, "new"), Listed: rapid.IntRange(0, 1000).Draw(t, "listed"),
			Oldest: moment("oldest"), NotBefore: moment("not before"), FreshUntil: moment("fresh until"),
			TTL: time.Duration(rapid.Int64Range(-week, 60*week).Draw(t, "ttl")),
		}
	})
}

func chance(t *rapid.T) func() float64 {
	value := rapid.Float64Range(0, 0.999999).Draw(t, "chance")
	return func() float64 { return value }
}

// TestBounds holds for any history: a poll comes between Min and Max after the
// last one, or later only as long as the host asks for.
func TestBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := policies().Draw(t, "policy")
		if err := p.Validate(); err != nil {
			t.Fatal(err)
		}
		var state schedule.State
		at := epoch()
		for range rapid.IntRange(1, 20).Draw(t, "polls") {
			result := results(at).Draw(t, "result")
			random := chance(t)
			again, same := p.Next(state, result, random)
			var next time.Time
			state, next = p.Next(state, result, random)
			if again != state || !same.Equal(next) {
				t.Fatal("the same result gave two answers")
			}
			wait := next.Sub(result.At)
			if wait < p.Min || next.Before(result.NotBefore) {
				t.Fatalf("too early: %v", wait)
			}
			if wait > p.Max && next.Sub(result.NotBefore) > p.Min/10 {
				t.Fatalf("too late: %v", wait)
			}
			if !(state.PerDay() >= 0) {
				t.Fatalf("%v items a day", state.PerDay())
			}
			at = result.At
		}
	})
}

// TestBackOff grows with every failure, is at least half of what it could be,
// and is forgotten at the first answer.
func TestBackOff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := policies().Draw(t, "policy")
		outcome := rapid.SampledFrom([]schedule.Outcome{schedule.Failed, schedule.Refused}).Draw(t, "outcome")
		random := chance(t)
		state, _ := p.Next(schedule.State{}, schedule.Result{At: epoch()}, random)
		calm, before := state, time.Duration(0)
		at := epoch().Add(p.Min)
		for range 50 {
			var next time.Time
			state, next = p.Next(state, schedule.Result{At: at, Outcome: outcome}, random)
			wait := next.Sub(at)
			if wait < before {
				t.Fatalf("waits %v after %v", wait, before)
			}
			at, before = next, wait
		}
		if before < p.Max/2 {
			t.Fatalf("after 50 failures it waits %v only", before)
		}
		state.Polled = calm.Polled
		answered, next := p.Next(state, schedule.Result{At: epoch().Add(p.Min)}, random)
		same, want := p.Next(calm, schedule.Result{At: epoch().Add(p.Min)}, random)
		if answered != same || !next.Equal(want) {
			t.Fatal("failures are remembered after an answer")
		}
	})
}

// TestMoreNewsSooner asks a feed the sooner the more it has.
func TestMoreNewsSooner(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := policies().Draw(t, "policy")
		random := chance(t)
		state, _ := p.Next(schedule.State{}, schedule.Result{At: epoch()}, random)
		at := epoch().Add(time.Duration(rapid.Int64Range(int64(p.Min), int64(p.Max)).Draw(t, "elapsed")))
		few := rapid.IntRange(0, 100).Draw(t, "few")
		many := rapid.IntRange(few, 200).Draw(t, "many")
		_, later := p.Next(state, schedule.Result{At: at, New: few, Listed: 1000}, random)
		_, sooner := p.Next(state, schedule.Result{At: at, New: many, Listed: 1000}, random)
		// By chance a wait at a bound is moved the other way; no further than that.
		if sooner.Sub(at) > later.Sub(at)+later.Sub(at)/5 {
			t.Fatalf("%d items: %v, %d items: %v", few, later.Sub(at), many, sooner.Sub(at))
		}
	})
}

// TestChance parts feeds that failed together.
func TestChance(t *testing.T) {
	p := schedule.Default()
	for _, outcome := range []schedule.Outcome{schedule.Read, schedule.Failed, schedule.Refused, schedule.Deferred, schedule.Gone} {
		result := schedule.Result{At: epoch(), Outcome: outcome}
		if outcome == schedule.Deferred {
			result.NotBefore = epoch().Add(time.Hour)
		}
		state := schedule.State{Failures: 3}
		_, one := p.Next(state, result, func() float64 { return 0.1 })
		_, other := p.Next(state, result, func() float64 { return 0.9 })
		if one.Equal(other) {
			t.Errorf("outcome %d: chance changes nothing", outcome)
		}
	}
	if p.First(epoch(), func() float64 { return 0 }).Equal(p.First(epoch(), func() float64 { return 0.5 })) {
		t.Error("all feeds start at once")
	}
}
