package assess

import (
	"slices"
	"sync"
	"time"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// study keeps the evidence of a result open for what it comes to at other times.
type study struct {
	in   Input
	mu   sync.Mutex
	book *book       // nil until it is asked for
	open *evaluation // the same
}

// As is what [Assess] gives for the evidence of a result as of another time. It
// costs what lies between the times that are asked for one after the other. Safe
// for concurrent use.
func (r Result) As(asOf time.Time) Result {
	r.study.mu.Lock()
	defer r.study.mu.Unlock()
	var before [2]float64
	back := lookbacks()
	for i, days := range slices.Backward(back[:]) { // the way from one to the next is the cost
		t := asOf.AddDate(0, 0, -days)
		before[i], _ = r.study.turn(t, t).probability()
	}
	e := r.study.turn(asOf, asOf)
	return r.study.result(e.trend(before), asOf, time.Time{})
}

// Aged is [Result.As] with the evidence before a cut only, and without the trend,
// of which there is none then.
func (r Result) Aged(asOf, cut time.Time) Result {
	r.study.mu.Lock()
	defer r.study.mu.Unlock()
	r.study.turn(asOf, cut)
	return r.study.result(nil, asOf, cut)
}

func (s *study) turn(asOf, cut time.Time) *evaluation {
	if s.book == nil {
		s.book = openBook(s.in)
	}
	if s.open == nil {
		s.open = s.book.evaluate(asOf, cut, true)
	} else {
		s.open.turn(asOf, cut)
	}
	return s.open
}

func (s *study) result(trend *assessmentv1.Trend, asOf, cut time.Time) Result {
	in := s.in
	in.AsOf, in.Cut = asOf, cut
	return Result{Assessment: s.open.assessment(trend), Contributions: s.open.contributions(s.open.ranked()), Input: in, study: s}
}

// Result is the present assessment with all of its evidence; what happens to
// the ledger later does not change it.
func (r *Rolling) Result() Result {
	in := Input{Initiative: r.book.initiative, Rulings: r.book.rulings, Model: r.book.model, AsOf: r.now.asOf}
	for _, entry := range r.book.entries {
		in.Articles = append(in.Articles, entry.article)
	}
	return Result{Assessment: r.Assessment(), Contributions: r.now.contributions(r.now.ranked()), Input: in, study: &study{in: in, book: r.book.frozen()}}
}
