package reading

import (
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// parse is the tree of one sentence with what the lexicon and the actors say
// of its words.
type parse struct {
	*syntax.Tree
	a        *Article
	sentence int
	low      []string // by word: lower case
	class    []class  // by word
	mention  []int32  // by word: the mention that covers it, -1 for none
	hangs    *[]Condition
}

// longest is the number of tokens up to which a sentence is parsed: what is
// longer is a list or no language.
const longest = 160

// parse returns the tree of sentence s, or nil where there is none. Trees are
// made when first asked for and kept.
func (a *Article) parse(s int) *parse {
	if s < 0 || s >= len(a.trees) || a.parser == nil {
		return nil
	}
	if !a.parsed[s] {
		a.parsed[s] = true
		if n := a.Doc.Sentences[s].Last - a.Doc.Sentences[s].First; n > 1 && n <= longest {
			a.trees[s] = a.newParse(s)
		}
	}
	return a.trees[s]
}

// parseAt returns the tree of token t's sentence and the word that heads the
// token in it; nil where there is none.
func (a *Article) parseAt(t int) (*parse, int) {
	if t < 0 || t >= len(a.Doc.Tokens) {
		return nil, -1
	}
	p := a.parse(a.Doc.Tokens[t].Sentence)
	if p == nil {
		return nil, -1
	}
	w := p.WordOf(t)
	if w < 0 {
		return nil, -1
	}
	return p, w
}

func (a *Article) newParse(s int) *parse {
	p := &parse{Tree: &syntax.Tree{}, a: a, sentence: s}
	a.parser(s, p.Tree)
	n := len(p.Words)
	if n == 0 {
		return nil
	}
	p.low, p.class, p.mention = make([]string, n), make([]class, n), make([]int32, n)
	for i := range p.Words {
		tok := &a.Doc.Tokens[p.Words[i].Token]
		p.low[i] = tok.Lower
		if first, last := p.WordsOf(p.Words[i].Token); last-first > 1 {
			p.low[i] = strings.ToLower(p.Words[i].Form)
		}
		p.mention[i] = -1
	}
	sentence := a.Doc.Sentences[s]
	for _, i := range a.ActorsIn(sentence.First, sentence.Last) {
		for t := a.Actors[i].First; t < a.Actors[i].Last; t++ {
			for w, last := p.WordsOf(t); w < last; w++ {
				p.mention[w] = int32(i)
			}
		}
	}
	p.classify(sentence.First, sentence.Last)
	p.repair(sentence.First, sentence.Last)
	return p
}

// repair makes a verb of what the parser took for an adjective: in "ruled out
// sending troops" a pattern of the lexicon tells that sending has an object.
func (p *parse) repair(first, last int) {
	changed := false
	for _, kind := range [...]string{"stance", "commitment"} {
		for _, h := range p.a.HitsIn(kind, first, last) {
			w := p.WordOf(h.Anchor)
			if w < 0 || p.rel(w) != syntax.Amod || p.Words[w].Tag != syntax.VBG || !strings.HasPrefix(h.Entry.Text, "{") {
				continue
			}
			noun := p.head(w)
			if noun < w || p.token(noun) >= h.Last || p.ChildOf(noun, syntax.Det) >= 0 || p.head(noun) < 0 {
				continue
			}
			gerund, object := &p.Words[w], &p.Words[noun]
			gerund.Head, gerund.Relation, gerund.POS = object.Head, object.Relation, syntax.VERB
			if object.Relation == syntax.Obj {
				gerund.Relation = syntax.Xcomp
			}
			object.Head, object.Relation = w, syntax.Obj
			for c := range p.Words {
				if r := p.rel(c); p.head(c) == noun && (r == syntax.Case || r == syntax.Mark) && c < w {
					p.Words[c].Head = w
				}
			}
			changed = true
		}
	}
	if changed {
		p.Index()
	}
}

// classify marks the words of tokens [first, last) with their classes.
func (p *parse) classify(first, last int) {
	if p.a.lexicon != nil {
		for _, h := range p.a.lexicon.Classes(p.a.Doc, first, last) {
			p.mark(h, classes[h.Entry.Value])
		}
	}
	for _, h := range p.a.HitsIn("speech", first, last) {
		p.mark(h, isSpeech)
	}
	for _, h := range p.a.HitsIn("modality", first, last) {
		switch h.Entry.Value {
		case "plain":
			for t := h.First; t < h.Last; t++ {
				if w := p.WordOf(t); w >= 0 {
					p.class[w] |= isPlain
				}
			}
		case "earlier":
			p.mark(h, isEarlier)
		}
	}
}

// mark puts the anchor of a hit into a class.
func (p *parse) mark(h lexicon.Hit, c class) {
	if w := p.WordOf(h.Anchor); w >= 0 {
		p.class[w] |= c
	}
}

// rel, pos and head are short for fields of words.
func (p *parse) rel(w int) syntax.Relation { return p.Words[w].Relation }
func (p *parse) pos(w int) syntax.POS      { return p.Words[w].POS }
func (p *parse) head(w int) int            { return p.Words[w].Head }
func (p *parse) token(w int) int           { return p.Words[w].Token }

// is reports whether word w is one of the words.
func (p *parse) is(w int, words ...string) bool {
	for _, s := range words {
		if p.low[w] == s {
			return true
		}
	}
	return false
}

// childIs returns the first dependent of w that is one of the words, else -1.
func (p *parse) childIs(w int, words ...string) int {
	for c := range p.Children(w) {
		if p.is(c, words...) {
			return c
		}
	}
	return -1
}

// preposition returns the word by which the phrase of w is joined to its head
// ("to", "according"), or "".
func (p *parse) preposition(w int) string {
	if c := p.Child(w, syntax.Case); c >= 0 {
		return p.low[c]
	}
	return ""
}

// marker returns the word that introduces the clause of w ("if", "to",
// "without"), or "".
func (p *parse) marker(w int) string {
	for c := range p.Children(w) {
		if p.rel(c) == syntax.Mark || p.rel(c) == syntax.Case {
			return p.low[c]
		}
	}
	return ""
}

// predicate climbs from a word that only helps another (an auxiliary, a copula,
// an adverb, a preposition) to the word that it helps.
func (p *parse) predicate(w int) int {
	for range 6 {
		switch p.rel(w) {
		case syntax.Aux, syntax.AuxPass, syntax.Cop, syntax.Mark, syntax.Case, syntax.Cc, syntax.CcPreconj, syntax.Punct, syntax.Fixed,
			syntax.CompoundPrt, syntax.Det, syntax.DetPredet, syntax.Expl, syntax.Goeswith:
		case syntax.Advmod:
			if p.pos(w) == syntax.VERB {
				return w
			}
		default:
			return w
		}
		if p.head(w) < 0 {
			return w
		}
		w = p.head(w)
	}
	return w
}

// clausal reports whether word w heads a clause: a verb, or whatever has a
// subject or a copula.
func (p *parse) clausal(w int) bool {
	switch p.pos(w) {
	case syntax.VERB, syntax.AUX:
		return p.rel(w) != syntax.Amod && p.rel(w) != syntax.Compound
	case syntax.PUNCT, syntax.SYM, syntax.PART:
		return false
	}
	for c := range p.Children(w) {
		if r := p.rel(c); r.Subject() || r == syntax.Cop || r == syntax.Obj && p.pos(w) == syntax.NOUN {
			return true // a noun with an object is a verb that the tagger mistook
		}
	}
	return false
}

// plural reports whether the phrase of w names several.
func (p *parse) plural(w int) bool {
	switch p.Words[w].Tag {
	case syntax.NNS, syntax.NNPS:
		return true
	}
	return p.Child(w, syntax.Conj) >= 0
}
