package journey

import (
	"cmp"
	"io"
	"slices"
)

// Bounds of what is kept, however much is read.
const (
	mostSteps    = 2000
	mostArticles = 10_000
	mostIDs      = 64
	mostWaiting  = 4096 // lines of a stream that may turn out to belong to it
)

// Follower finds the lines that belong to one article, or to one piece of work.
// First [Follower.Learn] what other ids belong to it, from all that can be read
// twice, then [Follower.Read].
type Follower struct {
	id       string
	articles map[string]bool // that it is about
	works    map[string]bool // correlation ids of these
	waiting  []Line          // the newest lines that did not belong to it, a ring
	at       int
	out      Journey
}

// New follows an id: of an article, a message, a correlation, a request or a trace.
func New(id string) *Follower {
	f := &Follower{id: id, articles: map[string]bool{}, works: map[string]bool{}, out: Journey{ID: id, Lines: map[string]int{}, Reached: map[string]uint64{}}}
	if article := articleOf(id); article != "" {
		f.articles[article] = true
	}
	return f
}

// Learn reads what will be read once more.
func (f *Follower) Learn(from io.Reader) error {
	_, err := scan(from, func(l Line) { f.learn(l) })
	return err
}

// Read takes in what is read once, or for the second time.
func (f *Follower) Read(from io.Reader) error {
	skipped, err := scan(from, f.take)
	f.out.Skipped += skipped
	return err
}

// Journey is what was found.
func (f *Follower) Journey() Journey {
	for range 2 { // the first time may teach what the second needs
		rest := f.waiting[f.at:len(f.waiting):len(f.waiting)]
		rest = append(rest, f.waiting[:f.at]...)
		f.waiting, f.at = nil, 0
		for _, line := range rest {
			f.sort(line)
		}
	}
	out := f.out
	slices.SortStableFunc(out.Steps, func(a, b Step) int { return cmp.Or(a.Time.Compare(b.Time), cmp.Compare(rank(a), rank(b))) })
	out.conclude()
	return out
}

// rank orders what happened in the same millisecond as it must have.
func rank(s Step) int {
	return slices.Index([]string{Accepted, Revised, Retracted, Unchanged, Duplicate, Refused, Other, Retried, DeadLetter, Tagged, Assessed, Folded}, s.Step)
}

// learn notes the ids that belong to the one that is followed.
func (f *Follower) learn(l Line) bool {
	article := l.article()
	switch {
	case article != "" && (article == f.id || f.articles[article]):
		if l.CorrelationID != "" && len(f.works) < mostIDs {
			f.works[l.CorrelationID] = true
		}
	case f.id == l.CorrelationID || f.id == l.RequestID || f.id == l.TraceID || f.id == l.EventID:
		if article != "" && len(f.articles) < mostArticles {
			f.articles[article] = true
		}
	default:
		return slices.Contains(l.Articles, f.id)
	}
	return true
}

func (f *Follower) take(l Line) {
	f.out.count(l)
	f.sort(l)
}

// sort keeps a line that belongs to it, and remembers others for a while.
func (f *Follower) sort(l Line) {
	if f.learn(l) || f.belongs(l) {
		f.out.add(step(l))
		return
	}
	if len(f.waiting) < mostWaiting {
		f.waiting = append(f.waiting, l)
		return
	}
	f.waiting[f.at] = l
	f.at = (f.at + 1) % mostWaiting
	f.out.Forgotten++
}

// belongs says whether a line is about what was learned: an article, or the call
// that brought it. Another article of the same call is none of it.
func (f *Follower) belongs(l Line) bool {
	if article := l.article(); article != "" {
		return f.articles[article]
	}
	return f.works[l.CorrelationID] || slices.ContainsFunc(l.Articles, func(id string) bool { return f.articles[id] })
}
