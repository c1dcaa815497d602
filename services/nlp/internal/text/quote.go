package text

// Quote is one quotation.
type Quote struct {
	// Span covers the quotation with its marks.
	Span
	// Inner covers what is quoted, without the marks.
	Inner Span
	// Closed is false when the closing mark is missing and the quotation was
	// ended at the end of its paragraph.
	Closed bool
	// Words counts the words inside. One to three words are often a term or a
	// scare quote, not speech.
	Words int
}
