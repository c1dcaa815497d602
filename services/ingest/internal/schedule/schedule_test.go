package schedule_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/barograph/barograph/services/ingest/internal/schedule"
)

func epoch() time.Time { return time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC) }

// life polls a feed that has an item every so often for some time, and returns
// its state and the last time between two polls.
func life(state schedule.State, every, long time.Duration) (schedule.State, time.Duration, int) {
	chance := rand.New(rand.NewPCG(1, 2))
	p := schedule.Default()
	now, end := epoch(), epoch().Add(long)
	if !state.Polled.IsZero() {
		now = state.Polled.Add(p.Min)
		end = now.Add(long)
	}
	last, polls, seen := time.Duration(0), 0, now
	for now.Before(end) {
		items := 0
		if every > 0 {
			items = int(now.Sub(seen) / every)
			seen = seen.Add(time.Duration(items) * every)
		}
		var next time.Time
		state, next = p.Next(state, schedule.Result{At: now, New: items, Listed: max(items, 30)}, chance.Float64)
		last, now = next.Sub(now), next
		polls++
	}
	return state, last, polls
}

func TestHabit(t *testing.T) {
	cases := []struct {
		name      string
		every     time.Duration
		low, high time.Duration
	}{
		{"agency", time.Minute, 5 * time.Minute, 6 * time.Minute},
		{"newspaper", 20 * time.Minute, 15 * time.Minute, 25 * time.Minute},
		{"magazine", 4 * time.Hour, 2 * time.Hour, 6 * time.Hour},
		{"weekly", 7 * 24 * time.Hour, 20 * time.Hour, 24 * time.Hour},
		{"dead", 0, 21 * time.Hour, 24 * time.Hour},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			state, last, polls := life(schedule.State{}, c.every, 60*24*time.Hour)
			if last < c.low || last > c.high {
				t.Errorf("polled every %v, want %v to %v", last, c.low, c.high)
			}
			t.Logf("%d polls in 60 days, the last after %v, %.1f items a day", polls, last, state.PerDay())
		})
	}
}

func TestReturn(t *testing.T) {
	state, _, _ := life(schedule.State{}, 0, 60*24*time.Hour)
	_, last, _ := life(state, 10*time.Minute, 4*24*time.Hour)
	if last > 20*time.Minute {
		t.Errorf("a feed that came back to life is polled every %v", last)
	}
}

func TestFirstPoll(t *testing.T) {
	p, now := schedule.Default(), epoch()
	half := func() float64 { return 0.5 }
	cases := []struct {
		name      string
		result    schedule.Result
		low, high time.Duration
	}{
		{"an empty feed", schedule.Result{At: now}, 2 * time.Hour, 2 * time.Hour},
		{"without dates", schedule.Result{At: now, New: 50, Listed: 50}, 2 * time.Hour, 2 * time.Hour},
		{"fifty of today", schedule.Result{At: now, New: 50, Listed: 50, Oldest: now.Add(-12 * time.Hour)}, 10 * time.Minute, 20 * time.Minute},
		{"fifty of a year", schedule.Result{At: now, New: 50, Listed: 50, Oldest: now.AddDate(-1, 0, 0)}, 22 * time.Hour, 24 * time.Hour},
		{"fifty of the future", schedule.Result{At: now, New: 50, Listed: 50, Oldest: now.AddDate(1, 0, 0)}, 2 * time.Hour, 2 * time.Hour},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, next := p.Next(schedule.State{}, c.result, half); next.Sub(now) < c.low || next.Sub(now) > c.high {
				t.Errorf("next poll in %v, want %v to %v", next.Sub(now), c.low, c.high)
			}
		})
	}
}

// TestMissed hurries where all that a feed lists was new, since more may have passed by.
func TestMissed(t *testing.T) {
	p, now := schedule.Default(), epoch()
	half := func() float64 { return 0.5 }
	state, _ := p.Next(schedule.State{}, schedule.Result{At: now}, half)
	now = now.Add(4 * time.Hour)
	_, calm := p.Next(state, schedule.Result{At: now, New: 1, Listed: 3}, half)
	_, hurried := p.Next(state, schedule.Result{At: now, New: 3, Listed: 3}, half)
	if hurried.Sub(now) > 2*time.Hour || !hurried.Before(calm) {
		t.Errorf("next poll in %v, with everything new in %v", calm.Sub(now), hurried.Sub(now))
	}
}

func TestHints(t *testing.T) {
	p := schedule.Default()
	busy, _, _ := life(schedule.State{}, time.Minute, 24*time.Hour)
	now := busy.Polled.Add(5 * time.Minute)
	for name, c := range map[string]struct {
		result schedule.Result
		want   time.Duration
	}{
		"cache":         {schedule.Result{FreshUntil: now.Add(time.Hour)}, time.Hour},
		"ttl":           {schedule.Result{TTL: 90 * time.Minute}, 90 * time.Minute},
		"absurd ttl":    {schedule.Result{TTL: 1000 * time.Hour}, p.Max},
		"negative ttl":  {schedule.Result{TTL: -time.Hour}, p.Min},
		"past cache":    {schedule.Result{FreshUntil: now.AddDate(-1, 0, 0)}, p.Min},
		"absurd cache":  {schedule.Result{FreshUntil: now.AddDate(100, 0, 0)}, p.Max},
		"retry after":   {schedule.Result{Outcome: schedule.Deferred, NotBefore: now.Add(time.Hour)}, time.Hour},
		"beyond max":    {schedule.Result{Outcome: schedule.Failed, NotBefore: now.Add(30 * time.Hour)}, 30 * time.Hour},
		"gone":          {schedule.Result{Outcome: schedule.Gone}, p.Max},
		"wrong address": {schedule.Result{Outcome: schedule.Refused}, time.Hour},
	} {
		c.result.At, c.result.New, c.result.Listed = now, 5, 50
		_, next := p.Next(busy, c.result, func() float64 { return 0 })
		if got := next.Sub(now); (got - c.want).Abs() > c.want/10 {
			t.Errorf("%s: next poll in %v, want %v", name, got, c.want)
		}
	}
}

func TestStateAsJSON(t *testing.T) {
	state, _, _ := life(schedule.State{}, time.Hour, 24*time.Hour)
	text, err := json.Marshal(state)
	if err != nil {
		t.Fatal(err)
	}
	var back schedule.State
	if err := json.Unmarshal(text, &back); err != nil || back != state {
		t.Errorf("%s became %+v, %v", text, back, err)
	}
}

func TestValidate(t *testing.T) {
	if err := schedule.Default().Validate(); err != nil {
		t.Error(err)
	}
	for _, p := range []schedule.Policy{{}, {Min: time.Millisecond, Max: time.Hour}, {Min: time.Hour, Max: time.Minute}, {Min: time.Hour, Max: 1000 * time.Hour}} {
		if p.Validate() == nil {
			t.Errorf("%+v passes", p)
		}
	}
}
