package claim

import (
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// place says where a gift stands to the word that gives it; the names are
// those of the lexicon's attributes.
type place string

// The places.
const (
	asObject   place = "give"  // what is given: object, or what a passive is done to
	asSubject  place = "go"    // who goes: subject
	asCompany  place = "with"  // "ready with 500 men"
	asContent  place = "of"    // "a pledge of 500 men"
	asMember   place = "list"  // "consists of 500 men"
	asHolding  place = "have"  // "has 500 men there"
	asPresence place = "here"  // "500 men are there"
	asFragment place = "said"  // "Spain: €20m"
	asWanted   place = "asked" // "asked Egypt for helicopters"
)

// transfer is a gift with the word that gives it.
type transfer struct {
	gift   gift
	word   int // gives
	sense  *lexicon.Entry
	place  place
	status taggingv1.CommitmentStatus
	owners []string
	rule   string
	// surety is what the claim's confidence is at most, in thousandths.
	surety uint32
}

// ties climbs from a gift to the words that give it, and goes down to those
// that describe it ("troops sent by Chad").
func (sc *scene) ties(g *gift) []transfer {
	var out []transfer
	for w := range sc.Words {
		if sc.Words[w].Head == g.word && (sc.Words[w].Relation == syntax.Acl || sc.rel(w) == syntax.Acl) {
			if p, ok := sc.describes(w); ok {
				out = append(out, sc.senseAt(*g, w, p)...)
			}
		}
	}
	if w, p := sc.climb(g); w >= 0 {
		out = append(out, sc.senseAt(*g, w, p)...)
	}
	return out
}

// describes tells where the noun before a clause stands in it: who goes in
// "soldiers who serve there", what is given in "soldiers that Chad sent".
func (sc *scene) describes(w int) (place, bool) {
	if sc.Words[w].POS != syntax.VERB {
		return "", false
	}
	subject := sc.Child(w, syntax.Nsubj)
	switch {
	case sc.Words[w].Tag == syntax.VBN && subject < 0, sc.Child(w, syntax.NsubjPass) >= 0:
		return asObject, true
	case subject < 0 && sc.Words[w].Tag == syntax.VBG, subject >= 0 && sc.is(subject, "who", "which", "that"):
		return asSubject, true
	case subject >= 0:
		return asObject, sc.Child(w, syntax.Obj) < 0 || sc.is(sc.Child(w, syntax.Obj), "that", "which", "whom")
	}
	return "", false
}

// climb goes up from a gift through measures, conjunctions and appositions to
// the word that gives it; -1 where none does.
func (sc *scene) climb(g *gift) (int, place) {
	w := g.word
	if c := sc.Child(w, syntax.Nsubj); c >= 0 && sc.noun(c) {
		return c, asContent // "Iceland's pledge is €400,000"
	}
	for range 8 {
		if sc.exists(w) {
			return w, asPresence
		}
		h := sc.Words[w].Head
		if h < 0 {
			return sc.present(w)
		}
		switch r := sc.Words[w].Relation; r {
		case syntax.Obj, syntax.NsubjPass, syntax.OblAgent:
			if sc.is(h, "worth") && sc.Words[h].Head >= 0 {
				h = sc.valued(h) // "contracts worth €2bn"
				break
			}
			if sc.pick(h, asHolding) != nil {
				return h, asHolding
			}
			return h, asObject
		case syntax.Nsubj:
			if sc.pick(h, asSubject) == nil && (sc.Child(h, syntax.Cop) >= 0 && sc.locative(h) || sc.Child(h, syntax.Expl) >= 0 && sc.is(h, "be", "is", "are", "was", "were", "been")) {
				return h, asPresence
			}
			return h, asSubject
		case syntax.Obl:
			return sc.oblique(w, h)
		case syntax.Conj, syntax.Appos, syntax.Flat, syntax.List:
			if sc.Words[h].POS == syntax.VERB {
				return sc.adjacent(g)
			}
			if r == syntax.Appos && sc.Words[h].POS == syntax.PROPN && len(sc.mentioned(h)) > 0 {
				if sc.Words[h].Head >= 0 && sc.Words[sc.Words[h].Head].POS != syntax.VERB || sc.Words[h].Relation != syntax.Nsubj && sc.Words[h].Relation != syntax.Root {
					return -1, ""
				}
				return max(sc.Words[h].Head, h), asFragment // "South Korea, $7m, paid"
			}
		case syntax.Nmod, syntax.Compound, syntax.Amod, syntax.NmodDesc, syntax.NmodUnmarked, syntax.Nummod:
			if r == syntax.Nmod && sc.subject(h) && sc.Child(h, syntax.Cop) < 0 { // a verb, whatever its tag
				return sc.oblique(w, h)
			}
			if sc.noun(h) && (r != syntax.Nmod || sc.contents(sc.preposition(w))) {
				return h, asContent
			}
			if !sc.merges(g, w, h) {
				return -1, ""
			}
		case syntax.Parataxis, syntax.Dep, syntax.OblUnmarked, syntax.Ccomp, syntax.Xcomp:
			return sc.adjacent(g)
		default:
			return sc.present(w)
		}
		w = h
	}
	return -1, ""
}

// exists reports whether the sentence says of word w that there is such a thing.
func (sc *scene) exists(w int) bool {
	if sc.Child(w, syntax.Cop) < 0 {
		return false
	}
	c := sc.Child(w, syntax.Expl)
	if c < 0 {
		c = sc.Child(w, syntax.Nsubj)
	}
	return c >= 0 && sc.is(c, "there")
}

// valued is the noun whose worth word w tells: the one before it, whatever the
// tree says.
func (sc *scene) valued(w int) int {
	if w > 0 && sc.Words[w-1].POS == syntax.NOUN {
		return w - 1
	}
	return sc.Words[w].Head
}

// adjacent is the verb right before a gift that the tree ties to something else.
func (sc *scene) adjacent(g *gift) (int, place) {
	lo, _ := sc.Subtree(g.word)
	if g.figure != nil {
		if w := sc.WordOf(g.figure.First); w >= 0 {
			lo = min(lo, w)
		}
	}
	if lo > 0 && sc.Words[lo-1].POS == syntax.VERB && sc.pick(lo-1, asObject) != nil {
		return lo - 1, asObject
	}
	return -1, ""
}

// contents reports whether a preposition joins to a noun what it is about.
func (sc *scene) contents(preposition string) bool {
	switch preposition {
	case "of", "for", "worth", "in", "on", "about", "to":
		return true
	}
	return false
}

// noun reports whether word w is a noun of giving.
func (sc *scene) noun(w int) bool {
	if sc.Words[w].POS != syntax.NOUN && sc.Words[w].Tag != syntax.VBG {
		return false
	}
	return sc.pick(w, asContent) != nil
}

// oblique is the place of a gift that a preposition joins to a verb.
func (sc *scene) oblique(w, h int) (int, place) {
	p := sc.preposition(w)
	for _, e := range sc.senses[h] {
		if p != "" && e.Has("give") && strings.HasSuffix(e.Text, "} "+p) {
			return h, asObject // "put in €50m", whose "in" is read as a preposition
		}
	}
	switch p {
	case "with":
		return h, asCompany
	case "to":
		if o := sc.Child(h, syntax.Obj); o >= 0 && sc.is(o, "itself", "himself", "herself", "themselves", "ourselves") {
			return h, asObject // "committed itself to 1,500"
		}
	case "for", "about":
		return h, asWanted
	case "of":
		return h, asMember
	case "":
		if sc.Child(h, syntax.Obj) < 0 {
			return h, asObject
		}
	}
	return -1, ""
}

// merges carries a gift up to the measure or the larger gift that holds it:
// "a package of €50m", "1,000 of its soldiers", "$60 million in equipment".
func (sc *scene) merges(g *gift, w, h int) bool {
	p := sc.preposition(w)
	number := sc.Words[h].POS == syntax.NUM
	if sc.holds(h) || number {
		if g.figure == nil && p == "of" {
			g.figure = sc.figureOf(h)
			if g.figure != nil {
				g.figure.Unit = ""
				sc.measure(g)
			}
		}
		g.none = g.none || sc.denied(h)
		return sc.Words[w].Relation != syntax.Nmod || sc.contents(p) && p != "for" && p != "to"
	}
	return sc.Words[w].Relation == syntax.Compound && !sc.partOfName(h)
}

// locative reports whether the predicate w says where something is.
func (sc *scene) locative(w int) bool {
	if sc.is(w, "there", "here", "deployed", "stationed", "place") {
		return true
	}
	switch sc.preposition(w) {
	case "in", "at", "on":
		return sc.Words[w].POS == syntax.NOUN || sc.Words[w].POS == syntax.PROPN
	}
	return false
}

// present is the place of what the sentence only says to be there.
func (sc *scene) present(w int) (int, place) {
	if sc.Words[w].Head < 0 && sc.Child(w, syntax.Cop) < 0 && !sc.finite() {
		return w, asFragment
	}
	return -1, ""
}

// finite reports whether the sentence has a finite verb.
func (sc *scene) finite() bool {
	for w := range sc.Words {
		if sc.Words[w].Tag.Finite() {
			return true
		}
	}
	return false
}
