package syntax

import "github.com/barograph/barograph/services/nlp/internal/text"

// Parser is the working memory of one goroutine: not safe for concurrent use.
type Parser struct {
	model *Model
}

// Parse reads one sentence of the document into tree, whose memory it reuses.
// A sentence without words gives an empty tree.
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

func (p *Parser) read(tree *Tree) {
	for i := range tree.Words {
		tree.Words[i].Head = i - 1
	}
	tree.Index()
}
