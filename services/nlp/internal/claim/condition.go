package claim

import (
	"slices"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/reading"
)

// scope is a condition's cue with the tokens that it governs.
type scope struct {
	cue, first, last int
	governs          int  // the predicate that hangs on it, -1 when the tree does not tell
	weak             bool // the cue is often no condition
	sure             bool // the cue means nothing else, whatever follows it
}

// scopes finds the conditions of a sentence: those of its tree, and those of
// cues that the tree does not know.
func (r *reader) scopes(sentence int) []scope {
	s := r.Doc.Sentences[sentence]
	var out []scope
	for _, c := range r.ConditionsIn(sentence) {
		sc := scope{cue: c.Cue, first: c.First, last: c.Last, governs: c.Governs, weak: c.Weak, sure: !c.Weak && !demands[c.Kind]}
		if r.binding(&sc) {
			out = append(out, sc)
		}
	}
	for _, h := range r.HitsIn("condition", s.First, s.Last) {
		if h.Entry.Value != "cue" || within(out, h.First) || within(out, h.Last-1) {
			continue
		}
		last := h.Last
		for last < s.Last && last < h.Last+24 && !(last > h.Last+2 && r.Doc.Tokens[last].Is(",", ";", "—", ":", "but", "\"")) {
			last++
		}
		sc := scope{cue: h.First, first: h.First, last: last, governs: -1, weak: h.Entry.Has("weak"), sure: !h.Entry.Has("weak") && !h.Entry.Has("demand")}
		if r.binding(&sc) {
			out = append(out, sc)
		}
	}
	return out
}

func within(scopes []scope, t int) bool {
	for _, sc := range scopes {
		if t >= sc.first && t < sc.last {
			return true
		}
	}
	return false
}

// binding reports whether a scope is a condition at all, and settles whether it
// is a sure one: what will not happen before a thing hangs on it, what lasts
// until a day does not.
func (r *reader) binding(sc *scope) bool {
	first := r.Doc.Tokens[sc.first]
	if len(r.HitsIn("condition", sc.first, sc.last)) > 0 {
		for _, h := range r.HitsIn("condition", sc.first, sc.last) {
			if h.Entry.Value == "none" {
				return false // "if needed", "on condition of anonymity"
			}
		}
	}
	if first.Is("if") && sc.first > 0 && r.Doc.Tokens[sc.first-1].Is("whether", "as", "ask", "asked", "even") {
		return false
	}
	if !first.Is("before", "until", "till", "without", "once", "after") {
		return true
	}
	denied := r.deniedBefore(sc.first)
	switch {
	case denied && !first.Is("once", "after"):
		sc.weak, sc.sure = false, true
	case first.Is("before", "without", "after"):
		return false
	default:
		for _, d := range r.Dates {
			if d.First >= sc.first && d.First < sc.last {
				return false
			}
		}
	}
	return true
}

// deniedBefore reports whether the clauses right before a token say that
// something is not so: "not one of them leaves before", "will not until".
func (r *reader) deniedBefore(t int) bool {
	for k := t - 1; k >= 0 && k > t-16 && r.Doc.Tokens[k].Sentence == r.Doc.Tokens[t].Sentence; k-- {
		switch w := r.Doc.Tokens[k]; {
		case w.Is("not", "no", "never", "nobody", "none", "nor", "neither", "nothing", "n't", "refuse", "refused", "refuses", "out"):
			return true
		case w.Is(";", ":", "but", "—"):
			return false
		}
	}
	return false
}

// conditionsOf returns what a predicate hangs on: the conditions that scope
// over it, and those of its sentence whose scope the tree does not tell.
func (r *reader) conditionsOf(h lexicon.Hit, cl *reading.Clause) []*taggingv1.Condition {
	over := map[int]bool{}
	for _, c := range r.Conditions(h.Anchor) {
		over[c.Cue] = true
	}
	var out []*taggingv1.Condition
	for _, sc := range r.scopes(cl.Sentence) {
		switch {
		case h.First >= sc.first && h.Last <= sc.last && sc.cue != h.Anchor:
			continue // the predicate is part of the condition
		case sc.governs >= 0 && !over[sc.cue], sc.governs < 0 && sc.weak:
			continue
		case (sc.weak || !r.supposes(sc)) && r.merely(sc):
			continue // a mere "once built"
		}
		out = append(out, r.condition(sc)...)
	}
	return out
}

// readConditions drafts the conditions that no position carries: those of the
// actor of whom they are told or who speaks them, and in sentences that mention
// the initiative without an actor, those of the initiative itself. Only cues
// that mean nothing but a condition count here.
func (r *reader) readConditions() {
	taken := map[int]bool{}
	for _, d := range r.drafts {
		if d.kind == "position" && len(d.claim.GetPosition().GetConditions()) > 0 {
			taken[r.Doc.Tokens[d.token].Sentence] = true
		}
	}
	for s := range r.Doc.Sentences {
		if taken[s] || r.Doc.Sentences[s].Question || len(r.Focus(s)) == 0 {
			continue
		}
		for _, sc := range r.scopes(s) {
			if sc.weak || r.merely(sc) {
				continue
			}
			for _, f := range r.Focus(s) {
				if f.Reach != link.Carried || r.Links.IsCentral(f.Initiative) {
					r.conditionOf(sc, f)
				}
			}
		}
	}
}

// demands are verbs by which much is asked for, of which little is a condition:
// only where what is asked for is one of the known kinds.
var demands = map[string]bool{"insist": true, "insists": true, "insisted": true, "insisting": true, "require": true, "requires": true,
	"required": true, "requiring": true, "demand": true, "demands": true, "demanded": true, "demanding": true}

// merely reports whether a scope is too common a way of speaking to be a
// condition by itself: a supposition, or a demand of something that
// initiatives do not hang on.
func (r *reader) merely(sc scope) bool {
	return r.supposes(sc) || !sc.sure && len(r.HitsIn("condkind", sc.first, sc.last)) == 0
}

// supposes reports whether a scope opens with a word of supposition.
func (r *reader) supposes(sc scope) bool {
	return r.Doc.Tokens[sc.first].Is("if", "should", "were", "had", "assuming")
}

func (r *reader) conditionOf(sc scope, f link.Focus) {
	who := r.conditioned(sc)
	if len(who) == 0 {
		if f.Reach != link.Direct {
			return
		}
		who = []string{""}
	}
	for _, id := range who {
		for _, c := range r.condition(sc) {
			r.add(draft{
				actor: id, kind: "condition", slot: id + "/" + c.GetKind().String(), token: sc.cue, rule: "condition/cue", confidence: 450,
				claim: &taggingv1.Claim{Body: &taggingv1.Claim_Condition{Condition: c}, Dimension: conditionDimension(c.GetKind()), ImpactMilli: -150},
			}, f)
		}
	}
}

// conditioned are those whose doing hangs on a condition: the subject of what
// it governs, else who speaks it, else, where the sentence takes up the one
// before ("That depends on ..."), those whose position that one tells.
func (r *reader) conditioned(sc scope) []string {
	at := sc.cue
	if sc.governs >= 0 {
		at = sc.governs
	}
	s := r.Doc.Tokens[sc.cue].Sentence
	follows := r.Doc.Tokens[r.Doc.Sentences[s].First].Is("that", "this", "it", "but", "first", "all")
	if who := r.Doers(at); len(who.Actors) > 0 || who.Known && !follows {
		return r.actorsOf(who.Actors)
	}
	if v := r.VoiceAt(sc.cue); v.Speaker >= 0 {
		return []string{r.Actors[v.Speaker].ID}
	}
	if !follows {
		return nil
	}
	var who []string
	for _, d := range r.drafts {
		if d.kind == "position" && r.Doc.Tokens[d.token].Sentence == s-1 && d.confidence >= 300 && !slices.Contains(who, d.actor) {
			who = append(who, d.actor)
		}
	}
	if len(who) > 1 {
		return nil
	}
	return who
}
