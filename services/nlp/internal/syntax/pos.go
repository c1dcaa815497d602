package syntax

// POS is a universal part of speech (universaldependencies.org/u/pos).
type POS uint8

// The seventeen universal parts of speech. The zero value is X: no class fits.
const (
	X POS = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
)

var posNames = [...]string{"X", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"}

// String returns the name as in the treebanks: "NOUN".
func (p POS) String() string { return nameOf(posNames[:], int(p)) }

// ParsePOS is the inverse of String.
func ParsePOS(s string) (POS, bool) {
	i, ok := indexOf(posNames[:], s)
	return POS(i), ok
}

// Nominal reports whether p can head a noun phrase: noun, name, pronoun, number.
func (p POS) Nominal() bool { return p == NOUN || p == PROPN || p == PRON || p == NUM }

func nameOf(names []string, i int) string {
	if i < len(names) {
		return names[i]
	}
	return "?"
}

func indexOf(names []string, s string) (int, bool) {
	for i, n := range names {
		if n == s {
			return i, true
		}
	}
	return 0, false
}
