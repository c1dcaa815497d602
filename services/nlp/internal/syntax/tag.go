package syntax

// Tag is an English part-of-speech tag of the Penn Treebank as UD English EWT
// uses it: finer than [POS] for verbs (VBD, VBN, MD) and nouns (NN, NNS).
type Tag uint8

// The tags. The zero value means that none is known.
const (
	NoTag    Tag = iota
	ADD          // electronic address
	AFX          // affix
	CC           // coordinating conjunction
	CD           // cardinal number
	DT           // determiner
	EX           // existential there
	FW           // foreign word
	GW           // part of a broken word
	HYPH         // hyphen inside a word
	IN           // preposition or subordinating conjunction
	JJ           // adjective
	JJR          // comparative
	JJS          // superlative
	LRB          // opening bracket, -LRB-
	LS           // list mark
	MD           // modal verb
	NFP          // superfluous punctuation
	NN           // noun
	NNP          // name
	NNPS         // plural name
	NNS          // plural noun
	PDT          // predeterminer
	PossMark     // possessive 's, POS
	PRP          // personal pronoun
	PRPS         // possessive pronoun, PRP$
	RB           // adverb
	RBR          // comparative adverb
	RBS          // superlative adverb
	RP           // verb particle
	RRB          // closing bracket, -RRB-
	SymTag       // symbol, SYM
	TO           // to
	UH           // interjection
	VB           // infinitive
	VBD          // past tense
	VBG          // gerund or present participle
	VBN          // past participle
	VBP          // present tense, not third person singular
	VBZ          // present tense, third person singular
	WDT          // wh-determiner
	WP           // wh-pronoun
	WPS          // whose, WP$
	WRB          // wh-adverb
	Comma        // ,
	Stop         // .
	Colon        // : and other mid-sentence marks
	Dollar       // $
	Open         // opening quotation mark, ``
	Close        // closing quotation mark, ''
)

var tagNames = [...]string{
	"_", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW", "HYPH", "IN", "JJ", "JJR", "JJS", "-LRB-", "LS", "MD", "NFP",
	"NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "-RRB-", "SYM", "TO", "UH",
	"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", ",", ".", ":", "$", "``", "''",
}

// String returns the tag as in the treebanks: "VBZ".
func (t Tag) String() string { return nameOf(tagNames[:], int(t)) }

// ParseTag is the inverse of String.
func ParseTag(s string) (Tag, bool) {
	i, ok := indexOf(tagNames[:], s)
	return Tag(i), ok
}

// Finite reports whether the tag is that of a finite verb: past, present or modal.
func (t Tag) Finite() bool { return t == VBD || t == VBP || t == VBZ || t == MD }
