package claim

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/reading"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// scope is a condition's cue with the tokens that it governs.
type scope struct {
	cue, first, last int
	governs          int  // the predicate that hangs on it, -1 when the tree does not tell
	weak             bool // the cue is often no condition
	sure             bool // the cue means nothing else, whatever follows it
	demand           bool // the cue is a verb of asking for something
	picks            bool // it picks one of several things that are to be had
}

// scopes finds the conditions of a sentence: those of its tree, and those of
// cues that the tree does not know.
func (r *reader) scopes(sentence int) []scope {
	s := r.Doc.Sentences[sentence]
	var out []scope
	for _, c := range r.ConditionsIn(sentence) {
		sc := scope{cue: c.Cue, first: c.First, last: c.Last, governs: c.Governs, weak: c.Weak, sure: !c.Weak && !demands[c.Kind], demand: demands[c.Kind], picks: c.Kind == reading.Such}
		if r.binding(&sc) {
			out = append(out, r.widened(sc))
		}
	}
	for _, h := range r.HitsIn("condition", s.First, s.Last) {
		if h.Entry.Value != "cue" || within(out, h.First) || within(out, h.Last-1) {
			continue
		}
		last := h.Last
		if last < s.Last && (r.Doc.Tokens[last].Is(":") || r.Doc.Tokens[last-1].Is(":")) {
			last = s.Last // a list of them
		}
		if last < s.Last && r.Doc.Tokens[last].Is(",") {
			last++ // "if, and only if, ..."
		}
		for last < s.Last && last < h.Last+24 && !(last > h.Last && r.Doc.Tokens[last].Is(",", ";", "—", ":", "but", "\"")) {
			last++
		}
		sc := scope{cue: h.First, first: h.First, last: last, governs: -1, weak: h.Entry.Has("weak"), sure: !h.Entry.Has("weak") && !h.Entry.Has("demand"), demand: h.Entry.Has("demand")}
		if r.binding(&sc) {
			out = append(out, r.widened(sc))
		}
	}
	if last := r.barter(sentence); last > s.First {
		out = append(out, scope{cue: s.First, first: s.First, last: last, governs: -1, sure: true})
	}
	return out
}

// barter returns the token behind the first half of "no roads, no treaty", or 0.
func (r *reader) barter(sentence int) int {
	s := r.Doc.Sentences[sentence]
	first := s.First
	for first < s.Last && r.Doc.Tokens[first].Shape.Has(text.Punct) {
		first++
	}
	if first == s.Last || !r.Doc.Tokens[first].Is("no", "without") {
		return 0
	}
	for t := first + 2; t+1 < s.Last; t++ {
		if r.Doc.Tokens[t].Is(",", ":", "—", "–", ";") && r.Doc.Tokens[t+1].Is("no") {
			if r.VerbIn(first, min(t+3, s.Last)) {
				return 0
			}
			return t
		}
	}
	return 0
}

// widened is a scope whose cue is a noun for condition, with the rest of its
// clause where the scope itself names nothing: "made peace a condition for joining".
func (r *reader) widened(sc scope) scope {
	if r.binds(sc.first, sc.last) {
		return sc
	}
	for t := sc.first; t < sc.last; t++ {
		if r.Doc.Tokens[t].Is("condition", "conditions", "precondition", "preconditions", "prerequisite", "prerequisites", "terms") {
			c := r.Clauses[r.ClauseAt(t)]
			sc.first, sc.last = min(sc.first, c.First), max(sc.last, c.Last)
			break
		}
	}
	return sc
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
	for _, h := range r.HitsIn("condition", max(0, sc.first-2), sc.last) {
		if h.Entry.Value == "none" && h.Last > sc.first {
			return false // "if needed", "on condition of anonymity"
		}
	}
	n := sc.last
	for n > sc.first && r.Doc.Tokens[n-1].Shape.Has(text.Punct) {
		n--
	}
	if n-sc.first >= 3 && r.Doc.Tokens[n-1].Is("is", "are", "was", "were") && r.Doc.Tokens[n-2].Is("it", "they", "he", "she", "this", "that") &&
		r.Doc.Tokens[n-3].Is("until", "till", "before", "once", "unless", "if") {
		return false // "until it is" names nothing
	}
	if sc.picks && !r.binds(sc.first, sc.last) {
		return false // most clauses behind a noun only describe it
	}
	if first.Is("if") && sc.first > 0 && r.Doc.Tokens[sc.first-1].Is("whether", "as", "ask", "asked", "even") {
		return false
	}
	if first.Is("when") && (!r.binds(sc.first, sc.last) || sc.first == 0 || r.Doc.Tokens[sc.first-1].Is("only")) {
		return false // mostly mere time
	}
	if !first.Is("before", "until", "till", "without", "once", "after") {
		return true
	}
	denied := r.deniedBefore(sc.first)
	if sc.governs >= 0 && !denied {
		denied, _ = r.Polarity(sc.governs)
	}
	switch {
	case first.Is("before") && !r.VerbIn(sc.first, sc.last):
		return false // "before the house" is a place, before a day a time
	case denied && sc.governs >= 0 && r.over(sc.governs):
		return false // "did not leave before dawn"
	case denied && !first.Is("once", "after"):
		sc.weak, sc.sure = false, true
	case first.Is("before", "without", "after"):
		return false
	case !r.binds(sc.first, sc.last) && !r.VerbIn(sc.first, sc.last):
		return false // until a day
	default:
		return len(r.DatesIn(sc.first, sc.last)) == 0
	}
	return true
}

// over reports whether a predicate tells of the past, and of no plan in it.
func (r *reader) over(token int) bool {
	st := r.Standing(token)
	return st.Past && !st.Future && st.Certainty == reading.Certain
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
		case sc.demand:
			continue // see demanded
		case sc.governs >= 0 && r.over(sc.governs) && !sc.sure:
			continue // "came once it was safe"
		case sc.governs >= 0 && !over[sc.cue], sc.governs < 0 && sc.weak:
			continue
		case (sc.weak || !r.supposes(sc)) && r.merely(sc):
			continue // a mere "once built"
		}
		out = append(out, r.condition(sc, nil, "")...)
	}
	return out
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
