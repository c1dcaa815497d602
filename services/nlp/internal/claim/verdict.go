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
			if len(who) == 0 {
				continue
			}
			for _, f := range focus {
				if f.Reach == link.Carried && !r.Links.IsCentral(f.Initiative) {
					continue
				}
				score := r.verdict(sentence)
				for _, id := range who {
					if score == 0 && (f.Reach != link.Direct || denies(verb)) {
						continue // that a part is played says nothing of what is said of other things, or denied
					}
					if stance, confidence, ok := lean(score, r.catalogue[f.Initiative], id); ok {
						r.position(verb.Anchor, id, stance, nil, false, "position/verdict", confidence, f)
					}
				}
			}
		}
	}
}

// verdict is the balance of praise and blame in a sentence.
func (r *reader) verdict(s text.Sentence) int { return r.balance(s.First, s.Last) }

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
func lean(score int, in *initiative, who string) (taggingv1.Stance, uint32, bool) {
	switch {
	case in.sponsor(who) && score == 0:
		return taggingv1.Stance_STANCE_SUPPORTS, 250, true
	case score > 0 && in.adversary(who):
		return taggingv1.Stance_STANCE_OPEN, 300, true // those it is aimed at mean less by kind words
	case score > 0:
		return taggingv1.Stance_STANCE_SUPPORTS, 380, true
	case score <= 0 && in.adversary(who):
		return taggingv1.Stance_STANCE_REJECTS, 300, true
	case score <= 0 && critic(who):
		return taggingv1.Stance_STANCE_SKEPTICAL, 300, true
	case score < 0 && !in.sponsor(who):
		return taggingv1.Stance_STANCE_SKEPTICAL, 380, true
	}
	return 0, 0, false
}

// critic holds for oppositions and for rights and aid groups.
func critic(who string) bool {
	return who == "NGO" || strings.HasSuffix(who, ":OPPOSITION")
}

// denies holds for verbs by which a speaker rejects what others said.
func denies(verb lexicon.Hit) bool {
	return strings.Contains(verb.Entry.Text, "{deny}") || strings.Contains(verb.Entry.Text, "{dispute}") || strings.Contains(verb.Entry.Text, "{decline}")
}
