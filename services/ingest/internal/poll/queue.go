package poll

import (
	"context"
	"sync"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/run"
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
	anew   bool // got another address while it was read: when that is due again says nothing of it
}

// end takes in that a read is over, and when it wants the next one.
func (j *job) end(due time.Time) {
	if !j.anew {
		j.due = due
	}
	j.busy, j.anew = false, false
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
		if !run.Wait(ctx, readiness) {
			return nil
		}
	}
	for {
		sources, changed := p.Sources.Active()
		jobs.sync(sources, p)
		most, rested := p.brake.readers(p.Clock(), p.Readers)
		for running < most {
			next := jobs.next(p.Clock())
			if next == nil {
				break
			}
			running++
			next.busy = true
			source, feed := next.source, next.feed // the job gets others with the next change
			reads.Go(func() {
				due := p.attempt(ctx, source, feed)
				done <- func() { next.end(due) } // there is room for every reader
			})
		}
		timer := time.NewTimer(p.atRest(jobs.pause(p.Clock(), running < most), rested))
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

// atRest is how long to wait: no longer than to the end of a rest of all feeds.
func (p *Poller) atRest(pause time.Duration, rested time.Time) time.Duration {
	if rested.IsZero() {
		return pause
	}
	return min(pause, max(rested.Sub(p.Clock()), 0))
}

// sync takes in what is defined now. A feed that is being read goes on as it was
// defined. One that is defined otherwise is read soon: who mended it wants to see.
func (q queue) sync(sources []*sourcev1.Source, p *Poller) {
	now, active := p.Clock(), map[feedKey]bool{}
	for _, s := range sources {
		for _, f := range s.GetFeeds() {
			k := feedKey{s.GetId(), f.GetId()}
			active[k] = true
			known := q[k]
			switch {
			case known == nil:
				known = &job{due: p.first(f, now)}
				if next := f.GetStatus().GetNextAttemptTime(); next != nil && next.AsTime().After(now) && !changedSince(s, f) {
					known.due = next.AsTime() // as it was decided before this process began
				}
				q[k] = known
			case known.source.GetEtag() != s.GetEtag() && differ(known.feed, f):
				known.due, known.anew = p.first(f, now), known.busy
			}
			known.source, known.feed = s, f
		}
	}
	for k, j := range q {
		if !active[k] && !j.busy { // one that is being read stays: it may be defined again before the end
			delete(q, k)
		}
	}
}

// changedSince says whether a source was changed after its feed was last read.
func changedSince(s *sourcev1.Source, f *sourcev1.Feed) bool {
	return s.GetUpdateTime().AsTime().After(f.GetStatus().GetLastAttemptTime().AsTime())
}

// differ says whether two definitions of a feed do, but for a pause.
func differ(a, b *sourcev1.Feed) bool {
	left, right := proto.CloneOf(a), proto.CloneOf(b)
	left.Status, right.Status, left.Paused, right.Paused = nil, nil, nil, nil
	return !proto.Equal(left, right)
}

// first is when a feed is read that was never read.
func (p *Poller) first(f *sourcev1.Feed, now time.Time) time.Time {
	return p.policy(f).First(now, p.Random)
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
