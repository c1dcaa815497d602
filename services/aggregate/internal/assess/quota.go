package assess

import (
	"slices"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
)

// quota is what shares a cap: what one origin says on one day in one term.
type quota struct {
	owner  owner
	source string
	day    int
}

type quotaGroup struct {
	day    int
	items  []*item
	queued bool
}

func (g *quotaGroup) touch(e *evaluation) {
	if !g.queued {
		g.queued = true
		e.queue.quotas = append(e.queue.quotas, g)
	}
}

// requota keeps an item under its cap while it counts.
func (e *evaluation) requota(it *item) {
	counts := it.counts() && !it.place.gone
	switch g := it.place.quota; {
	case counts && g == nil:
		key := quota{owner: it.owner, source: it.source, day: it.story.day}
		if g = e.quotas[key]; g == nil {
			g = &quotaGroup{day: key.day}
			e.quotas[key] = g
		}
		it.place.quota = g
		g.items = append(g.items, it)
		g.touch(e)
	case counts:
		g.touch(e)
	case g != nil:
		g.items = slices.DeleteFunc(g.items, func(other *item) bool { return other == it })
		g.touch(e)
		if len(g.items) == 0 {
			delete(e.quotas, quota{owner: it.owner, source: it.source, day: it.story.day})
		}
		it.place.quota, it.effect = nil, 0
	}
}

// weigh gives a claim that stands, or whose restatement does, its weight g as of the time.
func (e *evaluation) weigh(it *item) {
	it.weight = 0
	if (it.stands() || it.restated) && !it.owner.none() {
		it.weight = decay(e.undecayed(it), e.age(it.last), e.halfLife(it.statement))
	}
	e.requota(it)
	e.queue.add(it, stepPost)
}

// limitOrigin keeps what one origin says on one day in one term within the
// cap: first the evidence of each letter within what one full statement of that
// letter weighs, then all of it within the cap.
func (e *evaluation) limitOrigin(g *quotaGroup) {
	const letters = int(articlev1.Reliability_RELIABILITY_F) + 1
	var byLetter [letters]int64
	letter := func(it *item) int {
		if r := int(it.story.source.GetReliability()); r > 0 && r < letters {
			return r
		}
		return 0
	}
	for _, it := range g.items {
		it.effect = it.weight * it.impact
		byLetter[letter(it)] += max(it.effect, -it.effect)
	}
	limit, all := times(nano, e.model.Cap), int64(0)
	for _, it := range g.items {
		it.effect = e.within(it, byLetter[letter(it)], e.model.fullest(limit, it))
		all += max(it.effect, -it.effect)
	}
	for _, it := range g.items {
		it.effect = e.within(it, all, limit)
		e.queue.add(it, stepPost)
	}
}

// within scales the effect of an item by what keeps the sum of g |x| of those
// that share its quota within a limit, in nano. The limit fades with the day as
// the slowest evidence does: a fixed one would keep a flood of old claims from ageing.
func (e *evaluation) within(it *item, gross, limit int64) int64 {
	if it.owner.rung == 0 {
		limit = decay(limit, e.age(it.story.day), e.model.HalfLifeDays.longest())
	}
	if limit *= int64(one); gross > limit {
		return scale(it.effect, limit, gross)
	}
	return it.effect
}

// share is limit * part / (kappa + gross), with part and gross in pico.
func share(limit float64, part, gross int64, kappa Milli) float64 {
	return limit * (float64(part) / (float64(kappa)*float64(pico/int64(one)) + float64(gross)))
}
