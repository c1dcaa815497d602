package text

// Shape is a set of facts about a token's form.
type Shape uint16

// Shape flags.
const (
	// Word: has a letter.
	Word Shape = 1 << iota
	// Digit: has a digit.
	Digit
	// Capital: its first letter is upper case.
	Capital
	// Upper: has at least two letters and all of them are upper case (UN, U.S., NATO).
	Upper
	// Hyphenated: holds a hyphen between word characters (U.S.-led, 20-point).
	Hyphenated
	// Dotted: an abbreviation with its stop (U.S., Gen., J.).
	Dotted
	// Punct: punctuation only.
	Punct
	// Stop: punctuation that can end a sentence (. ! ? and the ellipsis).
	Stop
	// QuoteMark: a quotation mark, straight or curly, double or single.
	QuoteMark
	// Dash: an em dash, a spaced en dash or a double hyphen.
	Dash
	// Possessive: the clitic 's or a bare apostrophe after s.
	Possessive
	// Negation: not, n't, never, no, nor, cannot and their like.
	Negation
	// Currency: a currency sign.
	Currency
	// SpaceBefore: white space precedes the token.
	SpaceBefore
	// LineStart: first token of its line.
	LineStart
	// Quoted: lies inside a quotation of more than three words.
	Quoted
)

// Has reports whether all flags of f are set.
func (s Shape) Has(f Shape) bool { return s&f == f }

// Token is one word or mark.
//
// Possessives and n't are split off ("Trump’s" is Trump + ’s, "won't" is wo +
// n't, with Lower "will" for wo and "can" for ca), as are dashes and asterisks.
// Hyphenated words stay whole ("U.S.-led", "F-35s", "20-point"), numbers keep
// their separators ("20,000", "2.3"), currency signs stand alone.
type Token struct {
	// Span is the token's place in the stored text.
	Span
	// Norm is the folded form: NFC, straight quotes, plain hyphens, case kept.
	Norm string
	// Lower is Norm in lower case, with wo and ca before n't made will and can
	// and n't made not.
	Lower string
	// Key is Lower without diacritics: what aliases are compared by.
	Key string
	// Shape holds the token's flags.
	Shape Shape
	// Line and Sentence index Document.Lines and Document.Sentences. Sentence
	// is -1 for tokens outside any sentence (marks, labels, furniture).
	Line, Sentence int
}

// Is reports whether the token's lower form is one of the words.
func (t Token) Is(words ...string) bool {
	for _, w := range words {
		if t.Lower == w {
			return true
		}
	}
	return false
}
