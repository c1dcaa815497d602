package poll

import (
	"context"
	"sync"
	"time"

	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/services/ingest/internal/schedule"
)

// feedKey names a feed.
type feedKey struct{ source, feed string }

// job is a feed that is to be read.
type job struct {
	source *sourcev1.Source
	feed   *sourcev1.Feed
	due    time.Time
	busy   bool // is being read
}

// queue holds the feeds that are to be read.
type queue map[feedKey]*job

// readiness is how often a registry that is not ready is asked again.
const readiness = 100 * time.Millisecond

// read works the queue off until ctx ends.
func (p *Poller) read(ctx context.Context) error {
	var reads sync.WaitGroup
	defer reads.Wait()
	done := make(chan func(), p.Readers)
	jobs, running := queue{}, 0
	for p.Sources.Ready(ctx) != nil {
		if !wait(ctx, readiness) {
			return nil
		}
	}
	for {
		sources, changed := p.Sources.Active()
		jobs.sync(sources, p)
		for running < p.Readers {
			next := jobs.next(p.Clock())
			if next == nil {
				break
			}
			running++
			next.busy = true
			reads.Go(func() {
				due := p.attempt(ctx, next.source, next.feed)
				done <- func() { next.due, next.busy = due, false } // there is room for every reader
			})
		}
		timer := time.NewTimer(jobs.pause(p.Clock(), running < p.Readers))
		select {
		case <-changed:
		case <-timer.C:
		case finish := <-done:
			running--
			finish()
		case <-ctx.Done():
			timer.Stop()
			return nil
		}
		timer.Stop()
	}
}

// sync takes in what is defined now. A feed that is read already goes on as it
// was; one with another address begins anew.
func (q queue) sync(sources []*sourcev1.Source, p *Poller) {
	now, active := p.Clock(), map[feedKey]bool{}
	for _, s := range sources {
		for _, f := range s.GetFeeds() {
			k := feedKey{s.GetId(), f.GetId()}
			active[k] = true
			known := q[k]
			if known == nil || known.feed.GetAddress() != f.GetAddress() {
				due := p.policy(f).First(now, p.Random)
				if next := f.GetStatus().GetNextAttemptTime(); next != nil && known == nil && next.AsTime().After(now) {
					due = next.AsTime() // as it was decided before this process began
				}
				q[k] = &job{due: due, busy: known != nil && known.busy}
				known = q[k]
			}
			known.source, known.feed = s, f
		}
	}
	for k := range q {
		if !active[k] {
			delete(q, k)
		}
	}
}

// next is the feed that is due for longest, nil if none is.
func (q queue) next(now time.Time) *job {
	var first *job
	for _, j := range q {
		if !j.busy && !j.due.After(now) && (first == nil || j.due.Before(first.due)) {
			first = j
		}
	}
	return first
}

// longestPause is for a queue in which nothing is due.
const longestPause = time.Minute

// pause is how long nothing is due; while every reader is busy only the end of
// a read matters.
func (q queue) pause(now time.Time, room bool) time.Duration {
	pause := longestPause
	for _, j := range q {
		if room && !j.busy {
			pause = min(pause, j.due.Sub(now))
		}
	}
	return max(pause, 0)
}

// policy is how often a feed may be read.
func (p *Poller) policy(f *sourcev1.Feed) schedule.Policy {
	policy := p.Policy
	if s := f.GetSchedule().GetMinInterval(); s != nil {
		policy.Min = s.AsDuration()
		policy.Max = max(policy.Max, policy.Min)
	}
	if s := f.GetSchedule().GetMaxInterval(); s != nil {
		policy.Max = s.AsDuration()
		policy.Min = min(policy.Min, policy.Max)
	}
	return policy
}

// wait says whether ctx lasts.
func wait(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
