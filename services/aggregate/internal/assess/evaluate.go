package assess

import (
	"cmp"
	"math"
	"slices"
	"time"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// cutDay is the first day that does not count: a day counts once it has begun.
func cutDay(t time.Time) int {
	day := dayOf(t)
	if startOf(day).Before(t) {
		day++
	}
	return day
}

func (e *evaluation) priorProbability() float64 {
	if p := e.initiative.GetPrior().GetProbability(); p > 0 {
		return clamp(p)
	}
	return e.model.Prior.Probability.Float()
}

func (e *evaluation) priorSource() string {
	if prior := e.initiative.GetPrior(); prior.GetProbability() > 0 {
		return prior.GetSource()
	}
	return e.model.Prior.Source
}

// undecayed is a claim's weight g before age, in nano.
func (e *evaluation) undecayed(it *item) int64 { return e.judged(it, it.intrinsic) }

// judged is the weight after role or amount, credibility and opposition of the same time.
func (e *evaluation) judged(it *item, weight int64) int64 {
	if it.digit == 0 {
		return 0
	}
	g := times(times(weight, it.extent), e.model.Digits[it.digit-1])
	if it.halved {
		g = times(g, e.model.SameTime)
	}
	return g
}

// age in whole days of a day's end.
func (e *evaluation) age(day int) int { return max(0, cutDay(e.asOf)-1-day) }

// owners are the terms in order: dimensions, then the rungs below the target.
func (b *book) owners() []owner {
	var all []owner
	for _, d := range vocab.All[taggingv1.Dimension]() {
		all = append(all, owner{dimension: d})
	}
	for kind := taggingv1.MilestoneKind(1); kind < b.target; kind++ {
		all = append(all, owner{rung: kind})
	}
	return all
}

// limits are W and kappa of a dimension, L and kappa_m of a rung.
func (b *book) limits(o owner) (limit float64, kappa Milli) {
	if o.rung != 0 {
		return b.model.Rungs[o.rung].Limit.Float(), b.model.KappaMilestone
	}
	return b.model.Dimensions[o.dimension].Float(), b.model.Kappa
}

// probability is the clamped probability of the open question, 1 or 0 of an
// answered one; the greatest when a rolling question reached its target.
func (e *evaluation) probability() (p float64, clamped bool) {
	switch {
	case e.question.resolution == yes:
		return 1, false
	case e.question.resolution == no:
		return 0, false
	case e.rungs[e.target].certain: // a rolling horizon never resolves, but this is as far as it goes
		return greatest, true
	}
	raw := expit(e.logOdds)
	p = clamp(raw)
	return p, p != raw
}

// logOddsOf is the share of an item in the log-odds.
func (e *evaluation) logOddsOf(it *item) float64 {
	if !it.counts() {
		return 0
	}
	return e.shareOf(it.owner, it.effect)
}

// shareOf is what a part of an owner's sum comes to.
func (e *evaluation) shareOf(o owner, part int64) float64 {
	if part == 0 {
		return 0
	}
	limit, kappa := e.limits(o)
	return share(limit, part, e.sum.owners[o].gross, kappa)
}

// ranked are all items as contributions are listed: strongest first.
func (e *evaluation) ranked() []*item {
	var all []*item
	for _, items := range e.items {
		for i := range items {
			all = append(all, &items[i])
		}
	}
	return e.byStrength(all)
}

// strongest are the first few of the items that count.
func (e *evaluation) strongest(most int) []*item {
	var all []*item
	for _, o := range e.sum.order {
		ranked := e.sum.owners[o].ranked
		all = append(all, ranked[:min(len(ranked), most)]...)
	}
	return e.byStrength(all)[:min(len(all), most)]
}

// byStrength sorts items by the size of their share of the log-odds.
func (e *evaluation) byStrength(items []*item) []*item {
	type strength struct {
		size float64
		it   *item
	}
	all := make([]strength, len(items))
	for i, it := range items {
		all[i] = strength{math.Abs(e.logOddsOf(it)), it}
	}
	slices.SortFunc(all, func(a, b strength) int {
		return cmp.Or(-cmp.Compare(a.size, b.size), cmp.Compare(a.it.state, b.it.state), compareIDs(a.it, b.it))
	})
	for i := range all {
		items[i] = all[i].it
	}
	return items
}
