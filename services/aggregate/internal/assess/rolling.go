package assess

import (
	"slices"
	"time"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// Rolling is the assessment of one initiative while its ledger changes: the
// same bytes as [Assess] gives for the same input, at the cost of what changed.
//
// An article costs what its claims and those of its story touch: the words of
// their actors, the reports on their rungs, what the same origins say on the same
// days. Another day costs what it brings in, and the weights of all claims, which
// age; a ruling what hangs on conditions; another definition or model a new
// Rolling. Not safe for concurrent use.
type Rolling struct {
	book   *book
	now    *evaluation
	before [2]*evaluation // for the trend
	trend  [2]float64
}

// Open reads an input. Cut is not looked at.
func Open(in Input) *Rolling {
	r := &Rolling{book: openBook(in)}
	r.now = r.book.evaluate(in.AsOf, in.AsOf, true)
	for i, days := range lookbacks() {
		t := in.AsOf.AddDate(0, 0, -days)
		r.before[i] = r.book.evaluate(t, t, false)
		r.trend[i], _ = r.before[i].probability()
	}
	return r
}

// Turn moves to another as-of time and other rulings, which nothing is done
// for where both are the same as before.
func (r *Rolling) Turn(asOf time.Time, rulings []*assessmentv1.Ruling) {
	rulings = byRevision(rulings)
	if asOf.Equal(r.now.asOf) && slices.Equal(rulings, r.book.rulings) {
		return
	}
	r.book.rulings = rulings
	r.now.turn(asOf, asOf)
	for i, days := range lookbacks() {
		t := asOf.AddDate(0, 0, -days)
		r.before[i].turn(t, t)
		r.trend[i], _ = r.before[i].probability()
	}
}

// Replace brings some articles to what the ledger says of them now: ids are all
// that may have changed, readings those of them that are in force, one each.
func (r *Rolling) Replace(ids []string, readings []*taggingv1.TaggedArticle) {
	inForce := make(map[string]*taggingv1.TaggedArticle, len(readings))
	for _, reading := range readings {
		if !reading.GetRetracted() {
			inForce[reading.GetArticleId()] = reading
		}
	}
	var gone []string
	var come []*taggingv1.TaggedArticle
	seen := make(map[string]bool, len(ids))
	for _, id := range ids {
		if seen[id] {
			continue
		}
		seen[id] = true
		held, ok := r.book.entries[id]
		next := inForce[id]
		if ok && held.article != next {
			gone = append(gone, id)
		}
		if next != nil && (!ok || held.article != next) {
			come = append(come, next)
		}
	}
	if len(gone) == 0 && len(come) == 0 {
		return
	}
	changed := r.book.replace(gone, come)
	r.now.replace(changed)
	for i, e := range r.before {
		e.replace(changed)
		r.trend[i], _ = e.probability()
	}
}

// Articles is how many articles speak of the initiative.
func (r *Rolling) Articles() int { return len(r.book.entries) }

// Assessment is the pure assessment now.
func (r *Rolling) Assessment() *assessmentv1.Assessment {
	return r.now.assessment(r.now.trend(r.trend))
}
