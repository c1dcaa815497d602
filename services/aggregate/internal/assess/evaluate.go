package assess

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// evaluation is the state of an initiative as of one time.
type evaluation struct {
	*prepared
	asOf      time.Time
	items     []item
	conflicts []conflict
	closers   map[taggingv1.ConditionKind][]*item
	rungs     map[taggingv1.MilestoneKind]*rungState
	question  question
	ruled     ruled
	terms     []term
	prior     float64 // log-odds
	time      float64 // time pressure
	logOdds   float64 // before the clamp
}

// term is the sum of one owner.
type term struct {
	owner               owner
	limit               float64 // W or L
	logOdds             float64
	supporting, opposed uint32
}

// evaluate runs the model: what counts from before cut, with its age as of asOf.
func (p *prepared) evaluate(asOf, cut time.Time) *evaluation {
	e := &evaluation{prepared: p, asOf: asOf, items: p.fresh(cutDay(cut)), ruled: p.ruledBy(cut)}
	e.subsume()
	e.supersede()
	e.contradict()
	e.grade()
	e.climb()
	e.findClosers()
	e.hang()
	e.weigh()
	e.sum()
	e.pose()
	e.prior = logit(e.priorProbability())
	e.time = e.pressure()
	e.logOdds = e.prior
	for _, t := range e.terms {
		e.logOdds += t.logOdds
	}
	e.logOdds += e.time
	return e
}

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

// weigh gives every claim that stands, or whose restatement does, its weight g as of the time.
func (e *evaluation) weigh() {
	for i := range e.items {
		if it := &e.items[i]; (it.stands() || it.restated) && !it.owner.none() {
			it.weight = decay(e.undecayed(it), e.age(it.last), e.halfLife(it))
		}
	}
}

// sum caps what one origin says on one day, and shares each term among its evidence:
// D = W S / (kappa + A), where S and A are the integer sums of g x and g |x|.
func (e *evaluation) sum() {
	e.limitOrigins()
	type sums struct {
		net, gross          int64
		supporting, opposed uint32
	}
	totals := make(map[owner]*sums)
	for _, o := range e.owners() {
		totals[o] = &sums{}
	}
	for i := range e.items {
		it := &e.items[i]
		s := totals[it.owner]
		if !it.counts() || s == nil {
			continue
		}
		s.net += it.effect
		s.gross += max(it.effect, -it.effect)
		if it.impact > 0 {
			s.supporting++
		} else {
			s.opposed++
		}
	}
	for _, o := range e.owners() {
		limit, kappa := e.limits(o)
		s := totals[o]
		e.terms = append(e.terms, term{o, limit, share(limit, s.net, s.gross, kappa), s.supporting, s.opposed})
	}
	for i := range e.items {
		if it := &e.items[i]; it.counts() {
			limit, kappa := e.limits(it.owner)
			it.logOdds = share(limit, it.effect, totals[it.owner].gross, kappa)
		}
	}
}

// share is limit * part / (kappa + gross), with part and gross in pico.
func share(limit float64, part, gross int64, kappa Milli) float64 {
	return limit * (float64(part) / (float64(kappa)*float64(pico/int64(one)) + float64(gross)))
}

// limitOrigins keeps what one origin says on one day in one term within the
// cap: first the evidence of each letter within what one full statement of that
// letter weighs, then all of it within the cap.
func (e *evaluation) limitOrigins() {
	for i := range e.items {
		if it := &e.items[i]; it.counts() {
			it.effect = it.weight * it.impact
		}
	}
	limit := times(nano, e.model.Cap)
	e.limitShared(e.grades, func(it *item) (int, int64) { return it.gradeQuota, e.model.fullest(limit, it) })
	e.limitShared(e.quotas, func(it *item) (int, int64) { return it.quota, limit })
}

// limitShared scales the effects of the items that share a quota by a common
// factor, so that their sum of g |x| keeps within its limit, in nano. The limit
// fades with the day as the slowest evidence does: a fixed one would keep a
// flood of old claims from ageing.
func (e *evaluation) limitShared(quotas int, of func(*item) (quota int, limit int64)) {
	gross := make([]int64, quotas)
	for i := range e.items {
		if it := &e.items[i]; it.counts() {
			quota, _ := of(it)
			gross[quota] += max(it.effect, -it.effect)
		}
	}
	for i := range e.items {
		it := &e.items[i]
		if !it.counts() {
			continue
		}
		quota, limit := of(it)
		if it.owner.rung == 0 {
			limit = decay(limit, e.age(it.story.day), e.model.HalfLifeDays.longest())
		}
		if limit *= int64(one); gross[quota] > limit {
			it.effect = scale(it.effect, limit, gross[quota])
		}
	}
}

// owners are the terms in order: dimensions, then the rungs below the target.
func (p *prepared) owners() []owner {
	var all []owner
	for _, d := range vocab.All[taggingv1.Dimension]() {
		all = append(all, owner{dimension: d})
	}
	for kind := taggingv1.MilestoneKind(1); kind < p.target; kind++ {
		all = append(all, owner{rung: kind})
	}
	return all
}

// limits are W and kappa of a dimension, L and kappa_m of a rung.
func (p *prepared) limits(o owner) (limit float64, kappa Milli) {
	if o.rung != 0 {
		return p.model.Rungs[o.rung].Limit.Float(), p.model.KappaMilestone
	}
	return p.model.Dimensions[o.dimension].Float(), p.model.Kappa
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

// ranked are the items as contributions are listed: strongest first.
func (e *evaluation) ranked() []*item {
	all := make([]*item, len(e.items))
	for i := range e.items {
		all[i] = &e.items[i]
	}
	slices.SortFunc(all, func(a, b *item) int {
		return cmp.Or(-cmp.Compare(math.Abs(a.logOdds), math.Abs(b.logOdds)), cmp.Compare(a.state, b.state), strings.Compare(a.claim.GetId(), b.claim.GetId()))
	})
	return all
}
