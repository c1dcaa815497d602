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
	p.rehang()
	p.inserted()
	return p
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
