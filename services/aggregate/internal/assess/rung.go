package assess

import (
	"math"
	"slices"
	"time"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// rungState is what the evidence says of a rung of the ladder.
type rungState struct {
	state taggingv1.MilestoneState
	// certain: reached beyond reasonable doubt, on the word of known origins.
	certain bool
	// reachedDay is the first day by which that is so.
	reachedDay int
	// lastDay is that of the newest report that it was reached.
	lastDay int
	// strongest is the weightiest claim on the side of state; nil without one.
	strongest *item
	claims    []*item // of active reports, in no particular order
	saying    []*item // the weightiest on the side of state, few
	kind      taggingv1.MilestoneKind
	queued    bool
}

func (r *rungState) touch(e *evaluation) {
	if !r.queued {
		r.queued = true
		e.queue.rungs = append(e.queue.rungs, r)
	}
}

// climber puts a report among those on its rung, or takes it out.
func (e *evaluation) climber(it *item, join bool) {
	rung, ok := e.rungs[taggingv1.MilestoneKind(it.slot.number)]
	if !ok {
		return
	}
	if join {
		rung.claims = append(rung.claims, it)
	} else {
		i := slices.Index(rung.claims, it)
		last := len(rung.claims) - 1
		rung.claims[i], rung.claims[last] = rung.claims[last], nil
		rung.claims = rung.claims[:last]
	}
	rung.touch(e)
}

// climb finds where a rung stands. Only what sources present as a fact
// counts, once per origin: the weightiest report of each, before decay.
func (e *evaluation) climb(rung *rungState) {
	state, strongest, lastDay := rung.state, rung.strongest, rung.lastDay
	rung.state, rung.strongest, rung.certain, rung.reachedDay, rung.lastDay = 0, nil, false, 0, 0
	if len(rung.claims) > 0 {
		e.ascertain(rung)
		e.stand(rung, rung.kind < e.target)
	}
	if rung.saying = nil; e.full {
		rung.saying = e.saying(rung)
	}
	if rung.state == state && rung.strongest == strongest && rung.lastDay == lastDay || e.queue.bulk {
		return
	}
	for kind, rule := range e.model.Conditions {
		if rule.Rung.Value == rung.kind {
			for it := range e.bearers[kind] {
				e.queue.add(it, stepHang)
			}
		}
	}
}

// saying are the weightiest reports of a rung's state; of all where it is in none.
func (e *evaluation) saying(rung *rungState) []*item {
	var few []*item
	for _, it := range rung.claims {
		if d := direction(rung.state); d != 0 && sign(it.base) != d || len(few) == fewest && e.heavier(few[fewest-1], it) {
			continue
		}
		at, _ := slices.BinarySearchFunc(few, it, func(a, b *item) int { return before(e.heavier(a, b)) })
		few = slices.Insert(few, at, it)
		few = few[:min(len(few), fewest)]
	}
	return few
}

func before(yes bool) int {
	if yes {
		return -1
	}
	return 1
}

// direction of the reports that make a state, 0 for one that none makes.
func direction(state taggingv1.MilestoneState) int {
	switch state {
	case taggingv1.MilestoneState_MILESTONE_STATE_REACHED:
		return 1
	case taggingv1.MilestoneState_MILESTONE_STATE_FAILED:
		return -1
	}
	return 0
}

// stand finds the state that is shown. Below the target the reports of a fact
// make it, retold ones as well; the target and what lies above it, which answer
// the question, are reached when that is certain. "Not yet" is what one passage
// says and stands only where nobody reports that it was reached or failed.
func (e *evaluation) stand(rung *rungState, below bool) {
	plain := func(it *item) int64 { return e.judged(it, it.plain) }
	reached, failed := e.reports(rung.claims, 1, plain), e.reports(rung.claims, -1, plain)
	rung.lastDay = reached.last
	net := reached.sum - failed.sum
	switch {
	case net <= -threshold(e.model.Reached):
		rung.state, rung.strongest = taggingv1.MilestoneState_MILESTONE_STATE_FAILED, failed.best
	case rung.certain || below && net >= threshold(e.model.Reached):
		rung.state, rung.strongest = taggingv1.MilestoneState_MILESTONE_STATE_REACHED, reached.best
	case reached.best == nil && failed.best == nil:
		rung.state, rung.strongest = taggingv1.MilestoneState_MILESTONE_STATE_PENDING, e.heaviest(rung.claims)
	default:
		rung.strongest = e.heaviest(rung.claims)
	}
}

func threshold(m Milli) int64 { return times(nano, m) }

// tally is the weight of reports in one direction.
type tally struct {
	sum  int64 // nano
	best *item
	last int // day of the newest
}

// reports adds up the weightiest factual report of each origin in a direction,
// by a weight; the unknown origins are one, since none of them shows that it is
// not another's echo.
func (e *evaluation) reports(claims []*item, direction int, weight func(*item) int64) tally {
	best := make(map[string]*item)
	heavier := func(a, b *item) bool {
		if wa, wb := weight(a), weight(b); wa != wb {
			return wa > wb
		}
		return compareIDs(a, b) < 0
	}
	t := tally{last: math.MinInt}
	for _, it := range claims {
		if !isReport(it) || sign(it.base) != direction {
			continue
		}
		t.last = max(t.last, it.last)
		if held, ok := best[it.origin]; !ok || heavier(it, held) {
			best[it.origin] = it
		}
	}
	for _, it := range best {
		t.sum += weight(it)
		if t.best == nil || heavier(it, t.best) {
			t.best = it
		}
	}
	return t
}

// isReport reports whether a claim on a rung can say where it stands.
func isReport(it *item) bool { return it.initial == counted && it.certain() }

func (e *evaluation) heavier(a, b *item) bool {
	if wa, wb := e.undecayed(a), e.undecayed(b); wa != wb {
		return wa > wb
	}
	return compareIDs(a, b) < 0
}

func (e *evaluation) heaviest(claims []*item) *item {
	best := claims[0]
	for _, it := range claims[1:] {
		if e.heavier(it, best) {
			best = it
		}
	}
	return best
}

// openShare is the share of rungs above the first, up to the target, that are not
// reached; a reached rung takes those below it with it. That it was proposed is
// true of every initiative that anybody follows, and saves no time.
func (e *evaluation) openShare() float64 {
	const first = taggingv1.MilestoneKind_MILESTONE_KIND_PROPOSED
	highest := taggingv1.MilestoneKind(0)
	for kind, rung := range e.rungs {
		if rung.state == taggingv1.MilestoneState_MILESTONE_STATE_REACHED {
			highest = max(highest, kind)
		}
	}
	switch {
	case highest >= e.target:
		return 0
	case e.target == first:
		return 1
	}
	return float64(e.target-max(highest, first)) / float64(e.target-first)
}

// ask completes the question with its defaults and sees whether evidence or
// deadline answer it.
func (e *evaluation) ask() question {
	definition := e.initiative.GetQuestion()
	q := question{milestone: e.target, resolution: assessmentv1.Resolution_RESOLUTION_OPEN}
	horizon := time.Duration(e.model.HorizonDays) * 24 * time.Hour
	deadline, bounded := known(definition.GetDeadline())
	if !bounded {
		q.rolling, q.deadline = true, e.asOf.Add(horizon)
		return q
	}
	q.deadline = deadline
	start, ok := known(definition.GetStartTime())
	if !ok {
		start, ok = known(e.initiative.GetCreateTime())
	}
	if !ok || !start.Before(deadline) {
		start = deadline.Add(-horizon)
	}
	q.start = start
	rung := e.rungs[e.target]
	switch {
	case rung.certain && startOf(rung.reachedDay).Before(deadline):
		q.resolution = assessmentv1.Resolution_RESOLUTION_YES
		q.reason, q.answered = "reached on "+dateOf(rung.reachedDay), startOf(rung.reachedDay)
	case !e.asOf.Before(deadline):
		q.resolution = assessmentv1.Resolution_RESOLUTION_NO
		q.reason, q.answered = "the deadline passed before it was reached", deadline
	}
	return q
}

// question is what the probability is about, and whether it is answered.
type question struct {
	milestone       taggingv1.MilestoneKind
	start, deadline time.Time
	rolling         bool
	resolution      assessmentv1.Resolution
	reason          string
	answered        time.Time             // zero while open
	ruledBy         *assessmentv1.RuledBy // operator who answered it; nil when evidence or deadline did
}

func (q question) open() bool { return q.resolution == assessmentv1.Resolution_RESOLUTION_OPEN }

// pressure is T = tau max(m, u) ln(1-u), where u is the elapsed share of
// (start, deadline) and m the share of open rungs above the first: rungs that are reached save
// time early, but on the last day only the target counts. 0 for a rolling
// horizon and before the start. Once the question is answered the time that it took stands: until
// the target was reached, until what an operator named, or until the last day.
func (e *evaluation) pressure() float64 {
	q, until := e.question, e.asOf
	if q.rolling {
		return 0
	}
	if !q.open() && q.answered.Before(until) {
		until = q.answered
	}
	if last := q.deadline.AddDate(0, 0, -1); until.After(last) {
		until = last
	}
	if !until.After(q.start) {
		return 0
	}
	elapsed := float64(until.Sub(q.start)) / float64(q.deadline.Sub(q.start))
	return e.model.Tau.Float() * max(e.openShare(), elapsed) * math.Log1p(-elapsed)
}
