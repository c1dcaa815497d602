package assess

import (
	"time"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

const (
	counted  = assessmentv1.ContributionState_CONTRIBUTION_STATE_COUNTED
	noEffect = assessmentv1.ContributionState_CONTRIBUTION_STATE_NO_EFFECT
)

// evaluation is the state of an initiative as of one time.
//
// It keeps what claims are to each other in groups: the words of an actor, the
// two sides of a slot, those that say the same, what shares a cap. An article
// touches the groups that its claims are in; what changes in them is carried on
// to the next groups, until the sums. The steps and their order are those of
// [evaluation.settle]; each is a function of the set of items, never of the
// order in which they came.
type evaluation struct {
	*book
	asOf  time.Time
	cut   int // first day that does not count
	ruled ruled
	full  bool // keeps what only the message needs, not just the number

	items      map[*entry][]item
	words      map[slot]*words
	sides      map[slot]*arena // milestones
	disputes   map[camp]*arena
	agreements map[camp]*agreement
	rungs      map[taggingv1.MilestoneKind]*rungState
	closers    map[closerKey][]*closer
	closing    map[*item][]*closer // those that an item is
	bearers    map[taggingv1.ConditionKind]map[*item]struct{}
	quotas     map[quota]*quotaGroup
	sum        sums
	queue      queue
	joined     int32 // items so far

	question question
	terms    []term
	prior    float64 // log-odds
	time     float64 // time pressure
	logOdds  float64 // before the clamp
}

// term is the sum of one owner.
type term struct {
	owner               owner
	limit               float64 // W or L
	logOdds             float64
	supporting, opposed uint32
}

// evaluate opens the book as of a time: what counts from before cut, with its age as of asOf.
func (b *book) evaluate(asOf, cut time.Time, full bool) *evaluation {
	e := &evaluation{
		book: b, asOf: asOf, cut: cutDay(cut), ruled: b.ruledBy(cut), full: full,
		items: make(map[*entry][]item, len(b.entries)), words: make(map[slot]*words), sides: make(map[slot]*arena),
		disputes: make(map[camp]*arena), agreements: make(map[camp]*agreement),
		rungs:   make(map[taggingv1.MilestoneKind]*rungState, len(b.model.Rungs)),
		closers: make(map[closerKey][]*closer), closing: make(map[*item][]*closer), bearers: make(map[taggingv1.ConditionKind]map[*item]struct{}),
		quotas: make(map[quota]*quotaGroup), sum: b.newSums(),
	}
	for kind := range b.model.Rungs {
		e.rungs[kind] = &rungState{kind: kind, held: make(map[*item]footing)}
	}
	e.queue.bulk, e.sum.unranked = true, true
	for _, entry := range b.ordered() {
		e.insert(entry)
	}
	e.settle()
	return e
}

// replace brings the evaluation to what the book says of these articles now.
func (e *evaluation) replace(changed []*entry) {
	for _, entry := range changed {
		e.remove(entry)
	}
	for _, entry := range changed {
		if e.entries[entry.article.GetArticleId()] == entry {
			e.insert(entry)
		}
	}
	e.settle()
}

// insert takes the statements of an article in.
func (e *evaluation) insert(entry *entry) {
	items := make([]item, len(entry.statements))
	for i := range items {
		items[i] = e.fresh(&entry.statements[i])
	}
	e.items[entry] = items
	e.subsume(items)
	if present(items) {
		e.sum.articles++
	}
	for i := range items {
		it := &items[i]
		if it.state = it.initial; it.active() {
			e.join(it)
		}
	}
}

func (e *evaluation) remove(entry *entry) {
	items, ok := e.items[entry]
	if !ok {
		return
	}
	delete(e.items, entry)
	if present(items) {
		e.sum.articles--
	}
	for i := range items {
		if it := &items[i]; it.active() {
			e.leave(it)
		}
	}
}

// present reports whether any claim of an article is not from later.
func present(items []item) bool {
	for i := range items {
		if items[i].initial != assessmentv1.ContributionState_CONTRIBUTION_STATE_LATER {
			return true
		}
	}
	return false
}

// fresh is a statement before any other is looked at.
func (e *evaluation) fresh(s *statement) item {
	it := item{statement: s, impact: s.base, verdict: verdict{extent: s.reach, quantity: s.stated}}
	switch {
	case it.copyOf != "":
		it.initial = assessmentv1.ContributionState_CONTRIBUTION_STATE_COPY
	case it.first >= e.cut:
		it.initial = assessmentv1.ContributionState_CONTRIBUTION_STATE_LATER
	case it.base == 0:
		it.initial = noEffect
	default:
		it.initial = counted
	}
	return it
}

// join puts an item into its groups. What depends on the words of its actor
// waits until those are settled.
func (e *evaluation) join(it *item) {
	e.joined++
	it.place.number = e.joined
	for _, kind := range conditionsOf(it) {
		e.bear(it, kind, true)
	}
	if it.kind == kindMilestone && it.base != 0 {
		e.side(it).add(e, it, sign(it.base))
	}
	e.dispute(it, true)
	w := e.wordsOf(it)
	if it.place.words = w; w != nil {
		w.add(e, it)
	}
	if w == nil || !w.supersedes {
		e.enroll(it)
		e.close(it)
	}
	for step := range steps {
		e.queue.add(it, step)
	}
}

// leave takes an item out of its groups.
func (e *evaluation) leave(it *item) {
	it.place.gone = true
	for _, kind := range conditionsOf(it) {
		e.bear(it, kind, false)
	}
	if rung := e.rungOf(it); rung != nil {
		rung.withdraw(it)
		rung.touch(e)
	}
	if it.kind == kindMilestone && it.base != 0 {
		e.side(it).remove(e, it, sign(it.base))
	}
	e.dispute(it, false)
	if w := it.place.words; w != nil {
		w.remove(e, it)
	}
	e.enroll(it)
	e.close(it)
	e.requota(it)
	e.post(it)
}

// settle carries what joined and left through all steps.
func (e *evaluation) settle() {
	for _, w := range e.queue.takeWords() {
		e.supersede(w)
	}
	if e.queue.bulk {
		for a := range e.arenas() {
			a.gather(e)
		}
	}
	for _, it := range e.queue.take(stepDigit) {
		e.grade(it)
	}
	e.stake(e.queue.take(stepStake))
	for _, rung := range e.queue.takeRungs() {
		e.climb(rung)
	}
	for _, it := range e.queue.take(stepHang) {
		e.hang(it)
	}
	for _, it := range e.queue.take(stepWeigh) {
		e.weigh(it)
	}
	for _, q := range e.queue.takeQuotas() {
		e.limitOrigin(q)
	}
	for _, it := range e.queue.take(stepPost) {
		e.post(it)
	}
	if e.sum.unranked {
		e.rank()
	}
	e.queue.bulk = false
	e.conclude()
}

// conclude adds the terms up.
func (e *evaluation) conclude() {
	e.sum.respread()
	e.terms = e.terms[:0]
	e.prior = logit(e.priorProbability())
	e.logOdds = e.prior
	for _, o := range e.sum.order {
		limit, kappa := e.limits(o)
		t := e.sum.owners[o]
		e.terms = append(e.terms, term{o, limit, share(limit, t.net, t.gross, kappa), t.supporting, t.opposed})
		e.logOdds += e.terms[len(e.terms)-1].logOdds
	}
	e.pose()
	e.time = e.pressure()
	e.logOdds += e.time
}
