package claim

import (
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// readVerdicts reads what speakers say of the initiative in words that are no
// predicates of stance: a speaker who calls it encouraging supports it, one who
// calls it vague is skeptical. Weak: any other stance of the speaker outweighs it.
func (r *reader) readVerdicts() {
	for s, sentence := range r.Doc.Sentences {
		focus := r.Focus(s)
		if len(focus) == 0 || sentence.Question || r.announced(sentence.First) {
			continue
		}
		verbs, subjects := r.SpeechIn(s)
		for k, verb := range verbs {
			who := r.actorsOf(subjects[k])
			if len(who) == 0 || who[0] == "GROUP" || r.retired(r.Actors[subjects[k][0]]) {
				continue
			}
			for _, f := range focus {
				if f.Reach == link.Carried && !r.Links.IsCentral(f.Initiative) {
					continue
				}
				score := r.verdict(sentence, verb, subjects[k], f)
				for _, id := range who {
					if score == 0 && (f.Reach != link.Direct || denies(verb)) {
						continue // that a part is played says nothing of what is said of other things, or denied
					}
					if stance, confidence, ok := r.lean(score, r.catalogue[f.Initiative], id); ok {
						r.position(verb.Anchor, id, stance, nil, false, "position/verdict", confidence, f)
					}
				}
			}
		}
	}
}

// verdict is the balance of what a speaker says in a sentence: of the values of
// his clauses, or of the words of praise and blame where there is no tree.
func (r *reader) verdict(s text.Sentence, verb lexicon.Hit, speakers []int, f link.Focus) int {
	if r.Tree(r.Doc.Tokens[s.First].Sentence) == nil {
		return r.balance(s.First, s.Last)
	}
	score, scopes := 0, r.scopes(r.Doc.Tokens[s.First].Sentence)
	covered := -1 // last token of the clause counted last
	for _, p := range r.Propositions(r.Doc.Tokens[s.First].Sentence) {
		if p.Head == verb.Anchor || p.Noun || p.Head < covered || within(scopes, p.Head) || r.others(p.Subject.Actors, speakers) || !r.spokenBy(p.Head, speakers) {
			continue
		}
		v := r.valence.At(p.Head).Milli
		if v == 0 {
			v = min(0, 300*r.balance(p.First, p.Last)) // words of blame that are no bad news by themselves
		}
		st := r.Standing(p.Head)
		if p.Relation == "acl:relcl" || (st.Obliged || st.Wished || st.Hypothetical) && !r.said(p, f) {
			continue
		}
		if st.Negated {
			v = min(v, 0) // that something is not bad is no praise
			if st.Perfect || st.Earlier {
				continue // nor is what has not happened yet blame
			}
		}
		switch {
		case v >= -150 && v <= 150 || !r.touches(p, f) && !r.said(p, f):
			continue // it says nothing, or of other things
		case v > 0:
			score++
		default:
			score--
		}
		for _, a := range p.Arguments {
			covered = max(covered, a.Last)
		}
	}
	return score
}

// others reports whether what is said is said of another actor: what he does is
// his stance and not the speaker's.
func (r *reader) others(subject, speakers []int) bool {
	for _, i := range subject {
		own := false
		for _, k := range speakers {
			own = own || r.Actors[k].ID == r.Actors[i].ID
		}
		if !own {
			return true
		}
	}
	return false
}

// spokenBy reports whether what a token says rests on the word of one of the speakers.
func (r *reader) spokenBy(token int, speakers []int) bool {
	teller := r.teller(token)
	for _, i := range speakers {
		if teller >= 0 && r.Actors[teller].ID == r.Actors[i].ID {
			return true
		}
	}
	return false
}

// balance is that of tokens [first, last).
func (r *reader) balance(first, last int) int {
	score := 0
	for _, h := range r.HitsIn("verdict", first, last) {
		switch negated := r.Negated(h); {
		case h.Entry.Value != "negative" && negated:
			score--
		case h.Entry.Value != "negative":
			score++
		case !negated: // that something is not bad is no praise
			score--
		}
	}
	return score
}

// lean turns a balance into a stance. A balance of nothing says nothing, save
// of those whose part is known: a sponsor speaks for what it sponsors, an
// adversary against it, and oppositions and rights groups are asked for doubts.
func (r *reader) lean(score int, in *initiative, who string) (taggingv1.Stance, uint32, bool) {
	switch {
	case in.sponsor(who) && score == 0:
		return taggingv1.Stance_STANCE_SUPPORTS, 250, true
	case score == 1 && r.foe(in, who):
		return 0, 0, false // a kind word of those it is aimed at may be about anything
	case score > 0 && r.foe(in, who):
		return taggingv1.Stance_STANCE_OPEN, 300, true // those it is aimed at mean less by kind words
	case score > 0:
		return taggingv1.Stance_STANCE_SUPPORTS, 380, true
	case score <= 0 && r.foe(in, who):
		return taggingv1.Stance_STANCE_REJECTS, 300, true
	case score <= 0 && critic(who):
		return taggingv1.Stance_STANCE_SKEPTICAL, 300, true
	case score < 0 && !in.sponsor(who):
		return taggingv1.Stance_STANCE_SKEPTICAL, 380, true
	}
	return 0, 0, false
}

// foe holds for those whom an initiative is aimed at, and for armed groups,
// which seldom want what states undertake.
func (r *reader) foe(in *initiative, who string) bool {
	if in.adversary(who) {
		return true
	}
	if in.sponsor(who) || in.host(who) {
		return false
	}
	return r.fighters()[who]
}

// critic holds for oppositions and for rights and aid groups.
func critic(who string) bool {
	return who == "NGO" || strings.HasSuffix(who, ":OPPOSITION")
}

// denies holds for verbs by which a speaker rejects what others said.
func denies(verb lexicon.Hit) bool {
	return strings.Contains(verb.Entry.Text, "{deny}") || strings.Contains(verb.Entry.Text, "{dispute}") || strings.Contains(verb.Entry.Text, "{decline}")
}
