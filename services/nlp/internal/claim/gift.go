package claim

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/quantity"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// gift is a noun phrase that names what can be given: a figure with its noun
// ("300 soldiers"), a noun alone ("airlift"), or a figure alone whose noun was
// said before ("Uganda 300").
type gift struct {
	word   int // heads the phrase in the sentence's tree
	kind   taggingv1.CommitmentKind
	figure *quantity.Quantity
	// people holds for soldiers and police under a word for either ("men").
	people bool
	// none holds for what is named to be denied: "no soldiers".
	none bool
}

// leastBare is the least figure without a noun that counts soldiers.
const leastBare = 20

// scene is one sentence as those who give see it.
type scene struct {
	*reader
	*syntax.Tree
	sentence int
	// senses are the words of giving, by word of the tree.
	senses map[int][]*lexicon.Entry
	gifts  []gift
	// sends holds where all initiatives in focus send people in uniform.
	sends bool
	used  map[int]bool // words of giving whose gift is found
}

// newScene finds the words of giving and the gifts of a sentence.
func (r *reader) newScene(s int, tree *syntax.Tree) *scene {
	sc := &scene{reader: r, Tree: tree, sentence: s, senses: map[int][]*lexicon.Entry{}, used: map[int]bool{}}
	first, last := r.Doc.Sentences[s].First, r.Doc.Sentences[s].Last
	for _, h := range r.HitsIn("commitment", first, last) {
		w := tree.WordOf(h.Anchor)
		if w < 0 {
			continue
		}
		if rel := tree.Words[w].Relation; rel == syntax.Cop && tree.Words[w].Head >= 0 {
			w = tree.Words[w].Head
		} else if rel == syntax.Fixed || rel == syntax.Case && tree.Words[w].Head >= 0 {
			w = tree.Words[w].Head
		}
		sc.senses[w] = append(sc.senses[w], h.Entry)
	}
	for w := range tree.Words {
		if g, ok := sc.gift(w); ok {
			sc.gifts = append(sc.gifts, g)
		}
	}
	return sc
}

// gift reads the phrase that word w heads.
func (sc *scene) gift(w int) (gift, bool) {
	switch sc.Words[w].POS {
	case syntax.NOUN, syntax.PROPN, syntax.NUM, syntax.SYM, syntax.ADJ, syntax.PRON, syntax.DET:
	default:
		return gift{}, false
	}
	if sc.partOfName(w) || sc.rel(w) == syntax.Amod && sc.is(w, "military") {
		return gift{}, false
	}
	g := gift{word: w, figure: sc.figureOf(w)}
	if g.figure != nil && sc.inside(w, g.figure) {
		return gift{}, false // the figure's own head stands for it
	}
	entry, known := sc.contribution(w)
	if !known && g.figure == nil && sc.nationals(w) {
		g.kind, g.people, g.none = taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, true, sc.denied(w)
		return g, true
	}
	if known && entry == nil || !known && g.figure == nil {
		return gift{}, false
	}
	if known && entry.Has("counted") && g.figure == nil {
		return gift{}, false // "sent observers" to a meeting
	}
	if sc.is(w, "nobody", "no") && !sc.lacking(w) {
		return gift{}, false
	}
	if known {
		g.kind = kinds[entry.Value]
		g.people = sc.generic(w) && (g.kind == taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS || g.kind == taggingv1.CommitmentKind_COMMITMENT_KIND_POLICE)
		if entry.Has("hull") && g.figure == nil && sc.Words[w].Tag == syntax.NN {
			g.figure = &quantity.Quantity{First: sc.token(w), Last: sc.token(w) + 1, Known: true, Min: 1, Max: 1, Unit: quantity.Items}
		}
	}
	if g.figure != nil && !sc.fits(&g, known) {
		return gift{}, false
	}
	if g.figure == nil && armed(g.kind) {
		if c := sc.Child(w, syntax.Appos); c >= 0 {
			if q := sc.figureOf(c); q != nil && q.Unit == quantity.Personnel {
				g.figure = q // "its company, 130 people"
			}
		}
	}
	g.none = sc.denied(w)
	return g, true
}

// contribution is the entry for the noun that word w heads. It is known and nil
// where the noun looks like a gift and is none.
func (sc *scene) contribution(w int) (entry *lexicon.Entry, known bool) {
	t := sc.token(w)
	var best lexicon.Hit
	for _, h := range sc.HitsIn("contribution", t-3, t+1) {
		if h.First <= t && t < h.Last && h.Last-h.First > best.Last-best.First {
			best = h
		}
	}
	switch {
	case best.Entry == nil || best.Last != t+1:
		return nil, false
	case kinds[best.Entry.Value] == 0:
		return nil, true
	}
	return best.Entry, true
}

// fits settles the kind of a gift by what its figure counts; false where it
// counts no gift.
func (sc *scene) fits(g *gift, known bool) bool {
	switch g.figure.Unit {
	case quantity.USD, quantity.EUR, quantity.GBP, quantity.AUD, quantity.JPY, quantity.CAD:
		if !known {
			g.kind = taggingv1.CommitmentKind_COMMITMENT_KIND_MONEY
		}
		return true
	case quantity.Countries:
		return false
	case quantity.Personnel:
		if !known {
			g.kind, g.people = taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, true
		}
		return true
	case quantity.Items:
		if !known {
			g.kind = taggingv1.CommitmentKind_COMMITMENT_KIND_EQUIPMENT
		}
		return true
	}
	if known && g.kind == taggingv1.CommitmentKind_COMMITMENT_KIND_MONEY && g.figure.Noun == "" && g.figure.Known {
		g.kind = 0 // "Romania 1.1 billion": of the currency named before
		return true
	}
	if known {
		sc.measure(g)
		return true
	}
	return g.figure.Noun == "" && g.figure.Known && g.figure.Min >= leastBare && sc.Words[g.word].POS == syntax.NUM
}

// measure gives a figure without a unit the one in which its gift is counted.
func (sc *scene) measure(g *gift) {
	q := *g.figure
	switch g.kind {
	case taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, taggingv1.CommitmentKind_COMMITMENT_KIND_POLICE, taggingv1.CommitmentKind_COMMITMENT_KIND_TRAINERS:
		if sc.unitNoun(sc.low(g.word)) {
			g.figure = nil // three battalions are no figure of soldiers
			return
		}
		q.Unit = quantity.Personnel
	case taggingv1.CommitmentKind_COMMITMENT_KIND_EQUIPMENT, taggingv1.CommitmentKind_COMMITMENT_KIND_AIRLIFT:
		q.Unit = quantity.Items
	default:
		g.figure = nil
		return
	}
	g.figure = &q
}
