package text

// Document is one parsed text. It is immutable after Parse and safe to share.
type Document struct {
	// Raw is the stored text exactly as given. All spans are byte ranges of it.
	Raw string
	// Title is the title as given; it is not part of Raw and has no span.
	Title string
	// Lines are the non-empty lines in order.
	Lines []Line
	// Sentences are in text order; none crosses a line unless the line ends
	// in an abbreviation.
	Sentences []Sentence
	// Tokens of all lines, furniture included, in text order.
	Tokens []Token
	// Quotes are the quotations in text order; they may nest and may span sentences and lines.
	Quotes []Quote
	// Dateline is the first dateline found, or nil.
	Dateline *Dateline

	folded  folded
	runes   runeIndex
	quoteOf []int32 // by token: the innermost quote whose inside holds it, -1 for none
}

// Parse reads a stored text. It accepts any string, also invalid UTF-8, and
// never fails. The title is used to recognise lines that repeat it; it may be
// empty. Cost is linear in the length of raw.
func Parse(title, raw string) *Document {
	d := &Document{Raw: raw, Title: title}
	d.folded = fold(raw)
	d.runes = indexRunes(raw)
	d.Lines, d.Dateline = splitLines(&d.folded, title)
	d.tokenize()
	d.segment()
	d.Quotes = findQuotes(raw, d.Lines)
	d.markQuoted()
	d.indexQuotes()
	return d
}

// Text returns the stored text under a span: the literal evidence quote.
func (d *Document) Text(s Span) string { return d.Raw[s.Start:s.End] }

// SentenceTokens returns the tokens of sentence i.
func (d *Document) SentenceTokens(i int) []Token {
	s := d.Sentences[i]
	return d.Tokens[s.First:s.Last]
}

// SpanOf returns the span from token first up to, not including, token last.
func (d *Document) SpanOf(first, last int) Span {
	if first >= last {
		return Span{}
	}
	return Span{d.Tokens[first].Start, d.Tokens[last-1].End}
}

// LineOf returns the line in which token i stands.
func (d *Document) LineOf(i int) Line { return d.Lines[d.Tokens[i].Line] }

// Evidence reports whether token i stands in a line that may be cited.
func (d *Document) Evidence(i int) bool { return d.Lines[d.Tokens[i].Line].Kind.Evidence() }

// QuoteOf returns the index of the innermost quote whose inside holds the start
// of token i, or -1.
func (d *Document) QuoteOf(i int) int { return int(d.quoteOf[i]) }
