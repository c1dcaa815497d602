package feed

import (
	"math"
	"time"

	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/services/ingest/internal/schedule"
	"github.com/barograph/barograph/services/ingest/internal/syndication"
)

// Habit is how many new items a feed has, over weeks: what was seen counts half
// after 30 days.
type Habit struct {
	Items float64 `json:"items,omitempty"`
	Days  float64 `json:"days,omitempty"`
}

const (
	habitDays = 30
	// knownDays is how long a feed has to be known for a habit.
	knownDays = 0.5
	// missed is how many items have to be missing for a feed to be frozen.
	missed = 10
	// longestSilence is when a feed is frozen that never had much.
	longestSilence = 60 * 24 * time.Hour
)

// PerDay is the habit, 0 while it is not known.
func (h Habit) PerDay() float64 {
	if h.Days < knownDays {
		return 0
	}
	return h.Items / h.Days
}

// Learn takes in so many new items in a time.
func (h Habit) Learn(items int, elapsed time.Duration) Habit {
	days := max(elapsed.Hours()/24, 0)
	fade := math.Exp2(-days / habitDays)
	return Habit{Items: h.Items*fade + float64(items), Days: h.Days*fade + days}
}

// Begin is the habit that the dates of the first list tell.
func Begin(items []syndication.Item, now time.Time) Habit {
	oldest, count := now, 0
	for _, item := range items {
		if t := item.Published.Time; !t.IsZero() && t.Before(now) {
			count++
			if t.Before(oldest) {
				oldest = t
			}
		}
	}
	days := now.Sub(oldest).Hours() / 24
	if count < 2 || days <= 0 {
		return Habit{}
	}
	if days > habitDays {
		return Habit{Items: float64(count) * habitDays / days, Days: habitDays}
	}
	return Habit{Items: float64(count), Days: days}
}

// Silence is for how long a feed may have nothing new before it is frozen: until
// ten items are missing by its habit, but at least the given time and at most 60
// days.
func Silence(perDay float64, least time.Duration) time.Duration {
	if perDay <= 0 {
		return longestSilence
	}
	days := min(missed/perDay, longestSilence.Hours()/24)
	return max(least, time.Duration(days*24*float64(time.Hour)))
}

// Frozen says whether a feed that can be read has had nothing new for longer
// than that. What counts is when something new last appeared, by the date it
// claims or by when it was seen after the first read.
func (m *Memory) Frozen(newest, now time.Time, least time.Duration) bool {
	last := newest
	if m.Schedule.News.After(last) {
		last = m.Schedule.News
	}
	return !last.IsZero() && now.Sub(last) > Silence(m.Habit.PerDay(), least)
}

// Newest is the newest time that an item claims, the future left out.
func Newest(items []syndication.Item, now time.Time) time.Time {
	var newest time.Time
	for _, item := range items {
		for _, t := range []time.Time{item.Published.Time, item.Updated.Time} {
			if t.After(newest) && !t.After(now) {
				newest = t
			}
		}
	}
	return newest
}

// Report is what one attempt found.
type Report struct {
	At      time.Time
	Outcome schedule.Outcome
	Next    time.Time
	// Problem is what went wrong, for a person; empty if nothing did.
	Problem string
	// Barred tells that somebody does not let us: the server, robots.txt, or the
	// rule against private networks.
	Barred bool
	// Unreadable tells that an answer was not what it should be.
	Unreadable bool
	HTTPStatus int
	Kind       sourcev1.FeedKind
	Title      string
	Moved      string
	// Newest time that the listed items claim.
	Newest time.Time
	// Items that were new, Articles and revisions stored, items in front of which
	// a wall stands, items given up, articles withdrawn.
	Items, Articles, Walled, GivenUp, Retracted int
	// Languages of the articles, by tag.
	Languages map[string]int
	// FrozenAfter is the least silence after which a feed is frozen.
	FrozenAfter time.Duration
}

// Status is how a feed is doing after an attempt.
func (m *Memory) Status(before *sourcev1.FeedStatus, r Report) *sourcev1.FeedStatus {
	s := before
	s.LastAttemptTime, s.NextAttemptTime = timestamppb.New(r.At), timestamppb.New(r.Next)
	s.Attempts++
	s.Items, s.Articles, s.BarredItems = m.Totals.Items, m.Totals.Articles, m.Totals.Walled
	s.FailedItems, s.Retractions, s.Languages = m.Totals.GivenUp, m.Totals.Retracted, m.Totals.Languages
	s.OwedItems = uint32(len(m.Pending))
	s.Interval = durationpb.New(max(r.Next.Sub(r.At), 0))
	if r.HTTPStatus > 0 {
		s.HttpStatus = uint32(r.HTTPStatus)
	}
	if r.Kind != sourcev1.FeedKind_FEED_KIND_UNSPECIFIED {
		s.DetectedKind = r.Kind
	}
	if r.Title != "" {
		s.Title = cut(r.Title, 200)
	}
	s.MovedAddress = cut(r.Moved, maxAddress)
	if newest := s.GetNewestContentTime(); r.Newest.After(newest.AsTime()) || newest == nil && !r.Newest.IsZero() {
		s.NewestContentTime = timestamppb.New(r.Newest)
	}
	if r.Problem != "" {
		s.LastError, s.LastErrorTime = cut(r.Problem, 1000), timestamppb.New(r.At)
	}
	s.ItemsPerDay, s.UsualItemsPerDay = m.Schedule.PerDay(), m.Habit.PerDay()
	m.count(s, r)
	state := m.state(s, r)
	if state != s.GetState() || s.GetStateTime() == nil {
		s.State, s.StateTime = state, timestamppb.New(r.At)
	}
	return s
}

// count keeps what is counted in a row.
func (m *Memory) count(s *sourcev1.FeedStatus, r Report) {
	switch {
	case r.Outcome == schedule.Read:
		s.LastSuccessTime = timestamppb.New(r.At)
		s.ConsecutiveFailures = 0
		if !r.Unreadable {
			s.ParseFailures = 0
		}
	case r.Outcome != schedule.Deferred:
		s.ConsecutiveFailures++
	}
	if r.Unreadable {
		s.ParseFailures++
	}
}

func (m *Memory) state(s *sourcev1.FeedStatus, r Report) sourcev1.FeedState {
	switch r.Outcome {
	case schedule.Failed:
		return sourcev1.FeedState_FEED_STATE_FAILING
	case schedule.Refused:
		if r.Barred {
			return sourcev1.FeedState_FEED_STATE_REFUSED
		}
		return sourcev1.FeedState_FEED_STATE_FAILING
	case schedule.Gone:
		return sourcev1.FeedState_FEED_STATE_GONE
	case schedule.Deferred:
		if s.GetState() != sourcev1.FeedState_FEED_STATE_UNSPECIFIED && s.GetState() != sourcev1.FeedState_FEED_STATE_PAUSED {
			return s.GetState()
		}
		return sourcev1.FeedState_FEED_STATE_PENDING
	}
	var newest time.Time
	if s.GetNewestContentTime() != nil {
		newest = s.GetNewestContentTime().AsTime()
	}
	if m.Frozen(newest, r.At, r.FrozenAfter) {
		return sourcev1.FeedState_FEED_STATE_FROZEN
	}
	return sourcev1.FeedState_FEED_STATE_OK
}
