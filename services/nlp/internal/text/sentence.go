package text

// Sentence is a run of tokens [First, Last) of lines that may be cited.
type Sentence struct {
	// Span covers the tokens from the first to the last, closing quotes included.
	Span
	// First and Last index Document.Tokens, half-open.
	First, Last int
	// Line indexes the line in which the sentence starts.
	Line int
	// Question is true when the sentence closes with a question mark outside a quotation.
	Question bool
}
