package syntax

import (
	"github.com/barograph/barograph/services/nlp/internal/syntax/feature"
	"github.com/barograph/barograph/services/nlp/internal/syntax/transition"
	"github.com/barograph/barograph/services/nlp/internal/syntax/weight"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Parser is the working memory of one goroutine: not safe for concurrent use.
type Parser struct {
	model    *Model
	sentence feature.Sentence
	state    transition.State
	tagging  [feature.MostTagging]uint64
	parsing  [feature.MostParsing]uint64
	scores   weight.Scores
}

// Parse reads one sentence of the document into tree, whose memory it reuses.
// Bullets before the first word are left out; a sentence without words gives
// an empty tree. The work is linear in the sentence's length.
func (p *Parser) Parse(doc *text.Document, sentence int, tree *Tree) {
	s := doc.Sentences[sentence]
	first := s.First
	for first < s.Last && opening(doc.Tokens[first].Norm) {
		first++
	}
	tree.Words = tree.Words[:0]
	for i := first; i < s.Last; i++ {
		tree.Words = appendToken(tree.Words, &doc.Tokens[i], i)
	}
	p.read(tree)
}

// ParseWords reads a sentence that is cut into words already; Token of each
// word is its index.
func (p *Parser) ParseWords(forms []string, tree *Tree) {
	tree.Words = tree.Words[:0]
	for i, f := range forms {
		tree.Words = append(tree.Words, Word{Form: Normal(f), Token: i})
	}
	p.read(tree)
}

// mostWords keeps word numbers within 16 bits, far above any sentence of text.
const mostWords = 1 << 14

func (p *Parser) read(tree *Tree) {
	if len(tree.Words) > mostWords {
		tree.Words = tree.Words[:mostWords]
	}
	p.prepare(tree.Words)
	p.tag()
	for i, t := range p.sentence.Tags {
		l := p.model.parts.Labels[t]
		tree.Words[i].POS, tree.Words[i].Tag = l.POS, l.Tag
		tree.Words[i].Head, tree.Words[i].Relation = i-1, Dep
	}
	if p.model.parts.Parser != nil {
		p.attach()
		p.unroot()
		for i := range tree.Words {
			n := &p.state.Nodes[i]
			tree.Words[i].Head, tree.Words[i].Relation = int(n.Head), Relation(n.Label)
			if int(n.Head) == p.state.Root() {
				tree.Words[i].Head = -1
			}
		}
	}
	tree.Index()
}

// prepare hashes the forms and looks the words up.
func (p *Parser) prepare(words []Word) {
	p.sentence.Reset(len(words))
	for i := range words {
		w := &p.sentence.Words[i]
		w.Read(words[i].Form)
		if c := p.model.parts.Classes[w.Lower]; c > 0 {
			w.Class = feature.Hash(uint64(c))
		}
	}
}

// tag gives every word the best label, from left to right.
func (p *Parser) tag() {
	h := feature.Start()
	for i := range p.sentence.Words {
		n := feature.Tagging(p.sentence.Words, i, h, &p.tagging)
		p.scores = weight.Scores{}
		p.model.parts.Tagger.Add(p.tagging[:n], &p.scores)
		best := 0
		for l := range p.model.parts.Labels {
			if p.scores[l] > p.scores[best] {
				best = l
			}
		}
		p.sentence.Tags[i] = uint8(best)
		h.Next(uint8(best), p.model.facts)
	}
	p.sentence.Count(p.model.facts)
}

// attach runs the transition machine.
func (p *Parser) attach() {
	p.state.Reset(len(p.sentence.Words), Machine())
	for !p.state.Done() {
		n := feature.Parsing(&p.sentence, &p.state, &p.parsing)
		p.scores = weight.Scores{}
		p.model.parts.Parser.Add(p.parsing[:n], &p.scores)
		p.state.Apply(p.model.parts.Actions[Best(&p.state, p.model.parts.Actions, &p.scores)])
	}
}

// Best returns the number of the valid action with the highest score.
func Best(s *transition.State, actions []transition.Action, scores *weight.Scores) int {
	valid, best := s.Valid(), -1
	for i, a := range actions {
		if valid[a.Kind] && (best < 0 || scores[i] > scores[best]) && s.Allows(a) {
			best = i
		}
	}
	return best
}

// unroot leaves one root: the first verb among the words that the machine hung
// under the artificial root, or else the first. The others become its parataxis.
func (p *Parser) unroot() {
	root, keep := p.state.Root(), -1
	for i := range root {
		if int(p.state.Nodes[i].Head) != root {
			continue
		}
		verb := p.model.facts[p.sentence.Tags[i]].Kind&feature.Verb != 0
		if keep < 0 || verb && p.model.facts[p.sentence.Tags[keep]].Kind&feature.Verb == 0 {
			keep = i
		}
	}
	for i := range root {
		if n := &p.state.Nodes[i]; int(n.Head) == root && i != keep {
			n.Head, n.Label = int16(keep), uint8(Parataxis)
			if p.sentence.Coarse[i] == uint8(PUNCT) {
				n.Label = uint8(Punct)
			}
		}
	}
}
