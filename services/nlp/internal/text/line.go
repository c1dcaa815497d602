package text

// LineKind says what a line of an article is.
type LineKind uint8

// The kinds of lines. Only the first four may be cited as evidence.
const (
	// Paragraph is running text.
	Paragraph LineKind = iota
	// Heading is a short line without a closing stop: a cross-head.
	Heading
	// Bullet is an item of a list; Line.Body starts after the mark.
	Bullet
	// Caption describes a picture.
	Caption
	// Furniture is what the page adds around the text: share and subscribe
	// lines, lists of other stories, form debris, boilerplate.
	Furniture
	// RepeatedTitle is a line that says the title again.
	RepeatedTitle
	// Correction is a notice of the editors about the article itself.
	Correction
	// Byline names authors, editors, publication and update times.
	Byline
	// Timestamp is the clock line of a live blog entry.
	Timestamp
)

// String returns the kind's name in lower case.
func (k LineKind) String() string {
	names := [...]string{"paragraph", "heading", "bullet", "caption", "furniture", "repeated_title", "correction", "byline", "timestamp"}
	if int(k) < len(names) {
		return names[k]
	}
	return "unknown"
}

// Evidence reports whether lines of this kind may be cited in a claim.
func (k LineKind) Evidence() bool { return k <= Caption }

// Line is one non-empty line of the text.
type Line struct {
	// Span is the line without surrounding white space.
	Span
	// Body is the part to be read as language: Span without the bullet mark,
	// the dateline and the speaker label.
	Body Span
	// Kind says what the line is.
	Kind LineKind
	// Block numbers runs of lines that no blank line separates, from 0.
	Block int
	// Speaker is the label of a transcript turn ("MR. SMITH" in "MR. SMITH: We
	// agree."), else empty. Turns that go on in later lines carry it there too.
	Speaker Span
	// Clock is the time that opens an entry of a live blog in the same line
	// ("14.05 GMT The ministers met"), else empty. Body starts behind it.
	Clock Span

	from, to int // Body in the folded text
}

// Dateline is the place and agency that open a wire story:
// "PARIS, Jan 6 (Agency) -".
type Dateline struct {
	// Span is the whole opening, with its dash.
	Span
	// Place is the place or places ("WASHINGTON/AMMAN").
	Place Span
	// Agency is the name inside the parentheses, empty when there is none.
	Agency Span
}
