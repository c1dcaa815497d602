// Package schedule decides when a feed is asked next: busy ones often, quiet
// ones rarely, failing ones ever more rarely, and none sooner than its
// publisher or operator allows. It is pure: time and chance are arguments.
package schedule

import (
	"errors"
	"fmt"
	"math"
	"time"
)

// Policy are the bounds that the operator sets for a feed.
type Policy struct {
	// Min and Max are the shortest and the longest time between two polls.
	Min, Max time.Duration
}

// Default asks at least once a day and at most every five minutes.
func Default() Policy { return Policy{Min: 5 * time.Minute, Max: 24 * time.Hour} }

// Validate says what is wrong with the bounds.
func (p Policy) Validate() error {
	switch {
	case p.Min < time.Second:
		return fmt.Errorf("shortest time between polls is %v; expected at least 1s", p.Min)
	case p.Max < p.Min:
		return errors.New("longest time between polls is below the shortest")
	case p.Max > 31*24*time.Hour:
		return fmt.Errorf("longest time between polls is %v; expected at most 31 days", p.Max)
	}
	return nil
}

// Outcome is how a poll went.
type Outcome int

// The outcomes of a poll.
const (
	// Read: the feed answered, with new items or without (304 included).
	Read Outcome = iota
	// Failed: for a reason that may pass.
	Failed
	// Refused: for a reason that somebody has to remove, as a wrong address.
	Refused
	// Deferred: nothing was asked, because the host wants to be left alone.
	Deferred
	// Gone: the publisher has removed the feed for good.
	Gone
)

// Result is what a poll tells the schedule.
type Result struct {
	// At is when the poll ended.
	At      time.Time
	Outcome Outcome
	// New is how many items were not known before, Listed how many the feed
	// lists; both 0 if it has not changed.
	New, Listed int
	// Oldest is when the oldest item that the feed lists was published, zero if
	// unknown. It tells the habit of a feed at its first poll.
	Oldest time.Time
	// NotBefore is what the host asks for (Retry-After), zero for nothing. It
	// holds whatever the policy says.
	NotBefore time.Time
	// FreshUntil (Cache-Control) and TTL (an element of feeds) are hints of the
	// publisher. They hold as far as the policy's Max.
	FreshUntil time.Time
	TTL        time.Duration
}

const (
	// memory is the time after which what was seen counts half.
	memory = 3 * 24 * time.Hour
	// prior is the time between items that is assumed of a feed nobody knows,
	// and priorItems how many items' worth of evidence that is.
	prior      = 2 * time.Hour
	priorItems = 0.5
	// lasting is the first wait after a failure that will not pass by itself.
	lasting = time.Hour
	// spread is how far chance moves a poll, so that feeds part that began together.
	spread = 0.1
)

// First is when a feed that was never asked is asked: soon, and not all at once.
func (p Policy) First(now time.Time, random func() float64) time.Time {
	return now.Add(scale(min(p.Min, 10*time.Second), random()))
}

// Next takes a result into the state of a feed and says when to poll next.
// Random draws from [0, 1).
//
// The moment lies between Min and Max after the result, but never before
// NotBefore.
func (p Policy) Next(state State, result Result, random func() float64) (State, time.Time) {
	chance := random()
	var delay time.Duration
	switch result.Outcome {
	case Read:
		state = state.learn(result)
		delay = p.jitter(p.interval(state, result), chance)
		delay = max(delay, p.hinted(result))
	case Failed:
		state.Failures++
		delay = p.backOff(p.Min, state.Failures, chance)
	case Refused:
		state.Failures++
		delay = p.backOff(max(p.Min, lasting), state.Failures, chance)
	case Deferred:
		delay = p.jitter(p.Min, chance)
	case Gone:
		delay = p.jitter(p.Max, chance)
	}
	next := result.At.Add(min(max(delay, p.Min), p.Max))
	if next.Before(result.NotBefore) {
		next = result.NotBefore.Add(scale(p.Min, spread*chance))
	}
	return state, next
}

// interval is the time in which one new item is to be expected.
func (p Policy) interval(state State, result Result) time.Duration {
	interval := p.Max
	if rate := state.rate(); rate*p.Max.Hours() > 1 {
		interval = max(p.Min, hours(1/rate))
	}
	if missed(state, result) {
		// Everything that the feed lists was new: more may have passed by.
		interval = min(interval, max(p.Min, state.Interval/2))
	}
	return interval
}

func missed(state State, result Result) bool {
	return state.Polls > 1 && result.Listed > 0 && result.New >= result.Listed
}

// hinted is how long the publisher says that asking is of no use, up to Max.
func (p Policy) hinted(result Result) time.Duration {
	return min(max(result.TTL, result.FreshUntil.Sub(result.At)), p.Max)
}

// jitter moves an interval by chance, within the bounds.
func (p Policy) jitter(interval time.Duration, chance float64) time.Duration {
	delay := scale(interval, 1-spread+2*spread*chance)
	switch {
	case delay < p.Min:
		delay = min(scale(p.Min, 1+spread*chance), p.Max)
	case delay > p.Max:
		delay = max(scale(p.Max, 1-spread*chance), p.Min)
	}
	return delay
}

// backOff doubles with every failure, up to Max; chance takes up to half of it.
func (p Policy) backOff(first time.Duration, failures int, chance float64) time.Duration {
	longest := float64(p.Max)
	delay := min(float64(first)*math.Exp2(float64(min(failures-1, 40))), longest)
	return time.Duration(delay * (1 - chance/2))
}

func scale(d time.Duration, factor float64) time.Duration { return time.Duration(float64(d) * factor) }

// hours is a span of time, at most 100 years.
func hours(h float64) time.Duration {
	return time.Duration(min(h, 100*365*24) * float64(time.Hour))
}
