package train

import (
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"

	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/syntax/conllu"
)

// Corpus is one file of a treebank.
type Corpus struct {
	// Name is the file's, without its endings: en_ewt-dev.
	Name      string
	Sentences []Sentence
}

// Words is the number of words.
func (c Corpus) Words() int {
	n := 0
	for _, s := range c.Sentences {
		n += len(s.Forms)
	}
	return n
}

// Sentence is a sentence of a treebank in our own terms.
type Sentence struct {
	Forms     []string
	Labels    []syntax.Label
	Heads     []int16 // len(Forms) for the root
	Relations []uint8
}

// Open reads a gzipped CoNLL-U file of the folder.
func Open(folder, name string) (Corpus, error) {
	f, err := os.Open(filepath.Join(folder, name+".conllu.gz"))
	if err != nil {
		return Corpus{}, fmt.Errorf("open treebank: %w", err)
	}
	defer func() { _ = f.Close() }() // read only
	z, err := gzip.NewReader(f)
	if err != nil {
		return Corpus{}, fmt.Errorf("open treebank %s: %w", name, err)
	}
	raw, err := conllu.Read(z)
	if err != nil {
		return Corpus{}, fmt.Errorf("open treebank %s: %w", name, err)
	}
	c := Corpus{Name: name}
	for _, s := range raw {
		c.Sentences = append(c.Sentences, convert(s))
	}
	return c, nil
}

// convert takes over what we know of a sentence: unknown tags become NoTag,
// unknown relations their universal relation.
func convert(s conllu.Sentence) Sentence {
	var out Sentence
	for i, w := range s {
		pos, _ := syntax.ParsePOS(w.UPOS)
		tag, _ := syntax.ParseTag(w.XPOS)
		relation, _ := syntax.ParseRelation(w.Relation)
		head := w.Head - 1
		if head < 0 {
			head = len(s)
		}
		form := syntax.Normal(w.Form)
		if w.Form == "-" && w.SpaceAfter && (i == 0 || s[i-1].SpaceAfter) {
			form = syntax.Normal("--") // a dash between clauses, as text tells it from a hyphen
		}
		out.Forms = append(out.Forms, form)
		out.Labels = append(out.Labels, syntax.Label{POS: pos, Tag: tag})
		out.Heads = append(out.Heads, int16(head))
		out.Relations = append(out.Relations, uint8(relation))
	}
	return out
}
