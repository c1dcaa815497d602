package claim

import (
	"slices"
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/reading"
)

// hanging names the rule that reads what an actor's part hangs on.
const hanging = "condition/cue"

// bond is a phrase with those whose part hangs on it.
type bond struct {
	scope
	who []int
	// token is the predicate that hangs on it, or that asks for it.
	token int
	// known is true where the sentence tells whose part it is, or that it is nobody's;
	// voiced where only the one who speaks is known.
	known, voiced bool
	// demanded is true where the holder asks for it, base where the condition is what
	// a body of the holder's is to do: the mention names the body.
	demanded, base bool
}

// readConditions drafts what the part of each actor hangs on, and positions of
// those of whom no other rule found one; of conditions without an actor in
// sentences that mention the initiative, what the initiative itself hangs on.
func (r *reader) readConditions() {
	for s, sentence := range r.Doc.Sentences {
		if sentence.Question || len(r.Focus(s)) == 0 || r.announced(sentence.First) {
			continue
		}
		bonds := slices.Concat(r.stated(s), r.demanded(s), r.approvals(s), r.prior(s), r.awaited(s), r.assented(s))
		for _, f := range r.Focus(s) {
			if f.Reach == link.Carried && !r.Links.IsCentral(f.Initiative) {
				continue
			}
			for _, b := range bonds {
				r.bind(b, f)
			}
		}
	}
}

// bind drafts one bond for each of its holders.
func (r *reader) bind(b bond, f link.Focus) {
	in := r.catalogue[f.Initiative]
	ids := r.actorsOf(b.who)
	for i, id := range ids {
		if state, _, found := strings.Cut(id, ":"); found && b.base {
			ids[i] = state
		}
	}
	if len(ids) == 0 && b.sure && !b.known && f.Reach == link.Direct {
		ids = []string{""}
	}
	for _, id := range ids {
		conditions := r.condition(b.scope, in, id)
		if reason := r.unbound(b, f, id, conditions[0].GetKind() != taggingv1.ConditionKind_CONDITION_KIND_OTHER); reason != "" {
			r.drop(b.token, hanging, reason, id)
			continue
		}
		for _, c := range conditions {
			r.add(draft{
				actor: id, kind: "condition", slot: id + "/" + c.GetKind().String(), token: b.cue, rule: hanging, confidence: 450,
				claim: &taggingv1.Claim{Body: &taggingv1.Claim_Condition{Condition: c}, Dimension: conditionDimension(c.GetKind()), ImpactMilli: -150},
			}, f)
		}
		if id != "" && id != "GROUP" && !in.adversary(id) && !faction(id) && f.Reach == link.Direct && !b.base && !r.positioned(id, f.Initiative) {
			r.position(b.token, id, taggingv1.Stance_STANCE_OPEN, conditions, false, hanging, 260, f)
		}
	}
}

// unbound returns why a bond says nothing of the part of a holder in an
// initiative, or "". Named is true for conditions of a known kind.
func (r *reader) unbound(b bond, f link.Focus, id string, named bool) string {
	in := r.catalogue[f.Initiative]
	p, ok := r.PropositionAt(b.token)
	negated, _ := r.Polarity(b.token)
	negated = negated || r.deniedBefore(b.first)
	switch {
	case id == "NGO" && b.demanded:
		return "what aid groups ask for is their concern, and no part of theirs hangs on it"
	case b.demanded && in.sponsor(id) && !b.sure:
		return "what a sponsor demands are the aims of its initiative"
	case !b.demanded && in.sponsor(id) && !named && !r.excluding(b.scope):
		return "a sponsor's part hangs on nothing that is not named"
	case b.voiced && !negated && ok && f.Reach != link.Direct && !r.touches(p, f) && !r.said(p, f) && !r.anaphoric(p):
		return "what hangs on it is not the speaker's part"
	}
	return ""
}

// anaphoric reports whether a predicate is said of what has been said before.
func (r *reader) anaphoric(p reading.Proposition) bool {
	s := r.Doc.Sentences[r.Doc.Tokens[p.Head].Sentence]
	for t := max(s.First, p.First-2); t < p.First; t++ {
		if r.Doc.Tokens[t].Is("this", "that", "it", "all", "which") {
			return true
		}
	}
	return false
}

// excluding reports whether a condition opens with words that exclude all else.
func (r *reader) excluding(sc scope) bool {
	return r.Doc.Tokens[sc.first].Is("provided", "only", "subject", "contingent", "conditional", "pending", "on", "hinges", "depends", "no")
}

// positioned reports whether a position of an actor has been drafted.
func (r *reader) positioned(id string, initiative int) bool {
	return r.index.positions[stand{actor: id, initiative: initiative}]
}

// stated finds what the clauses of a sentence hang on by conjunctions and words
// such as subject, contingent, hinges.
func (r *reader) stated(s int) []bond {
	var out []bond
	for _, sc := range r.scopes(s) {
		if sc.demand {
			if on := sc.cue + 1; on < sc.last && r.Doc.Tokens[on].Is("on", "upon") && r.binds(sc.first, sc.last) {
				b := r.party(sc)
				b.demanded = true
				out = append(out, b)
			}
			continue // see demanded
		}
		if b := r.party(sc); !(sc.weak || r.supposes(sc)) || r.ahead(b, sc) {
			out = append(out, b)
		} else {
			r.drop(sc.cue, hanging, "it is no condition that somebody sets", r.Doc.Text(r.Doc.SpanOf(sc.first, sc.last)))
		}
	}
	return out
}

// ahead reports whether what hangs on a mere supposition is something that its
// holder is still to do or is ready for: of what has been done nothing hangs any
// more, and what only is so is no part that one takes.
func (r *reader) ahead(b bond, sc scope) bool {
	t := b.token
	st := r.Standing(t)
	if b.voiced || st.Past && !st.Negated && st.Certainty == reading.Certain || st.Perfect || st.Hypothetical {
		return false
	}
	if len(r.HitsIn("attitude", t, t+1))+len(r.HitsIn("stance", t, t+1))+len(r.HitsIn("commitment", t, t+1)) > 0 {
		return true
	}
	return sc.weak && !r.supposes(sc) && (st.Future || st.Negated || st.Certainty >= reading.Probable)
}
