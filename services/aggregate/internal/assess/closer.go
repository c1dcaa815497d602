package assess

import (
	"cmp"
	"slices"
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// closer is a claim that can close conditions of a kind, and what it closes them as.
type closer struct {
	key   closerKey
	it    *item
	state taggingv1.ConditionState
}

// closerKey says whose conditions of a kind are closed: an actor's, those of
// all factions of a state, everybody's where both are empty.
type closerKey struct {
	kind         taggingv1.ConditionKind
	actor, state string
}

// latestCloser is the newest claim other than the item itself that closes its
// actor's conditions of a kind; on one day a breach goes first. Nil without one.
func (e *evaluation) latestCloser(it *item, kind taggingv1.ConditionKind) *closer {
	state, _, _ := strings.Cut(it.slot.actor, ":")
	var latest *closer
	for _, key := range []closerKey{{kind: kind}, {kind: kind, actor: it.slot.actor}, {kind: kind, state: state}} {
		if key != (closerKey{kind: kind}) && key.actor == "" && key.state == "" {
			continue // the item speaks for nobody
		}
		for _, c := range e.closers[key] {
			if c.it != it {
				if latest == nil || latestFirst(c, latest) < 0 {
					latest = c
				}
				break
			}
		}
	}
	return latest
}

func latestFirst(a, b *closer) int {
	return cmp.Or(-cmp.Compare(a.it.last, b.it.last), -cmp.Compare(a.state, b.state),
		cmp.Compare(a.it.story.published, b.it.story.published),
		strings.Compare(a.it.story.article.GetArticleId(), b.it.story.article.GetArticleId()),
		strings.Compare(a.it.claim.GetId(), b.it.claim.GetId()))
}

// close keeps an item among the closers of the conditions that it closes now.
func (e *evaluation) close(it *item) {
	var now []*closer
	if !it.place.gone && it.certain() && !it.void && it.claim.GetTense() != taggingv1.Tense_TENSE_FUTURE {
		now = e.closes(it)
	}
	var before []*closer
	if it.place.closes {
		before = e.closing[it]
	}
	if slices.EqualFunc(before, now, func(a, b *closer) bool { return *a == *b }) {
		return
	}
	for _, c := range before {
		at, _ := slices.BinarySearchFunc(e.closers[c.key], c, latestFirst)
		e.closers[c.key] = slices.Delete(e.closers[c.key], at, at+1)
		e.reopen(c.key, at)
	}
	for _, c := range now {
		at, _ := slices.BinarySearchFunc(e.closers[c.key], c, latestFirst)
		e.closers[c.key] = slices.Insert(e.closers[c.key], at, c)
		e.reopen(c.key, at)
	}
	if it.place.closes = len(now) > 0; it.place.closes {
		e.closing[it] = now
	} else {
		delete(e.closing, it)
	}
}

// reopen has the conditions of a kind looked at again when one of the two
// newest closers changed: no older one decides.
func (e *evaluation) reopen(key closerKey, at int) {
	if at > 1 || e.queue.bulk {
		return
	}
	for it := range e.bearers[key.kind] {
		e.queue.add(it, stepHang)
	}
}

// closes lists the conditions that a claim closes.
func (e *evaluation) closes(it *item) []*closer {
	var all []*closer
	stated := it.claim.GetCondition()
	if hangsOn(it) > 0 && stated.GetState() <= taggingv1.ConditionState_CONDITION_STATE_OPEN {
		return nil // what it names is what it waits for
	}
	note := func(key closerKey, state taggingv1.ConditionState) {
		c := &closer{key: key, it: it, state: state}
		if !slices.ContainsFunc(all, func(other *closer) bool { return *other == *c }) {
			all = append(all, c)
		}
	}
	if stated != nil {
		note(closerKey{kind: stated.GetKind(), actor: it.slot.actor}, stated.GetState())
	}
	for _, kind := range e.kinds {
		rule := e.model.Conditions[kind]
		switch {
		case !rule.closedBy(it, e.initiative.GetRoles()):
		case stated != nil:
			note(closerKey{kind: kind, actor: it.slot.actor}, stated.GetState())
		case len(rule.Supporters) > 0 && it.kind == kindPosition:
			state, _, _ := strings.Cut(it.slot.actor, ":")
			note(closerKey{kind: kind, state: state}, taggingv1.ConditionState_CONDITION_STATE_MET)
		default:
			note(closerKey{kind: kind}, taggingv1.ConditionState_CONDITION_STATE_MET)
		}
	}
	return all
}

// conditionsOf are the kinds of condition that an item hangs on.
func conditionsOf(it *item) []taggingv1.ConditionKind {
	var kinds []taggingv1.ConditionKind
	for _, condition := range it.claim.GetPosition().GetConditions() {
		kinds = append(kinds, condition.GetKind())
	}
	if c := it.claim.GetCondition(); c != nil {
		kinds = append(kinds, c.GetKind())
	}
	return kinds
}

// bear notes that an item hangs on a kind of condition, or no longer does.
func (e *evaluation) bear(it *item, kind taggingv1.ConditionKind, join bool) {
	if !join {
		delete(e.bearers[kind], it)
		return
	}
	if e.bearers[kind] == nil {
		e.bearers[kind] = make(map[*item]struct{})
	}
	e.bearers[kind][it] = struct{}{}
}
