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
	saying    []*item // the weightiest on the side of state, few
	kind      taggingv1.MilestoneKind
	queued    bool

	held      map[*item]footing
	ranked    [3]reports // all, by direction and weight before age
	reached   tally      // by the plain weight
	failed    tally
	certainty certainty // by the weight before age
}

// footing is how a claim on a rung is counted there: by its weight before age,
// and by the plain one, without what retold news loses.
type footing struct{ undecayed, plain int64 }

func (r *rungState) touch(e *evaluation) {
	if !r.queued {
		r.queued = true
		e.queue.rungs = append(e.queue.rungs, r)
	}
}

// rungOf is the rung that a claim is about; nil for none.
func (e *evaluation) rungOf(it *item) *rungState {
	if it.kind != kindMilestone {
		return nil
	}
	return e.rungs[taggingv1.MilestoneKind(it.slot.number)]
}

// stake brings what is counted of reports on their rungs to what they weigh now.
func (e *evaluation) stake(all []*item) {
	all = slices.DeleteFunc(all, func(it *item) bool { return e.rungOf(it) == nil })
	if e.queue.bulk { // what comes in order is quickly put in order
		slices.SortFunc(all, func(a, b *item) int { return heaviestReport(report{a, e.undecayed(a)}, report{b, e.undecayed(b)}) })
	}
	for _, it := range all {
		rung := e.rungOf(it)
		now := footing{e.undecayed(it), e.judged(it, it.plain)}
		if was, ok := rung.held[it]; !ok || was != now {
			rung.withdraw(it)
			rung.held[it] = now
			rung.count(it, now, true)
			rung.touch(e)
		}
	}
}

// withdraw takes a report off its rung.
func (r *rungState) withdraw(it *item) {
	if was, ok := r.held[it]; ok {
		r.count(it, was, false)
		delete(r.held, it)
	}
}

func (r *rungState) count(it *item, f footing, join bool) {
	r.ranked[sign(it.base)+1].count(report{it, f.undecayed}, join)
	if !isReport(it) || it.base == 0 {
		return
	}
	if it.base > 0 {
		r.reached.count(report{it, f.plain}, join)
	} else {
		r.failed.count(report{it, f.plain}, join)
	}
	if it.origin != "" {
		r.certainty.count(report{it, f.undecayed}, join)
	}
}

// climb finds where a rung stands. Only what sources present as a fact
// counts, once per origin: the weightiest report of each, before decay.
func (e *evaluation) climb(rung *rungState) {
	state, strongest, lastDay := rung.state, rung.strongest, rung.lastDay
	rung.state, rung.strongest, rung.certain, rung.reachedDay, rung.lastDay = 0, nil, false, 0, 0
	if len(rung.held) > 0 {
		e.ascertain(rung)
		e.stand(rung, rung.kind < e.target)
	}
	if rung.saying = nil; e.full {
		rung.saying = rung.heaviest(direction(rung.state), fewest)
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

// heaviest are the first few reports in a direction, of all for 0.
func (r *rungState) heaviest(direction, most int) []*item {
	var few reports
	for i, ranked := range r.ranked {
		if direction == 0 || i == direction+1 {
			few = append(few, ranked[:min(len(ranked), most)]...)
		}
	}
	slices.SortFunc(few, heaviestReport)
	var all []*item
	for _, of := range few[:min(len(few), most)] {
		all = append(all, of.it)
	}
	return all
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
	reached, failed := &rung.reached, &rung.failed
	rung.lastDay = reached.newest()
	net := reached.sum - failed.sum
	switch {
	case net <= -threshold(e.model.Reached):
		rung.state, rung.strongest = taggingv1.MilestoneState_MILESTONE_STATE_FAILED, failed.all.heaviest()
	case rung.certain || below && net >= threshold(e.model.Reached):
		rung.state, rung.strongest = taggingv1.MilestoneState_MILESTONE_STATE_REACHED, reached.all.heaviest()
	case len(reached.all) == 0 && len(failed.all) == 0:
		rung.state, rung.strongest = taggingv1.MilestoneState_MILESTONE_STATE_PENDING, rung.heaviest(0, 1)[0]
	default:
		rung.strongest = rung.heaviest(0, 1)[0]
	}
}

func threshold(m Milli) int64 { return times(nano, m) }

// isReport reports whether a claim on a rung can say where it stands.
func isReport(it *item) bool { return it.initial == counted && it.certain() }

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
