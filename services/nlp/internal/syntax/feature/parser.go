package feature

import "github.com/barograph/barograph/services/nlp/internal/syntax/transition"

// MostParsing is how many features Parsing gives at most.
const MostParsing = 176

// Sentence is what the parser's templates know of the words.
type Sentence struct {
	// Words as read by Word.Read.
	Words []Word
	// Tags are the tagger's labels; Coarse the universal part of speech of each.
	Tags, Coarse []uint8
	// Commas and Quotes count the commas and quotation marks before each word.
	Commas, Quotes []uint8
	// Verbs counts the finite verbs before each word.
	Verbs []uint8
}

// atom is what a template sees of one word of the configuration.
type atom struct {
	w, p, u, l uint64 // form, tag, universal part of speech, relation to its head
	suffix     uint64
	at         int
}

// Parser templates by family; each has room for numbers of its own.
const (
	unigrams  = 2000
	bigrams   = 2100
	distances = 2200
	relatives = 2300
	clauses   = 2400
)

// collector fills the output.
type collector struct {
	out      *[MostParsing]uint64
	n        int
	template uint64
}

func (c *collector) add(x, y, z uint64) {
	c.out[c.n] = join(c.template, x, y, z)
	c.n++
	c.template++
}

// skip leaves out n templates: of a word that is not there.
func (c *collector) skip(n uint64) { c.template += n }

// Parsing writes the features of a state into out and returns how many they are.
func Parsing(s *Sentence, st *transition.State, out *[MostParsing]uint64) int {
	c := collector{out: out}
	v := look(s, st)
	c.template = unigrams
	v.single(&c)
	c.template = bigrams
	v.pairs(&c)
	c.template = distances
	v.distance(&c)
	c.template = relatives
	v.family(&c)
	c.template = clauses
	v.clause(&c)
	return c.n
}
