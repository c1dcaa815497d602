package text

type folded struct{}
type runeIndex struct{}

func fold(string) folded                             { return folded{} }
func indexRunes(string) runeIndex                    { return runeIndex{} }
func splitLines(*folded, string) ([]Line, *Dateline) { return nil, nil }
func (d *Document) tokenize()                        {}
func (d *Document) segment()                         {}
func (d *Document) markQuoted()                      {}
func findQuotes(string, []Line) []Quote              { return nil }

// Runes returns a span as rune offsets of the stored text.
func (d *Document) Runes(s Span) (start, end int) { return 0, 0 }

// Clauses cuts sentence i into clauses, in order, tiling its tokens.
func (d *Document) Clauses(i int) []Clause { return nil }

// CheckEnglish says whether a text is English enough to be tagged.
func CheckEnglish(title, body string) Support { return Support{} }

// MinHash returns the signature of a document's citable lines.
func MinHash(d *Document) Signature { return Signature{} }

// Similarity estimates the Jaccard similarity of the word 3-shingles, 0..1.
func Similarity(a, b Signature) float64 { return 0 }
