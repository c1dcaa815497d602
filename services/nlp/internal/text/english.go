package text

// Support is the verdict of the English check.
type Support struct {
	// Supported is true when the text can be tagged.
	Supported bool
	// Share is the part of the words that are English stop words, 0..1.
	Share float64
	// Words is the number of words looked at.
	Words int
	// Reason says in a few words why a text is not supported; empty otherwise.
	Reason string
}
