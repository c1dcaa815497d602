package schedule

import (
	"math"
	"time"
)

// State is what the schedule remembers of a feed. The zero value is a feed that
// was never asked. It is small and keeps its meaning as JSON.
type State struct {
	// Polls that were answered.
	Polls int `json:"polls,omitempty"`
	// Failures since the last answer.
	Failures int `json:"failures,omitempty"`
	// Polled is when the feed last answered.
	Polled time.Time `json:"polled,omitzero"`
	// News is when it last had something new.
	News time.Time `json:"news,omitzero"`
	// Interval is the time between the last two answers.
	Interval time.Duration `json:"interval,omitempty"`
	// Items were new in so many Hours, older ones counted less.
	Items float64 `json:"items,omitempty"`
	Hours float64 `json:"hours,omitempty"`
}

// leastHours is how long a feed has to be known before its items tell of a day.
const leastHours = 6

// PerDay is how many new items the feed has on a day by its own habit; of one that
// is known for less than six hours, as if there had been no more in these.
func (s State) PerDay() float64 { return s.Items / max(s.Hours, leastHours) * 24 }

// rate is how many new items are expected in an hour.
func (s State) rate() float64 {
	return (s.Items + priorItems) / (s.Hours + priorItems*prior.Hours())
}

// learn takes in an answer.
func (s State) learn(result Result) State {
	if s.Polls == 0 {
		s = s.begin(result)
	} else if elapsed := result.At.Sub(s.Polled); elapsed > 0 {
		fade := math.Exp2(-elapsed.Hours() / memory.Hours())
		s.Items, s.Hours = s.Items*fade, s.Hours*fade+elapsed.Hours()
		s.Items += float64(max(result.New, 0))
		s.Interval = elapsed
	}
	s.Polls++
	s.Failures = 0
	s.Polled = result.At
	if result.New > 0 {
		s.News = result.At
	}
	return s
}

// begin learns the habit of a feed from the dates of what it lists: at the
// first poll all of that is new, however old it is.
func (s State) begin(result Result) State {
	span := result.At.Sub(result.Oldest)
	if result.Oldest.IsZero() || result.Listed < 2 || span <= 0 {
		return s
	}
	// As much as weighs in the long run, so that what comes counts.
	longest := memory.Hours() / math.Ln2
	s.Hours = max(span.Hours(), 1)
	s.Items = float64(result.Listed)
	if s.Hours > longest {
		s.Items, s.Hours = s.Items*longest/s.Hours, longest
	}
	return s
}
